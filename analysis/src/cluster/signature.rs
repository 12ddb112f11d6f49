//! All that placing needs to know of a document; kept by the store instead of the text.

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

use chrono::{DateTime, Utc};
use regex::Regex;
use serde::{Deserialize, Serialize};
use watchline_model::{EntityKind, Link, Precision};

use crate::dates::DateFinder;
use crate::fingerprint::{MinHash, Term, extract_terms, ideograph_pairs, is_ideograph, split_words, stem};
use crate::similarity::heaviest;
use crate::text::Text;
use crate::{Analysis, Input};

/// Terms kept of one document, the heaviest by what general English holds rare.
const MOST_TERMS: usize = 160;
/// Links kept of one document: beyond that a page is a list, not a report.
const MOST_LINKS: usize = 60;
/// Days kept of one document: a calendar is no report.
const MOST_DAYS: usize = 20;

/// Dates and times in figures, and score vectors: no words, though in pieces each of them looks rare.
static CIPHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?(?:Z\b| ?UTC\b)?|",
        r"\bCVSS[: ]\d(?:\.\d)?(?: \d{1,2}\.\d\b)?|(?:\b[A-Za-z]{1,3}:[A-Z]{1,2}\b/?){3,}"
    ))
    .expect("a valid pattern")
});

/// A document's fingerprint, entities, happenings and links. Serialised as it is; opaque to others.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signature {
    pub(crate) published: Option<DateTime<Utc>>,
    pub(crate) url: Option<String>,
    pub(crate) links: Vec<String>,
    pub(crate) terms: Vec<Term>,
    pub(crate) min_hash: MinHash,
    pub(crate) vulnerabilities: BTreeSet<String>,
    /// All ids of the one weakness that a database's record is about, lower case.
    pub(crate) weakness: BTreeSet<String>,
    pub(crate) products: BTreeSet<String>,
    pub(crate) parties: BTreeSet<String>,
    pub(crate) event_kinds: BTreeSet<String>,
    /// Days that its text names, `2026-07-10`; not its day of publication.
    pub(crate) named_days: BTreeSet<String>,
    /// Written in ideographs: its words cannot be compared with those of an alphabet.
    pub(crate) ideographic: bool,
    /// Days and months that its events are dated to, `2026-07-10` or `2026-07`; not its day of publication.
    pub(crate) dates: BTreeSet<String>,
}

/// Reads off a document what placing needs.
pub fn signature(input: &Input, analysis: &Analysis, links: &[Link]) -> Signature {
    let of_kind = |kinds: &[EntityKind]| -> BTreeSet<String> {
        let entities = analysis.entities.iter().filter(|entity| kinds.contains(&entity.kind));
        entities.map(|entity| entity.id.0.clone()).collect()
    };
    let text = Text::new(input);
    let told = told(&text);
    let folded: Vec<String> = split_words(&told).map(str::to_lowercase).collect();
    let url = input.url.and_then(address);
    let mut outgoing: Vec<String> = links.iter().filter_map(|link| address(&link.url)).collect();
    outgoing.sort_unstable();
    outgoing.dedup();
    outgoing.retain(|link| Some(link) != url.as_ref());
    outgoing.truncate(MOST_LINKS);
    Signature {
        published: input.published.map(|published| published.value),
        url,
        links: outgoing,
        terms: terms(input, &told, analysis),
        min_hash: MinHash::of_words(folded.iter().map(String::as_str)),
        vulnerabilities: of_kind(&[EntityKind::Vulnerability]),
        weakness: BTreeSet::new(),
        products: of_kind(&[EntityKind::Product, EntityKind::Model]),
        parties: of_kind(&[EntityKind::Vendor, EntityKind::Organization, EntityKind::Regulator, EntityKind::Person]),
        event_kinds: analysis.events.iter().map(|event| event.kind.0.clone()).collect(),
        named_days: named_days(input, &text),
        ideographic: is_ideographic(&told),
        dates: dates(input, analysis),
    }
}

