//! Bulk downloads and indexes.

use std::fmt::Write;

use chrono::TimeDelta;

use super::*;
use crate::collect::zip::tests::zip_of;

const CSV: &str = "https://bucket.example/osv/modified_id.csv?x=1";

fn record(id: &str, modified: &str, package: &str) -> String {
    let (ecosystem, name) = package.split_once('/').expect("a package");
    json!({"id": id, "modified": modified, "affected": [{"package": {"ecosystem": ecosystem, "name": name}}]})
        .to_string()
}

fn bulk() -> Vec<u8> {
    let json = record("A", "2026-01-02T00:00:00Z", "PyPI/Lang_Chain");
    let other = record("B", "2026-01-03T00:00:00Z", "npm/langchain");
    let debian = record("C", "2026-01-01T00:00:00Z", "Debian:12/runner");
    let yaml = "id: D\nmodified: '2026-01-04T00:00:00Z'\naffected:\n- package: {ecosystem: PyPI, name: lang-chain}\n";
    zip_of(&[
        ("A.json", json.as_bytes()),
        ("B.json", other.as_bytes()),
        ("x/C.json", debian.as_bytes()),
        ("D.yaml", yaml.as_bytes()),
        ("broken.json", b"{"),
        ("README.md", b"# no record"),
    ])
}

#[test]
fn a_bulk_zip_gives_the_records_of_the_packages_asked_for() {
    let all = source("https://bucket.example/all.zip", &[]);
    let listed = answer(&all, &first(&all), bulk()).expect("a zip");
    assert_eq!(ids(&listed), ["C", "A", "B", "D"]);
    assert_eq!(listed.archive, Archive::Records);
    assert_eq!(listed.warnings, ["broken.json: no OSV record"]);
    let some = source("https://bucket.example/all.zip", &["PyPI/lang.chain", "Debian/runner"]);
    let listed = answer(&some, &first(&some), bulk()).expect("a zip");
    assert_eq!(ids(&listed), ["C", "A", "D"]);
    assert_eq!(listed.memory, Memory::new());
}

#[test]
fn the_next_bulk_zip_gives_what_changed_since() {
    let all = source("https://bucket.example/all.zip", &[]);
    let memory = answer(&all, &first(&all), bulk()).expect("a zip").memory;
    let listed = read(&all, &first(&all), &page(&all.url, bulk()), &memory).expect("a zip");
    assert_eq!(ids(&listed), ["D"]);
}

#[test]
fn what_is_no_zip_is_said_to_be_none() {
    let all = source("https://bucket.example/all.zip", &[]);
    let fault = answer(&all, &first(&all), "<html>").expect_err("a fault");
    assert!(fault.to_string().contains("not a zip of OSV records"), "{fault}");
}

fn index(body: &str, memory: &Memory) -> Listed {
    let source = source(CSV, &[]);
    read(&source, &first(&source), &page(CSV, body), memory).expect("an index")
}

#[test]
fn an_index_leads_to_the_records_beside_it() {
    let body = "2026-06-29T00:00:00Z,PyPI/PYSEC-2026-2\n2026-06-28T00:00:00Z,Red Hat/RHSA-2026:1\nnonsense\n2026-05-01T00:00:00Z,old\n2026-06-01T00:00:00Z,../x\n";
    let listed = index(body, &Memory::new());
    let urls: Vec<&str> = listed.items.iter().map(|item| item.url.as_str()).collect();
    assert_eq!(
        urls,
        ["https://bucket.example/osv/Red%20Hat/RHSA-2026:1.json", "https://bucket.example/osv/PyPI/PYSEC-2026-2.json"]
    );
    assert_eq!(listed.items[1].revision.as_deref(), Some("2026-06-29T00:00:00Z"));
    assert_eq!(listed.warnings, ["2 lines are no date and id and were left out"]);
    assert!(listed.items.iter().all(|item| item.record.is_none()));
}

#[test]
fn the_next_round_of_an_index_begins_where_the_last_ended() {
    let first = "2026-06-29T00:00:00.5Z,b\n2026-06-28T00:00:00Z,a\n";
    let memory = index(first, &Memory::new()).memory;
    let listed = index(&format!("2026-06-30T00:00:00Z,c\n{first}"), &memory);
    assert_eq!(ids(&listed), ["b.json", "c.json"]);
}

#[test]
fn an_index_with_too_much_is_read_over_rounds_without_loss() {
    let mut body = String::new();
    for n in 0..4_500 {
        let moment = now() - TimeDelta::seconds(n / 2);
        let _ = writeln!(body, "{},id-{n}", moment.to_rfc3339());
    }
    let mut memory = Memory::from([(MODIFIED.to_owned(), (now() - TimeDelta::days(90)).to_rfc3339())]);
    let mut seen = std::collections::HashSet::new();
    for round in 0..3 {
        let listed = index(&body, &memory);
        assert!(listed.items.len() <= 2_002, "round {round}: {}", listed.items.len());
        seen.extend(listed.items.into_iter().map(|item| item.url));
        memory.extend(listed.memory);
    }
    assert_eq!(seen.len(), 4_500);
    assert_eq!(index(&body, &Memory::new()).items.len(), 2_000);
}

#[test]
fn what_is_no_index_is_said_to_be_none() {
    let source = source(CSV, &[]);
    let fault = read(&source, &first(&source), &page(CSV, "<html>\n</html>"), &Memory::new()).expect_err("a fault");
    assert!(fault.to_string().contains("lines `modified,id`"), "{fault}");
    assert_eq!(index("", &Memory::new()), Listed::default());
}
