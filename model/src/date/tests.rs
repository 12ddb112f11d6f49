use super::*;

#[test]
fn a_date_reads_back_at_its_own_precision() {
    for (text, precision) in [
        ("2026", Precision::Year),
        ("2026-03", Precision::Month),
        ("2026-07-10", Precision::Day),
        ("2026-07-10T08:30:00Z", Precision::Time),
    ] {
        let date = Dated::parse(text, Basis::Occurred).expect(text);
        assert_eq!(date.precision, precision);
        assert_eq!(date.value_text(), text);
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in ["", "soon", "2026-13", "2026-02-30", "26", "2026-1x", "２０２６"] {
        assert_eq!(Dated::parse(text, Basis::Occurred), None, "{text}");
    }
}

#[test]
fn a_month_ends_where_the_next_begins() {
    let march = Dated::month(2026, 12, Basis::Occurred).expect("a month");
    assert_eq!(march.end().to_rfc3339(), "2027-01-01T00:00:00+00:00");
}

#[test]
fn a_day_is_never_earlier_than_an_hour_of_it() {
    let day = Dated::parse("2026-07-03", Basis::Published).expect("a day");
    let evening = Dated::parse("2026-07-03T23:10:00Z", Basis::Published).expect("a time");
    assert!(day.latest() > evening.latest() && day.latest() < day.end());
    assert_eq!(evening.latest(), evening.value);
}

#[test]
fn a_moment_is_shown_in_the_zone_it_was_written_in() {
    let moment = Dated::parse("2026-07-03T23:30:00-05:00", Basis::Published).expect("a moment");
    assert_eq!(moment.value_text_at(Some(-300)), "2026-07-03T23:30:00-05:00");
    assert_eq!(moment.value_text_at(Some(0)), "2026-07-04T04:30:00Z");
    assert_eq!(moment.value_text_at(None), "2026-07-04T04:30:00Z");
    assert_eq!(moment.value_text_at(Some(i32::MAX)), "2026-07-04T04:30:00Z");
    let day = Dated::parse("2026-07-03", Basis::Published).expect("a day");
    assert_eq!(day.value_text_at(Some(-300)), "2026-07-03");
}
