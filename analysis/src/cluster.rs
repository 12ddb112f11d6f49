//! Which incident a document belongs to.
//!
//! # Design
//! Documents are placed one by one in order of arrival. A document meets only the clusters that share something
//! rare with it ([`Clusterer`]'s postings); for each of these a score is made of named parts that add up ([`score`]),
//! and these parts are the reasons that the reader is shown. Above one threshold it joins, just below it opens an
//! incident of its own and asks for review, else it simply opens one. Between clusters that fit nearly alike a link decides,
//! then nearness in time. Words that the other incidents of the same subject use too count less, and so does nearness in time in
//! days in which much is told of a subject; a report whose first lines tell of other things, or that says "again", is kept from the
//! incident that it recalls. A later paragraph may put a document into a further cluster ([`parts`]); a document may show that two
//! clusters are one, or that one is two ([`late`]).
//!
//! # Consequences
//! The same calls in the same order leave the same state. What a document costs does not grow with the archive: of the clusters that
//! share a term the latest are met, and of a large cluster's documents some. What people say (merge, separate, keep apart, pin)
//! holds against every later document.
//!
//! # Worked example
//! Two papers report that Corvina Labs' assistant showed 40,000 invoices to strangers. The second one shares product, party and the
//! days with the first, and the same trouble: nearly enough to join, and kept just below the threshold on purpose. The words
//! "invoice", "40000" and "stranger" do the rest. A month later the same assistant shows medical letters to strangers: product, party
//! and kind are the same, the words are not: it opens an incident of its own. Half a year later a regulator fines Corvina Labs "for
//! the exposure of 4 May": the months speak against it, but only by two fifths because a fine looks back, and the day named and the
//! trouble that the fine answers to bring it home.

mod candidates;
mod chain;
mod clusterer;
mod copies;
mod late;
mod parts;
mod placement;
mod postings;
mod profile;
mod registry;
mod resident;
mod revise;
mod score;
mod sections;
mod signature;
mod values;
mod weakness;

pub use candidates::Candidate;
pub use clusterer::Clusterer;
pub use placement::{Also, Merge, Placement, PlacementDecision, Rival, Split};
pub use signature::{Signature, signature};

/// What each part of a score weighs, by its name.
pub fn weights() -> &'static [(&'static str, f32)] {
    score::all_weights()
}

/// Version of the rules of placing; written into every decision.
pub const CLUSTER_VERSION: u32 = 4;

#[cfg(test)]
mod tests;
