//! The columns of each segment, opened once, and one number for each value of a facet over all segments.
//!
//! Opening a column costs more than reading twenty thousand values of it, and within a segment a value's number
//! (its ordinal) says nothing outside of it. A segment never changes, so both are found once and kept as long as
//! the segment is searched.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use crate::ordinals::Ordinals;
use crate::query::KeywordField;
use crate::schema::{HAPPENED_FROM, HAPPENED_TO, KEY, KIND, KNOWN, PUBLISHED};

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

/// Place of a field in [`FACETS`].
pub(crate) fn facet_place(field: KeywordField) -> Option<usize> {
    FACETS.iter().position(|known| *known == field)
}

/// What is kept of an index's segments.
#[derive(Default)]
pub(crate) struct Columns {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    segments: HashMap<SegmentId, Arc<SegmentColumns>>,
    /// One for each of [`FACETS`].
    values: [Values; FACETS.len()],
}

/// All values that a facet has had so far; a value's place is its number.
#[derive(Default)]
struct Values {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

pub(crate) struct SegmentColumns {
    pub(crate) keys: Option<StrColumn>,
    pub(crate) kinds: Column<u64>,
    pub(crate) published: Column<i64>,
    pub(crate) known: Column<i64>,
    pub(crate) happened_from: Column<i64>,
    pub(crate) happened_to: Column<i64>,
    /// One for each of [`FACETS`]; nothing where no record of the segment has a value.
    pub(crate) facets: Vec<Option<FacetColumn>>,
}

pub(crate) struct FacetColumn {
    pub(crate) ordinals: Ordinals,
    /// By ordinal: the value's number.
    pub(crate) numbers: Vec<u32>,
}

impl Columns {
    /// The columns of a searcher's segments, in their order.
    pub(crate) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<SegmentColumns>>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = searcher.segment_readers();
        let mut found = Vec::with_capacity(readers.len());
        for reader in readers {
            let id = reader.segment_id();
            if let Some(known) = state.segments.get(&id) {
                found.push(known.clone());
                continue;
            }
            let opened = Arc::new(open(reader, &mut state.values)?);
            state.segments.insert(id, opened.clone());
            found.push(opened);
        }
        // Merged segments are gone; a search that still goes on holds its own.
        if state.segments.len() > 2 * readers.len() + 8 {
            let current: Vec<SegmentId> = readers.iter().map(SegmentReader::segment_id).collect();
            state.segments.retain(|id, _| current.contains(id));
        }
        Ok(found)
    }

    /// The values with a count, by place in [`FACETS`].
    pub(crate) fn texts(&self, facet: usize, counts: &[u64]) -> Vec<(Arc<str>, u64)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(values) = state.values.get(facet) else { return Vec::new() };
        let counted = values.texts.iter().zip(counts).filter(|(_, count)| **count > 0);
        counted.map(|(text, count)| (text.clone(), *count)).collect()
    }

    /// All values that any record has had in a facet.
    pub(crate) fn all_texts(&self, facet: usize) -> Vec<Arc<str>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.values.get(facet).map(|values| values.texts.clone()).unwrap_or_default()
    }
}

fn open(reader: &SegmentReader, values: &mut [Values; FACETS.len()]) -> tantivy::Result<SegmentColumns> {
    let columns = reader.fast_fields();
    let moments = |name: &str| -> tantivy::Result<Column<i64>> {
        Ok(columns.column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
    };
    let mut facets = Vec::with_capacity(FACETS.len());
    for (field, known) in FACETS.iter().zip(values) {
        let Some(column) = columns.str(field.column())? else {
            facets.push(None);
            continue;
        };
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            numbers.push(known.number(&String::from_utf8_lossy(terms.key())));
        }
        let ordinals = Ordinals::new(column.ords(), numbers.len(), reader.max_doc());
        facets.push(Some(FacetColumn { ordinals, numbers }));
    }
    Ok(SegmentColumns {
        keys: columns.str(KEY)?,
        kinds: columns.column_opt(KIND)?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())),
        published: moments(PUBLISHED)?,
        known: moments(KNOWN)?,
        happened_from: moments(HAPPENED_FROM)?,
        happened_to: moments(HAPPENED_TO)?,
        facets,
    })
}

impl Values {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        // As many values as there are numbers would not fit into memory.
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = Arc::from(text);
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}
