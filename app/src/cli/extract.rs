//! `watchline extract`: the article of a page, from a file, an address or standard input.
//!
//! Beside the fields that every reading has it prints, each `null` where the page does not say:
//! - `section`, `tags`, and `paywalled`: whether readers have to pay or sign in;
//! - `published_basis` and `modified_basis`: where the page says so, the more trustworthy first: `json_ld`, `meta`,
//!   `marked` (microdata, RDFa), `headline` (seen beside it), `address`, `script`, `story`, `feed`;
//! - `published_runner_up`: the next best day, where the page gives two;
//! - `updated_after_publication`: whether the page was changed on a later day than it was published;
//! - `script`: `Hans` or `Hant` for Chinese.
//!
//! An article that goes on is followed where an address was given; a file stands alone.
//!
//! Must never print another value under a name that PRODUCT.md gives.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::TimeDelta;
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};
use watchline_crawler::read::language;
use watchline_crawler::{Answer, Client, ExplainedBlock, Kept, ReadHints, explain, read_page, read_page_of_host};
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;
use watchline_model::{Clock, Dated, Reading, SystemClock};
use watchline_web::api::dto;

use super::{Global, alone, input, output};
use crate::stages::read::following::{self, Followed, Shelves};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// HTML file, http(s) address, or - for standard input
    #[arg(value_name = "FILE|URL|-")]
    input: String,
    /// The address the page came from: resolves its links
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The input is JSON Lines: {id, url, html | html_path} a line
    #[arg(long)]
    jsonl: bool,
    /// Say of each block of the page why it was kept or dropped
    #[arg(long, conflicts_with = "jsonl")]
    explain: bool,
    /// CSS selector of the main text, as `article_selector` of a source
    #[arg(long, value_name = "CSS", conflicts_with = "jsonl")]
    selector: Option<String>,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<std::process::ExitCode> {
    if arguments.jsonl {
        let path = PathBuf::from(&arguments.input);
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        alone::map_lines(&path, move |line| extract_line(line, &folder)).await?;
        return Ok(std::process::ExitCode::SUCCESS);
    }
    let Asked { page, client } = fetch_or_read(global, &arguments).await?;
    let selector = arguments.selector;
    if arguments.explain {
        let blocks = crate::blocking::run(move || {
            let hints = ReadHints { selector: selector.as_deref(), ..ReadHints::default() };
            explain(&page.body, page.header("content-type"), &page.final_url, &hints)
        });
        print!("{}", explanation(&blocks.await?));
        return Ok(std::process::ExitCode::SUCCESS);
    }
    let reads = move |page: &FetchedPage| {
        let hints = ReadHints { selector: selector.as_deref(), ..ReadHints::default() };
        read_page_of_host(&page.body, page.header("content-type"), &page.final_url, &hints, None)
    };
    let first = reads.clone();
    let (url, read) = crate::blocking::run(move || (page.final_url.clone(), first(&page))).await?;
    let followed = match &client {
        Some(client) => {
            let clock: &dyn Clock = &SystemClock;
            let shelves = Shelves { web: Some((client, clock)), archive: None };
            following::follow(&url, read, &shelves, reads).await?
        }
        None => Followed::alone(read),
    };
    output::pretty(&printed(&url, &followed.reading))?;
    Ok(std::process::ExitCode::SUCCESS)
}

/// A block: whether it was kept and why, where it stands, how it begins.
fn explanation(blocks: &[ExplainedBlock]) -> String {
    let mut text = String::new();
    for block in blocks {
        let mark = if block.kept == Kept::Kept { "kept   " } else { "dropped" };
        text.push_str(&format!("{mark}  {}: {}\n         {}\n", block.kind, block.reason, block.path));
        text.push_str(&format!("         {}\n", block.text));
    }
    let kept = blocks.iter().filter(|block| block.kept == Kept::Kept).count();
    text.push_str(&format!("{kept} of {} blocks kept\n", blocks.len()));
    text
}

