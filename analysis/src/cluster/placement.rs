//! Where a document goes, and why; and what it showed of others.

use watchline_model::Reason;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacementDecision {
    /// A new cluster.
    Open,
    /// An old one.
    Join,
    /// A new cluster, though an old one came near: a person should look.
    Review,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// The home first, then others that the document tells of too (a round-up, a follow-up). Never empty. As they were when it was
    /// placed: [`Self::merges`] and then [`Self::splits`] come after it, and are applied in this order when replayed.
    pub clusters: Vec<u64>,
    /// About the home.
    pub decision: PlacementDecision,
    /// Parts of the score against the joined cluster, or against the nearest one where none was joined.
    pub reasons: Vec<Reason>,
    /// One for each further cluster, in the order of [`Self::clusters`].
    pub also: Vec<Also>,
    /// The document of the same cluster of which this is a copy; never itself a copy.
    pub copy_of: Option<u64>,
    /// Sum of the reasons' weights.
    pub score: f32,
    /// Of a [`PlacementDecision::Review`]: what it nearly joined; the reasons are [`Self::reasons`].
    pub rival: Option<Rival>,
    /// Clusters that this document showed to be one.
    pub merges: Vec<Merge>,
    /// Clusters that this document showed to be two.
    pub splits: Vec<Split>,
}

/// A further cluster that a part of the document tells of.
#[derive(Debug, Clone, PartialEq)]
pub struct Also {
    pub cluster: u64,
    /// Sum of the reasons' weights.
    pub score: f32,
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    pub cluster: u64,
    pub score: f32,
}

/// All documents of `from` are of `into`, the older, from now on.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    pub from: u64,
    pub into: u64,
    /// Sum of the reasons' weights.
    pub score: f32,
    pub reasons: Vec<Reason>,
}

/// These documents leave `from` for `into`, a new number.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    pub from: u64,
    pub into: u64,
    pub documents: Vec<u64>,
    pub reasons: Vec<Reason>,
}
