//! One pass over all that is looked up: what is checked, the count, the page of hits, facets and histogram.
//!
//! # Design
//! Records are taken in blocks, and each column is read for a whole block at once. Within a segment everything
//! is a number: a facet's value is its ordinal in the column, a key likewise, and a segment's keys are sorted,
//! so that ordinals compare as keys do. Words are looked up for the hits that are kept, in the end.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::columns::SegmentColumns;
use crate::histogram::Days;
use crate::plan::{Checks, Period};
use crate::query::Sort;
use crate::rank::{Place, Ranking};

/// Records read at once.
const BLOCK: usize = 512;

/// What to gather.
pub(crate) struct Gather {
    pub(crate) ranking: Ranking,
    /// Hits to keep: one more than a page shows, to know whether there is another.
    pub(crate) keep: usize,
    /// Only hits after this place are kept; all are counted.
    pub(crate) after: Option<Place>,
    /// Places in `columns::FACETS` that are counted.
    pub(crate) facets: Vec<usize>,
    /// Whether days are counted.
    pub(crate) histogram: bool,
    /// Whether words score.
    pub(crate) scored: bool,
    pub(crate) checks: Checks,
    /// Those of the searcher's segments, in their order.
    pub(crate) columns: Vec<Arc<SegmentColumns>>,
}

