//! What a structured record of a weakness or an outage says beyond its text: names, scores, dated steps.
//!
//! Values are as the record gives them; nothing is converted from one scheme to another.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::date::Dated;
use crate::event::EventKind;

/// A happening that a record states itself, with its date: no words have to be interpreted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedEvent {
    pub kind: EventKind,
    pub date: Dated,
    /// Stands word for word in `Reading::full_text`.
    pub quote: String,
}

/// One rating of a weakness, with its scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// `CVSS:3.1`, `CVSS:4.0`, or the rater's own word for its scheme.
    pub scheme: String,
    /// `CVSS:3.1/AV:N/…`, where there is one.
    pub vector: Option<String>,
    /// 0 to 10 for CVSS.
    pub score: Option<f32>,
    /// `high`, `CRITICAL`, … as the record words it.
    pub rating: Option<String>,
    /// Who rated, where the record says so.
    pub rated_by: Option<String>,
}

/// A product or package that is affected, and in which versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// `PyPI/langchain`, `npm/@scope/name`, or vendor and product.
    pub product: String,
    /// For people: "before 1.2.3", "1.0 to 1.4"; empty if the record does not say.
    pub versions: String,
}

/// An advisory's own data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Advisory {
    /// `CVE-2026-1234`, `GHSA-…`, `PYSEC-…`, or a CSAF tracking id.
    pub id: String,
    /// The same weakness in other databases.
    pub aliases: Vec<String>,
    pub withdrawn: Option<DateTime<Utc>>,
    /// The record says that somebody disputes it.
    pub disputed: bool,
    pub scores: Vec<Score>,
    pub affected: Vec<Affected>,
}
