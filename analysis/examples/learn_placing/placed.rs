//! How well stories are placed by a forest.

use std::sync::Arc;

use watchline_analysis::cluster::{Clusterer, Forest, Signature};

use crate::documents::Labelled;
use crate::read::Document;
use crate::real::Record;

/// Pairs of documents by whether they belong together and whether they were put together.
#[derive(Default)]
pub(crate) struct Pairs {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Pairs {
    /// Of all documents placed in their order, the pairs within a part.
    pub(crate) fn of(documents: &[Document], forest: &Arc<Forest>, part: impl Fn(&Document) -> bool) -> Self {
        let placed = place(documents.iter().map(|document| &document.signature), forest);
        let part: Vec<(&Document, u64)> = documents.iter().zip(placed).filter(|(document, _)| part(document)).collect();
        let mut pairs = Self::default();
        for (number, (one, cluster)) in part.iter().enumerate() {
            for (other, earlier) in &part[..number] {
                let wanted = one.home.is_some() && one.home == other.home;
                pairs.see(wanted, cluster == earlier);
            }
        }
        pairs
    }

    /// Of all records placed in their order, the judged pairs of a part.
    pub(crate) fn of_records(
        records: &[Record],
        of: impl Fn(&Record) -> &Signature,
        forest: &Arc<Forest>,
        is_test: bool,
    ) -> Self {
        let placed = place(records.iter().map(of), forest);
        let mut pairs = Self::default();
        for (number, record) in records.iter().enumerate().filter(|(_, record)| record.is_test == is_test) {
            for (other, earlier) in records[..number].iter().enumerate() {
                if earlier.is_judged_with(record) {
                    pairs.see(record.home == earlier.home, placed[number] == placed[other]);
                }
            }
        }
        pairs
    }

    /// Of all labelled documents placed in their order, all pairs.
    pub(crate) fn of_labelled(documents: &[Labelled], forest: &Arc<Forest>) -> Self {
        let placed = place(documents.iter().map(|document| &document.signature), forest);
        let mut pairs = Self::default();
        for (number, document) in documents.iter().enumerate() {
            for (other, earlier) in documents[..number].iter().enumerate() {
                let wanted = document.home.is_some() && document.home == earlier.home;
                pairs.see(wanted, placed[number] == placed[other]);
            }
        }
        pairs
    }

    fn see(&mut self, wanted: bool, together: bool) {
        match (wanted, together) {
            (true, true) => self.right += 1.0,
            (false, true) => self.wrong += 1.0,
            (true, false) => self.missed += 1.0,
            (false, false) => {}
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    pub(crate) fn told(&self) -> String {
        let (precision, recall) = (self.right / (self.right + self.wrong), self.right / (self.right + self.missed));
        format!("precision {precision:.3} recall {recall:.3} F1 {:.3}", 2.0 * precision * recall / (precision + recall))
    }
}

/// Homes as they are at the end.
fn place<'d>(documents: impl Iterator<Item = &'d Signature>, forest: &Arc<Forest>) -> Vec<u64> {
    let mut clusterer = Clusterer::with_forest(Arc::clone(forest));
    let mut placed: Vec<u64> = Vec::new();
    for (number, signature) in documents.enumerate() {
        let placement = clusterer.place(number as u64, signature);
        placed.push(placement.clusters[0]);
        for merge in placement.merges {
            placed.iter_mut().filter(|home| **home == merge.from).for_each(|home| *home = merge.into);
        }
        for split in placement.splits {
            for document in split.documents {
                if let Some(home) = placed.get_mut(document as usize).filter(|home| **home == split.from) {
                    *home = split.into;
                }
            }
        }
    }
    placed
}
