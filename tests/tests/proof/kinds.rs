//! Every kind of source, from its first request to the page that a reader sees: what the demo's made-up status page,
//! databases, provider, newsrooms and sitemap gave.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::program::{Served, run_well};
use crate::story::{crawled, placements, served};

const OUTAGE: &str = "http://status.tarnwick.example/incidents/f3k9down03au";
const TEMPLATE: &str = "https://osv.dev/vulnerability/WGX-2026-0036";
const LOG: &str = "https://osv.dev/vulnerability/WGX-2026-0037";
const WITHDRAWN: &str = "https://osv.dev/vulnerability/WGX-2026-0034";
const DISPUTED: &str = "https://www.cve.org/CVERecord?id=CVE-2026-99377";

/// The documents of one source, whole.
fn documents_of(served: &Served, source: &str) -> Vec<Value> {
    let found = served.json(&format!("/api/v1/documents?q=source:{source}&limit=100"));
    let items = found["items"].as_array().unwrap();
    items.iter().map(|item| served.json(&format!("/api/v1/documents/{}", item["id"]))).collect()
}

fn document(served: &Served, source: &str, url: &str) -> Value {
    let documents = documents_of(served, source);
    let urls: Vec<String> = documents.iter().map(|document| document["url"].to_string()).collect();
    documents.into_iter().find(|document| document["url"] == url).unwrap_or_else(|| panic!("no {url} in {urls:?}"))
}

/// The incident of a document, and the ids of the sources that tell of it.
fn incident_of(served: &Served, url: &str) -> (Value, BTreeSet<String>) {
    let placed = placements(served);
    let id = placed.get(url).and_then(BTreeSet::first).unwrap_or_else(|| panic!("{url} is in no incident"));
    let incident = served.json(&format!("/api/v1/incidents/{id}"));
    let documents = incident["documents"].as_array().unwrap();
    let sources = documents.iter().map(|document| document["source"]["id"].as_str().unwrap().to_owned()).collect();
    (incident, sources)
}

#[test]
fn every_kind_of_source_gave_a_document() {
    let found = served().json("/api/v1/sources");
    let mut by_kind: BTreeMap<&str, u64> = BTreeMap::new();
    for source in found["items"].as_array().unwrap() {
        *by_kind.entry(source["kind"].as_str().unwrap()).or_default() += source["documents"].as_u64().unwrap();
    }
    let kinds = ["csaf", "cve", "feed", "ghsa", "listing", "osv", "page", "sitemap", "statuspage"];
    assert_eq!(by_kind.keys().copied().collect::<Vec<&str>>(), kinds);
    assert!(by_kind.values().all(|documents| *documents > 0), "{by_kind:?}");
}

/// The last page of an answer, the packed part of a sitemap, an index read by its shape: nothing is left behind.
#[test]
fn every_page_of_every_list_was_read() {
    let found = served().json("/api/v1/sources");
    let sources = found["items"].as_array().unwrap();
    for (id, documents) in [
        ("weirgate-records", 4),
        ("codequay-advisories", 5),
        ("harrowgate-numbers", 4),
        ("kestrand-advisories", 2),
        ("tarnwick-status", 2),
        ("osmundia-newsroom", 3),
        ("velloray-news", 3),
        ("norrmark-privacy-commission", 3),
    ] {
        let source = sources.iter().find(|source| source["id"] == id).unwrap();
        assert_eq!(source["documents"], documents, "{source}");
    }
}

#[test]
fn advisories_of_one_weakness_from_several_databases_join_by_alias() {
    let served = served();
    let (incident, sources) = incident_of(&served, TEMPLATE);
    let wanted =
        ["codequay-advisories", "harrowgate-numbers", "kestrand-advisories", "stackwarden", "weirgate-records"];
    assert_eq!(sources.iter().map(String::as_str).collect::<Vec<&str>>(), wanted, "{incident}");
    let kinds: BTreeSet<&str> =
        incident["events"].as_array().unwrap().iter().filter_map(|event| event["kind"].as_str()).collect();
    for kind in ["vulnerability_disclosed", "vulnerability_patched", "vulnerability_exploited"] {
        assert!(kinds.contains(kind), "no {kind} in {kinds:?}");
    }
    let (other, sources) = incident_of(&served, LOG);
    assert_ne!(incident["id"], other["id"], "a second, similar weakness is another incident");
    assert_eq!(sources.len(), 4, "{sources:?}");
}

