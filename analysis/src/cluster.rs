//! Which incident a document belongs to.
//!
//! # Design
//! Documents are placed one by one in order of arrival. A document meets only the clusters that share something
//! rare with it ([`Clusterer`]'s postings); for each of these a score is made of named clues that add up (`score`),
//! and these are the reasons that the reader is shown. A few clues are laws, set by hand; the others are weighed by what was learnt
//! from labelled documents (`forest.txt`, made by `examples/learn_placing`): a weight for each, and small trees for what they say
//! together. Of most clues it is fixed beforehand whether they may speak for joining or against it. Above one threshold the document
//! joins, just below it opens an incident of its own and asks for review, else it simply opens one. Between clusters that fit nearly
//! alike a link decides, then nearness in time. Words that the other incidents of the same subject use too count less; so do those
//! that stand only in sentences that look back; a report whose first lines tell of other names, or that says "again", is kept from
//! the incident that it recalls. A later paragraph may put a document into a further cluster (`parts`); a document may show that two
//! clusters are one, or that one is two (`late`).
//!
//! Short records of databases need more: of what the shorter text says, and of what either headline names, how much stands in the
//! other (`nearness`). Words that stand only in phrases which many documents have lately used are left out of that: the form letter of
//! a database says nothing of the case. What is a name is learnt from how all documents write a word, since headlines in title case do
//! not tell. The number of the one flaw that a document is about, by its own address, its headline or its text, decides nearly
//! alone; where there is none, names of code and versions tell the flaws of one product apart.
//!
//! A source that has told of a hundred incidents and of none twice hardly does so now: how often each source comes back to an incident is
//! learnt from its documents (`sources`). That a report says "again" or "a second" of its subject is weighed by a law: in the
//! labelled documents it is too rare to be learnt, and a second happening that joins the first draws all its reports along.
//!
//! # Consequences
//! The same calls in the same order leave the same state. What a document costs does not grow with the archive: of the clusters that
//! share a term the latest are met, and of the likest clusters' documents some. What people say (merge, separate, keep apart, pin)
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
mod nearness;
mod parts;
mod placement;
mod postings;
mod profile;
mod reading;
mod registry;
mod resident;
mod revise;
mod score;
mod sections;
mod signature;
mod sources;
mod values;
mod weakness;

pub use candidates::Candidate;
pub use clusterer::Clusterer;
pub use placement::{Also, Merge, Placement, PlacementDecision, Rival, Split};
pub use score::{Forest, Weighing};
pub use signature::{Signature, signature};

/// The parts of a score, by their places in [`Candidate::values`], each with how it is weighed.
pub fn clues() -> Vec<(&'static str, Weighing)> {
    score::clues()
}

/// Version of the rules of placing; written into every decision.
pub const CLUSTER_VERSION: u32 = 7;

#[cfg(test)]
mod tests;
