use super::*;

#[test]
fn a_bad_value_is_named_with_its_remedy() {
    let bad = ["after=soon", "sort=best", "limit=0", "limit=x", "histogram=week"];
    for (query, name) in bad.map(|query| (query, query.split('=').next().unwrap_or_default())) {
        let error = SearchParams::read(&Params::read(query)).expect_err(query);
        assert!(error.to_string().starts_with(&format!("`{name}`")), "{error}");
    }
}

#[test]
fn dates_of_every_precision_are_read() {
    for after in ["2026", "2026-07", "2026-07-10", "2026-07-10T08:00:00Z", "2026-07-10T10:00:00+02:00"] {
        let read = SearchParams::read(&Params::read(&format!("after={after}"))).expect(after);
        assert!(read.after.is_some(), "{after}");
    }
}
