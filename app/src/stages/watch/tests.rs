use super::*;

fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect(text).with_timezone(&Utc)
}

#[test]
fn a_page_seen_and_missed_on_one_day_went_on_that_day() {
    let when = when(moment("2026-06-03T08:00:00Z"), moment("2026-06-03T14:00:00Z"));
    assert_eq!((when.value_text().as_str(), when.basis), ("2026-06-03", Basis::Occurred));
}

#[test]
fn of_a_page_last_seen_weeks_before_only_the_noticing_is_dated() {
    let when = when(moment("2026-05-12T08:00:00Z"), moment("2026-06-03T14:00:00Z"));
    assert_eq!((when.value_text().as_str(), when.basis), ("2026-06-03T14:00:00Z", Basis::FirstReported));
}
