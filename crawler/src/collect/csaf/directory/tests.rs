use super::*;
use crate::collect::round::Purpose;

const FOLDER: &str = "https://watchline-fixture.example/csaf/";

fn page(name: &str, body: &str) -> FetchedPage {
    FetchedPage {
        url: format!("{FOLDER}{name}"),
        final_url: format!("{FOLDER}{name}"),
        status: 200,
        headers: Vec::new(),
        fetched_at: chrono::DateTime::from_timestamp(1_783_500_000, 0).unwrap(),
        body: body.as_bytes().to_vec(),
    }
}

fn changes(body: &str) -> Option<Listed> {
    let page = page("changes.csv", body);
    read_changes(&page, &Request::get(&page.url, Purpose::CsafChanges), &Memory::new())
}

#[test]
fn changes_are_read_with_and_without_quotes_and_header() {
    let body = "path,date\r\n\"2026/a, b.json\",\"2026-07-03T10:00:00+02:00\"\r\n2026/c.json , 2026-07-02T10:00:00Z\n\"2026/\"\"d\"\".json\",\"2026-07-01T00:00:01Z\"\n";
    let listed = changes(body).unwrap();
    let found: Vec<(&str, Option<&str>)> =
        listed.items.iter().map(|item| (item.url.strip_prefix(FOLDER).unwrap(), item.revision.as_deref())).collect();
    let expected = [
        ("2026/a,%20b.json", Some("2026-07-03T08:00:00Z")),
        ("2026/c.json", Some("2026-07-02T10:00:00Z")),
        ("2026/%22d%22.json", Some("2026-07-01T00:00:01Z")),
    ];
    assert_eq!(found, expected);
    assert_eq!(listed.items[1].hash_url.as_deref(), Some("https://watchline-fixture.example/csaf/2026/c.json.sha256"));
    assert_eq!(listed.warnings, Vec::<String>::new());
}

#[test]
fn paths_that_lead_out_or_are_not_for_everybody_are_left_out() {
    let body = "../secret.json,2026-07-03T10:00:00Z\nhttps://elsewhere.example/a.json,2026-07-03T10:00:00Z\namber/a.json,2026-07-03T10:00:00Z\n\
        a.json.asc,2026-07-03T10:00:00Z\na.json\n./a.json,2026-07-03T10:00:00Z\n//elsewhere.example/b.json,2026-07-03T10:00:00Z";
    let listed = changes(body).unwrap();
    assert_eq!(listed.items.len(), 1);
    assert!(listed.warnings[0].starts_with("6 lines"), "{:?}", listed.warnings);
}

#[test]
fn a_path_that_repeats_its_folder_is_understood() {
    let folder = Url::parse("https://watchline-fixture.example/fixtures/csaf/white/").unwrap();
    let expected = Some("https://watchline-fixture.example/fixtures/csaf/white/2026/a.json".to_owned());
    for path in ["2026/a.json", "white/2026/a.json", "csaf/white/2026/a.json", "fixtures/csaf/white/2026/a.json"] {
        assert_eq!(document(&folder, path), expected, "{path}");
    }
}

#[test]
fn an_index_alone_takes_the_highest_numbers_first() {
    let page = page("index.txt", "2024/x-1.json\n2026/x-3.json\n2026/x-2.json\n");
    let listed = read_index(&page, &Request::get(&page.url, Purpose::CsafIndex), &Memory::new()).unwrap();
    let found: Vec<&str> = listed.items.iter().map(|item| item.url.strip_prefix(FOLDER).unwrap()).collect();
    assert_eq!(found, ["2026/x-3.json", "2026/x-2.json", "2024/x-1.json"]);
}

#[test]
fn an_empty_directory_is_no_error_and_a_web_page_is_one() {
    assert_eq!(changes("").unwrap().items, []);
    assert_eq!(changes("<!doctype html>\n<p>a,b"), None);
}
