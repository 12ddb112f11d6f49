use super::*;

fn shown(date: Option<Dated>) -> Option<String> {
    date.map(|date| date.value_text())
}

#[test]
fn machine_dates_in_all_spellings() {
    for (text, expected) in [
        ("2026-07-03T16:05:00+02:00", "2026-07-03T14:05:00Z"),
        ("2026-07-03T16:05+0200", "2026-07-03T14:05:00Z"),
        ("2026-07-03 14:05:00.123Z", "2026-07-03T14:05:00Z"),
        ("2026-07-03T23:05:00-05:00", "2026-07-04T04:05:00Z"),
        ("2026-07-03 14:05 UTC", "2026-07-03T14:05:00Z"),
        ("Fri, 03 Jul 2026 16:05:00 +0200", "2026-07-03T14:05:00Z"),
        ("Fri, 03 Jul 2026 16:05:00 GMT", "2026-07-03T16:05:00Z"),
        ("20260703", "2026-07-03"),
        ("2026/07/03", "2026-07-03"),
        ("2026-07-03", "2026-07-03"),
        // Nobody knows which moment this was.
        ("2026-07-03T14:05:00", "2026-07-03"),
    ] {
        assert_eq!(shown(parse(text)).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in ["", "soon", "2026", "2026-13-40", "0000-00-00", "1026-07-03", "9999-01-01", "2026-02-30T10:00:00Z"] {
        assert_eq!(shown(parse(text)), None, "{text}");
    }
}

#[test]
fn addresses_tell_the_day() {
    for (url, expected) in [
        ("https://a.example/2026/07/03/title", Some("2026-07-03")),
        ("https://a.example/2026/7/3/title", Some("2026-07-03")),
        ("https://a.example/news-2026-07-03-title", Some("2026-07-03")),
        ("https://a.example/20260703/title", Some("2026-07-03")),
        ("https://a.example/n1/2026/0703/c1-2.html", Some("2026-07-03")),
        ("https://a.example/2026-07/03/c_1.htm", Some("2026-07-03")),
        ("https://a.example/202607/t20260703_12.html", Some("2026-07-03")),
        ("https://a.example/2026/0703-title", None),
        ("https://a.example/2026/07/title", None),
        ("https://a.example/2026/45/77/", None),
        ("https://a.example/id/20269999", None),
    ] {
        assert_eq!(shown(in_address(url)).as_deref(), expected, "{url}");
    }
}

#[test]
fn the_feed_makes_a_day_exact_but_does_not_move_it() {
    let day = day_of(2026, 7, 3);
    let moment = |text: &str| Some(DateTime::parse_from_rfc3339(text).expect(text).with_timezone(&Utc));
    assert_eq!(shown(with_feed_hint(day, moment("2026-07-03T14:05:00Z"))).as_deref(), Some("2026-07-03T14:05:00Z"));
    assert_eq!(shown(with_feed_hint(day, moment("2026-07-20T14:05:00Z"))).as_deref(), Some("2026-07-03"));
    assert_eq!(shown(with_feed_hint(None, moment("2026-07-20T14:05:00Z"))).as_deref(), Some("2026-07-20T14:05:00Z"));
    assert_eq!(with_feed_hint(day, None), day);
}

#[test]
fn an_address_can_name_a_month_alone() {
    let month = |url: &str| shown(month_in_address(url));
    assert_eq!(month("https://a.example/2026/07/title-of-it").as_deref(), Some("2026-07"));
    assert_eq!(month("https://a.example/blog/2026/jul/title/").as_deref(), Some("2026-07"));
    for url in ["https://a.example/2026/title", "https://a.example/2026/13/title", "https://a.example/2026/07/"] {
        assert_eq!(month(url), None, "{url}");
    }
}