#[test]
fn a_record_shows_its_figures_with_their_schemes() {
    let served = served();
    let record = document(&served, "codequay-advisories", "https://github.com/advisories/GHSA-2222-4444-xxxx");
    let advisory = &record["advisory"];
    assert_eq!((&advisory["aliases"][0], &advisory["disputed"]), (&"CVE-2026-99341".into(), &false.into()));
    let (cvss, word) = (&advisory["scores"][0], &advisory["scores"][1]);
    assert_eq!((&cvss["scheme"], &cvss["score"]), (&"CVSS:3.1".into(), &7.5.into()));
    assert_eq!((&word["rating"], &word["rated_by"]), (&"high".into(), &"GitHub".into()));
    assert_eq!(advisory["affected"][0]["product"], "PyPI/kestrand-serve");
    let page = served.get(&format!("/documents/{}", record["id"])).1;
    for words in ["CVSS 3.1", "7.5 high", "CVE-2026-99341", "PyPI/kestrand-serve"] {
        assert!(page.contains(words), "the page does not show {words}");
    }
    let vendors: Vec<&str> = record["vendors"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(vendors, ["kestrand"], "who keeps the database is no party to what it tells");
}

/// What a record says against itself is told on its page, in its incident and in the archived words.
fn objection(served: &Served, source: &str, url: &str, status: &str, quote: &str, notice: &str) {
    let record = document(served, source, url);
    assert!(record["text"].as_str().unwrap().contains(quote), "{record}");
    let page = served.get(&format!("/documents/{}", record["id"])).1;
    assert!(page.contains(notice) && page.contains(quote), "{page}");
    let (incident, _) = incident_of(served, url);
    assert_eq!(incident["status"], status, "{}", incident["status_path"]);
    let last = incident["status_path"].as_array().unwrap().last().unwrap();
    let words = last["evidence"]["quote"].as_str().unwrap();
    let version =
        served.get(&format!("/documents/{}/versions/{}", last["evidence"]["document"], last["evidence"]["version"]));
    assert!(version.1.contains(words), "{words} does not stand in the archived version");
}

#[test]
fn withdrawn_and_disputed_records_are_said_to_be_so_with_their_words() {
    let served = served();
    let quote = "Withdrawn on 2026-07-20";
    objection(&served, "weirgate-records", WITHDRAWN, "retracted", quote, "This record was withdrawn on");
    let quote = "the vendor disputes this because the file is readable by its owner only";
    objection(&served, "harrowgate-numbers", DISPUTED, "disputed", quote, "This record is disputed");
}

#[test]
fn an_outage_that_was_set_back_is_dated_by_the_page_and_tells_when_it_was_written() {
    let served = served();
    let status = document(&served, "tarnwick-status", OUTAGE);
    let back_dated = "3 August 2026 06:55 UTC (shown as 06:55 UTC, written at 07:42 UTC)";
    assert!(status["text"].as_str().unwrap().contains(back_dated), "{status}");
    let events = status["events"].as_array().unwrap();
    let outage = events.iter().find(|event| event["kind"] == "outage").unwrap();
    assert_eq!(outage["date"]["value"], "2026-08-03T06:55:00Z");
    assert!(outage["evidence"]["quote"].as_str().unwrap().contains(back_dated), "{outage}");
    assert_eq!(incident_of(&served, OUTAGE).0["status"], "resolved", "the second round found it over");
}

#[test]
fn a_document_that_is_not_the_one_its_publisher_hashed_is_refused_and_told() {
    let served = served();
    let documents = documents_of(&served, "kestrand-advisories");
    let all: String = documents.iter().map(Value::to_string).collect();
    assert!(!documents.is_empty() && !all.contains("KSA-2026-0006") && !all.contains("CVE-2026-99343"), "{all}");
    let page = served.get("/sources/kestrand-advisories").1;
    assert!(page.contains("all clear for the session cache"), "{page}");
    assert!(page.contains("hash is not the one published at"), "{page}");
}

#[test]
fn a_second_round_and_a_second_run_double_nothing() {
    let served = served();
    let edited = [OUTAGE, "https://www.cve.org/CVERecord?id=CVE-2026-99341"];
    let mut urls = BTreeSet::new();
    for source in
        ["tarnwick-status", "weirgate-records", "codequay-advisories", "harrowgate-numbers", "kestrand-advisories"]
    {
        for document in documents_of(&served, source) {
            let url = document["url"].as_str().unwrap().to_owned();
            let versions = document["versions"].as_array().unwrap().len();
            assert_eq!(versions, if edited.contains(&url.as_str()) { 2 } else { 1 }, "{url}");
            assert!(urls.insert(url), "a document is there twice: {document}");
        }
    }
    drop(served);
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&crawled().0, copy.path());
    let again = run_well(copy.path(), &["demo", "--once", "--data", "."]);
    // All but the seconds.
    let figures = |table: &str| -> Vec<String> {
        let row: Vec<String> = table.lines().nth(2).unwrap().split_whitespace().map(str::to_owned).collect();
        row[..row.len() - 1].to_vec()
    };
    assert_eq!(figures(&again), figures(&crawled().1));
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
