use super::*;
use watchline_model::{SourceKind, Tier};

fn source(schedule: Schedule) -> Source {
    Source { schedule, ..Source::new("example-news", SourceKind::Feed, Tier::Press, "https://news.example/rss.xml") }
}

fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect(text).with_timezone(&Utc)
}

#[test]
fn a_cron_schedule_is_due_at_its_next_time_in_utc() {
    let now = moment("2026-08-03T09:07:00Z");
    let due = next_due(&source(Schedule::Cron("0 */15 * * * *".to_owned())), None, None, now);
    assert_eq!(due, moment("2026-08-03T09:15:00Z"));
}

#[test]
fn an_adaptive_interval_stays_within_its_bounds_and_honours_the_ttl() {
    let now = moment("2026-08-03T09:00:00Z");
    let adaptive = source(Schedule::Adaptive);
    assert_eq!(next_due(&adaptive, Some(1), None, now), now + SHORTEST);
    assert_eq!(next_due(&adaptive, Some(1), Some(7200), now), now + TimeDelta::hours(2));
    assert_eq!(next_due(&adaptive, Some(u64::MAX), None, now), now + LONGEST);
}

#[test]
fn failures_in_a_row_slow_a_source_down_but_never_for_good() {
    let now = moment("2026-08-03T09:00:00Z");
    let eager = source(Schedule::Every(60));
    assert_eq!(next_due_after_failure(&eager, 0, now), now + TimeDelta::minutes(1));
    assert_eq!(next_due_after_failure(&eager, 4, now), now + TimeDelta::minutes(64));
    assert_eq!(next_due_after_failure(&eager, 400, now), now + LONGEST);
}

#[test]
fn a_feed_is_asked_twice_as_often_as_it_speaks() {
    let now = moment("2026-08-03T09:00:00Z");
    let daily: Vec<_> = (0..28).map(|day| now - TimeDelta::days(day)).collect();
    assert_eq!(rhythm_seconds(&daily, now), Some(12 * 3600));
    assert_eq!(rhythm_seconds(&[now - TimeDelta::days(90)], now), Some(24 * 3600));
    assert_eq!(rhythm_seconds(&[], now), None);
}