/// The body without captions, links to other stories and invitations to subscribe: these stand under every report of a
/// paper alike.
fn told(text: &Text) -> String {
    let body = text.sentences.iter().filter(|sentence| !sentence.clutter && !sentence.headline);
    body.map(|sentence| sentence.words(text)).collect::<Vec<&str>>().join("\n")
}

/// One ideograph says as much as several letters: a fifth of them makes a text.
fn is_ideographic(body: &str) -> bool {
    let letters = body.chars().filter(|symbol| symbol.is_alphabetic()).count();
    body.chars().filter(|symbol| is_ideograph(*symbol)).count() * 5 > letters
}

/// Days by which a later report says which happening it means ("the exposure of 10 February").
fn named_days(input: &Input, text: &Text) -> BTreeSet<String> {
    static FINDER: OnceLock<DateFinder> = OnceLock::new();
    let finder = FINDER.get_or_init(DateFinder::new);
    let published = input.published.map(|published| published.value.date_naive());
    let told = text.sentences.iter().filter(|sentence| !sentence.clutter);
    let found = told.flat_map(|sentence| finder.find(text, sentence, published));
    let days = found.filter(|found| found.dated.precision == Precision::Day);
    let days = days.map(|found| found.dated.value.date_naive()).filter(|day| Some(*day) != published);
    days.map(|day| day.format("%Y-%m-%d").to_string()).take(MOST_DAYS).collect()
}

/// The terms without the names of vendors, products, models and countries: these say whom a report is about, not
/// what happened, and count by entity instead (countries not at all: too much happens in each).
fn terms(input: &Input, told: &str, analysis: &Analysis) -> Vec<Term> {
    let subject = |entity: &&watchline_model::Entity| {
        matches!(
            entity.kind,
            EntityKind::Vendor
                | EntityKind::Product
                | EntityKind::Model
                | EntityKind::Vulnerability
                | EntityKind::Country
        )
    };
    let subjects: BTreeSet<&str> = analysis.entities.iter().filter(subject).map(|entity| entity.id.as_str()).collect();
    let named = analysis.mentions.iter().filter(|mention| subjects.contains(mention.entity.as_str()));
    let named: Vec<&str> = named.map(|mention| mention.text.as_str()).collect();
    let mut named_words: BTreeSet<String> =
        named.iter().flat_map(|name| split_words(name)).map(|word| stem(&word.to_lowercase())).collect();
    named_words.extend(named.iter().flat_map(|name| ideograph_pairs(name)));
    let own_words = host_words(input.url.unwrap_or_default());
    let mut terms = extract_terms(input.title, &CIPHERS.replace_all(told, " "));
    terms.retain(|term| !named_words.contains(&term.stem) && !own_words.contains(&term.stem));
    heaviest(terms, MOST_TERMS)
}

/// The words of a publisher's own name, by its host: what a paper says of itself tells nothing of the happening.
fn host_words(url: &str) -> BTreeSet<String> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or_default();
    host.split(['.', '-']).filter(|word| word.len() > 2).map(|word| stem(&word.to_lowercase())).collect()
}

fn dates(input: &Input, analysis: &Analysis) -> BTreeSet<String> {
    let published = input.published.map(|published| published.value.date_naive());
    let dated = analysis.events.iter().filter_map(|event| event.date);
    dated
        .filter(|date| date.precision != Precision::Year && Some(date.value.date_naive()) != published)
        .map(|date| match date.precision {
            Precision::Month => date.value.format("%Y-%m").to_string(),
            _ => date.value.format("%Y-%m-%d").to_string(),
        })
        .collect()
}

/// An address as far as it tells one page from another: no scheme, `www.`, query, fragment or final slash. `None` for a
/// host's front page, which every report may link to.
fn address(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.split_once('/')?;
    Some(format!("{}/{path}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests;
