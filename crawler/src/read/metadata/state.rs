//! The date of publication in what a page gives its own scripts: `application/json`, `window.…= {…}`, calls that
//! hand over pieces of JSON as strings. Pure; the text is searched, never run, and need not be valid JSON.
//!
//! A script often holds other articles too. A date counts only if all that are named as dates of publication are
//! of one day, or if it is the one that stands nearest to the page's own title or address.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::dates::{self, Stamp};
use crate::read::dates_text::Order;
use crate::read::survey::Survey;

/// More is not looked at, over all scripts; bytes.
const SCRIPTS_MAX_BYTES: usize = 3_000_000;
/// A date further from the page's title is that of something else; bytes.
const NEAR_BYTES: usize = 4_000;
/// A date that is only called "date" has to stand nearer.
const CLOSE_BYTES: usize = 800;
/// A shorter title or last part of the address may stand anywhere, in characters.
const TELLING_CHARS: usize = 12;
/// More dates than this are a list, however near one stands.
const DATES_MAX: usize = 400;

/// A day, with or without its time, or seconds or milliseconds since 1970.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+\-]\d\d:?\d\d)?)?",
        r"|1\d{9}(?:\d{3})?)\b",
    ))
    .expect("a valid pattern")
});
/// The name before it: in JSON, in JSON within a string, or in a script's own notation.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"([A-Za-z][A-Za-z_\-]{2,40})\\{0,3}["']?\s*[:=]\s*\\{0,3}["']?$"#).expect("a valid pattern")
});
/// A name and what divides it from its date are shorter; bytes.
const NAME_MAX_BYTES: usize = 64;

/// What the name of a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// "datePublished", "publish_date".
    Publication,
    /// "date", "createdAt".
    Vague,
}

struct Found {
    named: Named,
    stamp: Stamp,
    /// Bytes to the nearest mention of the page's title or address.
    distance: usize,
}

/// The page's own date of publication, if its scripts tell it.
pub(super) fn published(survey: &Survey<'_>, url: &str, title: &str) -> Option<Stamp> {
    let slug = slug(url);
    let mut found: Vec<Found> = Vec::new();
    let mut left = SCRIPTS_MAX_BYTES;
    let root = survey.root?;
    for element in root.descendent_elements().filter(|element| element.value().name() == "script") {
        let is_data =
            element.attr("src").is_none() && element.attr("type").is_none_or(|kind| !kind.contains("ld+json"));
        if !is_data {
            continue;
        }
        let text: String = element.text().collect();
        if text.len() > left {
            break;
        }
        left -= text.len();
        gather(&text, title, slug.as_deref(), &mut found);
        if found.len() > DATES_MAX {
            return None;
        }
    }
    choose(&found)
}

/// Whether a script names a date of publication; a quick look, for a script that does not.
pub(super) fn tells_date(script: &str) -> bool {
    if script.len() > SCRIPTS_MAX_BYTES || !(script.contains("ublish") || script.contains("ublication")) {
        return false;
    }
    let mut found = Vec::new();
    gather(script, "", None, &mut found);
    found.iter().any(|one| one.named == Named::Publication)
}

fn choose(found: &[Found]) -> Option<Stamp> {
    let named = |wanted: Named| found.iter().filter(move |one| one.named == wanted);
    let publication = || named(Named::Publication);
    if let Some(first) = publication().next()
        && publication().all(|one| one.stamp.local_day() == first.stamp.local_day())
    {
        return Some(first.stamp);
    }
    let nearest = publication().filter(|one| one.distance <= NEAR_BYTES).min_by_key(|one| one.distance);
    let vague = || named(Named::Vague).filter(|one| one.distance <= CLOSE_BYTES).min_by_key(|one| one.distance);
    nearest.or_else(vague).map(|one| one.stamp)
}

fn gather(script: &str, title: &str, slug: Option<&str>, found: &mut Vec<Found>) {
    let mut own: Option<Vec<usize>> = None;
    for value in DATE.find_iter(script) {
        let start = script.floor_char_boundary(value.start().saturating_sub(NAME_MAX_BYTES));
        let before = script.get(start..value.start()).unwrap_or_default();
        let Some(name) = NAME.captures(before).and_then(|found| found.get(1)) else { continue };
        let Some(named) = named(name.as_str()) else { continue };
        let Some(stamp) = dates::parse_stamp(value.as_str(), Order::Unknown) else { continue };
        let own = own.get_or_insert_with(|| mentions(script, title, slug));
        let distance = own.iter().map(|at| at.abs_diff(value.start())).min().unwrap_or(usize::MAX);
        found.push(Found { named, stamp, distance });
        if found.len() > DATES_MAX {
            return;
        }
    }
}

fn named(name: &str) -> Option<Named> {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    let has = |words: &[&str]| words.iter().any(|word| letters.contains(word));
    if has(&["unpubl", "republ", "expir", "modif", "updat", "last"]) {
        return None;
    }
    let is_publication = has(&["publish", "publication", "pubdate"]) || letters.starts_with("posted");
    if is_publication {
        return Some(Named::Publication);
    }
    matches!(letters.as_str(), "date" | "createdat" | "created" | "datecreated" | "displaydate" | "postdate")
        .then_some(Named::Vague)
}

/// Where the script names the page itself; bytes.
fn mentions(script: &str, title: &str, slug: Option<&str>) -> Vec<usize> {
    let escaped = title.replace('"', "\\\"");
    let title = Some(escaped.as_str()).filter(|title| title.chars().count() >= TELLING_CHARS);
    let wanted = title.into_iter().chain(slug);
    wanted.flat_map(|words| script.match_indices(words).map(|(at, _)| at)).take(DATES_MAX).collect()
}

/// The last part of an address, where it tells pages apart.
fn slug(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = last.trim_end_matches(".html").trim_end_matches(".htm");
    (last.chars().count() >= TELLING_CHARS).then(|| last.to_owned())
}

#[cfg(test)]
mod tests;
