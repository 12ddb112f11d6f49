//! What is kept of a placed document: about a kilobyte, so that a million fit into memory.

use chrono::{DateTime, Utc};

use super::signature::Signature;
use super::values::{Sort, values};
use crate::fingerprint::{Key, Sketch};
use crate::similarity::{Bag, Vector};

#[derive(Debug, Clone)]
pub(super) struct Resident {
    pub(super) document: u64,
    /// Place of its cluster as it was when it came; it may have been merged since.
    pub(super) home: u32,
    /// Places of further clusters.
    pub(super) also: Vec<u32>,
    pub(super) bag: Bag,
    /// Which of the bag's terms stand in the lead, a bit each.
    pub(super) lead: u128,
    pub(super) values: Box<[(Sort, Key)]>,
    pub(super) sketch: Sketch,
    pub(super) words: u32,
    pub(super) published: Option<DateTime<Utc>>,
    pub(super) ideographic: bool,
    /// Of which document it is a copy.
    pub(super) copy_of: Option<u64>,
}

impl Resident {
    pub(super) fn new(document: u64, signature: &Signature, vector: &Vector<'_>) -> Self {
        Self {
            document,
            home: 0,
            also: Vec::new(),
            bag: vector.bag(),
            lead: vector
                .parts
                .iter()
                .enumerate()
                .filter(|(_, part)| part.lead)
                .fold(0, |bits, (place, _)| bits | 1 << place.min(127)),
            values: values(signature, vector).into_boxed_slice(),
            sketch: signature.min_hash.sketch(),
            words: signature.words,
            published: signature.published,
            ideographic: signature.ideographic,
            copy_of: None,
        }
    }

    pub(super) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = Key> + '_ {
        self.values.iter().filter(move |(other, _)| *other == sort).map(|(_, key)| *key)
    }
}
