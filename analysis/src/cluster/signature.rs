//! All that placing needs to know of a document; kept by the store instead of the text.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use watchline_model::{Dated, EntityKind, Event, Link, Precision};

use super::sections::sections;
use super::values::Sort;
use crate::fingerprint::{Key, MinHash, Term, is_ideograph, split_words};
use crate::similarity::heaviest;
use crate::text::{Sentence, Text};
use crate::{Analysis, Input};

mod code;
mod flaws;
mod period;
mod reading;
mod recall;

pub(super) use flaws::scheme;
pub(super) use reading::{PARTIES, PRODUCTS, dates_of, named_days_in, of_kinds, terms_of};
use reading::{language, order_of, says_another};
use recall::recalled;

/// Terms kept of one document, the heaviest by what general English holds rare.
const MOST_TERMS: usize = 160;
const _: () = assert!(MOST_TERMS <= u8::MAX as usize, "places in the terms are kept as bytes");
/// Links kept of one document: beyond that a page is a list, not a report.
const MOST_LINKS: usize = 60;
/// A document's fingerprint, entities, happenings and links. Serialised as it is; opaque to others.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signature {
    pub(crate) published: Option<DateTime<Utc>>,
    pub(crate) url: Option<String>,
    pub(crate) links: Vec<String>,
    pub(crate) terms: Vec<Term>,
    pub(crate) min_hash: MinHash,
    /// Of its text, with those that are told again.
    pub(crate) words: u32,
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
    /// It says that this is not the first happening of its sort: 1 in the headline, less after it, 0 nowhere.
    pub(crate) says_another: f32,
    /// ISO 639-1, where its common words tell.
    pub(crate) language: Option<String>,
    /// Days and months that its events are dated to, `2026-07-10` or `2026-07`; not its day of publication.
    pub(crate) dates: BTreeSet<String>,
    /// Its lead and its later paragraphs, without what they have in common (publication, language, addresses); empty where it
    /// has only one.
    pub(crate) sections: Vec<Signature>,
    /// Stems of its terms that stand only in sentences that look back.
    pub(crate) recalled: BTreeSet<String>,
    /// Its terms as they follow each other, by their places in [`Self::terms`].
    pub(crate) order: Vec<u8>,
    /// The number of the one flaw that it is about, one a scheme (CVE, GHSA …), lower case.
    pub(crate) flaws: BTreeSet<String>,
    /// Functions, files and parameters that it names.
    pub(crate) code: BTreeSet<String>,
    /// Versions of programs that it names.
    pub(crate) releases: BTreeSet<String>,
    /// Of a date that names only a month or a year: its first moment and the first one after it.
    pub(crate) period: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Signature {
    /// Its first lines; the whole of a short one.
    pub(crate) fn lead(&self) -> &Signature {
        self.sections.first().unwrap_or(self)
    }

    /// Products and parties.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (Sort, &String)> {
        let products = self.products.iter().map(|id| (Sort::Product, id));
        products.chain(self.parties.iter().map(|id| (Sort::Party, id)))
    }

    pub(crate) fn keys_in_order(&self) -> Vec<Key> {
        let keys: Vec<Key> = self.terms.iter().map(|term| Key::of(&term.stem)).collect();
        self.order.iter().filter_map(|place| keys.get(usize::from(*place))).copied().collect()
    }
}

/// Reads off a document what placing needs.
pub fn signature(input: &Input, analysis: &Analysis, links: &[Link]) -> Signature {
    let text = Text::new(input);
    let told = told(&text);
    let read: Vec<&Sentence> = text.sentences.iter().filter(|sentence| !sentence.clutter).collect();
    let events: Vec<&Event> = analysis.events.iter().collect();
    let folded: Vec<String> = split_words(&told).map(str::to_lowercase).collect();
    let url = input.url.and_then(address);
    let mut outgoing: Vec<String> = links.iter().filter_map(|link| address(&link.url)).collect();
    outgoing.sort_unstable();
    outgoing.dedup();
    outgoing.retain(|link| Some(link) != url.as_ref());
    outgoing.truncate(MOST_LINKS);
    let terms = heaviest(terms_of(input, input.title, &told, analysis), MOST_TERMS);
    let flaws = flaws::own(input);
    let named = of_kinds(analysis, &[EntityKind::Vulnerability]);
    Signature {
        // Of a month or a year nothing can be said in days.
        published: input.published.filter(is_exact).map(|published| published.value),
        url,
        links: outgoing,
        min_hash: MinHash::of_words(folded.iter().map(String::as_str)),
        words: u32::try_from(folded.len()).unwrap_or(u32::MAX),
        vulnerabilities: named.chain(flaws.iter().cloned()).collect(),
        weakness: BTreeSet::new(),
        products: of_kinds(analysis, PRODUCTS).collect(),
        parties: of_kinds(analysis, PARTIES).collect(),
        event_kinds: analysis.events.iter().map(|event| event.kind.0.clone()).collect(),
        named_days: named_days_in(input, &text, &read),
        ideographic: is_ideographic(&told),
        says_another: says_another(&text),
        language: language(input, &folded),
        dates: dates_of(input, &events),
        sections: sections(input, &text, analysis),
        recalled: recalled(&text, &read, &terms),
        order: order_of(&terms, input.title, &told),
        flaws,
        code: code::names(input.title, &told),
        releases: code::releases(input.title, &told),
        period: input.published.and_then(|published| period::of(&published)),
        terms,
    }
}

fn is_exact(dated: &Dated) -> bool {
    matches!(dated.precision, Precision::Day | Precision::Time)
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
