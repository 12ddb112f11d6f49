use super::{Place, Ranking, ascending, read_cursor, write_cursor};
use crate::fixture::{day, now};
use crate::query::Sort;

fn ranking(sort: Sort) -> Ranking {
    Ranking::new(sort, now())
}

#[test]
fn numbers_keep_their_order() {
    for pair in [i64::MIN, -5, -1, 0, 1, 7, i64::MAX].windows(2) {
        assert!(ascending(pair[0]) < ascending(pair[1]));
    }
}

#[test]
fn undated_records_come_last_in_both_directions() {
    for sort in [Sort::Newest, Sort::Oldest] {
        let undated = ranking(sort).rank(None, 0.0);
        for dated in [i64::MIN, 0, i64::MAX] {
            assert!(ranking(sort).rank(Some(dated), 0.0) > undated);
        }
    }
}

#[test]
fn newness_breaks_a_tie_but_does_not_beat_a_better_match() {
    let rank = |published, score| ranking(Sort::Relevance).rank(Some(published), score);
    let (new, old) = (day(2026, 8, 1).timestamp_micros(), day(2020, 1, 1).timestamp_micros());
    assert!(rank(new, 5.0) > rank(old, 5.0));
    assert!(rank(old, 12.0) > rank(new, 5.0));
}

#[test]
fn a_cursor_is_read_back_for_its_own_sort_only() {
    let place = Place { rank: 0x8006_1234, key: "INC-2026-0042".to_owned() };
    for sort in Sort::ALL {
        let cursor = write_cursor(&ranking(sort), &place);
        assert_eq!(read_cursor(&cursor, sort, now()).unwrap().1, place);
        for other in Sort::ALL.into_iter().filter(|other| *other != sort) {
            assert!(read_cursor(&cursor, other, now()).is_err());
        }
    }
}

#[test]
fn relevance_is_measured_against_the_first_pages_day() {
    let cursor = write_cursor(&ranking(Sort::Relevance), &Place { rank: 1, key: "d1".to_owned() });
    let later = now() + chrono::TimeDelta::days(3);
    let (resumed, _) = read_cursor(&cursor, Sort::Relevance, later).unwrap();
    let published = Some(day(2026, 8, 1).timestamp_micros());
    assert_eq!(resumed.rank(published, 3.0), ranking(Sort::Relevance).rank(published, 3.0));
}

#[test]
fn what_is_no_cursor_is_refused() {
    for text in ["", "n", "n-", "n-zz-d1", "x-1-d1", "r-1-d1", "r99999999-1-d1", "r30000101-1-d1", "ü-ü-ü"] {
        for sort in Sort::ALL {
            assert!(read_cursor(text, sort, now()).is_err(), "{text} as {sort:?}");
        }
    }
}
