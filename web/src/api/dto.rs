//! The only place where model types become JSON for the outside.
//!
//! Every answer is a struct of this module, and the description of the API (`/api/v1/openapi.json`) is made from the
//! same structs, so that the two cannot drift apart. Spans count characters in the body (`text`); those within the
//! headline carry `"field": "title"` and count in the title. Dates are RFC 3339, or as short as they are exact:
//! `2026-07-10`, `2026-07`, `2026`.

mod advisory;
mod bundle;
mod completion;
mod decision;
mod document;
mod entity;
mod extracted;
mod found;
mod incident;
mod source;
mod tags;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use bundle::Bundle;
#[cfg(feature = "mcp")]
pub(crate) use bundle::{Happening, ResponseClock, Stance, StatusStep};
pub(crate) use completion::Completion;
pub(crate) use decision::{Decision, decision};
pub(crate) use document::{Document, DocumentItem, DocumentVersion, excerpt};
pub(crate) use entity::{Entity, EntityItem};
pub use extracted::reading;
#[cfg(feature = "mcp")]
pub(crate) use found::Note;
pub(crate) use found::{Found, Listing};
pub(crate) use incident::{IncidentItem, summary};
pub(crate) use source::Source;
pub(crate) use tags::EventItem;
pub(crate) use tags::Told;
pub use tags::{Tags, analysis};
pub(crate) use value::{Dated, Moment, Reason, Word};

use serde::Serialize;
use serde_json::Value;

/// As a value, for programs that print it; every struct here has texts for keys, so that it cannot fail.
pub(crate) fn value_of(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_default()
}
