use super::*;

#[test]
fn names_come_out_of_bylines() {
    let cases: &[(&str, &[&str])] = &[
        ("By Ana Ruiz and Li Wei", &["Ana Ruiz", "Li Wei"]),
        ("by Ana Ruiz, Li Wei & Sam O'Neill", &["Ana Ruiz", "Li Wei", "Sam O'Neill"]),
        ("Written by: Ana Ruiz | 3 July 2026", &["Ana Ruiz"]),
        ("By Ana Ruiz July 3, 2026 4 min read", &["Ana Ruiz"]),
        ("Ana Ruiz, PhD", &["Ana Ruiz"]),
        ("Posted by Renée Müller on 9 July 2026", &["Renée Müller"]),
        ("Von Jürgen Groß", &["Jürgen Groß"]),
        ("作者：林小雨", &["林小雨"]),
        ("Ana Ruiz, Ana Ruiz", &["Ana Ruiz"]),
    ];
    for (byline, expected) in cases {
        assert_eq!(split(byline), *expected, "{byline}");
    }
}

#[test]
fn desks_dates_and_addresses_are_nobody() {
    for byline in [
        "",
        "By Staff",
        "Admin",
        "admin",
        "Editorial Team",
        "July 3, 2026",
        "https://a.example/ana",
        "ana@a.example",
        "The Courier",
        "News Desk",
        "4 min read",
        "@ana",
        "Share",
        "courier.example",
    ] {
        assert!(split(byline).is_empty(), "{byline}: {:?}", split(byline));
    }
}

#[test]
fn a_byline_begins_as_one() {
    assert!(is_byline("By Ana Ruiz"));
    assert!(!is_byline("Ana Ruiz said that"));
    assert!(!is_byline("By the staff"));
}
