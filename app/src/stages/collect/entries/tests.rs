use super::*;

#[test]
fn a_page_that_never_changes_is_looked_at_more_and_more_rarely_but_at_least_weekly() {
    let every = TimeDelta::hours(6);
    assert_eq!(watch_wait(every, 0), TimeDelta::hours(6));
    assert_eq!(watch_wait(every, 7), TimeDelta::hours(6));
    assert_eq!(watch_wait(every, 8), TimeDelta::hours(12));
    assert_eq!(watch_wait(every, 16), TimeDelta::hours(24));
    assert_eq!(watch_wait(every, 4_000_000), TimeDelta::days(7));
}

#[test]
fn a_pause_longer_than_a_week_is_the_operators_to_choose() {
    assert_eq!(watch_wait(TimeDelta::days(30), 100), TimeDelta::days(30));
}
