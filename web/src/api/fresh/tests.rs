use chrono::TimeZone;

use super::*;

fn at(hour: u32, second: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 7, 8, hour, 0, second).single().expect("a moment")
}

#[test]
fn an_answer_is_as_old_as_the_last_change_of_today() {
    assert_eq!(settled(at(8, 0), at(9, 0)), Some(at(8, 0)));
    assert_eq!(settled(at(8, 0) - TimeDelta::days(3), at(9, 0)), Some(at(0, 0)), "relative dates moved at midnight");
}

#[test]
fn what_changed_within_this_second_promises_nothing() {
    assert_eq!(settled(at(9, 0), at(9, 1)), None);
    assert_eq!(settled(at(9, 0), at(9, 2)), Some(at(9, 0)));
    assert_eq!(settled(at(9, 30), at(9, 0)), None, "a clock that was set back");
}