/// What the contract names, and what else the page says of itself.
fn printed(url: &str, reading: &Reading) -> Value {
    let mut value = dto::reading(url, reading);
    let more = json!({
        "section": reading.section,
        "tags": reading.tags,
        "paywalled": reading.paywalled,
        "published_basis": reading.published_basis,
        "modified_basis": reading.modified_basis,
        "published_runner_up": reading.published_runner_up.as_ref().map(|date| date.value_text()),
        "updated_after_publication": updated_after_publication(reading),
        "script": chinese_script(reading),
    });
    if let (Value::Object(fields), Value::Object(more)) = (&mut value, more) {
        for (name, found) in more {
            fields.entry(name).or_insert(found);
        }
    }
    value
}

/// Whether the last change was on a later day than the publication; `None` where one of both is not known, or the
/// date of the change stands in for that of the publication.
fn updated_after_publication(reading: &Reading) -> Option<bool> {
    let day = |date: Option<Dated>, offset: Option<i32>| {
        date.map(|date| (date.value + TimeDelta::minutes(i64::from(offset.unwrap_or(0)))).date_naive())
    };
    let published = day(reading.published, reading.published_offset_minutes)?;
    let modified = day(reading.modified, reading.modified_offset_minutes)?;
    let stands_in = reading.warnings.iter().any(|warning| warning.contains("stands in for the date of publication"));
    (!stands_in).then_some(modified > published)
}

fn chinese_script(reading: &Reading) -> Option<&'static str> {
    let is_chinese = reading.language.as_deref() == Some("zh");
    let text = if reading.text.is_empty() { &reading.title } else { &reading.text };
    language::chinese_script(text).filter(|_| is_chinese).map(language::ChineseScript::as_str)
}

/// A page to read; with the client that fetched it, if it was fetched: then an article that goes on is followed.
struct Asked {
    page: FetchedPage,
    client: Option<Client>,
}

async fn fetch_or_read(global: &Global, arguments: &Arguments) -> anyhow::Result<Asked> {
    let address = arguments.input.starts_with("http://") || arguments.input.starts_with("https://");
    if !address {
        let (body, url) = (input::read(Path::new(&arguments.input))?, arguments.url.clone().unwrap_or_default());
        let (final_url, fetched_at) = (url.clone(), SystemClock.now());
        let page = FetchedPage { url, final_url, status: 200, headers: Vec::new(), fetched_at, body };
        return Ok(Asked { page, client: None });
    }
    let config = global.load()?;
    let client = Client::new(crate::context::client_settings(&config, Vec::new()))?;
    let clock: &dyn Clock = &SystemClock;
    match client.fetch(&arguments.input, &Validators::default(), clock).await? {
        Answer::Page(mut page) => {
            page.final_url = arguments.url.clone().unwrap_or(page.final_url);
            Ok(Asked { page, client: Some(client) })
        }
        Answer::NotModified(_) => anyhow::bail!("{}: answered 304 to an unconditional request", arguments.input),
    }
}

#[derive(Deserialize)]
struct PageLine {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    url: String,
    html: Option<String>,
    html_path: Option<PathBuf>,
}

fn extract_line(line: &str, folder: &Path) -> Result<Value, (Value, String)> {
    let refuse = |error: String| (alone::id_of(line), error);
    let page: PageLine = serde_json::from_str(line).map_err(|error| refuse(format!("not a page record: {error}")))?;
    let body = match (page.html, page.html_path) {
        (Some(html), _) => html.into_bytes(),
        (None, Some(path)) => read_beside(&path, folder).map_err(|error| refuse(format!("{error:#}")))?,
        (None, None) => return Err(refuse("neither `html` nor `html_path` is given".to_owned())),
    };
    let reading = read_page(&body, None, &page.url, &ReadHints::default());
    let mut value = printed(&page.url, &reading);
    value["id"] = page.id;
    Ok(value)
}

/// A path counts from the working directory, or else from the folder of the JSON Lines file.
fn read_beside(path: &Path, folder: &Path) -> anyhow::Result<Vec<u8>> {
    let beside = folder.join(path);
    let found = if path.exists() { path } else { &beside };
    input::read(found).with_context(|| format!("failed to read `html_path` {}", path.display()))
}

#[cfg(test)]
mod tests;
