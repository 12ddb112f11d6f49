use super::*;

#[test]
fn dates_as_people_write_them() {
    for (text, expected) in [
        ("July 3, 2026", "2026-07-03"),
        ("Published: Jul. 3rd 2026", "2026-07-03"),
        ("3 July 2026 14:05 GMT", "2026-07-03T14:05:00Z"),
        ("Jul 09, 2026 - 18:42 UTC", "2026-07-09T18:42:00Z"),
        ("July 3, 2026 at 9:30 p.m. ET", "2026-07-04T01:30:00Z"),
        ("January 3, 2026 at 9:30 PM ET", "2026-01-04T02:30:00Z"),
        ("3. Juli 2026, 14:05 Uhr", "2026-07-03"),
        ("3 juillet 2026", "2026-07-03"),
        ("3 de julio de 2026", "2026-07-03"),
        ("1er août 2026", "2026-08-01"),
        ("2026年7月3日", "2026-07-03"),
        ("2026年 7月 3日 14:05", "2026-07-03"),
        ("2026년 7월 3일", "2026-07-03"),
        ("03.07.2026", "2026-07-03"),
        ("25/07/2026", "2026-07-25"),
        ("07/25/2026", "2026-07-25"),
        ("on 2026-07-03 we", "2026-07-03"),
    ] {
        assert_eq!(find(text).map(|date| date.value_text()).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_date_that_can_be_read_twice_is_none() {
    for text in ["03/07/2026", "July 2026", "July 45, 2026", "in 2026", "version 4.2.1", "may 5 people", ""] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn the_first_of_several_counts() {
    let text = "Posted 2026-07-03, updated July 9, 2026";
    assert_eq!(find(text).map(|date| date.value_text()).as_deref(), Some("2026-07-03"));
}
