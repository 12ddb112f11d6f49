use super::*;

#[test]
fn a_sign_in_leads_on_only_within_this_site() {
    assert_eq!(next(Some("/incidents/INC-2026-0001/edit?a=b")), "/incidents/INC-2026-0001/edit?a=b");
    for away in
        ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "elsewhere", "", "/a\r\nb"]
    {
        assert_eq!(next(Some(away)), "/review", "{away:?}");
    }
    assert_eq!(next(None), "/review");
}

#[test]
fn the_store_is_told_the_hash_of_a_token_that_no_one_can_guess() {
    let ((one, digest_of_one), (other, _)) = (new_token(), new_token());
    assert_eq!(one.len(), 64);
    assert_ne!(one, other);
    assert_eq!(digest(&one), digest_of_one);
    assert!(!digest_of_one.to_string().contains(&one));
}

#[test]
fn the_token_is_found_among_other_cookies() {
    let mut headers = HeaderMap::new();
    headers.append(COOKIE, "theme=dark; watchline_session=abc; x=y".parse().expect("a header"));
    assert_eq!(token_of(&headers), Some("abc"));
    headers.clear();
    headers.append(COOKIE, "not_watchline_session=abc".parse().expect("a header"));
    assert_eq!(token_of(&headers), None);
}
