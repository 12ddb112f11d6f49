//! Which incident a document belongs to.
//!
//! # Design
//! Documents are placed one by one in order of arrival. A document meets only the clusters that share something
//! rare with it ([`Clusterer`]'s postings); for each of these a score is made of named parts that add up ([`score`]),
//! and these parts are the reasons that the reader is shown. Above one threshold it joins, just below it opens an
//! incident of its own and asks for review, else it simply opens one. Between clusters that fit nearly alike a link decides,
//! then nearness in time.
//!
//! # Consequences
//! The same documents in the same order are always placed alike. What a document costs does not grow with the
//! archive: lists of clusters that share a term are capped, and a term with a full list is too common to lead anywhere.
//! A placement is never revised here: merging and splitting are decisions of their own.
//!
//! # Worked example
//! Two papers report that Corvina Labs' assistant showed 40,000 invoices to strangers. The second one shares product
//! (+0.07), party (+0.04) and event kind (+0.05) with the first, within two days (+0.06) in which one product hardly has the
//! same trouble twice (+0.07); the words "invoice", "40,000" and "stranger" do the rest: it joins. A month later the same
//! assistant shows medical letters to strangers: product, party and kind are the same, the words are not, and 26 days lie
//! between (-0.06): it opens an incident of its own. Half a year later a regulator fines Corvina Labs "for the exposure of 4
//! May": the months speak against it, but only by two fifths because a fine looks back, and the day named (+0.10) and the
//! trouble that the fine answers to (+0.07) bring it home.

mod chain;
mod clusterer;
mod placement;
mod postings;
mod profile;
mod score;
mod signature;
mod weakness;

pub use clusterer::Clusterer;
pub use placement::{Placement, PlacementDecision};
pub use signature::{Signature, signature};

/// Version of the rules of placing; written into every decision.
pub const CLUSTER_VERSION: u32 = 3;

#[cfg(test)]
mod tests;
