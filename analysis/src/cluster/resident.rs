//! What is kept of a placed document: about a kilobyte, so that a million fit into memory.

use chrono::{DateTime, Utc};

use super::nearness::FORM;
use super::reading::Reading;
use super::values::{Sort, values};
use crate::fingerprint::{Key, Sketch};
use crate::similarity::Bag;

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
    /// Likewise: in the headline; names; and such as stood in no common phrase when it came.
    pub(super) headline: u128,
    pub(super) proper: u128,
    pub(super) fresh: u128,
    pub(super) values: Box<[(Sort, Key)]>,
    pub(super) sketch: Sketch,
    pub(super) words: u32,
    pub(super) published: Option<DateTime<Utc>>,
    pub(super) period: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub(super) ideographic: bool,
    /// Of which document it is a copy.
    pub(super) copy_of: Option<u64>,
}

impl Resident {
    pub(super) fn new(document: u64, reading: &Reading<'_>) -> Self {
        let (signature, vector) = (reading.signature, reading.vector);
        Self {
            document,
            home: 0,
            also: Vec::new(),
            bag: vector.bag(),
            lead: reading.bits(|told| told.lead),
            headline: reading.bits(|told| told.headline),
            proper: reading.bits(|told| told.proper),
            fresh: reading.bits(|told| told.heard < FORM),
            values: values(signature, vector).into_boxed_slice(),
            sketch: signature.min_hash.sketch(),
            words: signature.words,
            published: signature.published,
            period: signature.period,
            ideographic: signature.ideographic,
            copy_of: None,
        }
    }

    pub(super) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = Key> + '_ {
        self.values.iter().filter(move |(other, _)| *other == sort).map(|(_, key)| *key)
    }
}
