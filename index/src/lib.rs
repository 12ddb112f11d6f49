//! The finder: full text, facets, histogram and the query language over `Record`s, on tantivy.
//!
//! Derived from the store and may be deleted at any time. It must never be asked for the truth: it gives
//! keys and snippets, and the store gives the rest. Everything here is synchronous; callers put it on
//! blocking threads.

mod columns;
mod complete;
mod error;
mod folder;
mod gather;
mod histogram;
mod index;
mod label;
mod ordinals;
mod packed;
mod plan;
mod query;
mod rank;
mod record;
mod schema;
mod search;
mod snippet;
mod sources;
mod spelling;
mod tokenize;
mod translate;

pub use complete::{Candidate, Completion};
pub use error::IndexError;
pub use histogram::Resolution;
pub use index::Index;
pub use query::{Note, Parsed, Query, Sort, narrow, query_examples, widen};
pub use search::{Facet, Found, Hit, Request, SnippetPart};

#[cfg(test)]
mod fixture;
