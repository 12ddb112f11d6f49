//! What a document means: who and what it speaks of, what happened, who says so, whether it concerns
//! us, and which happening it belongs to.
//!
//! Pure functions over text and a taxonomy: nothing here reads, writes, waits, looks at a clock or
//! fails. Poor input is answered with less, and with warnings.

mod analyzer;
mod claims;
pub mod cluster;
pub mod dates;
pub mod difference;
mod entities;
mod events;
mod fingerprint;
pub mod incident;
mod input;
pub mod proposals;
mod relevance;
mod similarity;
mod status;
mod taxonomy_digest;
mod text;
mod unlisted;
mod weights;

/// So that tests and examples read the labelled documents by the same code.
#[cfg(test)]
extern crate self as watchline_analysis;

pub use analyzer::Analyzer;
pub use claims::ClaimCandidate;
pub use entities::PartCandidate;
pub use events::{KindEvidence, KindSentence};
pub use input::{Analysis, Input};
pub use relevance::RelevanceSign;
pub use taxonomy_digest::taxonomy_digest;
pub use unlisted::{Unlisted, unlisted};

/// Version of the rules of this half (entities, events, claims, dates, relevance). Raised whenever the same
/// text may be tagged differently, so that `retag` knows which versions are stale.
pub const ANALYSIS_VERSION: u32 = 7;
