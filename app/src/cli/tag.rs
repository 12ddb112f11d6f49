//! `watchline tag`: what a document is about, who says what, and since when.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::Value;
use watchline_analysis::{Analysis, Analyzer, Input};
use watchline_crawler::{ReadHints, read_page};
use watchline_model::{Basis, Dated, Reading};
use watchline_web::api::dto::{self, Tags};

use super::input::Record;
use super::{Global, alone, input, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A record {id, url?, title, text, published}, an HTML page or plain text; - for standard input
    #[arg(value_name = "FILE|-")]
    input: PathBuf,
    /// The input is JSON Lines: a record a line
    #[arg(long)]
    jsonl: bool,
    /// Publication date of plain text, from which "last week" counts
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<std::process::ExitCode> {
    let config = global.load()?;
    let analyzer = crate::context::build_analyzer(&Arc::new(config.taxonomy)).await?;
    if arguments.jsonl {
        alone::map_lines(&arguments.input, move |line| tag_line(&analyzer, line)).await?;
        return Ok(std::process::ExitCode::SUCCESS);
    }
    let bytes = input::read(&arguments.input)?;
    let published = arguments.published.as_deref().and_then(|text| Dated::parse(text, Basis::Published));
    let answer = crate::blocking::run(move || tag_whole(&analyzer, &bytes, published)).await?;
    output::pretty(&answer.map_err(|(_, error)| super::Usage(format!("{}: {error}", arguments.input.display())))?)?;
    Ok(std::process::ExitCode::SUCCESS)
}

fn tag_whole(analyzer: &Analyzer, bytes: &[u8], published: Option<Dated>) -> Result<Value, (Value, String)> {
    let text = String::from_utf8_lossy(bytes);
    let trimmed = text.trim_start();
    if trimmed.starts_with('{') {
        return tag_line(analyzer, trimmed);
    }
    if trimmed.starts_with('<') {
        let reading = read_page(
            bytes,
            None,
            "",
            &ReadHints { published: published.map(|date| date.value), ..ReadHints::default() },
        );
        return Ok(tag_reading(analyzer, &reading, None));
    }
    let (title, body) = trimmed.split_once('\n').unwrap_or(("", trimmed));
    let reading =
        Reading { title: title.trim().to_owned(), text: body.trim().to_owned(), published, ..Reading::default() };
    Ok(tag_reading(analyzer, &reading, None))
}

fn tag_line(analyzer: &Analyzer, line: &str) -> Result<Value, (Value, String)> {
    let refuse = |error: String| (alone::id_of(line), error);
    let record = Record::parse(line).map_err(refuse)?;
    let published = record.published().map_err(refuse)?;
    let reading = Reading {
        title: record.title().to_owned(),
        text: record.text().to_owned(),
        published,
        language: record.language.clone(),
        ..Reading::default()
    };
    let mut value = tag_reading(analyzer, &reading, record.url.as_deref());
    value["id"] = record.id;
    Ok(value)
}

fn tag_reading(analyzer: &Analyzer, reading: &Reading, url: Option<&str>) -> Value {
    let analysis = analyzer.analyze(&Input {
        title: &reading.title,
        body: &reading.text,
        url,
        published: reading.published,
        tier: None,
        kind: None,
        language: reading.language.as_deref(),
        voice: None,
    });
    let Analysis { relevance, entities, mentions, events, claims, status, warnings } = &analysis;
    dto::analysis(&Tags { relevance, status: *status, entities, mentions, events, claims, warnings }, reading)
}
