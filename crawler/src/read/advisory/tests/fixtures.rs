//! Every record under `fixtures/records/{osv,ghsa,cve}` must be read as its `expected.json` says. Drop two files, gain a
//! test; a record without an expected file gets one by the first run, which fails so that it is looked at.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use watchline_model::SourceKind;

use crate::read::advisory::mangled::{manglings, reversed};
use crate::read::record::read_entry;
use crate::read::{ReadHints, yaml};

use super::*;

const KINDS: [SourceKind; 3] = [SourceKind::Osv, SourceKind::Ghsa, SourceKind::Cve];

fn fixtures(kind: SourceKind) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/records").join(kind.as_str());
    let entries = std::fs::read_dir(&folder).expect("fixtures");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| !path.to_string_lossy().ends_with(".expected.json"));
    files.sort();
    assert!(files.len() >= 2, "only {} fixtures of {kind}", files.len());
    files
}

fn reading_of(kind: SourceKind, body: &[u8]) -> Reading {
    read_entry(kind, body, None, "https://database.example/record", &ReadHints::default())
}

fn value_of(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("text");
    if text.starts_with('{') { serde_json::from_str(&text).expect("JSON") } else { yaml::parse(&text).expect("YAML") }
}

#[test]
fn every_record_is_read_as_expected() {
    for kind in KINDS {
        for path in fixtures(kind) {
            let reading = reading_of(kind, &std::fs::read(&path).expect("a record"));
            let found = serde_json::to_string_pretty(&shown(&reading)).expect("JSON") + "\n";
            let expected_path = path.with_extension("expected.json");
            match std::fs::read_to_string(&expected_path) {
                Ok(expected) => assert_eq!(found, expected, "{}", path.display()),
                Err(_) => {
                    std::fs::write(&expected_path, found).expect("written");
                    panic!("{} was filled in: read it, correct it, and run the test again", expected_path.display());
                }
            }
        }
    }
}

fn shown(reading: &Reading) -> Value {
    let event = |event: &StatedEvent| json!([event.kind, event.date.value_text(), event.quote]);
    json!({
        "canonical_url": reading.canonical_url,
        "title": reading.title,
        "published": reading.published.map(|date| date.value_text()),
        "modified": reading.modified.map(|date| date.value_text()),
        "language": reading.language,
        "site_name": reading.site_name,
        "paragraphs": reading.text.split("\n\n").collect::<Vec<_>>(),
        "links": reading.links.iter().map(|link| json!([link.url, link.text])).collect::<Vec<_>>(),
        "events": reading.stated_events.iter().map(event).collect::<Vec<_>>(),
        "advisory": reading.advisory,
        "warnings": reading.warnings,
    })
}

#[test]
fn quotes_of_all_fixtures_stand_in_their_text() {
    for kind in KINDS {
        for path in fixtures(kind) {
            let reading = reading_of(kind, &std::fs::read(&path).expect("a record"));
            assert!(reading.advisory.is_some(), "{}", path.display());
            for event in &reading.stated_events {
                assert!(reading.full_text().contains(&event.quote), "{}: {}", path.display(), event.quote);
            }
        }
    }
}

#[test]
fn the_order_of_keys_does_not_show() {
    for kind in KINDS {
        for path in fixtures(kind) {
            let value = value_of(&path);
            let forward = reading_of(kind, value.to_string().as_bytes());
            assert_eq!(forward, reading_of(kind, reversed(&value).as_bytes()), "{}", path.display());
        }
    }
}

#[test]
fn no_value_of_a_wrong_kind_breaks_the_reader() {
    let mut read = 0;
    for kind in KINDS {
        for path in fixtures(kind) {
            for mangled in manglings(&value_of(&path)) {
                let reading = reading_of(kind, mangled.to_string().as_bytes());
                let text = reading.full_text();
                assert!(reading.stated_events.iter().all(|event| text.contains(&event.quote)), "{mangled}");
                assert!(reading.advisory.is_none() || !reading.title.is_empty(), "{mangled}");
                read += 1;
            }
        }
    }
    assert!(read > 1_500, "only {read} mangled records");
}

#[test]
fn a_record_that_breaks_off_anywhere_breaks_nothing() {
    for kind in KINDS {
        for path in fixtures(kind) {
            let body = std::fs::read(&path).expect("a record");
            for end in (0..body.len()).step_by(37) {
                let reading = reading_of(kind, &body[..end]);
                let text = reading.full_text();
                assert!(reading.stated_events.iter().all(|event| text.contains(&event.quote)), "{}", path.display());
            }
        }
    }
}

#[test]
fn nesting_without_end_breaks_nothing() {
    for kind in KINDS {
        for open in ["[", "{\"id\":", "- ", "{a: "] {
            let reading = reading_of(kind, open.repeat(100_000).as_bytes());
            assert!(reading.advisory.is_none());
        }
    }
}

#[test]
fn a_million_references_are_bounded() {
    let references = "{\"url\": \"https://report.example/1\"},".repeat(1_000_000);
    let body = format!("{{\"id\": \"WLFX-1\", \"details\": \"A flaw.\", \"references\": [{references} 0]}}");
    let reading = reading_of(SourceKind::Osv, body.as_bytes());
    assert_eq!((reading.links.len(), reading.title.as_str()), (1, "A flaw (WLFX-1)"));
}

#[test]
fn texts_without_end_are_bounded() {
    let long = "endless ".repeat(1_000_000);
    let bodies = [
        json!({"id": "WLFX-1", "summary": long, "details": long, "aliases": [long], "credits": [{"name": long}],
            "affected": [{"package": {"name": long, "ecosystem": "npm"}, "versions": [long]}]}),
        json!({"id": "WLFX-1", "details": long, "database_specific": {"severity": long}}),
    ];
    for body in bodies {
        let reading = reading_of(SourceKind::Osv, body.to_string().as_bytes());
        assert!(reading.full_text().len() < 2 * BODY_MAX_CHARS, "{}", reading.full_text().len());
        assert!(format!("{:?}", reading.advisory).len() < 20_000);
    }
}
