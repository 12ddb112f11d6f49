use super::*;

fn objection(url: &str, allowed: &[&str]) -> Option<Objection> {
    let rule = AddressRule::new(allowed.iter().map(|network| network.parse().expect("a network")).collect());
    check(&Url::parse(url).expect(url), &rule).err()
}

#[test]
fn a_named_network_is_permitted_in_every_spelling() {
    for url in ["http://127.0.0.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/"] {
        assert!(objection(url, &[]).is_some(), "{url}");
        assert_eq!(objection(url, &["127.0.0.0/8"]), None, "{url}");
    }
}

#[test]
fn public_addresses_and_names_pass_here() {
    for url in ["http://8.8.8.8/", "https://news.example/", "http://[2606:4700::1111]/"] {
        assert_eq!(objection(url, &[]), None, "{url}");
    }
}

#[test]
fn credentials_and_other_schemes_are_no_addresses() {
    for url in ["http://a:b@news.example/", "ftp://news.example/", "file:///x", "mailto:a@b.example"] {
        assert!(matches!(objection(url, &[]), Some(Objection::Bad(_))), "{url}");
    }
}
