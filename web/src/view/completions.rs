//! What a search field offers while one types: the names of the fields, the values that are common here, and, where
//! something is searched for already, the same search narrowed by one of them.
//!
//! A `<datalist>`, so that it works without a script; a script only moves the offers to the word that is being typed.

use askama::Template;
use watchline_index::{Facet, narrow};

/// Values of each facet that are offered, and those offered as narrower searches.
const OFFERED: usize = 6;
const NARROWER: usize = 2;

#[derive(Debug, Clone, Default, Template)]
#[template(path = "parts/completions.html")]
pub(crate) struct Completions {
    /// Ready to be typed, and what it means.
    words: Vec<(String, String)>,
    /// Whole searches.
    whole: Vec<(String, String)>,
}

crate::view::pieces!(Completions);

/// Each field with an example of what may follow.
const FIELDS: [(&str, &str); 18] = [
    ("vendor:", "a vendor, by any of its names"),
    ("product:", "a product or model"),
    ("event:", "what happened: ban, data_exposure, outage …"),
    ("status:", "alleged, acknowledged, confirmed …"),
    ("severity>=", "low, moderate, high, critical"),
    ("kind:", "article, statement, advisory, status, post"),
    ("tier:", "vendor, regulator, database, press, researcher, community"),
    ("source:", "where it was published"),
    ("lang:", "en, zh, de …"),
    ("country:", "a country that is concerned"),
    ("cve:", "CVE-2026-1234"),
    ("incident:", "INC-2026-0042"),
    ("after:", "published since: 2026-06, 7d"),
    ("before:", "published before: 2026-07-15"),
    ("happened:", "when it happened: 2026-03..2026-05"),
    ("known:", "when it became known: 2026-07"),
    ("by:", "as known on: 2026-07-03"),
    ("sort:", "newest, oldest, relevance"),
];

impl Completions {
    pub(crate) fn new(facets: &[Facet], q: &str) -> Self {
        let mut offered =
            Self { words: FIELDS.map(|(word, what)| (word.to_owned(), what.to_owned())).to_vec(), ..Self::default() };
        for facet in facets {
            for (place, (value, label, count)) in facet.values.iter().take(OFFERED).enumerate() {
                let what = format!("{label}, {}", crate::view::when::grouped(*count));
                let narrower = narrow(q, facet.name, value);
                if !q.is_empty() && place < NARROWER && narrower != q {
                    offered.whole.push((narrower, what.clone()));
                }
                offered.words.push((narrow("", facet.name, value), what));
            }
        }
        offered
    }
}

#[cfg(test)]
mod tests;
