//! What every search answers, whatever it lists.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use watchline_index as index;

/// What a search finds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Found{T}s")]
pub(crate) struct Found<T> {
    /// All that match, exactly, whatever the page.
    pub(crate) total: u64,
    pub(crate) items: Vec<T>,
    /// By field, the most frequent values first; each can be put into the query to narrow it.
    facets: BTreeMap<String, Vec<FacetValue>>,
    /// How many became known in each month (day or year where `histogram` asks for it), oldest first; those without
    /// any are left out.
    histogram: Vec<Month>,
    /// Give it as `cursor` for the next page; null on the last one.
    pub(crate) next_cursor: Option<String>,
    /// The query in normal form.
    pub(crate) query: String,
    /// What of the query was not understood and left out; where nothing is found, what may have been meant.
    pub(crate) notes: Vec<Note>,
}

impl<T> Found<T> {
    pub(crate) fn new(found: &index::Found, parsed: &index::Parsed, items: Vec<T>) -> Self {
        let values = |facet: &index::Facet| facet.values.iter().map(FacetValue::new).collect();
        Self {
            total: found.total,
            items,
            facets: found.facets.iter().map(|facet| (facet.name.to_owned(), values(facet))).collect(),
            histogram: Month::all(&found.histogram),
            next_cursor: found.next_cursor.clone(),
            query: parsed.text.clone(),
            notes: parsed.notes.iter().chain(&found.notes).map(Note::new).collect(),
        }
    }
}

/// How many have this value, under the other conditions of the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct FacetValue {
    /// As it is typed in a query.
    value: String,
    /// For people.
    label: String,
    count: u64,
}

impl FacetValue {
    fn new((value, label, count): &(String, String, u64)) -> Self {
        Self { value: value.clone(), label: label.clone(), count: *count }
    }
}

/// A bar of a histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Month {
    /// `2026-07`; `2026-07-03` or `2026` where days or years are asked for.
    #[schemars(example = &"2026-07", regex(pattern = r"^[0-9]{4,}(-[0-9]{2}){0,2}$"))]
    month: String,
    count: u64,
}

impl Month {
    pub(crate) fn all(histogram: &[(String, u64)]) -> Vec<Self> {
        histogram.iter().map(|(month, count)| Self { month: month.clone(), count: *count }).collect()
    }
}

/// Something in a query that was not understood, or not taken literally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Note {
    /// As typed.
    token: String,
    /// What is the matter.
    message: String,
    /// What may have been meant.
    suggestion: Option<String>,
}

impl Note {
    pub(crate) fn new(note: &index::Note) -> Self {
        Self { token: note.token.clone(), message: note.message.clone(), suggestion: note.suggestion.clone() }
    }
}

/// All there are, on one page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "{T}List")]
pub(crate) struct Listing<T> {
    total: usize,
    items: Vec<T>,
}

impl<T> Listing<T> {
    pub(crate) fn new(items: Vec<T>) -> Self {
        Self { total: items.len(), items }
    }
}
