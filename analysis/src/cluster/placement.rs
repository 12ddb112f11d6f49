//! Where a document goes, and why.

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
    /// The document's cluster; one, since machine placing never puts a document into two.
    pub clusters: Vec<u64>,
    pub decision: PlacementDecision,
    /// Parts of the score against the joined cluster, or against the nearest one where none was joined.
    pub reasons: Vec<Reason>,
    /// The document of the same cluster of which this is a copy; never itself a copy.
    pub copy_of: Option<u64>,
    /// Sum of the reasons' weights.
    pub score: f32,
}
