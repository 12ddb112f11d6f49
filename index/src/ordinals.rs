//! The values of one facet in one segment, by record and in memory: counting reads ten of these for every record that
//! is found, and unpacking a column's bits takes several times as long as counting what comes out.
//!
//! Two bytes a value and, where a record may have several, four a record.

use tantivy::DocId;
use tantivy::columnar::{Cardinality, Column};

/// What a record without a value has: never counted, since no counter stands there.
const NONE: u16 = u16::MAX;

pub(crate) enum Ordinals {
    /// At most one a record.
    One(Vec<u16>),
    Several {
        /// By record: where its values begin; one more for the end.
        starts: Vec<u32>,
        values: Vec<u16>,
    },
    /// More different values than two bytes tell apart.
    Column(Column<u64>),
}

impl Ordinals {
    /// Those of a column with so many different values, for records below `end`.
    pub(crate) fn new(column: &Column<u64>, different: usize, end: DocId) -> Self {
        if different >= usize::from(NONE) {
            return Self::Column(column.clone());
        }
        let value = |row: u32| u16::try_from(column.values.get_val(row)).unwrap_or(NONE);
        let rows = (0..end).map(|document| column.index.value_row_ids(document));
        if column.get_cardinality() != Cardinality::Multivalued {
            return Self::One(rows.map(|mut rows| rows.next().map_or(NONE, value)).collect());
        }
        let mut starts = Vec::with_capacity(end as usize + 1);
        let mut values = Vec::new();
        let mut next = 0;
        for rows in rows {
            starts.push(next);
            next += u32::try_from(rows.len()).unwrap_or(0);
            values.extend(rows.map(value));
        }
        starts.push(next);
        Self::Several { starts, values }
    }

    /// Counts all values of these records, by ordinal.
    pub(crate) fn count(&self, documents: &[DocId], counts: &mut [u32]) {
        let mut count = |ordinal: usize| {
            if let Some(count) = counts.get_mut(ordinal) {
                *count += 1;
            }
        };
        match self {
            Self::One(values) => {
                for document in documents {
                    count(values.get(*document as usize).map_or(usize::from(NONE), |value| usize::from(*value)));
                }
            }
            Self::Several { starts, values } => {
                for document in documents {
                    let Some([from, to]) = starts.get(*document as usize..).and_then(<[u32]>::first_chunk) else {
                        continue;
                    };
                    for value in values.get(*from as usize..*to as usize).unwrap_or_default() {
                        count(usize::from(*value));
                    }
                }
            }
            Self::Column(column) => {
                for ordinal in documents.iter().flat_map(|document| column.values_for_doc(*document)) {
                    count(usize::try_from(ordinal).unwrap_or(usize::MAX));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
