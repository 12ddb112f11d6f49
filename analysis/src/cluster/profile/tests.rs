use chrono::TimeZone;

use super::*;

fn on(day: u32) -> Signature {
    Signature { published: Utc.with_ymd_and_hms(2026, 7, day, 0, 0, 0).single(), ..Signature::default() }
}

#[test]
fn days_are_counted_from_the_nearest_end() {
    let mut profile = Profile::default();
    profile.add(&on(10), &Vector::default());
    profile.add(&on(14), &Vector::default());
    let days = |day| profile.days_apart(on(day).published);
    assert_eq!((days(3), days(12), days(20)), (Some(7), Some(0), Some(6)));
    assert_eq!(profile.days_apart(None), None);
}

#[test]
fn a_value_held_by_few_is_not_the_clusters_own() {
    let mut counted = Counted::default();
    let value = BTreeSet::from(["acme".to_owned()]);
    counted.add(&value);
    assert_eq!(counted.shared(&value, 4, 4), ["acme"]);
    assert!(counted.shared(&value, 5, 4).is_empty());
}
