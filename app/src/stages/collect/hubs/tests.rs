use super::*;

#[test]
fn a_hub_can_call_back_only_under_an_address_that_is_not_this_machines_own() {
    let public = |text: &str| is_public(&Url::parse(text).expect(text));
    assert!(public("https://watch.example.org"));
    for own in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]/", "http://watch.localhost"] {
        assert!(!public(own), "{own}");
    }
}
