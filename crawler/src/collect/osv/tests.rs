mod archives;

use chrono::TimeZone;
use serde_json::json;
use watchline_model::{SourceKind, Tier};

use super::*;

const BASE: &str = "https://api.database.example";

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 30, 12, 0, 0).single().expect("a moment")
}

fn source(url: &str, packages: &[&str]) -> Source {
    let packages = packages.iter().map(|package| (*package).to_owned()).collect();
    Source { packages, ..Source::new("osv", SourceKind::Osv, Tier::Database, url) }
}

fn page(url: &str, body: impl Into<Vec<u8>>) -> FetchedPage {
    FetchedPage {
        url: url.to_owned(),
        final_url: url.to_owned(),
        status: 200,
        headers: Vec::new(),
        fetched_at: now(),
        body: body.into(),
    }
}

fn first(source: &Source) -> Request {
    first_requests(source, &Memory::new(), now()).remove(0)
}

fn answer(source: &Source, request: &Request, body: impl Into<Vec<u8>>) -> Result<Listed, ReadError> {
    read(source, request, &page(&request.url, body), &Memory::new())
}

fn ids(listed: &Listed) -> Vec<&str> {
    listed.items.iter().map(|item| item.url.rsplit('/').next().expect("an id")).collect()
}

#[test]
fn every_package_is_asked_for() {
    let source = source(BASE, &["PyPI/langchain", "npm/@scope/name", "nonsense"]);
    let requests = first_requests(&source, &Memory::new(), now());
    let bodies: Vec<Value> = requests
        .iter()
        .map(|request| serde_json::from_str(request.json_body.as_deref().expect("a body")).expect("JSON"))
        .collect();
    assert_eq!(bodies[0], json!({"package": {"ecosystem": "PyPI", "name": "langchain"}}));
    assert_eq!(bodies[1], json!({"package": {"ecosystem": "npm", "name": "@scope/name"}}));
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.url == "https://api.database.example/v1/query"));
}

#[test]
fn the_address_says_what_is_read() {
    let purpose = |url: &str| first(&source(url, &["PyPI/x"])).purpose;
    assert_eq!(purpose("https://bucket.example/PyPI/all.zip"), Purpose::OsvArchive);
    assert_eq!(purpose("https://bucket.example/modified_id.csv"), Purpose::OsvIndex);
    assert_eq!(purpose("https://bucket.example/PYSEC-2026-1.yaml"), Purpose::OsvRecord);
    assert_eq!(purpose(BASE), Purpose::OsvPackage);
    assert_eq!(first(&source(BASE, &[])).purpose, Purpose::OsvRecord);
}

#[test]
fn records_are_kept_byte_for_byte() {
    let source = source(BASE, &["PyPI/x"]);
    let record =
        "{ \"id\":\"PYSEC-2026-1\",\n  \"summary\": \"A \\u00e9 flaw\", \"modified\":\"2026-01-02T00:00:00Z\" }";
    let body =
        format!("{{\"vulns\": [ {record} , {{\"id\": \"PYSEC-2026-2\", \"modified\": \"2026-01-03T00:00:00Z\"}}]}}");
    let listed = answer(&source, &first(&source), body).expect("an answer");
    assert_eq!(listed.items[0].record.as_deref(), Some(record.as_bytes()));
    assert_eq!(listed.items[0].url, "https://osv.dev/vulnerability/PYSEC-2026-1");
    assert_eq!(listed.items[0].revision.as_deref(), Some("2026-01-02T00:00:00Z"));
    assert_eq!(listed.items[0].title.as_deref(), Some("A é flaw"));
    assert_eq!((listed.items.len(), listed.archive), (2, Archive::Answer));
}

