//! What may be typed where somebody is typing.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_index as index;

/// What may stand in the place of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Completion {
    /// First character of the query that a candidate takes the place of, and …
    from: usize,
    /// … the first one after it.
    to: usize,
    /// The likeliest first.
    candidates: Vec<Candidate>,
}

/// One thing that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Candidate {
    /// Takes the place of what is typed.
    #[schemars(example = &"vendor:anthropic")]
    text: String,
    /// For people.
    label: String,
    /// Documents that have this value; null for what is no value.
    count: Option<u64>,
    /// The whole query with the candidate in its place.
    query: String,
}

impl Completion {
    pub(crate) fn new(query: &str, found: index::Completion) -> Self {
        let candidate =
            |one: index::Candidate| Candidate { text: one.text, label: one.label, count: one.count, query: one.query };
        Self {
            from: characters(query, found.from),
            to: characters(query, found.to),
            candidates: found.candidates.into_iter().map(candidate).collect(),
        }
    }
}

/// Spans count characters here as everywhere, not bytes.
fn characters(text: &str, bytes: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < bytes).count()
}
