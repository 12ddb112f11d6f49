use watchline_model::{ChangeSeq, Record};

use crate::fixture::{day, index, now, plain, request, taxonomy};
use crate::{Index, IndexError, Request, Sort};

/// Every page of a search, one after another.
fn pages(index: &Index, query: &str, sort: Sort, limit: usize) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let parsed = index.parse(query, now());
        let request = Request { sort, limit, cursor: cursor.as_deref(), ..request(&parsed) };
        let found = index.search(&request).unwrap();
        pages.push(found.hits.into_iter().map(|hit| hit.key).collect());
        cursor = found.next_cursor;
        if cursor.is_none() {
            return pages;
        }
        assert!(pages.len() < 100, "paging does not end");
    }
}

#[test]
fn paging_gives_each_hit_once_in_every_order() {
    let index = index();
    for query in ["", "filler", "filling OR fern"] {
        for sort in Sort::ALL {
            let whole = pages(&index, query, sort, 500).remove(0);
            for limit in [1, 2, 7] {
                let paged: Vec<String> = pages(&index, query, sort, limit).concat();
                assert_eq!(paged, whole, "`{query}` by {sort:?}, {limit} a page");
            }
        }
    }
}

#[test]
fn paging_holds_over_several_segments() {
    let index = Index::in_memory(&taxonomy()).unwrap();
    for batch in 0..6 {
        let records: Vec<Record> = (0..10).map(|id| plain(id * 6 + batch, day(2026, 1 + (id as u32) / 4, 1))).collect();
        index.apply(&records, &[], &[], ChangeSeq(batch)).unwrap();
    }
    for sort in Sort::ALL {
        let mut keys = pages(&index, "", sort, 7).concat();
        assert_eq!(keys, pages(&index, "", sort, 100).concat());
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 60);
    }
}

#[test]
fn oldest_is_newest_turned_round_and_the_undated_come_last() {
    let index = index();
    let newest = pages(&index, "-filler", Sort::Newest, 50).remove(0);
    let oldest = pages(&index, "-filler", Sort::Oldest, 50).remove(0);
    assert_eq!(newest, ["d2", "d5", "d1", "d4", "d3", "d6", "d8", "d7"]);
    assert_eq!(oldest, ["d8", "d6", "d3", "d4", "d1", "d5", "d2", "d7"]);
}

#[test]
fn what_is_added_before_the_cursor_moves_nothing_after_it() {
    let index = index();
    let parsed = index.parse("", now());
    let first = index.search(&Request { limit: 5, ..request(&parsed) }).unwrap();
    let rest = |index: &Index| -> Vec<String> {
        let request = Request { limit: 100, cursor: first.next_cursor.as_deref(), ..request(&parsed) };
        index.search(&request).unwrap().hits.into_iter().map(|hit| hit.key).collect()
    };
    let before = rest(&index);
    index.apply(&[plain(200, day(2026, 8, 14))], &["d2".to_owned()], &[], ChangeSeq(9)).unwrap();
    assert_eq!(rest(&index), before);
    assert_eq!(before.len(), 22);
}

#[test]
fn totals_do_not_depend_on_the_page() {
    let index = index();
    let parsed = index.parse("filler", now());
    let first = index.search(&Request { limit: 3, ..request(&parsed) }).unwrap();
    let second = Request { limit: 3, cursor: first.next_cursor.as_deref(), facets: true, ..request(&parsed) };
    assert_eq!(index.search(&second).unwrap().total, first.total);
    assert_eq!(first.total, 19);
}

#[test]
fn a_foreign_cursor_is_refused_with_its_text() {
    let index = index();
    let parsed = index.parse("", now());
    let refused = index.search(&Request { cursor: Some("nonsense"), ..request(&parsed) });
    assert!(matches!(refused, Err(IndexError::BadCursor { cursor }) if cursor == "nonsense"));
}
