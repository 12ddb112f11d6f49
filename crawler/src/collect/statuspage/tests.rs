use watchline_model::{SourceKind, Tier};

use super::*;

const INCIDENTS: &[u8] = include_bytes!("../../../fixtures/lists/incidents.json");

fn source(url: &str) -> Source {
    Source::new("fixture-status", SourceKind::Statuspage, Tier::Vendor, url)
}

fn answer(url: &str, body: &[u8]) -> FetchedPage {
    FetchedPage {
        url: url.to_owned(),
        final_url: url.to_owned(),
        status: 200,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        fetched_at: DateTime::from_timestamp(1_783_100_000, 0).unwrap(),
        body: body.to_vec(),
    }
}

fn read_at(url: &str, body: &[u8], memory: &Memory) -> Result<Listed, ReadError> {
    let request = Request::get(url, Purpose::Statuspage);
    read(&source("https://status.watchline-fixture.example/"), &request, &answer(url, body), memory)
}

#[test]
fn every_form_of_the_address_leads_to_the_same_api() {
    let now = DateTime::from_timestamp(1_783_100_000, 0).unwrap();
    let forms = [
        "https://status.watchline-fixture.example",
        "https://status.watchline-fixture.example/history?page=2",
        "https://status.watchline-fixture.example/incidents/abc",
        "https://status.watchline-fixture.example/api/v2/summary.json",
        "https://status.watchline-fixture.example/history.atom",
    ];
    for form in forms {
        let requests = first_requests(&source(form), &Memory::new(), now);
        let urls: Vec<&str> = requests.iter().map(|request| request.url.as_str()).collect();
        assert!(urls.contains(&"https://status.watchline-fixture.example/api/v2/incidents.json"), "{form}: {urls:?}");
        assert!(urls.contains(&"https://status.watchline-fixture.example/index.json"), "{form}: {urls:?}");
    }
    let below = first_requests(&source("http://127.0.0.1:9000/lab/status"), &Memory::new(), now);
    assert_eq!(below[0].url, "http://127.0.0.1:9000/lab/status/api/v2/incidents.json");
}

#[test]
fn what_answered_is_asked_alone_afterwards_and_the_best_of_several() {
    let source = source("https://status.watchline-fixture.example/");
    let now = DateTime::from_timestamp(1_783_100_000, 0).unwrap();
    let mut memory = Memory::new();
    for path in ["api/v2/summary.json", "api/v2/incidents.json"] {
        let url = format!("https://status.watchline-fixture.example/{path}");
        memory.extend(read_at(&url, INCIDENTS, &Memory::new()).unwrap().memory);
    }
    let requests = first_requests(&source, &memory, now);
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].url, "https://status.watchline-fixture.example/api/v2/incidents.json");
    // The page moved to another system: the others are asked in the same round, and this one is forgotten.
    let moved = read_at(&requests[0].url, b"<!doctype html><p>New page", &memory).unwrap();
    assert_eq!(moved.requests.len(), ADDRESSES.len() - 1);
    memory.extend(moved.memory);
    assert_eq!(
        first_requests(&source, &memory, now)[0].url,
        "https://status.watchline-fixture.example/api/v2/summary.json"
    );
}

