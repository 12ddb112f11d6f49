//! What tagging and tagging anew need together.

use std::fmt;

use chrono::{DateTime, Utc};
use watchline_model::{Claim, Entity, Event, Relevance, VersionId};

use super::UntaggedVersion;

/// By which analysis and with which taxonomy a version was tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaggedWith {
    /// Version of the analysis.
    pub analysis: u32,
    /// Digest of the taxonomy, below 2^31; 0: not known.
    pub taxonomy: u32,
}

impl TaggedWith {
    /// As one number: an analysis without a taxonomy is its own version. Never 0 but for "not tagged".
    pub(crate) fn packed(self) -> i64 {
        (i64::from(self.taxonomy & 0x7fff_ffff) << 32) | i64::from(self.analysis)
    }

    /// What [`Self::packed`] made.
    pub(crate) fn unpacked(packed: i64) -> Self {
        let half = |bits: i64| u32::try_from(bits & 0xffff_ffff).unwrap_or_default();
        Self { analysis: half(packed), taxonomy: half(packed >> 32) }
    }
}

impl From<u32> for TaggedWith {
    fn from(analysis: u32) -> Self {
        Self { analysis, taxonomy: 0 }
    }
}

impl fmt::Display for TaggedWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "analysis {}, taxonomy {:08x}", self.analysis, self.taxonomy)
    }
}

/// Versions that were tagged otherwise than they would be now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StaleCount {
    pub versions: u64,
    pub documents: u64,
}

/// A version with its present tags, which may be replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct StaleVersion {
    pub version: UntaggedVersion,
    /// It is the latest of its document: the one that is shown.
    pub is_latest: bool,
    pub relevance: Relevance,
    pub entities: Vec<Entity>,
    pub events: Vec<Event>,
    pub claims: Vec<Claim>,
    /// A person decided about the document's relevance: the machine's verdict changes nothing.
    pub relevance_is_kept: bool,
    /// A person corrected the document's tags: they stay as they are.
    pub tags_are_kept: bool,
}

/// What a model answered about a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProposals {
    pub version: VersionId,
    pub model: String,
    /// JSON.
    pub answer: String,
}

/// A version about which a model is to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct UnaskedVersion {
    pub version: UntaggedVersion,
    /// Answers in a row that could not be used.
    pub failures: u32,
}

/// That a model gave no answer that could be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedAsk {
    pub reason: String,
    /// When it is asked again; `None`: never.
    pub next_due: Option<DateTime<Utc>>,
    /// It is the version's own fault and not the endpoint's.
    pub counts: bool,
}

/// How far a model has been asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProposalCounts {
    /// Latest versions of relevant and borderline documents that no answer is kept of and that are not given up.
    pub waiting: u64,
    pub answered: u64,
    pub given_up: u64,
}
