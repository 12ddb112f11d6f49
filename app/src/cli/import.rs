//! `watchline import`: documents that someone already has, as JSON Lines, into the store; then understood,
//! placed and indexed like any other.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use watchline_crawler::canonical_url;
use watchline_model::{DocumentKind, Reading, Source, SourceKind, Tier};

use super::input::Record;
use super::{Global, input, output};
use crate::context::{Context, Surroundings};
use crate::pipeline::{Summary, understand};
use crate::progress::Progress;
use crate::stages::records::IMPORT_SOURCE;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// JSON Lines: {url, title, text, published, …} a line; - for standard input
    #[arg(value_name = "FILE|-")]
    input: PathBuf,
}

/// Lines per transaction.
const BATCH: usize = 500;

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let lines: Vec<input::Line> = input::lines(input::open(&arguments.input)?).collect();
    let mut context = Context::open(config, Surroundings::default()).await?;
    let source = import_source();
    make_known(&mut context, &source).await?;
    let stop = crate::shutdown::on_signal();
    let bar = Progress::Terminal.bar("importing", lines.len() as u64);
    let (mut taken, mut unchanged, mut refused) = (0_u64, 0_u64, 0_u64);
    let mut seen = HashSet::new();
    for batch in lines.chunks(BATCH) {
        let mut documents = Vec::with_capacity(batch.len());
        for line in batch {
            match reading(line, &mut seen) {
                Ok(document) => documents.push(document),
                Err(error) => {
                    refused += 1;
                    eprintln!("watchline: {}:{}: {error}", arguments.input.display(), line.number);
                }
            }
        }
        for recorded in context.store.import_documents(&source, &documents, context.clock.now()).await? {
            if recorded.version.is_some() { taken += 1 } else { unchanged += 1 }
        }
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    let mut summary = Summary::default();
    understand(&context, Progress::Terminal, &stop, &mut summary).await?;
    let counts = context.store.counts().await?;
    let header = ["lines", "taken", "unchanged", "refused", "relevant", "borderline", "incidents", "events"];
    let figures = [
        lines.len() as u64,
        taken,
        unchanged,
        refused,
        counts.relevant,
        counts.borderline,
        counts.incidents,
        counts.events,
    ];
    eprint!("{}", output::table(&header, &[figures.iter().map(u64::to_string).collect()]));
    Ok(if refused > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The source under which imported documents stand: nothing is ever fetched for it.
fn import_source() -> Source {
    Source {
        name: "Imported documents".to_owned(),
        publisher: "Import".to_owned(),
        enabled: false,
        document_kind: Some(DocumentKind::Article),
        note: Some("documents given to `watchline import`".to_owned()),
        ..Source::new(IMPORT_SOURCE, SourceKind::Page, Tier::Community, "https://import.invalid/")
    }
}

async fn make_known(context: &mut Context, source: &Source) -> anyhow::Result<()> {
    let mut sources = context.config.sources.clone();
    sources.push(source.clone());
    context.store.sync_sources(&sources, context.clock.now()).await?;
    Ok(())
}

/// Several records may share an address (one report, many incidents): the later ones get a fragment of their own.
fn reading(line: &input::Line, seen: &mut HashSet<String>) -> Result<(DocumentKind, Reading), String> {
    let text = line.text.as_ref().map_err(Clone::clone)?;
    let record = Record::parse(text)?;
    let published = record.published()?;
    let given = record.url.as_deref().ok_or("`url` is missing: it is what names a document")?;
    let mut url = canonical_url(given).ok_or_else(|| format!("`url` is \"{given}\": use an http or https address"))?;
    if !seen.insert(url.clone()) {
        let id = record.id.as_str().map_or_else(|| record.id.to_string(), str::to_owned);
        let part: String = id.chars().filter(|char| char.is_alphanumeric() || *char == '-').collect();
        url = format!("{url}#{}", if part.is_empty() { line.number.to_string() } else { part });
        seen.insert(url.clone());
    }
    let kind = match record.kind.as_deref() {
        None => DocumentKind::Article,
        Some(kind) => kind.parse().map_err(|error| format!("`kind`: {error}"))?,
    };
    Ok((
        kind,
        Reading {
            canonical_url: Some(url),
            title: record.title().to_owned(),
            text: record.text().to_owned(),
            authors: record.authors.clone(),
            published,
            language: record.language.clone(),
            site_name: record.publisher.clone(),
            ..Reading::default()
        },
    ))
}

#[cfg(test)]
mod tests;
