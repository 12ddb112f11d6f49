//! A source with its health.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;
use watchline_store::SourceView;

use super::{Moment, Word};

/// A place that is watched, and how it is doing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Source {
    id: String,
    name: String,
    publisher: String,
    tier: Word<model::Tier>,
    kind: Word<model::SourceKind>,
    url: String,
    language: Option<String>,
    country: Option<String>,
    enabled: bool,
    /// Still in the configuration.
    configured: bool,
    last_fetch: Option<Moment>,
    last_success: Option<Moment>,
    next_due: Option<Moment>,
    last_new_entry: Option<Moment>,
    /// HTTP status of the last answer.
    last_status: Option<u16>,
    last_error: Option<String>,
    consecutive_failures: u32,
    documents: u64,
    relevant: u64,
}

impl Source {
    pub(crate) fn new(view: &SourceView) -> Self {
        let (source, health) = (&view.source, &view.health);
        Self {
            id: source.id.to_string(),
            name: source.name.clone(),
            publisher: source.publisher.clone(),
            tier: Word(source.tier),
            kind: Word(source.kind),
            url: source.url.clone(),
            language: source.language.clone(),
            country: source.country.clone(),
            enabled: source.enabled,
            configured: view.configured,
            last_fetch: health.last_fetch.map(Moment),
            last_success: health.last_success.map(Moment),
            next_due: health.next_due.map(Moment),
            last_new_entry: health.last_new_entry.map(Moment),
            last_status: health.last_status,
            last_error: health.last_error.clone(),
            consecutive_failures: health.consecutive_failures,
            documents: health.documents,
            relevant: health.relevant,
        }
    }
}
