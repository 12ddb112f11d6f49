//! The records that the made-up web gives to programs.

use std::collections::HashSet;

use serde_json::Value;
use watchline_model::SourceKind;

use crate::demo::content::{Site, sites};
use crate::demo::now;
use crate::demo::records::{Interface, Record};

pub(super) fn records() -> impl Iterator<Item = (&'static Site, &'static Interface, &'static Record)> {
    let interfaces = sites().iter().flat_map(|site| site.interfaces.iter().map(move |interface| (site, interface)));
    interfaces.flat_map(|(site, interface)| interface.records.iter().map(move |record| (site, interface, record)))
}

/// The address of the document that comes of a record; `None` of one whose hash is wrong.
pub(super) fn document_of(interface: &Interface, record: &Record) -> Option<String> {
    let text = |pointer: &str| record.text(pointer, 1);
    let url = match interface.kind {
        SourceKind::Statuspage => text("/shortlink"),
        SourceKind::Osv => format!("https://osv.dev/vulnerability/{}", text("/id")),
        SourceKind::Ghsa => text("/html_url"),
        SourceKind::Cve => format!("https://www.cve.org/CVERecord?id={}", text("/cveMetadata/cveId")),
        _ => text("/document/references/0/url"),
    };
    (!record.wrong_hash).then_some(url)
}

#[test]
fn every_record_is_json_in_both_editions_and_every_edit_changes_it() {
    for (site, _, record) in records() {
        for edition in [1, 2] {
            let json = record.json_in(edition);
            assert!(serde_json::from_str::<Value>(&json).is_ok(), "{}: {json}", site.host);
        }
        for [from, to] in &record.edits {
            assert_eq!(record.json.matches(from.as_str()).count(), 1, "{}: `{from}`", site.host);
            assert!(record.json_in(2).contains(to.as_str()), "{}: `{to}`", site.host);
        }
    }
}

#[test]
fn every_record_stands_at_a_path_of_its_own_or_in_a_list() {
    let mut seen = HashSet::new();
    for (site, interface, record) in records() {
        let fetched = matches!(interface.kind, SourceKind::Cve | SourceKind::Csaf);
        assert_eq!(record.path.is_some(), fetched, "{}", site.host);
        if let Some(path) = &record.path {
            assert!(seen.insert((site.host.clone(), path.clone())), "{path} twice");
        }
    }
}

#[test]
fn records_of_the_first_edition_are_not_of_the_future() {
    let newest = now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    for (site, _, record) in records().filter(|(_, _, record)| record.since == 1) {
        let value: Value = serde_json::from_str(&record.json).unwrap();
        let stamps = [
            "/published",
            "/modified",
            "/updated_at",
            "/cveMetadata/dateUpdated",
            "/document/tracking/current_release_date",
        ];
        for stamp in stamps.iter().filter_map(|pointer| value.pointer(pointer)?.as_str()) {
            assert!(stamp < newest.as_str() && stamp > "2026-02", "{}: {stamp}", site.host);
        }
    }
}

/// Numbers with 99 in front were never given to anything.
#[test]
fn numbers_are_of_the_range_that_is_nobodys() {
    for (site, _, record) in records() {
        for (start, _) in record.json.match_indices("CVE-2026-") {
            assert!(
                record.json[start..].starts_with("CVE-2026-99"),
                "{}: {}",
                site.host,
                &record.json[start..start + 16]
            );
        }
        for (start, _) in record.json.match_indices("\"http") {
            let url = record.json[start + 1..].split('"').next().unwrap();
            let host = url.split('/').nth(2).unwrap();
            let is_own_page = url.starts_with("https://github.com/advisories/GHSA-2222-");
            assert!(host.ends_with(".example") || is_own_page, "{}: {url}", site.host);
        }
    }
}

#[test]
fn every_kind_of_source_has_one_and_one_hash_is_wrong() {
    let kinds: HashSet<SourceKind> = crate::demo::sources().iter().map(|source| source.kind).collect();
    assert!(SourceKind::all().iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    assert_eq!(records().filter(|(_, _, record)| record.wrong_hash).count(), 1);
}
