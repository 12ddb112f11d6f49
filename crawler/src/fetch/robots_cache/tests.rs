use super::*;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).expect("a moment")
}

#[test]
fn rules_are_kept_for_a_day_and_no_longer() {
    let mut slot = Slot::default();
    slot.keep(Robots::allow_all(), now());
    assert!(slot.fresh(now() + TimeDelta::hours(23)).is_some());
    assert!(slot.fresh(now() + TimeDelta::hours(24)).is_none());
}

#[test]
fn an_unreachable_host_is_left_alone_for_a_minute() {
    let mut slot = Slot::default();
    slot.keep_unreachable(None, now());
    assert!(matches!(slot.fresh(now() + TimeDelta::seconds(59)), Some(Known::Unreachable { .. })));
    assert!(slot.fresh(now() + TimeDelta::seconds(60)).is_none());
}

#[test]
fn yesterdays_rules_outlive_a_failure() {
    let mut slot = Slot::default();
    let rules = Robots::parse(b"user-agent: *\ndisallow: /", "watchline");
    slot.keep(rules.clone(), now());
    let later = now() + TimeDelta::hours(30);
    match slot.keep_unreachable(None, later) {
        Known::Rules(kept) => assert_eq!(*kept, rules),
        Known::Unreachable { until } => panic!("forgot the rules until {until}"),
    }
}

#[test]
fn an_unreachable_host_is_left_alone_as_long_as_it_rests() {
    let mut slot = Slot::default();
    slot.keep_unreachable(Some(now() + TimeDelta::hours(2)), now());
    assert!(slot.fresh(now() + TimeDelta::minutes(119)).is_some());
    assert!(slot.fresh(now() + TimeDelta::hours(2)).is_none());
}

#[tokio::test]
async fn many_large_files_are_not_all_remembered() {
    let cache = RobotsCache::default();
    let held = cache.place("https://held.example");
    for number in 0..1000 {
        cache.grow(1024 * 1024);
        cache.place(&format!("https://{number}.example")).lock().await.keep(Robots::allow_all(), now());
    }
    let remembered = cache.places.lock().expect("not poisoned").len();
    assert!(remembered <= 66, "{remembered}");
    assert!(Arc::ptr_eq(&held, &cache.place("https://held.example")));
}
