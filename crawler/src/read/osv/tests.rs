use std::path::Path;

use serde_json::json;

use super::*;
use crate::read::advisory::mangled::reversed;

fn versions_of(affected: Value) -> String {
    let record = json!({"id": "WLFX-1", "modified": "2026-01-01T00:00:00Z", "affected": [affected]});
    let reading = read(record.to_string().as_bytes(), "").expect("a record");
    reading.advisory.expect("an advisory").affected.remove(0).versions
}

fn range(events: Value) -> String {
    versions_of(
        json!({"package": {"ecosystem": "PyPI", "name": "x"}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}),
    )
}

#[test]
fn ranges_become_words() {
    assert_eq!(range(json!([{"introduced": "0"}, {"fixed": "1.4.1"}])), "before 1.4.1");
    assert_eq!(range(json!([{"introduced": "1.2"}, {"fixed": "1.4.1"}])), "from 1.2 before 1.4.1");
    assert_eq!(range(json!([{"introduced": "1.2"}, {"last_affected": "1.4"}])), "from 1.2 to 1.4");
    assert_eq!(range(json!([{"introduced": "0"}])), "all versions");
    assert_eq!(range(json!([{"introduced": "3"}])), "from 3 on");
    assert_eq!(range(json!([{"introduced": "1.2", "fixed": "1.4.1"}])), "from 1.2 before 1.4.1");
}

#[test]
fn events_of_a_range_need_no_order() {
    let unordered = json!([{"fixed": "2.0.10"}, {"introduced": "2.0.2"}, {"fixed": "1.9"}, {"introduced": "0"}]);
    assert_eq!(range(unordered), "before 1.9, from 2.0.2 before 2.0.10");
}

#[test]
fn listed_versions_count_only_without_ranges() {
    let package = json!({"ecosystem": "npm", "name": "x"});
    assert_eq!(versions_of(json!({"package": package, "versions": ["1.0", "1.1"]})), "1.0, 1.1");
    let both =
        json!({"package": package, "versions": ["1.0"], "ranges": [{"type": "SEMVER", "events": [{"fixed": "2"}]}]});
    assert_eq!(versions_of(both), "before 2");
}

#[test]
fn yaml_keeps_versions_as_they_are_written() {
    let record = "id: WLFX-2\nmodified: 2026-01-01T00:00:00Z\naffected:\n- package: {ecosystem: PyPI, name: x}\n  versions: [1.10, 2.0, 1e3]\n";
    let reading = read(record.as_bytes(), "").expect("a record");
    assert_eq!(reading.advisory.expect("an advisory").affected[0].versions, "1.10, 2.0, 1e3");
    assert_eq!(reading.modified.expect("a date").value_text(), "2026-01-01T00:00:00Z");
}

#[test]
fn a_notice_is_no_event_and_harm_is_no_weakness() {
    let kinds = |record: Value| -> Vec<String> {
        let reading = read(record.to_string().as_bytes(), "").expect("a record");
        reading.stated_events.into_iter().map(|event| event.kind.0).collect()
    };
    let record = |id: &str, mark: &str, cwe: &str| {
        let affected =
            json!([{"package": {"ecosystem": "crates.io", "name": "x"}, "database_specific": {"informational": mark}}]);
        json!({"id": id, "published": "2026-01-01T00:00:00Z", "details": "Told.", "affected": affected, "database_specific": {"cwe_ids": [cwe]}})
    };
    assert_eq!(kinds(record("RUSTSEC-2026-0001", "unmaintained", "")), Vec::<String>::new());
    assert_eq!(kinds(record("RUSTSEC-2026-0002", "unsound", "CWE-5061")), ["vulnerability_disclosed"]);
    assert_eq!(kinds(record("MAL-2026-3", "", "")), ["supply_chain_compromise"]);
    assert_eq!(kinds(record("GHSA-wlfx-wlfx-0001", "", "CWE-506")), ["supply_chain_compromise"]);
}

#[test]
fn what_is_no_record_is_none() {
    for body in
        ["", "[]", "<html>id: 1</html>", "{}", "{\"id\": \"A\"}", "just a text", "id: only", "{\"id\": \"A\", \"modi"]
    {
        assert!(read(body.as_bytes(), "").is_none(), "{body}");
    }
}

#[test]
fn an_id_with_strange_characters_stays_in_its_place() {
    assert_eq!(page_url("A/../b c?d").expect("an address"), "https://osv.dev/vulnerability/A%2F..%2Fb%20c%3Fd");
}

#[test]
fn ids_of_several_lines_or_with_control_characters_become_one_line() {
    let body =
        br#"{"id":"PYSEC-\u001f\n2026-1","aliases":["CVE-2026-\u00851","\u0001"],"details":"A flaw.","affected":[]}"#;
    let reading = read(body, "").expect("a record");
    assert_eq!(reading.title, "A flaw (PYSEC- 2026-1)");
    assert!(reading.text.ends_with("Aliases: CVE-2026- 1"), "{}", reading.text);
    assert_eq!(read(br#"{"id":"\u0001","details":"A flaw."}"#, ""), None);
}

/// The public advisories of Python packages, where they lie beside the project.
#[test]
fn the_public_records_are_all_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/advisories/osv");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let mut read_records = 0;
    for entry in std::fs::read_dir(&folder).expect("records") {
        let path = entry.expect("an entry").path();
        let body = std::fs::read(&path).expect("a record");
        let name = path.display();
        let reading = read(&body, "").unwrap_or_else(|| panic!("{name} is not read"));
        assert_eq!(Some(&reading), read(&body, "").as_ref(), "{name} is read otherwise the second time");
        let value = parse(&body).expect("a record");
        assert_eq!(
            Some(&reading),
            read(reversed(&value).as_bytes(), "").as_ref(),
            "{name} depends on the order of keys"
        );
        assert!(reading.title.contains(&text(&value, "id").expect("an id")), "{name}: {}", reading.title);
        assert!(reading.title.chars().count() > 30, "{name}: {}", reading.title);
        let text = reading.full_text();
        assert_eq!(reading.stated_events.len(), 1, "{name}");
        assert!(reading.stated_events.iter().all(|event| text.contains(&event.quote)), "{name}");
        assert!(!text.contains("\n\n\n") && text.contains("Affected: PyPI/"), "{name}");
        assert_eq!(reading.warnings, Vec::<String>::new(), "{name}");
        read_records += 1;
    }
    eprintln!("{read_records} records read");
    assert!(read_records >= 900, "only {read_records} records");
}
