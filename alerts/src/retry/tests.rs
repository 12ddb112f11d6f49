use super::*;
use crate::testing::day;

#[test]
fn waits_grow_along_the_ladder() {
    let waits: Vec<i64> = (1..8)
        .map(|attempts| (next_attempt(attempts, 8, day(1)).expect("attempts are left") - day(1)).num_minutes())
        .collect();
    for (wait, least) in waits.iter().zip([1, 5, 30, 120, 360, 1440, 1440]) {
        assert!((least..=least * 6 / 5).contains(wait), "{waits:?}");
    }
}

#[test]
fn after_the_last_attempt_there_is_none() {
    assert_eq!(next_attempt(8, 8, day(1)), None);
    assert_eq!(next_attempt(9, 8, day(1)), None);
}

#[test]
fn what_failed_together_is_not_tried_together() {
    let nows = (0..20).map(|micros| day(1) + TimeDelta::microseconds(micros));
    let nexts: std::collections::BTreeSet<_> = nows.filter_map(|now| next_attempt(4, 8, now)).collect();
    assert_eq!(nexts.len(), 20);
    let (first, last) = (nexts.first().expect("twenty"), nexts.last().expect("twenty"));
    assert!(*last - *first > TimeDelta::minutes(10));
}
