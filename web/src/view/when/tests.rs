use super::*;

#[test]
fn counts_are_grouped_and_their_nouns_agree() {
    assert_eq!(plural(1, "document"), "1 document");
    assert_eq!(plural(2682, "document"), "2,682 documents");
    assert_eq!(plural(2, "copy"), "2 copies");
    assert_eq!(plural(2, "day"), "2 days");
}

#[test]
fn a_span_is_told_in_its_largest_unit() {
    assert_eq!(span(30), "less than a minute");
    assert_eq!(span(6 * 3600 + 59), "6 hours");
    assert_eq!(span(86_400 * 3), "3 days");
}

#[test]
fn a_month_is_never_shown_as_a_day() {
    let march = Dated::month(2026, 3, watchline_model::Basis::Occurred).expect("a month");
    assert_eq!(When::dated(&march).text, "March 2026");
    assert_eq!(When::dated(&march).iso, "2026-03");
}

#[test]
fn a_moment_near_now_is_told_from_now_and_in_full_on_hover() {
    let now = DateTime::parse_from_rfc3339("2026-08-04T09:00:00Z").expect("a moment").with_timezone(&Utc);
    let when = |minutes| When::from(now + chrono::TimeDelta::minutes(minutes), now);
    assert_eq!(when(-24).text, "24 minutes ago");
    assert_eq!(when(180).text, "in 3 hours");
    assert_eq!(when(0).text, "now");
    assert_eq!(when(-24).full, "4 August 2026, 08:36 UTC");
    assert_eq!((every(3_600), every(7_200)), ("hour".to_owned(), "2 hours".to_owned()));
}
