use chrono::{TimeDelta, TimeZone};
use serde_json::json;
use watchline_model::{SourceKind, Tier};

use super::*;
use crate::collect::zip::tests::zip_of;

const LOG: &str = "https://lists.example/cves/deltaLog.json";

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 30, 12, 0, 0).single().expect("a moment")
}

fn read_with(url: &str, body: impl Into<Vec<u8>>, memory: &Memory) -> Result<Listed, ReadError> {
    let source = Source::new("cve", SourceKind::Cve, Tier::Database, url);
    let request = first_requests(&source, memory, now()).remove(0);
    let page = FetchedPage {
        url: url.to_owned(),
        final_url: url.to_owned(),
        status: 200,
        headers: Vec::new(),
        fetched_at: now(),
        body: body.into(),
    };
    read(&source, &request, &page, memory)
}

fn record(id: &str, updated: &str) -> String {
    let meta =
        json!({"cveId": id, "state": "PUBLISHED", "datePublished": "2026-01-01T00:00:00", "dateUpdated": updated});
    json!({"cveMetadata": meta, "containers": {"cna": {"title": "A flaw"}}}).to_string()
}

fn entry(id: &str, updated: &str) -> Value {
    let link = format!("https://lists.example/cves/{id}.json");
    json!({"cveId": id, "cveOrgLink": format!("https://www.cve.org/CVERecord?id={id}"), "githubLink": link, "dateUpdated": updated})
}

fn urls(listed: &Listed) -> Vec<&str> {
    listed.items.iter().map(|item| item.url.as_str()).collect()
}

fn memory(name: &str, value: &str) -> Memory {
    Memory::from([(name.to_owned(), value.to_owned())])
}

#[test]
fn a_delta_leads_to_the_records_that_changed() {
    let new = [
        entry("CVE-2026-900001", "2026-06-30T11:00:00.000Z"),
        json!({"cveId": "CVE-2026-9", "githubLink": ""}),
        json!(7),
    ];
    let updated = [json!({"cveId": "CVE-2026-900002", "dateUpdated": "2026-06-30T11:01:00.000Z"})];
    let delta = json!({"fetchTime": "2026-06-30T11:05:00.000Z", "numberOfChanges": 4, "new": new, "updated": updated, "error": []});
    let listed =
        read_with("https://lists.example/cves/delta.json", delta.to_string(), &Memory::new()).expect("a delta");
    let raw = "https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/2026/900xxx/CVE-2026-900002.json";
    assert_eq!(urls(&listed), ["https://lists.example/cves/CVE-2026-900001.json", raw]);
    assert_eq!(listed.items[0].revision.as_deref(), Some("2026-06-30T11:00:00.000Z"));
    assert_eq!(listed.memory, memory("cve.fetchTime", "2026-06-30T11:05:00+00:00"));
    assert_eq!(listed.warnings.len(), 2);
}

#[test]
fn a_log_is_read_from_where_it_was_left() {
    let change = |time: &str, id: &str| json!({"fetchTime": time, "new": [entry(id, time)], "updated": []});
    let log = json!([
        change("2026-06-30T11:00:00Z", "CVE-2026-900003"),
        change("2026-06-29T11:00:00Z", "CVE-2026-900002"),
        {"new": [entry("CVE-2026-900009", "x")]},
        change("2026-06-01T11:00:00Z", "CVE-2026-900001"),
    ])
    .to_string();
    let first = read_with(LOG, log.clone(), &Memory::new()).expect("a log");
    assert_eq!(first.items.len(), 2, "a week");
    assert_eq!(first.warnings.len(), 1);
    let later = read_with(LOG, log, &memory("cve.fetchTime", "2026-06-30T00:00:00+00:00")).expect("a log");
    assert_eq!(urls(&later), ["https://lists.example/cves/CVE-2026-900003.json"]);
}

#[test]
fn a_number_that_changed_twice_is_listed_once_as_it_is_now() {
    let change = |time: &str| json!({"fetchTime": time, "updated": [entry("CVE-2026-900001", time)]});
    let log = json!([change("2026-06-30T11:00:00Z"), change("2026-06-30T10:00:00Z")]).to_string();
    let listed = read_with(LOG, log, &Memory::new()).expect("a log");
    assert_eq!(listed.items.len(), 1);
    assert_eq!(listed.items[0].revision.as_deref(), Some("2026-06-30T11:00:00Z"));
}

