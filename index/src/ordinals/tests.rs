use tantivy::columnar::Column;
use tantivy::schema::{FAST, Schema};
use tantivy::{DocId, Index, IndexWriter, TantivyDocument};

use super::Ordinals;

/// A column with these values, record by record.
fn column(records: &[Vec<u64>]) -> Column<u64> {
    let mut builder = Schema::builder();
    let field = builder.add_u64_field("value", FAST);
    let index = Index::create_in_ram(builder.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    for values in records {
        let mut document = TantivyDocument::default();
        values.iter().for_each(|value| document.add_u64(field, *value));
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    searcher.segment_reader(0).fast_fields().u64("value").unwrap()
}

#[track_caller]
fn check(records: &[Vec<u64>], different: usize, held: fn(&Ordinals) -> bool) {
    let end = DocId::try_from(records.len()).unwrap();
    let ordinals = Ordinals::new(&column(records), different, end);
    assert!(held(&ordinals), "held as expected");
    let counted: Vec<DocId> = (0..end).filter(|document| document % 3 != 1).collect();
    let mut counts = vec![0; different];
    ordinals.count(&counted, &mut counts);
    let mut expected = vec![0; different];
    for value in counted.iter().flat_map(|document| &records[*document as usize]) {
        expected[usize::try_from(*value).unwrap()] += 1;
    }
    assert_eq!(counts, expected);
}

#[test]
fn every_value_of_a_record_is_counted_once() {
    check(&[vec![0], vec![1], vec![2], vec![0], vec![2]], 3, |held| matches!(held, Ordinals::One(_)));
    check(&[vec![], vec![1], vec![0], vec![], vec![1]], 2, |held| matches!(held, Ordinals::One(_)));
    check(&[vec![], vec![1, 0], vec![0, 2, 1], vec![2], vec![]], 3, |held| matches!(held, Ordinals::Several { .. }));
}

#[test]
fn more_values_than_two_bytes_tell_apart_are_counted_too() {
    check(&[vec![70_000], vec![3], vec![], vec![3, 69_999]], 70_001, |held| matches!(held, Ordinals::Column(_)));
    check(&[vec![65_533], vec![0], vec![65_533]], 65_534, |held| matches!(held, Ordinals::One(_)));
}
