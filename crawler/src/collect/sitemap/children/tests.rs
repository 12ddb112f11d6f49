use watchline_model::{Source, SourceKind, Tier};

use super::*;

const INDEX: &str = "https://www.watchline-fixture.example/sitemap.xml";

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn entry(name: &str, modified: Option<&str>) -> ScannedEntry {
    ScannedEntry {
        address: format!("https://www.watchline-fixture.example/{name}"),
        modified: modified.map(str::to_owned),
        ..ScannedEntry::default()
    }
}

fn chosen(entries: Vec<ScannedEntry>, before: Option<&str>) -> Children {
    let source = Source::new("lab", SourceKind::Sitemap, Tier::Vendor, INDEX);
    let filter = AddressFilter::of(&source, INDEX);
    let left = Left { depth: 1, sitemaps: 200, items: 200 };
    choose(entries, &Url::parse(INDEX).unwrap(), &filter, before.map(at), at("2026-07-10T12:00:00Z"), left)
}

fn names(children: &Children) -> Vec<&str> {
    children.requests.iter().filter_map(|request| request.url.rsplit('/').next()).collect()
}

#[test]
fn only_sitemaps_that_changed_are_asked_for_newest_first() {
    let entries = vec![
        entry("old.xml", Some("2026-01-01T00:00:00Z")),
        entry("changed.xml", Some("2026-07-09T08:00:00Z")),
        entry("same-day.xml", Some("2026-07-08")),
        entry("undated.xml", None),
        entry("future.xml", Some("2099-01-01")),
    ];
    let found = chosen(entries, Some("2026-07-08T20:00:00Z"));
    assert_eq!(names(&found), ["future.xml", "changed.xml", "same-day.xml", "undated.xml"]);
    // A date to come must not hide what comes before it.
    assert_eq!(found.newest, Some(at("2026-07-10T12:00:00Z")));
}

#[test]
fn a_round_is_bounded_however_the_indexes_are_nested() {
    let entries: Vec<ScannedEntry> =
        (0..900).map(|number| entry(&format!("{number}.xml"), Some("2026-07-09T08:00:00Z"))).collect();
    let first = chosen(entries.clone(), None);
    assert_eq!(first.requests.len(), 40);
    assert_eq!(first.requests[0].purpose, Purpose::NestedSitemap { depth: 2, sitemaps: 4, items: 5 });
    let later = chosen(entries, Some("2026-07-01T00:00:00Z"));
    assert_eq!(later.requests.len(), 200);
    assert_eq!(later.requests[0].purpose, Purpose::NestedSitemap { depth: 2, sitemaps: 0, items: 5 });
    assert!(later.warnings[0].contains("900 sitemaps"));
}

#[test]
fn of_undated_sitemaps_the_first_and_the_last_are_asked_for() {
    let entries: Vec<ScannedEntry> = (0..50).map(|number| entry(&format!("{number}.xml"), None)).collect();
    let found = chosen(entries, Some("2026-07-01T00:00:00Z"));
    let names = names(&found);
    assert_eq!((names.len(), names[0], names[19]), (20, "0.xml", "49.xml"));
}

#[test]
fn the_index_itself_twins_and_other_sites_are_not_asked_for() {
    let stranger = ScannedEntry { address: "https://elsewhere.example/a.xml".to_owned(), ..ScannedEntry::default() };
    let found = chosen(vec![entry("sitemap.xml", None), entry("a.xml", None), entry("a.xml", None), stranger], None);
    assert_eq!(names(&found), ["a.xml"]);
    assert_eq!(found.warnings.len(), 1);
    assert_eq!(chosen(Vec::new(), None).requests, []);
}
