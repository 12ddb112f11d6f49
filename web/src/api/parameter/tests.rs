use super::*;

const TAKEN: [Parameter; 5] = [
    Parameter::query("q", Kind::Query, "", ""),
    Parameter::query("after", Kind::Moment, "", ""),
    Parameter::query("sort", Kind::OneOf(&["newest", "oldest"], "newest"), "", ""),
    Parameter::query("limit", Kind::Number(1, 100, 20), "", ""),
    Parameter::query("cursor", Kind::Cursor, "", ""),
];

#[test]
fn what_the_description_allows_is_admitted() {
    for query in [
        "",
        "q=",
        "q=vendor%3Ax&limit=100",
        "after=2026&sort=oldest",
        "after=2026-07-10T00:00:00%2B02:00",
        "after=2026-07-10T00:00:00+02:00",
        "cursor=n-8006c3a1-d12",
        "cursor=r20260708-3f800000-INC-2026-0001",
    ] {
        assert!(check(&TAKEN, &Params::read(query)).is_ok(), "{query}");
    }
}

#[test]
fn what_it_does_not_allow_is_refused_by_name() {
    let long = format!("q={}", "x".repeat(LONGEST_QUERY + 1));
    let blank = format!("q=x{}", "+".repeat(LONGEST_QUERY));
    for (query, name) in [
        ("vendr=x", "vendr"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=%2B5", "limit"),
        ("limit=5&limit=6", "limit"),
        ("limit=", "limit"),
        ("sort=best", "sort"),
        ("sort=", "sort"),
        ("after=soon", "after"),
        ("cursor=x-1-d1", "cursor"),
        ("cursor=n-1-", "cursor"),
        ("cursor=n-G-d1", "cursor"),
        (long.as_str(), "q"),
        (blank.as_str(), "q"),
    ] {
        let refused = check(&TAKEN, &Params::read(query)).expect_err(query);
        assert!(matches!(&refused, WebError::Bad { parameter, .. } if parameter == name), "{query}: {refused}");
    }
}
