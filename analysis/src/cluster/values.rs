//! What else a document is known by beside its words, as numbered values of a few sorts.

use super::score::names;
use super::signature::{Signature, scheme};
use super::sources::host;
use crate::fingerprint::{Key, TermKind};
use crate::similarity::Vector;

/// Sorts of value; the number is the place in a profile's lists and the seed of the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Vulnerability,
    /// All ids of the one weakness that a database's record is about.
    Weakness,
    Product,
    Party,
    EventKind,
    /// Of events.
    Date,
    /// That the text names, or of publication.
    NamedDay,
    Url,
    Link,
    /// The heaviest names of its text.
    Name,
    Amount,
    Language,
    /// The one value "another": it says that this is not the first.
    Repetition,
    /// Kinds of event of its lead.
    LeadKind,
    /// The number of the one flaw that a document is about.
    Flaw,
    /// Numbers of a document that is about several.
    FlawOfMany,
    /// The schemes of [`Sort::Flaw`].
    FlawScheme,
    Code,
    Release,
    /// Of its address.
    Host,
}

pub(super) const ANOTHER: &str = "another";
/// From so many digits on a number is an amount that two happenings hardly share.
const AMOUNT_DIGITS: usize = 4;
const MOST_AMOUNTS: usize = 12;

/// Large numbers that a document names; years are none.
pub(super) fn amounts(signature: &Signature) -> impl Iterator<Item = &str> {
    let figures = signature.terms.iter().filter(|term| term.kind == TermKind::Number).map(|term| term.stem.as_str());
    let is_year = |stem: &str| stem.len() == 4 && (stem.starts_with("19") || stem.starts_with("20"));
    let amounts = figures.filter(move |stem| {
        stem.len() >= AMOUNT_DIGITS && stem.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(stem)
    });
    amounts.take(MOST_AMOUNTS)
}

impl Sort {
    pub(super) fn key(self, value: &str) -> Key {
        Key::of_sort(self as u64 + 1, value)
    }
}

/// All values of a document with their sorts.
pub(super) fn values(signature: &Signature, vector: &Vector<'_>) -> Vec<(Sort, Key)> {
    let mut found = Vec::new();
    let mut add = |sort: Sort, value: &str| found.push((sort, sort.key(value)));
    signature.vulnerabilities.iter().for_each(|id| add(Sort::Vulnerability, id));
    signature.weakness.iter().for_each(|id| add(Sort::Weakness, id));
    signature.products.iter().for_each(|id| add(Sort::Product, id));
    signature.parties.iter().for_each(|id| add(Sort::Party, id));
    signature.event_kinds.iter().for_each(|kind| add(Sort::EventKind, kind));
    signature.lead().event_kinds.iter().for_each(|kind| add(Sort::LeadKind, kind));
    signature.dates.iter().for_each(|date| add(Sort::Date, date));
    signature.named_days.iter().for_each(|day| add(Sort::NamedDay, day));
    if let Some(published) = signature.published {
        add(Sort::NamedDay, &published.format("%Y-%m-%d").to_string());
    }
    signature.url.iter().for_each(|url| add(Sort::Url, url));
    signature.links.iter().for_each(|link| add(Sort::Link, link));
    names(vector).for_each(|part| add(Sort::Name, part.stem));
    amounts(signature).for_each(|amount| add(Sort::Amount, amount));
    signature.language.iter().for_each(|language| add(Sort::Language, language));
    for flaw in &signature.flaws {
        add(Sort::Flaw, flaw);
        add(Sort::FlawScheme, scheme(flaw));
    }
    let has_own = |id: &str| signature.flaws.iter().any(|flaw| scheme(flaw) == scheme(id));
    signature.vulnerabilities.iter().filter(|id| !has_own(id)).for_each(|id| add(Sort::FlawOfMany, id));
    signature.code.iter().for_each(|name| add(Sort::Code, name));
    signature.releases.iter().for_each(|release| add(Sort::Release, release));
    host(signature).into_iter().for_each(|host| add(Sort::Host, host));
    if signature.says_another > 0.0 {
        add(Sort::Repetition, ANOTHER);
    }
    found.sort_unstable_by_key(|(sort, key)| (*sort as u8, *key));
    found.dedup();
    found
}