#[test]
fn pages_follow_by_token_and_end() {
    let source = source(BASE, &["PyPI/x"]);
    let request = first(&source);
    let listed = answer(&source, &request, "{\"vulns\": [], \"next_page_token\": \"t1\"}").expect("an answer");
    let next = &listed.requests[0];
    let body: Value = serde_json::from_str(next.json_body.as_deref().expect("a body")).expect("JSON");
    assert_eq!(body, json!({"package": {"ecosystem": "PyPI", "name": "x"}, "page_token": "t1"}));
    assert_eq!((&next.url, next.purpose), (&request.url, Purpose::OsvPackage));
    let again = answer(&source, next, "{\"vulns\": [], \"next_page_token\": \"t1\"}").expect("an answer");
    assert_eq!(again.requests, Vec::new());
    let end = answer(&source, next, "{\"vulns\": []}").expect("an answer");
    assert_eq!(end.requests, Vec::new());
}

#[test]
fn a_package_without_records_is_no_fault() {
    let source = source(BASE, &["PyPI/x"]);
    for nothing in ["{}", " { } ", "{\"vulns\": null}", "{\"vulns\": []}"] {
        assert_eq!(answer(&source, &first(&source), nothing), Ok(Listed::default()), "{nothing}");
    }
    let only_token = answer(&source, &first(&source), "{\"next_page_token\": \"t\"}").expect("an answer");
    assert_eq!(only_token.requests.len(), 1);
}

#[test]
fn one_bad_record_costs_only_itself() {
    let source = source(BASE, &["PyPI/x"]);
    let record = |id: &str| format!("{{\"id\": \"{id}\", \"modified\": \"2026-01-02T00:00:00Z\"}}");
    let body = format!(
        "{{\"vulns\": [{}, 7, null, {{\"id\": []}}, {{oops}}, {}, {}]}}",
        record("A"),
        record("B"),
        record("A")
    );
    let listed = answer(&source, &first(&source), body.clone()).expect("an answer");
    assert_eq!(ids(&listed), ["A", "B"]);
    assert_eq!(listed.warnings.len(), 5, "{:?}", listed.warnings);
    let cut = body.find("\"B\"").expect("B");
    let listed = answer(&source, &first(&source), &body.as_bytes()[..cut]).expect("an answer");
    assert_eq!(ids(&listed), ["A"]);
    assert!(listed.warnings[0].contains("breaks off"), "{:?}", listed.warnings);
}

#[test]
fn a_refusal_is_told_in_its_own_words() {
    let source = source(BASE, &["Nowhere/x"]);
    let fault =
        answer(&source, &first(&source), "{\"code\": 3, \"message\": \"Invalid ecosystem.\"}").expect_err("a fault");
    assert!(fault.to_string().contains("not an answer to an OSV query: Invalid ecosystem"), "{fault}");
    let fault = answer(&source, &first(&source), "<html></html>").expect_err("a fault");
    assert!(fault.to_string().contains("name `packages`"), "{fault}");
}

#[test]
fn a_single_record_is_an_item_in_json_and_yaml() {
    let source = source("https://bucket.example/PYSEC-2026-1.yaml", &[]);
    let yaml = "id: PYSEC-2026-1\nmodified: 2026-01-02T00:00:00Z\n";
    let listed = answer(&source, &first(&source), yaml).expect("a record");
    assert_eq!(ids(&listed), ["PYSEC-2026-1"]);
    assert_eq!(listed.items[0].record.as_deref(), Some(yaml.as_bytes()));
    let json = "[{\"id\": \"A\", \"modified\": \"2026-01-02T00:00:00Z\"}]";
    assert_eq!(ids(&answer(&source, &first(&source), json).expect("a list")), ["A"]);
}

#[test]
fn no_damaged_answer_breaks_the_reader() {
    let source = source(BASE, &["PyPI/x"]);
    let whole = b"{\"vulns\": [{\"id\": \"A\", \"modified\": \"2026-01-02T00:00:00Z\"}], \"next_page_token\": \"t\"}";
    for at in 0..whole.len() {
        for byte in [0, b'"', b'[', b'}', b'\\', 0xff] {
            let mut damaged = whole.to_vec();
            damaged[at] = byte;
            let _ = answer(&source, &first(&source), damaged);
        }
    }
}
