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
    slot.keep_unreachable("status 503".to_owned(), now());
    assert!(matches!(slot.fresh(now() + TimeDelta::seconds(59)), Some(Known::Unreachable { .. })));
    assert!(slot.fresh(now() + TimeDelta::seconds(60)).is_none());
}

#[test]
fn yesterdays_rules_outlive_a_failure() {
    let mut slot = Slot::default();
    let rules = Robots::parse(b"user-agent: *\ndisallow: /", "watchline");
    slot.keep(rules.clone(), now());
    let later = now() + TimeDelta::hours(30);
    match slot.keep_unreachable("status 500".to_owned(), later) {
        Known::Rules(kept) => assert_eq!(*kept, rules),
        Known::Unreachable { cause } => panic!("forgot the rules: {cause}"),
    }
}
