use super::*;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).expect("a moment")
}

#[test]
fn retry_after_is_read_as_seconds_or_as_a_date_and_never_exceeds_a_day() {
    let later = (now() + chrono::TimeDelta::seconds(90)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let earlier = (now() - chrono::TimeDelta::seconds(90)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let cases = [
        ("120", Some(120)),
        (" 0 ", Some(0)),
        ("99999999999999999999999", Some(86_400)),
        (later.as_str(), Some(90)),
        (earlier.as_str(), Some(0)),
        ("soon", None),
        ("-5", None),
        ("", None),
    ];
    for (value, expected) in cases {
        assert_eq!(retry_after_seconds(value, now()), expected, "{value}");
    }
}