#[test]
fn a_log_with_too_much_is_read_over_rounds_without_loss() {
    let change = |n: i64| {
        let time = (now() - TimeDelta::hours(n)).to_rfc3339();
        let entries: Vec<Value> =
            (0..500).map(|m| entry(&format!("CVE-2026-{}", 100_000 + n * 500 + m), &time)).collect();
        json!({"fetchTime": time, "new": entries})
    };
    let log = json!((0..12).map(change).collect::<Vec<_>>()).to_string();
    let mut known = memory("cve.fetchTime", "2026-06-01T00:00:00+00:00");
    let mut seen = std::collections::HashSet::new();
    for _ in 0..4 {
        let listed = read_with(LOG, log.clone(), &known).expect("a log");
        assert!(listed.items.len() <= 2_500);
        seen.extend(listed.items.into_iter().map(|item| item.url));
        known.extend(listed.memory);
    }
    assert_eq!(seen.len(), 6_000);
    let first = read_with(LOG, log, &Memory::new()).expect("a log");
    assert_eq!(first.items.len(), 2_000);
    assert_eq!(first.memory, memory("cve.fetchTime", "2026-06-30T12:00:00+00:00"));
}

#[test]
fn records_come_alone_in_lists_and_in_zips() {
    let one = record("CVE-2026-900001", "2026-06-01T00:00:00Z");
    let listed = read_with("https://lists.example/one.json", one.clone(), &Memory::new()).expect("a record");
    assert_eq!(urls(&listed), ["https://www.cve.org/CVERecord?id=CVE-2026-900001"]);
    assert_eq!(listed.items[0].record.as_deref(), Some(one.as_bytes()));
    assert_eq!(listed.items[0].title.as_deref(), Some("A flaw"));
    let list = format!("[{one}, 7, {{}}, {}, {one}", record("CVE-2026-900002", "2026-06-02T00:00:00Z"));
    let listed = read_with("https://lists.example/all.json", list, &Memory::new()).expect("a list");
    assert_eq!(listed.items.len(), 2);
    assert_eq!(listed.items[0].record.as_deref(), Some(one.as_bytes()));
    assert_eq!(listed.warnings.len(), 4, "{:?}", listed.warnings);
}

#[test]
fn a_zip_in_a_zip_gives_what_changed_since() {
    let (one, two) =
        (record("CVE-2026-900001", "2026-06-01T00:00:00Z"), record("CVE-2026-900002", "2026-06-02T00:00:00Z"));
    let inner = zip_of(&[
        ("cves/CVE-2026-900002.json", two.as_bytes()),
        ("cves/CVE-2026-900001.json", one.as_bytes()),
        ("cves/delta.json", b"{\"fetchTime\": \"x\"}"),
        ("cves/CVE-2026-900003.json", b"{}"),
    ]);
    let zip = zip_of(&[("cves.zip", &inner)]);
    let listed = read_with("https://lists.example/all.zip.zip", zip.clone(), &Memory::new()).expect("a zip");
    assert_eq!(listed.items.len(), 2);
    assert_eq!(listed.archive, Archive::Records);
    assert_eq!(listed.warnings, ["cves/CVE-2026-900003.json: no CVE record"]);
    assert_eq!(listed.memory, memory("cve.updated", "2026-06-02T00:00:00Z"));
    let later = read_with("https://lists.example/all.zip.zip", zip, &listed.memory).expect("a zip");
    assert_eq!(urls(&later), ["https://www.cve.org/CVERecord?id=CVE-2026-900002"]);
}

#[test]
fn other_answers_are_said_to_be_none() {
    for body in ["<html>", "{}", "{\"cveMetadata\": []}", "{\"cveMeta", "null"] {
        let fault = read_with("https://lists.example/x.json", body, &Memory::new()).expect_err("a fault");
        assert!(fault.to_string().contains("not a CVE record"), "{fault}");
    }
    assert_eq!(read_with(LOG, "[]", &Memory::new()), Ok(Listed::default()));
}

#[test]
fn no_damaged_answer_breaks_the_reader() {
    let delta =
        json!({"fetchTime": "2026-06-30T11:05:00.000Z", "new": [entry("CVE-2026-900001", "2026-06-30T11:00:00.000Z")]});
    for whole in [record("CVE-2026-900001", "2026-06-01T00:00:00Z").into_bytes(), delta.to_string().into_bytes()] {
        for at in 0..whole.len() {
            for byte in [0, b'"', b'[', b'}', b'\\', 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                let _ = read_with(LOG, damaged, &Memory::new());
            }
        }
    }
}
