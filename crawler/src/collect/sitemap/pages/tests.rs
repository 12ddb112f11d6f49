use watchline_model::{Source, SourceKind, Tier};

use super::*;

const SITE: &str = "https://www.watchline-fixture.example";

fn entry(path: &str, modified: Option<&str>) -> ScannedEntry {
    ScannedEntry { address: format!("{SITE}{path}"), modified: modified.map(str::to_owned), ..ScannedEntry::default() }
}

fn chosen(entries: Vec<ScannedEntry>, before: Before) -> Chosen {
    let source = Source::new("lab", SourceKind::Sitemap, Tier::Vendor, format!("{SITE}/sitemap.xml"));
    let filter = AddressFilter::of(&source, &source.url);
    choose(entries, &Url::parse(&source.url).unwrap(), &filter, before)
}

fn paths(chosen: &Chosen) -> Vec<&str> {
    chosen.items.iter().map(|item| item.url.strip_prefix(SITE).unwrap_or(&item.url)).collect()
}

#[test]
fn the_first_round_takes_the_newest_and_calls_the_rest_history() {
    let entries = vec![
        entry("/x", None),
        entry("/old", Some("2020")),
        entry("/new", Some("2026-07-03")),
        entry("/mid", Some("2026-06")),
    ];
    let first = chosen(entries.clone(), Before::Nothing { items: 2 });
    assert_eq!(paths(&first), ["/new", "/mid"]);
    let second = chosen(entries, Before::Read(first.seen));
    assert_eq!(paths(&second), Vec::<&str>::new());
}

#[test]
fn later_rounds_take_what_was_not_there_or_has_another_date() {
    let before = vec![entry("/a", Some("2026-07-01")), entry("/b", None), entry("/c", Some("2026-07-03T10:00:00Z"))];
    let seen = chosen(before, Before::Nothing { items: 200 }).seen;
    let now = vec![
        entry("/a", Some("2026-07-02")),
        entry("/b", None),
        entry("/c", Some("2026-07-03T12:00:00+02:00")),
        entry("/back-dated", Some("2019-01-01")),
        entry("/undated", None),
    ];
    let later = chosen(now, Before::Read(seen));
    assert_eq!(paths(&later), ["/a", "/back-dated", "/undated"]);
    assert_eq!(later.items[0].revision.as_deref(), Some("2026-07-02"));
    assert_eq!(later.items[0].published, None);
}

#[test]
fn what_does_not_fit_into_a_round_comes_in_the_next() {
    let entries: Vec<ScannedEntry> = (0..1500).map(|number| entry(&format!("/{number}"), None)).collect();
    let first = chosen(entries.clone(), Before::Read(Seen::default()));
    let second = chosen(entries.clone(), Before::Read(first.seen));
    let third = chosen(entries, Before::Read(second.seen));
    assert_eq!((first.items.len(), second.items.len(), third.items.len()), (1000, 500, 0));
}

#[test]
fn a_sitemap_that_is_new_to_an_old_source_gives_its_recent_pages() {
    let last_round = DateTime::parse_from_rfc3339("2026-07-10T00:00:00Z").unwrap().to_utc();
    let entries = vec![entry("/today", Some("2026-07-10")), entry("/archive", Some("2026-01-01"))];
    assert_eq!(paths(&chosen(entries, Before::OtherSitemaps { last_round })), ["/today"]);
}

#[test]
fn one_date_on_every_page_is_the_date_of_the_file() {
    let build = |date: &str| (0..30).map(|number| entry(&format!("/{number}"), Some(date))).collect::<Vec<_>>();
    let first = chosen(build("2026-07-03T10:00:05Z"), Before::Nothing { items: 200 });
    assert_eq!(first.items.len(), 30);
    assert!(first.items.iter().all(|item| item.revision.is_none() && item.updated.is_none()));
    assert_eq!(first.warnings.len(), 1);
    let rebuilt = chosen(build("2026-07-04T10:00:05Z"), Before::Read(first.seen));
    assert_eq!(paths(&rebuilt), Vec::<&str>::new());
}

#[test]
fn dates_are_read_in_every_form_of_the_w3c_and_a_few_more() {
    let cases = [
        ("2026", Some("2026")),
        ("2026-07", Some("2026-07")),
        ("2026-07-03", Some("2026-07-03")),
        ("2026-07-03T10:21+02:00", Some("2026-07-03T08:21:00Z")),
        ("2026-07-03T10:21:30Z", Some("2026-07-03T10:21:30Z")),
        ("2026-07-03T10:21:30.45+00:00", Some("2026-07-03T10:21:30Z")),
        ("Fri, 03 Jul 2026 10:21:00 GMT", Some("2026-07-03T10:21:00Z")),
        ("yesterday", None),
    ];
    for (text, expected) in cases {
        assert_eq!(date(text).map(|date| date.value_text()).as_deref(), expected, "{text}");
    }
}

#[test]
fn other_sites_pages_are_left_out_and_a_sitemap_of_nothing_else_says_so() {
    let stranger = ScannedEntry { address: "https://elsewhere.example/a".to_owned(), ..ScannedEntry::default() };
    let found = chosen(vec![stranger], Before::Nothing { items: 200 });
    assert_eq!((found.items.len(), found.warnings.len()), (0, 1));
}
