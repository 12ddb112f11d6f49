//! `watchline source import` and `watchline source export`: the feeds watched, as the list that feed readers exchange.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use watchline_crawler::{OpmlFeed, canonical_url, read_opml, write_opml};
use watchline_model::{Source, SourceId, SourceKind, Tier};

use super::suggest::id_of;
use crate::cli::{Global, Usage, output};

/// Appends the feeds of an OPML file to the configuration file, as sources.
pub(super) fn import(global: &Global, file: &Path, tier: &str) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let tier: Tier = tier.parse().map_err(|error| Usage(format!("--tier: {error}")))?;
    let body = crate::cli::input::read(file)?;
    let (feeds, warnings) = read_opml(&body);
    for warning in &warnings {
        eprintln!("watchline: {}: {warning}", file.display());
    }
    let (sources, rows) = choose(&config.sources, feeds, tier);
    if !sources.is_empty() {
        append(global, &sources)?;
    }
    eprint!("{}", output::table(&["feed", "outcome"], &rows));
    eprintln!("watchline: {} added, {} left out", sources.len(), rows.len() - sources.len());
    Ok(if sources.is_empty() && rows.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Which feeds become sources, and for each feed what became of it. Pure.
fn choose(known: &[Source], feeds: Vec<OpmlFeed>, tier: Tier) -> (Vec<Source>, Vec<Vec<String>>) {
    let mut ids: HashSet<String> = known.iter().map(|source| source.id.0.clone()).collect();
    let mut urls: HashSet<String> = known.iter().filter_map(|source| canonical_url(&source.url)).collect();
    let (mut sources, mut rows) = (Vec::new(), Vec::new());
    for feed in feeds {
        let outcome = match canonical_url(&feed.url) {
            None => "left out: not an http or https address".to_owned(),
            Some(url) if !urls.insert(url.clone()) => "left out: watched already".to_owned(),
            Some(_) => {
                let id = unused(&id_of(&feed.url), &mut ids);
                let source = Source {
                    publisher: feed.title.clone(),
                    name: feed.title.clone(),
                    note: (!feed.folders.is_empty()).then(|| format!("from the folder {}", feed.folders.join(" / "))),
                    ..Source::new(&id, SourceKind::Feed, tier, feed.url.trim())
                };
                sources.push(source);
                format!("added as {id}")
            }
        };
        rows.push(vec![feed.title, outcome]);
    }
    (sources, rows)
}

/// `id`, or with the first number that makes it new.
fn unused(id: &str, ids: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.to_owned()).chain(numbered).find(|id| !ids.contains(id));
    let free = free.expect("numbers do not end");
    ids.insert(free.clone());
    free
}

/// Adds `[[source]]` blocks to the configuration file and reads it back, so that a mistake shows now and not at the
/// next start.
pub(super) fn append(global: &Global, sources: &[Source]) -> anyhow::Result<PathBuf> {
    let file = global.config.clone().unwrap_or_else(|| PathBuf::from("watchline.toml"));
    let before = std::fs::read(&file).ok();
    let mut out = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .with_context(|| format!("failed to open {}", file.display()))?;
    for source in sources {
        let block = watchline_config::source_toml(source);
        write!(out, "\n{block}").with_context(|| format!("failed to write {}", file.display()))?;
    }
    drop(out);
    if let Err(error) = global.load() {
        match before {
            Some(before) => std::fs::write(&file, before),
            None => std::fs::remove_file(&file),
        }
        .with_context(|| format!("failed to put {} back as it was", file.display()))?;
        return Err(error.context(format!("{} would no longer read, and was left as it was", file.display())));
    }
    Ok(file)
}

/// Prints the configured feeds as OPML, by tier.
pub(super) fn export(global: &Global) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let feeds: Vec<OpmlFeed> = config
        .sources
        .iter()
        .filter(|source| source.kind == SourceKind::Feed && source.enabled)
        .map(|source| OpmlFeed {
            title: source.name.clone(),
            url: source.url.clone(),
            page: None,
            folders: vec![source.tier.to_string()],
        })
        .collect();
    let others = config.sources.iter().filter(|source| source.enabled).count() - feeds.len();
    print!("{}", write_opml("Sources of Watchline", &feeds));
    eprintln!("watchline: {} feeds; {others} sources of other kinds cannot stand in such a list", feeds.len());
    Ok(ExitCode::SUCCESS)
}

/// The address of a source under which it is known, for messages.
pub(super) fn find<'a>(sources: &'a [Source], url: &str) -> Option<&'a SourceId> {
    let url = canonical_url(url);
    sources.iter().find(|source| canonical_url(&source.url) == url).map(|source| &source.id)
}

#[cfg(test)]
mod tests;
