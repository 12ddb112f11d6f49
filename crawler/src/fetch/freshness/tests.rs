use chrono::TimeDelta;

use super::*;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).expect("a moment")
}

fn date(seconds: i64) -> String {
    (now() + TimeDelta::seconds(seconds)).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn fresh(headers: &[(&str, &str)]) -> Option<u64> {
    let page = FetchedPage {
        url: String::new(),
        final_url: String::new(),
        status: 200,
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        fetched_at: now(),
        body: Vec::new(),
    };
    freshness(&page).map(|duration| duration.as_secs())
}

#[test]
fn max_age_counts_before_expires_and_age_is_taken_off() {
    assert_eq!(fresh(&[("cache-control", "public, max-age=600")]), Some(600));
    assert_eq!(fresh(&[("Cache-Control", "max-age=600"), ("expires", &date(5))]), Some(600));
    assert_eq!(fresh(&[("cache-control", "Max-Age=\"600\""), ("age", "590")]), Some(10));
    assert_eq!(fresh(&[("cache-control", "max-age=600"), ("age", "601")]), Some(0));
    assert_eq!(fresh(&[("cache-control", "s-maxage=9, private"), ("cache-control", "max-age=7")]), Some(7));
    assert_eq!(fresh(&[("cache-control", "max-age=99999999999999999999")]), Some(31_536_000));
}

#[test]
fn expires_is_measured_from_the_answers_own_clock() {
    assert_eq!(fresh(&[("expires", &date(300))]), Some(300));
    assert_eq!(fresh(&[("date", &date(7200)), ("expires", &date(7500))]), Some(300));
    assert_eq!(fresh(&[("expires", &date(-300))]), Some(0));
}

#[test]
fn what_must_not_be_kept_says_nothing_and_what_cannot_be_read_is_stale() {
    assert_eq!(fresh(&[]), None);
    assert_eq!(fresh(&[("cache-control", "no-cache, max-age=600")]), None);
    assert_eq!(fresh(&[("cache-control", "max-age=600"), ("cache-control", "no-store")]), None);
    assert_eq!(fresh(&[("cache-control", "public")]), None);
    assert_eq!(fresh(&[("cache-control", "no-cache=\"set-cookie\", max-age=60")]), Some(60));
    for headers in [[("cache-control", "max-age=soon")], [("expires", "0")], [("expires", "-1")]] {
        assert_eq!(fresh(&headers), Some(0), "{headers:?}");
    }
}
