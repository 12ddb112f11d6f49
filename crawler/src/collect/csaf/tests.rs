use watchline_model::{SourceKind, Tier};

use super::*;

const DOMAIN: &str = "https://www.watchline-fixture.example";
const METADATA_URL: &str = "https://www.watchline-fixture.example/.well-known/csaf/provider-metadata.json";
const FEED_URL: &str = "https://www.watchline-fixture.example/csaf/white.json";
const METADATA_BODY: &[u8] =
    br#"{"canonical_url":"https://www.watchline-fixture.example/.well-known/csaf/provider-metadata.json",
    "metadata_version":"2.0","publisher":{"name":"Watchfixture PSIRT"},"distributions":[
    {"rolie":{"feeds":[{"url":"/csaf/white.json","tlp_label":"WHITE"},{"url":"/csaf/amber.json","tlp_label":"AMBER"}]}},
    {"directory_url":"https://www.watchline-fixture.example/csaf/white/"}]}"#;
const DIRECTORY_BODY: &[u8] = br#"{"metadata_version":"2.0","distributions":[{"directory_url":"https://www.watchline-fixture.example/csaf/white"}]}"#;

fn source(url: &str) -> Source {
    Source::new("fixture-csaf", SourceKind::Csaf, Tier::Vendor, url)
}

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-07-10T12:00:00Z").unwrap().to_utc()
}

fn read_at(url: &str, purpose: Purpose, body: &[u8], memory: &Memory) -> Result<Listed, ReadError> {
    let page = FetchedPage {
        url: url.to_owned(),
        final_url: url.to_owned(),
        status: 200,
        headers: Vec::new(),
        fetched_at: now(),
        body: body.to_vec(),
    };
    read(&source(DOMAIN), &Request::get(url, purpose), &page, memory)
}

fn urls(requests: &[Request]) -> Vec<&str> {
    requests.iter().map(|request| request.url.as_str()).collect()
}

#[test]
fn a_domain_is_asked_at_every_place_the_standard_names() {
    let requests = first_requests(&source("https://www.watchline-fixture.example/security?x=1"), &Memory::new(), now());
    let expected = [
        METADATA_URL,
        "https://csaf.data.security.watchline-fixture.example/",
        "https://www.watchline-fixture.example/.well-known/security.txt",
        "https://www.watchline-fixture.example/security.txt",
    ];
    assert_eq!(urls(&requests), expected);
    let given = first_requests(&source("https://lab.example/csaf/provider-metadata.json"), &Memory::new(), now());
    assert_eq!(urls(&given), ["https://lab.example/csaf/provider-metadata.json"]);
    let listed =
        read_at(expected[2], Purpose::CsafSecurityTxt, b"CSAF: https://cdn.example/pmd.json", &Memory::new()).unwrap();
    assert_eq!(listed.requests, [Request::get("https://cdn.example/pmd.json", Purpose::CsafMetadata).optional()]);
}

#[test]
fn metadata_leads_to_the_feeds_for_everybody_and_they_are_remembered() {
    let listed = read_at(METADATA_URL, Purpose::CsafMetadata, METADATA_BODY, &Memory::new()).unwrap();
    assert_eq!(listed.requests, [Request::get(FEED_URL, Purpose::CsafRolie).optional()]);
    assert_eq!(listed.title.as_deref(), Some("Watchfixture PSIRT"));
    assert!(listed.warnings[0].contains("TLP:AMBER"));
    let next = first_requests(&source(DOMAIN), &listed.memory, now() + TimeDelta::days(1));
    assert_eq!(urls(&next), [FEED_URL]);
    let weekly = first_requests(&source(DOMAIN), &listed.memory, now() + TimeDelta::days(7));
    assert_eq!(urls(&weekly), [METADATA_URL, FEED_URL]);
    // Asked already in that round.
    let again = read_at(METADATA_URL, Purpose::CsafMetadata, METADATA_BODY, &listed.memory).unwrap();
    assert_eq!(again.requests, []);
}

#[test]
fn a_directory_is_listed_by_its_changes_and_every_week_by_its_index() {
    let changes = "https://www.watchline-fixture.example/csaf/white/changes.csv";
    let index = "https://www.watchline-fixture.example/csaf/white/index.txt";
    let listed = read_at(METADATA_URL, Purpose::CsafMetadata, DIRECTORY_BODY, &Memory::new()).unwrap();
    assert_eq!(urls(&listed.requests), [changes]);
    let mut memory = listed.memory;
    // Never read, so the index has to stand in.
    assert_eq!(urls(&first_requests(&source(DOMAIN), &memory, now())), [changes, index]);
    let body = b"\"2026/fixture-2.json\",\"2026-07-09T08:00:00Z\"\n2026/fixture-1.json,2026-07-01T08:00:00Z\n";
    memory.extend(read_at(changes, Purpose::CsafChanges, body, &memory).unwrap().memory);
    assert_eq!(urls(&first_requests(&source(DOMAIN), &memory, now())), [changes]);
    assert_eq!(
        urls(&first_requests(&source(DOMAIN), &memory, now() + TimeDelta::days(8))),
        [METADATA_URL, changes, index]
    );
    let found =
        read_at(index, Purpose::CsafIndex, b"2026/fixture-1.json\n2026/fixture-2.json\n2026/forgotten.json\n", &memory);
    let items = found.unwrap().items;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].url, "https://www.watchline-fixture.example/csaf/white/2026/forgotten.json");
}

#[test]
fn a_feed_may_be_named_itself() {
    let feed = br#"{"feed":{"id":"f","title":"Fixture feed","entry":[]}}"#;
    let listed = read_at(FEED_URL, Purpose::CsafMetadata, feed, &Memory::new()).unwrap();
    assert_eq!((listed.title.as_deref(), listed.items.len()), (Some("Fixture feed"), 0));
}

#[test]
fn what_is_neither_is_an_error_with_a_remedy() {
    let purposes =
        [Purpose::CsafMetadata, Purpose::CsafRolie, Purpose::CsafSecurityTxt, Purpose::CsafIndex, Purpose::CsafChanges];
    for purpose in purposes {
        for body in [b"<!doctype html><p>Not found, sorry".as_slice(), b"{}", b"\xff\xfe\0", b"[1"] {
            assert!(read_at(METADATA_URL, purpose, body, &Memory::new()).is_err(), "{purpose:?} {body:?}");
        }
    }
    let error = read_at(METADATA_URL, Purpose::CsafMetadata, b"<html>", &Memory::new()).unwrap_err().to_string();
    assert!(error.contains("provider-metadata.json"), "{error}");
}
