//! A directory of advisories: `index.txt` names them all, `changes.csv` says when each changed (CSAF 2.0, 7.1.12 and 7.1.13).
//!
//! Hashes lie beside the documents, as `.sha256`, `.sha512` or both (requirement 18); nothing says which, so the first is
//! named.

use url::Url;
use watchline_model::page::FetchedPage;

use crate::collect::csaf::updates::{Update, listed, seen};
use crate::collect::round::{Listed, Memory, Request};
use crate::read::{dates, encoding};
use crate::url::canonical_url;

const LINES_MAX: usize = 200_000;
/// Folders of what is not for everybody.
const CLOSED: &[&str] = &["green", "amber", "amber+strict", "red"];

/// `None` where no line names a document.
pub(super) fn read_changes(page: &FetchedPage, request: &Request, memory: &Memory) -> Option<Listed> {
    let directory = directory(page)?;
    let mut updates = Vec::new();
    let mut wrong = 0;
    for line in lines(page) {
        let fields = fields(&line);
        let (Some(path), Some(stamp)) = (fields.first(), fields.get(1)) else {
            wrong += 1;
            continue;
        };
        match (document(&directory, path), dates::parse(stamp)) {
            (Some(url), Some(date)) => updates.push(Update { updated: Some(date.value), ..with_hash(url) }),
            // Some write a header.
            (_, None) if updates.is_empty() && wrong == 0 && !path.contains('<') => {}
            _ => wrong += 1,
        }
    }
    if updates.is_empty() && wrong > 0 {
        return None;
    }
    let mut listed = listed(updates, request, page, memory);
    listed.warnings.extend(counted(wrong));
    Some(listed)
}

/// The documents that `changes.csv` did not name. `None` where no line names a document.
pub(super) fn read_index(page: &FetchedPage, request: &Request, memory: &Memory) -> Option<Listed> {
    let directory = directory(page)?;
    let all: Vec<Option<String>> = lines(page).map(|line| document(&directory, line.trim())).collect();
    let wrong = all.iter().filter(|url| url.is_none()).count();
    let mut urls: Vec<String> = all.into_iter().flatten().collect();
    if urls.is_empty() && wrong > 0 {
        return None;
    }
    if let Some(known) = seen(memory, &changes_beside(&request.url)) {
        urls.retain(|url| !known.has(url, None));
    }
    // Names begin with the year and end with a number.
    urls.sort_unstable_by(|a, b| b.cmp(a));
    let mut listed = listed(urls.into_iter().map(with_hash).collect(), request, page, memory);
    listed.warnings.extend(counted(wrong));
    Some(listed)
}

/// The address of the `changes.csv` in the folder of an `index.txt`.
pub(super) fn changes_beside(index: &str) -> String {
    format!("{}changes.csv", index.strip_suffix("index.txt").unwrap_or(index))
}

fn counted(wrong: usize) -> Option<String> {
    (wrong > 0).then(|| format!("{wrong} lines name no document for everybody and were left out"))
}

fn with_hash(url: String) -> Update {
    Update { hash_url: Some(format!("{url}.sha256")), url, ..Update::default() }
}

fn directory(page: &FetchedPage) -> Option<Url> {
    Url::parse(&page.final_url).ok()?.join(".").ok()
}

fn lines(page: &FetchedPage) -> impl Iterator<Item = String> {
    let text = encoding::decode_feed(&page.body, page.header("content-type"));
    let lines: Vec<String> =
        text.lines().filter(|line| !line.trim().is_empty()).take(LINES_MAX).map(str::to_owned).collect();
    lines.into_iter()
}

/// Comma-separated, quoted or not, as in RFC 4180; a quote within quotes is doubled.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut in_quotes = false;
    let mut chars = line.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let Some(field) = fields.last_mut() else { break };
        match c {
            '"' if in_quotes && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => in_quotes = !in_quotes,
            ',' | ';' if !in_quotes => fields.push(String::new()),
            c => field.push(c),
        }
    }
    fields.iter().map(|field| field.trim().to_owned()).collect()
}

/// The address of a document by its path; `None` for what leads out of the directory, is no JSON, or is not for everybody.
fn document(directory: &Url, path: &str) -> Option<String> {
    let path = below(directory, path.trim_start_matches("./"));
    let first = path.split('/').next().unwrap_or_default().to_ascii_lowercase();
    if !path.to_ascii_lowercase().ends_with(".json") || CLOSED.contains(&first.as_str()) {
        return None;
    }
    let url = directory.join(path).ok()?;
    url.as_str().starts_with(directory.as_str()).then(|| canonical_url(url.as_str())).flatten()
}

/// Some write paths from the root of what they publish: `csaf/white/2026/a.json` in the folder `/csaf/white/`.
fn below<'a>(directory: &Url, path: &'a str) -> &'a str {
    let folders: Vec<&str> = directory.path().split('/').filter(|folder| !folder.is_empty()).collect();
    let whole = (1..=folders.len()).rev().filter_map(|count| folders.get(folders.len() - count..));
    let mut repeated = whole.map(|folders| format!("{}/", folders.join("/")));
    repeated.find_map(|folders| path.strip_prefix(folders.as_str())).unwrap_or(path)
}

#[cfg(test)]
mod tests;