#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) total: u64,
    /// In order.
    pub(crate) hits: Vec<(Place, DocAddress)>,
    /// One for each of the facets asked for: counts by number of the value.
    pub(crate) facets: Vec<Vec<u64>>,
    /// Day since 1970 -> count.
    pub(crate) days: BTreeMap<i64, u64>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, ordinal: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Segment> {
        let Some(columns) = self.columns.get(ordinal as usize).cloned() else {
            return Err(tantivy::TantivyError::SystemError("a segment was opened during a search".to_owned()));
        };
        let from_key = match (&self.after, &columns.keys) {
            (Some(place), Some(keys)) => first_after(keys, &place.key)?,
            _ => 0,
        };
        let counts = |facet: &usize| {
            let column = columns.facets.get(*facet).and_then(Option::as_ref);
            vec![0; column.map_or(0, |column| column.numbers.len())]
        };
        let published = &columns.published;
        let days = self.histogram.then(|| Days::within(published.min_value(), published.max_value()));
        Ok(Segment {
            ordinal,
            ranking: self.ranking,
            keep: self.keep,
            after: self.after.as_ref().map(|place| (place.rank, from_key)),
            checks: self.checks.clone(),
            best: BinaryHeap::new(),
            counts: self.facets.iter().map(counts).collect(),
            facets: self.facets.clone(),
            days,
            total: 0,
            documents: Vec::with_capacity(BLOCK),
            scores: Vec::new(),
            buffers: Buffers::default(),
            columns,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored && self.ranking.sort == Sort::Relevance && self.keep > 0
    }

    fn merge_fruits(&self, segments: Vec<SegmentFruit>) -> tantivy::Result<Gathered> {
        let mut all = Gathered { facets: vec![Vec::new(); self.facets.len()], ..Gathered::default() };
        let mut candidates = Vec::new();
        for segment in segments {
            all.total += segment.total;
            if let Some(days) = segment.days {
                days.merge_into(&mut all.days);
            }
            let columns = &segment.columns;
            for ((facet, counts), sums) in self.facets.iter().zip(&segment.counts).zip(&mut all.facets) {
                let Some(column) = columns.facets.get(*facet).and_then(Option::as_ref) else { continue };
                for (number, count) in column.numbers.iter().zip(counts).filter(|(_, count)| **count > 0) {
                    let place = *number as usize;
                    if sums.len() <= place {
                        sums.resize(place + 1, 0);
                    }
                    if let Some(sum) = sums.get_mut(place) {
                        *sum += u64::from(*count);
                    }
                }
            }
            for (Reverse(rank), key, document) in segment.best {
                candidates.push((rank, key, DocAddress::new(segment.ordinal, document)));
            }
        }
        all.hits = self.best_of(candidates)?;
        Ok(all)
    }
}

impl Gather {
    /// Counts facets and keeps no hits.
    pub(crate) fn counting(facets: Vec<usize>, columns: Vec<Arc<SegmentColumns>>, now: DateTime<Utc>) -> Self {
        Self {
            ranking: Ranking::new(Sort::Newest, now),
            keep: 0,
            after: None,
            facets,
            histogram: false,
            scored: false,
            checks: Checks::default(),
            columns,
        }
    }

    /// The best of all segments' candidates. Keys are looked up for those only that may be among them.
    fn best_of(&self, mut candidates: Vec<(u64, u64, DocAddress)>) -> tantivy::Result<Vec<(Place, DocAddress)>> {
        candidates.sort_unstable_by_key(|(rank, ..)| Reverse(*rank));
        if let Some((last, ..)) = self.keep.checked_sub(1).and_then(|last| candidates.get(last)).copied() {
            candidates.truncate(candidates.partition_point(|(rank, ..)| *rank >= last));
        }
        let mut hits = Vec::with_capacity(candidates.len());
        for (rank, ordinal, address) in candidates {
            let mut key = String::new();
            if let Some(keys) = self.columns.get(address.segment_ord as usize).and_then(|columns| columns.keys.as_ref())
            {
                keys.ord_to_str(ordinal, &mut key)?;
            }
            hits.push((Place { rank, key }, address));
        }
        hits.sort_by(|(a, _), (b, _)| b.rank.cmp(&a.rank).then_with(|| a.key.cmp(&b.key)));
        hits.truncate(self.keep);
        Ok(hits)
    }
}

/// The ordinal of the first key of a segment that comes after `key`.
fn first_after(keys: &StrColumn, key: &str) -> tantivy::Result<u64> {
    let mut low = 0;
    let mut high = keys.num_terms() as u64;
    let mut middle_key = String::new();
    while low < high {
        let middle = low + (high - low) / 2;
        middle_key.clear();
        keys.ord_to_str(middle, &mut middle_key)?;
        if middle_key.as_str() <= key { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

/// A candidate hit: greater is worse, so that the heap's top is the one to drop.
type Candidate = (Reverse<u64>, u64, DocId);

pub(crate) struct Segment {
    ordinal: SegmentOrdinal,
    ranking: Ranking,
    keep: usize,
    after: Option<(u64, u64)>,
    checks: Checks,
    columns: Arc<SegmentColumns>,
    total: u64,
    best: BinaryHeap<Candidate>,
    facets: Vec<usize>,
    /// For each of the facets asked for, by ordinal.
    counts: Vec<Vec<u32>>,
    days: Option<Days>,
    /// Looked up and not yet read.
    documents: Vec<DocId>,
    /// As many as documents where words score, else none.
    scores: Vec<Score>,
    buffers: Buffers,
}

/// What is read of a block's columns; kept from block to block.
#[derive(Default)]
struct Buffers {
    moments: Vec<Option<i64>>,
    numbers: Vec<Option<u64>>,
}

/// What was gathered of one segment.
pub(crate) struct SegmentFruit {
    ordinal: SegmentOrdinal,
    columns: Arc<SegmentColumns>,
    total: u64,
    best: Vec<Candidate>,
    counts: Vec<Vec<u32>>,
    days: Option<Days>,
}

impl SegmentCollector for Segment {
    type Fruit = SegmentFruit;

    fn collect(&mut self, document: DocId, score: Score) {
        self.documents.push(document);
        self.scores.push(score);
        if self.documents.len() >= BLOCK {
            self.read();
        }
    }

    fn collect_block(&mut self, documents: &[DocId]) {
        self.documents.extend_from_slice(documents);
        if self.documents.len() >= BLOCK {
            self.read();
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        self.read();
        SegmentFruit {
            ordinal: self.ordinal,
            columns: self.columns,
            total: self.total,
            best: self.best.into_vec(),
            counts: self.counts,
            days: self.days,
        }
    }
}

impl Segment {
    /// Checks, counts and considers what was looked up.
    fn read(&mut self) {
        self.check();
        self.total += self.documents.len() as u64;
        if self.keep > 0 || self.days.is_some() {
            read_first(&self.columns.published, &self.documents, &mut self.buffers.moments);
        }
        if let Some(days) = &mut self.days {
            self.buffers.moments.iter().flatten().for_each(|moment| days.add(*moment));
        }
        if self.keep > 0 {
            for place in 0..self.documents.len() {
                self.consider(place);
            }
        }
        for (facet, counts) in self.facets.iter().zip(&mut self.counts) {
            if let Some(column) = self.columns.facets.get(*facet).and_then(Option::as_ref) {
                column.ordinals.count(&self.documents, counts);
            }
        }
        self.documents.clear();
        self.scores.clear();
    }

    /// Drops what does not pass the checks.
    fn check(&mut self) {
        let columns = self.columns.clone();
        if let Some(kind) = self.checks.kind {
            self.buffers.numbers.clear();
            self.buffers.numbers.resize(self.documents.len(), None);
            columns.kinds.first_vals(&self.documents, &mut self.buffers.numbers);
            let numbers = std::mem::take(&mut self.buffers.numbers);
            self.keep_where(|place, _| numbers.get(place) == Some(&Some(kind)));
            self.buffers.numbers = numbers;
        }
        let checks = std::mem::take(&mut self.checks);
        for (periods, column) in [(&checks.published, &columns.published), (&checks.known, &columns.known)] {
            for period in periods {
                let mut moments = std::mem::take(&mut self.buffers.moments);
                read_first(column, &self.documents, &mut moments);
                self.keep_where(|place, _| {
                    moments.get(place).copied().flatten().is_some_and(|at| lies_in(at, *period))
                });
                self.buffers.moments = moments;
            }
        }
        for (from, to) in &checks.happened {
            self.keep_where(|_, document| {
                let spans = columns.happened_from.values_for_doc(document);
                let mut spans = spans.zip(columns.happened_to.values_for_doc(document));
                spans.any(|(start, end)| start < *to && end > *from)
            });
        }
        self.checks = checks;
    }

    /// Keeps those of the block's documents for which this holds, by place and id.
    fn keep_where(&mut self, holds: impl Fn(usize, DocId) -> bool) {
        let scored = !self.scores.is_empty();
        let mut kept = 0;
        for place in 0..self.documents.len() {
            if holds(place, self.documents[place]) {
                self.documents[kept] = self.documents[place];
                if scored {
                    self.scores[kept] = self.scores[place];
                }
                kept += 1;
            }
        }
        self.documents.truncate(kept);
        self.scores.truncate(kept);
    }

    /// Keeps a hit if it is after the cursor and among the best so far.
    fn consider(&mut self, place: usize) {
        let published = self.buffers.moments.get(place).copied().flatten();
        let rank = self.ranking.rank(published, self.scores.get(place).copied().unwrap_or_default());
        let full = self.best.len() >= self.keep;
        if full && self.best.peek().is_some_and(|(Reverse(worst), ..)| rank < *worst) {
            return;
        }
        let Some(document) = self.documents.get(place).copied() else { return };
        let key = self.columns.keys.as_ref().and_then(|keys| keys.ords().first(document)).unwrap_or_default();
        if let Some((last_rank, from_key)) = self.after
            && (rank > last_rank || (rank == last_rank && key < from_key))
        {
            return;
        }
        self.best.push((Reverse(rank), key, document));
        if full {
            self.best.pop();
        }
    }
}

fn lies_in(moment: i64, (from, to): Period) -> bool {
    moment >= from && moment < to
}

fn read_first(column: &Column<i64>, documents: &[DocId], values: &mut Vec<Option<i64>>) {
    values.clear();
    values.resize(documents.len(), None);
    column.first_vals(documents, values);
}
