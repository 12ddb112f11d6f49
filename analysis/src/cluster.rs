//! Which incident a document belongs to.
//!
//! # Design
//! Documents are placed one by one in order of arrival. A document meets only the clusters that share something
//! rare with it ([`Clusterer`]'s postings); for each of these a score is made of named parts that add up ([`score`]),
//! and these parts are the reasons that the reader is shown. Above one threshold it joins, just below it opens an
//! incident of its own and asks for review, else it simply opens one.
//!
//! # Consequences
//! The same documents in the same order are always placed alike. What a document costs does not grow with the
//! archive: lists of clusters that share a term are capped, and a term with a full list is too common to lead anywhere.
//! A placement is never revised here: merging and splitting are decisions of their own.
//!
//! # Worked example
//! Two papers report that Corvina Labs' assistant showed 40,000 invoices to strangers. The second one shares product
//! (+0.07), party (+0.04), event kind (+0.05), the day (+0.06) and the words "invoice", "40,000", "stranger" (+0.41) with
//! the first: it joins. A month later the same assistant shows medical letters to strangers: product, party and kind are the
//! same, the words are not (+0.05), and 26 days lie between (-0.06): it opens an incident of its own.

mod chain;
mod clusterer;
mod placement;
mod postings;
mod profile;
mod score;
mod signature;

pub use clusterer::Clusterer;
pub use placement::{Placement, PlacementDecision};
pub use signature::{Signature, signature};

/// Version of the rules of placing; written into every decision.
pub const CLUSTER_VERSION: u32 = 1;

#[cfg(test)]
mod tests;
