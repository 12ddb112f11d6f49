use std::collections::BTreeMap;

use super::{Days, MICROSECONDS_A_DAY, Resolution, bars};
use crate::fixture::day;

fn counted(mut days: Days, moments: &[i64], resolution: Resolution) -> Vec<(String, u64)> {
    moments.iter().for_each(|moment| days.add(*moment));
    let mut all = BTreeMap::new();
    days.merge_into(&mut all);
    bars(&all, resolution)
}

#[test]
fn days_months_and_years_are_told_from_the_same_counts() {
    let moments = [day(2025, 12, 31), day(2026, 7, 3), day(2026, 7, 3), day(2026, 7, 31)]
        .map(|at| at.timestamp_micros() + MICROSECONDS_A_DAY - 1);
    let check = |resolution, expected: &[(&str, u64)]| {
        let expected: Vec<(String, u64)> = expected.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        assert_eq!(counted(Days::within(moments[0], moments[3]), &moments, resolution), expected);
        assert_eq!(counted(Days::within(i64::MIN, i64::MAX), &moments, resolution), expected);
    };
    check(Resolution::Day, &[("2025-12-31", 1), ("2026-07-03", 2), ("2026-07-31", 1)]);
    check(Resolution::Month, &[("2025-12", 1), ("2026-07", 3)]);
    check(Resolution::Year, &[("2025", 1), ("2026", 3)]);
}

#[test]
fn a_day_before_1970_is_counted_where_it_belongs() {
    let moments = [-1, 0, 1 - MICROSECONDS_A_DAY];
    let found = counted(Days::within(-MICROSECONDS_A_DAY, 0), &moments, Resolution::Day);
    assert_eq!(found, [("1969-12-31".to_owned(), 2), ("1970-01-01".to_owned(), 1)]);
}

#[test]
fn words_of_resolutions_are_read_back() {
    for resolution in [Resolution::Day, Resolution::Month, Resolution::Year] {
        assert_eq!(Resolution::from_word(resolution.as_str()), Some(resolution));
    }
    assert_eq!(Resolution::from_word("week"), None);
}
