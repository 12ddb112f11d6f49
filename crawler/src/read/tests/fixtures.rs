//! Every `fixtures/x.html` must be read as `fixtures/x.expected.json` says. Drop two files, gain a test;
//! an expected file of only `{"url": …}` is filled in by the first run, which fails so that it is looked at.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use watchline_model::Dated;

use super::*;

#[test]
fn every_fixture_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = std::fs::read_dir(&folder).expect("fixtures");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    assert!(pages.len() >= 8, "only {} fixtures", pages.len());
    for page in pages {
        check(&page);
    }
}

fn check(page: &Path) {
    let expected_path = page.with_extension("expected.json");
    let text = std::fs::read_to_string(&expected_path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", expected_path.display()));
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    let url = expected["url"].as_str().expect("the page's address");
    let body = std::fs::read(page).expect("a page");
    let found = shown(url, &read_page(&body, Some("text/html"), url, &ReadHints::default()));
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    if expected.get("paragraphs").is_none() {
        std::fs::write(&expected_path, pretty(&found) + "\n").expect("written");
        panic!("{} was filled in: read it, correct it, and run the test again", expected_path.display());
    }
    assert_eq!(pretty(&found), pretty(&expected), "{}", page.display());
}

fn shown(url: &str, reading: &Reading) -> Value {
    let date = |date: Option<Dated>| date.map(|date| date.value_text());
    json!({
        "url": url,
        "canonical_url": reading.canonical_url,
        "title": reading.title,
        "authors": reading.authors,
        "published": date(reading.published),
        "modified": date(reading.modified),
        "language": reading.language,
        "site_name": reading.site_name,
        "paragraphs": reading.text.split("\n\n").collect::<Vec<_>>(),
        "links": reading.links.iter().map(|link| json!([link.url, link.text])).collect::<Vec<_>>(),
        "warnings": reading.warnings,
    })
}
