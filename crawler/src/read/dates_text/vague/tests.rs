use super::*;

fn month(text: &str) -> Option<String> {
    find_month(text).map(|found| found.stamp.date.value_text())
}

fn relative(text: &str) -> Option<String> {
    let read_at = "2026-07-03T01:30:00Z".parse().expect("a moment");
    find_relative(text, read_at).map(|found| found.stamp.date.value_text())
}

#[test]
fn a_month_is_read_in_many_languages_and_is_no_day() {
    let june = Some("2022-06".to_owned());
    for text in
        ["June 2022", "Last updated: Jun. 2022", "Juni 2022", "junio de 2022", "juin 2022", "2022年6月", "2022년 6월"]
    {
        assert_eq!(month(text), june, "{text}");
    }
    for text in ["12 June 2022", "June 3, 2022", "2022年6月3日", "May the force", "2022", "June 12"] {
        assert_eq!(month(text), None, "{text}");
    }
}

#[test]
fn days_are_counted_back_from_the_moment_of_reading() {
    for (text, expected) in [
        ("Today", "2026-07-03"),
        ("Posted yesterday", "2026-07-02"),
        ("aujourd'hui", "2026-07-03"),
        ("昨天", "2026-07-02"),
        ("2 days ago", "2026-07-01"),
        ("an hour ago", "2026-07-03"),
        ("3 hours ago", "2026-07-02"),
        ("vor 2 Tagen", "2026-07-01"),
        ("il y a 2 jours", "2026-07-01"),
        ("hace 2 días", "2026-07-01"),
        ("2 giorni fa", "2026-07-01"),
        ("2 дня назад", "2026-07-01"),
        ("2天前", "2026-07-01"),
        ("2 日前", "2026-07-01"),
        ("2일 전", "2026-07-01"),
        ("25 minutes ago", "2026-07-03"),
    ] {
        assert_eq!(relative(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_count_of_days_is_no_date() {
    for text in ["2 weeks ago", "3 months ago", "2 days", "in 2 days", "90 days ago", "2026 days ago", "ago"] {
        assert_eq!(relative(text), None, "{text}");
    }
}
