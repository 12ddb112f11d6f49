use super::{own, scheme};
use crate::Input;

fn of(url: &str, title: &str, body: &str) -> Vec<String> {
    own(&Input { url: Some(url), title, body, ..Input::default() }).into_iter().collect()
}

#[test]
fn the_number_in_the_own_address_is_its_own_whatever_the_text_names() {
    let body = "A different flaw than CVE-2031-90002 and CVE-2031-90003.";
    assert_eq!(of("https://flaws.example/detail/CVE-2031-90001", "", body), ["cve-2031-90001"]);
}

#[test]
fn a_document_that_names_two_is_about_neither() {
    assert!(of("", "Two flaws in brookchain", "CVE-2031-90001 and CVE-2031-90002 are fixed.").is_empty());
}

#[test]
fn the_headlines_only_one_is_its_own() {
    assert_eq!(of("", "CVE-2031-90001 in brookchain", "Like CVE-2031-90002."), ["cve-2031-90001"]);
}

#[test]
fn a_number_named_late_in_passing_is_not() {
    let body = format!("{} As with CVE-2031-90001, nobody knew.", "The loader reads a file. ".repeat(80));
    assert!(of("", "A long report", &body).is_empty());
}

#[test]
fn each_scheme_has_its_own() {
    assert_eq!(
        of("https://flaws.example/GHSA-2345-6789-cfgh", "", "Also CVE-2031-90001 and ZDI-31-101."),
        ["cve-2031-90001", "ghsa-2345-6789-cfgh", "zdi-31-101"]
    );
    assert_eq!(scheme("ghsa-2345-6789-cfgh"), scheme("ghsa-cfgh-2345-6789"));
    assert_ne!(scheme("zdi-can-12345"), scheme("zdi-31-101"));
}
