use super::*;

fn validators(etag: Option<&str>, last_modified: Option<&str>, body: &str) -> Validators {
    Validators {
        etag: etag.map(str::to_owned),
        last_modified: last_modified.map(str::to_owned),
        body_sha256: Some(body.to_owned()),
    }
}

#[test]
fn an_etag_repeated_for_another_body_is_a_lie() {
    let before = validators(Some("\"a\""), None, "1");
    assert_eq!(judge(&before, &validators(Some("\"a\""), None, "2")), RoundOutcome::ValidatorsLied);
    assert_eq!(judge(&before, &validators(Some("\"b\""), None, "2")), RoundOutcome::Changed);
    assert_eq!(judge(&before, &validators(Some("\"b\""), None, "1")), RoundOutcome::Unchanged);
}

#[test]
fn a_date_counts_only_where_there_is_no_etag() {
    let day = Some("Fri, 10 Jul 2026 08:00:00 GMT");
    assert_eq!(judge(&validators(None, day, "1"), &validators(None, day, "2")), RoundOutcome::ValidatorsLied);
    let before = validators(Some("\"a\""), day, "1");
    assert_eq!(judge(&before, &validators(Some("\"b\""), day, "2")), RoundOutcome::Changed);
}

#[test]
fn the_first_answer_of_a_source_is_news_and_no_lie() {
    assert_eq!(judge(&Validators::default(), &validators(Some("\"a\""), None, "1")), RoundOutcome::Changed);
}
