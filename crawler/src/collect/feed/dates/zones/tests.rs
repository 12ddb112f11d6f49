use super::*;

#[test]
fn offsets_are_read_in_every_spelling() {
    let day = NaiveDate::from_ymd_opt(2026, 7, 3).expect("a day");
    let hours = |text: &str| offset(text, day, Clock::default()).map(|seconds| f64::from(seconds) / 3600.0);
    let cases = [
        ("", 0.0),
        ("Z", 0.0),
        ("+02:00", 2.0),
        ("+0200", 2.0),
        ("+02", 2.0),
        ("-8", -8.0),
        ("+530", 5.5),
        (" GMT+1", 1.0),
        ("UTC -05:30", -5.5),
        ("(PST)", -8.0),
        ("CEST", 2.0),
        ("et", -4.0),
        ("Europe/Berlin", 2.0),
        ("america/new_york", -4.0),
        ("nowhere", 0.0),
    ];
    for (text, expected) in cases {
        assert_eq!(hours(text), Some(expected), "{text}");
    }
    assert_eq!(hours("+9900"), None);
}
