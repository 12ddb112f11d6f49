//! One pass over all that matches: the count, the page of hits, the facets and the histogram.
//!
//! # Design
//! Within a segment everything is a number: a facet's value is its ordinal in the column, a key likewise,
//! and a segment's keys are sorted, so that ordinals compare as keys do. Words are looked up once a segment,
//! for what was counted and for the hits kept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::query::{KeywordField, Sort};
use crate::rank::{Place, Ranking};
use crate::schema::{KEY, MONTH, PUBLISHED};

/// The columns that are counted, in the order in which facets are shown.
pub(crate) const FACETS: [KeywordField; 10] = [
    KeywordField::Vendor,
    KeywordField::Product,
    KeywordField::Event,
    KeywordField::Status,
    KeywordField::Severity,
    KeywordField::Tier,
    KeywordField::Source,
    KeywordField::Language,
    KeywordField::Country,
    KeywordField::Kind,
];

/// What to gather.
#[derive(Debug, Clone)]
pub(crate) struct Gather {
    pub(crate) ranking: Ranking,
    /// Hits to keep: one more than a page shows, to know whether there is another.
    pub(crate) keep: usize,
    /// Only hits after this place are kept; all are counted.
    pub(crate) after: Option<Place>,
    pub(crate) facets: bool,
    /// Whether words score.
    pub(crate) scored: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) total: u64,
    /// In order.
    pub(crate) hits: Vec<(Place, DocAddress)>,
    /// One for each of [`FACETS`]; empty unless asked for.
    pub(crate) facets: Vec<HashMap<String, u64>>,
    /// 12 × year + month − 1 -> count.
    pub(crate) months: BTreeMap<u64, u64>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, ordinal: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        let columns = reader.fast_fields();
        let keys = columns.str(KEY)?;
        let from_key = match (&self.after, &keys) {
            (Some(place), Some(keys)) => first_after(keys, &place.key)?,
            _ => 0,
        };
        let mut facets = Vec::new();
        if self.facets {
            for field in FACETS {
                let column = columns.str(field.column())?;
                let counts = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
                facets.push(FacetColumn { column, counts });
            }
        }
        Ok(Segment {
            ordinal,
            ranking: self.ranking,
            keep: self.keep,
            after: self.after.as_ref().map(|place| (place.rank, from_key)),
            keys,
            published: columns.column_opt(PUBLISHED)?,
            month: if self.facets { columns.column_opt(MONTH)? } else { None },
            total: 0,
            best: BinaryHeap::new(),
            facets,
            months: HashMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored && self.ranking.sort == Sort::Relevance && self.keep > 0
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Gathered>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        if self.facets {
            all.facets = vec![HashMap::new(); FACETS.len()];
        }
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            all.hits.extend(segment.hits);
            for (counts, more) in all.facets.iter_mut().zip(segment.facets) {
                for (value, count) in more {
                    *counts.entry(value).or_default() += count;
                }
            }
            for (month, count) in segment.months {
                *all.months.entry(month).or_default() += count;
            }
        }
        all.hits.sort_by(|(a, _), (b, _)| b.rank.cmp(&a.rank).then_with(|| a.key.cmp(&b.key)));
        all.hits.truncate(self.keep);
        Ok(all)
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

struct FacetColumn {
    column: Option<StrColumn>,
    /// By ordinal.
    counts: Vec<u64>,
}

/// A candidate hit: greater is worse, so that the heap's top is the one to drop.
type Candidate = (Reverse<u64>, u64, DocId);

pub(crate) struct Segment {
    ordinal: SegmentOrdinal,
    ranking: Ranking,
    keep: usize,
    after: Option<(u64, u64)>,
    keys: Option<StrColumn>,
    published: Option<Column<i64>>,
    month: Option<Column<u64>>,
    total: u64,
    best: BinaryHeap<Candidate>,
    facets: Vec<FacetColumn>,
    months: HashMap<u64, u64>,
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Gathered>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.total += 1;
        if self.keep > 0 {
            self.consider(document, score);
        }
        for facet in &mut self.facets {
            let Some(column) = &facet.column else { continue };
            for ordinal in column.ords().values_for_doc(document) {
                if let Some(count) = usize::try_from(ordinal).ok().and_then(|place| facet.counts.get_mut(place)) {
                    *count += 1;
                }
            }
        }
        if let Some(month) = self.month.as_ref().and_then(|month| month.first(document)) {
            *self.months.entry(month).or_default() += 1;
        }
    }

    fn harvest(self) -> tantivy::Result<Gathered> {
        let mut gathered =
            Gathered { total: self.total, months: self.months.into_iter().collect(), ..Gathered::default() };
        for (Reverse(rank), key_ordinal, document) in self.best {
            let mut key = String::new();
            if let Some(keys) = &self.keys {
                keys.ord_to_str(key_ordinal, &mut key)?;
            }
            gathered.hits.push((Place { rank, key }, DocAddress::new(self.ordinal, document)));
        }
        for facet in self.facets {
            let mut counts = HashMap::new();
            for (ordinal, count) in facet.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let mut value = String::new();
                if let Some(column) = &facet.column {
                    column.ord_to_str(ordinal as u64, &mut value)?;
                }
                counts.insert(value, *count);
            }
            gathered.facets.push(counts);
        }
        Ok(gathered)
    }
}

impl Segment {
    /// Keeps a hit if it is after the cursor and among the best so far.
    fn consider(&mut self, document: DocId, score: Score) {
        let published = self.published.as_ref().and_then(|published| published.first(document));
        let rank = self.ranking.rank(published, score);
        let full = self.best.len() >= self.keep;
        if full && self.best.peek().is_some_and(|(Reverse(worst), ..)| rank < *worst) {
            return;
        }
        let key = self.keys.as_ref().and_then(|keys| keys.ords().first(document)).unwrap_or_default();
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