#[test]
fn an_incident_is_cut_out_byte_for_byte() {
    let url = "https://status.watchline-fixture.example/api/v2/incidents.json";
    let listed = read_at(url, INCIDENTS, &Memory::new()).unwrap();
    assert_eq!(listed.title.as_deref(), Some("Watchfixture"));
    let urls: Vec<&str> = listed.items.iter().map(|item| item.url.as_str()).collect();
    let expected = [
        "https://status.watchline-fixture.example/incidents/fixture2",
        "https://status.watchline-fixture.example/incidents/fixture1-long",
        "https://status.watchline-fixture.example/incidents/fixture3",
    ];
    assert_eq!(urls, expected);
    let first = &listed.items[0];
    let record = String::from_utf8(first.record.clone().unwrap()).unwrap();
    assert!(String::from_utf8_lossy(INCIDENTS).contains(&record));
    assert!(record.starts_with(r#"{"id": "fixture2", "name": "Slow answers",  "status""#));
    assert_eq!(first.revision.as_deref(), Some("2026-07-05T09:00:00.500Z"));
    assert_eq!(first.published.map(|date| date.to_rfc3339()).as_deref(), Some("2026-07-05T06:00:00+00:00"));
    assert_eq!(first.title.as_deref(), Some("Watchfixture: Slow answers"));
    assert_eq!(listed.items[1].title.as_deref(), Some("Watchfixture Chat is down"));
    // Without a date the record itself tells a change.
    assert_eq!(listed.items[2].revision.as_ref().map(String::len), Some(16));
    assert_eq!(listed.warnings.len(), 2, "{:?}", listed.warnings);
    assert!(listed.warnings[0].contains("incident 4"));
}

#[test]
fn other_systems_answers_are_read() {
    let url = "https://status.watchline-fixture.example/summary.json";
    let instatus = br#"{"page":{"name":"Watchfixture","url":"https://status.watchline-fixture.example","status":"HASISSUES"},
        "activeIncidents":[{"id":"cl1","name":"API down","started":"2026-07-03T08:00:00.000Z","status":"INVESTIGATING","impact":"MAJOROUTAGE","url":"https://status.watchline-fixture.example/incident/cl1","updatedAt":"2026-07-03T08:10:00.000Z"}],
        "activeMaintenances":[{"name":"Work"}]}"#;
    let listed = read_at(url, instatus, &Memory::new()).unwrap();
    assert_eq!(listed.items.len(), 1);
    assert_eq!(listed.items[0].url, "https://status.watchline-fixture.example/incident/cl1");
    let better = br#"{"data":{"id":"1","type":"status_page","attributes":{"company_name":"Watchfixture"}},"included":[
        {"id":"9","type":"status_report","attributes":{"title":"Slow","report_type":"manual","starts_at":"2026-07-08T08:00:00Z"}},
        {"id":"8","type":"status_report","attributes":{"title":"Work","report_type":"maintenance"}},
        {"id":"2","type":"status_update","attributes":{"message":"b","status_report_id":9}},
        {"id":"3","type":"status_update","attributes":{"message":"x","status_report_id":8}}]}"#;
    let listed = read_at(url, better, &Memory::new()).unwrap();
    assert_eq!(listed.items.len(), 1);
    assert_eq!(listed.items[0].url, "https://status.watchline-fixture.example/incidents/9");
    let record: serde_json::Value = serde_json::from_slice(listed.items[0].record.as_ref().unwrap()).unwrap();
    assert_eq!(record["updates"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_quiet_page_is_no_error_and_a_web_page_is_one() {
    let url = "https://status.watchline-fixture.example/api/v2/incidents.json";
    assert_eq!(read_at(url, br#"{"page":{},"incidents":[]}"#, &Memory::new()).unwrap().items, []);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_incident = format!(r#"{{"incidents":[{{"name":"a","id":{deep}}},{{"name":"b","id":"1"}}]}}"#);
    for body in [b"<html>".as_slice(), b"", b"{", b"[]", b"{}", b"\xff\xfe", deep.as_bytes()] {
        let error = read_at(url, body, &Memory::new()).unwrap_err().to_string();
        assert!(error.contains("not the incidents of a status page"), "{error}");
    }
    let listed = read_at(url, deep_incident.as_bytes(), &Memory::new()).unwrap();
    assert_eq!((listed.items.len(), listed.warnings.len()), (1, 1));
}

/// Every cut of `bytes`, and every one with a byte changed, so many at most.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let step = (bytes.len() / 150).max(1);
    let changed = [0, b'"', b'<', b'{', b'9', 0xff];
    (0..bytes.len()).step_by(step).flat_map(move |at| {
        let mut other = bytes.to_vec();
        if let Some(byte) = other.get_mut(at) {
            *byte = changed.get(at % changed.len()).copied().unwrap_or_default();
        }
        [bytes.get(..at).unwrap_or_default().to_vec(), other]
    })
}

#[test]
fn no_damage_breaks_the_list() {
    let url = "https://status.watchline-fixture.example/api/v2/incidents.json";
    let read_well = damaged(INCIDENTS).filter_map(|body| read_at(url, &body, &Memory::new()).ok()).count();
    assert!(read_well > 50, "{read_well}");
}
