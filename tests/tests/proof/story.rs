//! The story: the demo's made-up web, crawled over real HTTP, and what Watchline makes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use crate::architecture::root;
use crate::program::{Served, run_well};

/// The demo, crawled once for all tests of this file.
pub(crate) fn crawled() -> &'static (PathBuf, String) {
    static DEMO: OnceLock<(PathBuf, String)> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        let table = run_well(&folder, &["demo", "--once", "--data", "."]);
        (folder, table)
    })
}

pub(crate) fn served() -> Served {
    Served::start(&crawled().0, "demo.toml")
}

/// The truth about the made-up web: incidents with their documents, and what belongs to none.
fn expected() -> toml::Table {
    let path: &Path = &root().join("app/demo/expected.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn strings(value: &toml::Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Key and documents of each incident.
fn expected_incidents() -> Vec<(String, Vec<String>)> {
    let expected = expected();
    let incidents = expected["incident"].as_array().unwrap();
    incidents
        .iter()
        .map(|incident| (incident["key"].as_str().unwrap().to_owned(), strings(&incident["documents"])))
        .collect()
}

#[test]
fn the_demo_ends_with_its_table() {
    let table = &crawled().1;
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(header, ["sources", "pages", "documents", "relevant", "incidents", "events", "alerts", "seconds"]);
    let row: Vec<f64> = lines.nth(1).unwrap().split_whitespace().map(|figure| figure.parse().unwrap()).collect();
    assert!(row[0] >= 26.0 && row[2] >= 265.0 && row[4] >= 40.0 && row[6] >= 1.0, "{table}");
}

/// The incident that holds this document, as the API shows it.
fn incident_of(served: &Served, url: &str) -> Value {
    let found = served.json("/api/v1/incidents?q=vendor:anthropic&limit=50");
    for item in found["items"].as_array().unwrap() {
        let incident = served.json(&format!("/api/v1/incidents/{}", item["id"].as_str().unwrap()));
        if incident["documents"].as_array().unwrap().iter().any(|document| document["url"] == url) {
            return incident;
        }
    }
    panic!("no incident holds {url}: {found}");
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

#[test]
fn the_seed_incident_is_read_right_from_the_pages_alone() {
    let served = served();
    let urls = expected_incidents().into_iter().find(|(key, _)| key == "alibaba-claude-code").unwrap().1;
    let incident = incident_of(&served, &urls[0]);
    let held: BTreeSet<&str> =
        incident["documents"].as_array().unwrap().iter().filter_map(|document| document["url"].as_str()).collect();
    let wanted: BTreeSet<&str> = urls.iter().map(String::as_str).collect();
    assert_eq!(held, wanted, "three outlets and the vendor's statement, and nothing else");

    let events = incident["events"].as_array().unwrap();
    let of_kind = |kind: &str| -> Vec<&Value> { events.iter().filter(|event| event["kind"] == kind).collect() };
    for kind in [
        "ban",
        "product_substitution",
        "covert_tracking",
        "acknowledgement",
        "mitigation",
        "letter_to_lawmakers",
        "fraudulent_accounts",
        "model_extraction",
    ] {
        assert!(!of_kind(kind).is_empty(), "no {kind} in {events:#?}");
    }
    let ban = of_kind("ban");
    let effective =
        ban.iter().find(|ban| ban["date"]["value"] == "2026-07-10").unwrap_or_else(|| panic!("no dated ban: {ban:#?}"));
    assert_eq!((&effective["date"]["precision"], &effective["date"]["basis"]), (&"day".into(), &"effective".into()));
    assert!(names(&effective["actors"]).contains(&"alibaba"), "{effective}");
    assert!(names(&effective["targets"]).contains(&"claude-code"), "{effective}");
    assert!(
        events.iter().any(|event| event["date"]["value"] == "2026-03" && event["date"]["precision"] == "month"),
        "the experiment of March is missing: {events:#?}"
    );
    for event in events {
        assert!(!event["evidence"]["quote"].as_str().unwrap_or_default().is_empty(), "no quote: {event}");
    }
    let claims = incident["claims"].as_array().unwrap();
    let acknowledged =
        |claim: &&Value| claim["stance"] == "acknowledges" && claim["party"].to_string().contains("nthropic");
    assert!(claims.iter().any(|claim| acknowledged(&claim)), "{claims:#?}");
    let people = incident["entities"].as_array().unwrap();
    assert!(people.iter().any(|entity| entity["name"] == "Thariq Shihipar"), "{people:#?}");
}

/// Every quote stands, character for character, in the archived version that it points into.
#[test]
fn every_quote_stands_in_its_version() {
    let served = served();
    let found = served.json("/api/v1/documents?limit=100");
    let mut quotes = 0;
    for item in found["items"].as_array().unwrap() {
        let document = served.json(&format!("/api/v1/documents/{}", item["id"]));
        let (title, text) = (document["title"].as_str().unwrap(), document["text"].as_str());
        for event in document["events"].as_array().unwrap() {
            let evidence = &event["evidence"];
            let within = if evidence["field"] == "title" { Some(title) } else { text };
            let Some(within) = within else { continue };
            let (start, end) =
                (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
            let cut: String = within.chars().skip(start).take(end - start).collect();
            assert_eq!(Some(cut.as_str()), evidence["quote"].as_str(), "{document}");
            quotes += 1;
        }
    }
    assert!(quotes > 20, "only {quotes} quotes were compared");
}

/// Which incident each address is in, by the API.
pub(crate) fn placements(served: &Served) -> BTreeMap<String, BTreeSet<String>> {
    let mut placed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let page = served.json(&format!("/api/v1/incidents?limit=100{cursor}"));
        for item in page["items"].as_array().unwrap() {
            let id = item["id"].as_str().unwrap();
            let incident = served.json(&format!("/api/v1/incidents/{id}"));
            for document in incident["documents"].as_array().unwrap() {
                placed.entry(document["url"].as_str().unwrap().to_owned()).or_default().insert(id.to_owned());
            }
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return placed,
        }
    }
}

#[test]
fn the_irrelevant_pages_are_in_no_incident() {
    let placed = placements(&served());
    let irrelevant = strings(&expected()["irrelevant"]["documents"]);
    assert!(irrelevant.len() >= 70, "the demo has only {} irrelevant pages", irrelevant.len());
    let wrong: Vec<&String> = irrelevant.iter().filter(|url| placed.contains_key(*url)).collect();
    assert!(wrong.is_empty(), "{} irrelevant pages are in an incident: {wrong:#?}", wrong.len());
}

/// Pairwise F1 of documents that belong together, over the whole made-up web. The floor only rises.
#[test]
fn the_demo_documents_find_their_incidents() {
    const FLOOR: f64 = 0.97;
    let placed = placements(&served());
    let mut truth: Vec<(String, String)> = Vec::new();
    for (key, urls) in expected_incidents() {
        truth.extend(urls.into_iter().map(|url| (url, key.clone())));
    }
    assert!(truth.len() >= 85, "the truth names only {} documents", truth.len());
    let (mut both, mut together, mut belong) = (0.0, 0.0, 0.0);
    for (index, (first, first_key)) in truth.iter().enumerate() {
        for (second, second_key) in &truth[index + 1..] {
            let joined = placed.get(first).zip(placed.get(second)).is_some_and(|(a, b)| !a.is_disjoint(b));
            let same = first_key == second_key;
            together += f64::from(u8::from(joined));
            belong += f64::from(u8::from(same));
            both += f64::from(u8::from(joined && same));
        }
    }
    let (precision, recall) = (both / together, both / belong);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("pairwise precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    assert!(f1 >= FLOOR, "pairwise F1 {f1:.3} (precision {precision:.3}, recall {recall:.3}) is below {FLOOR}");
}

/// Kinds of event and final status of each incident of the made-up web against the truth. The floors only rise.
#[test]
fn the_demo_incidents_tell_what_happened_and_where_it_stands() {
    const STATUS_FLOOR: f64 = 0.88;
    const PRECISION_FLOOR: f64 = 0.85;
    const RECALL_FLOOR: f64 = 0.95;
    let served = served();
    let placed = placements(&served);
    let (mut statuses, mut right, mut found, mut wanted, mut incidents) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for expected in expected()["incident"].as_array().unwrap() {
        let urls = strings(&expected["documents"]);
        let Some(id) = urls.iter().find_map(|url| placed.get(url)).and_then(BTreeSet::first) else { continue };
        let incident = served.json(&format!("/api/v1/incidents/{id}"));
        let events = incident["events"].as_array().unwrap();
        let told: BTreeSet<&str> = events.iter().filter_map(|event| event["kind"].as_str()).collect();
        let truth = strings(&expected["kinds"]);
        right += truth.iter().filter(|kind| told.contains(kind.as_str())).count() as f64;
        found += told.len() as f64;
        wanted += truth.len() as f64;
        statuses += f64::from(u8::from(incident["status"].as_str() == expected["status"].as_str()));
        incidents += 1.0;
    }
    assert!(incidents >= 30.0, "only {incidents} incidents were found at all");
    let (precision, recall, status) = (right / found, right / wanted, statuses / incidents);
    println!("kinds: precision {precision:.3}, recall {recall:.3}; status {status:.3}");
    assert!(
        precision >= PRECISION_FLOOR && recall >= RECALL_FLOOR,
        "kinds: precision {precision:.3}, recall {recall:.3}"
    );
    assert!(status >= STATUS_FLOOR, "status right in {status:.3}");
}

#[test]
fn the_silent_edit_is_an_event_with_both_versions_kept() {
    let served = served();
    let found = served.json("/api/v1/events?q=event:statement_edited");
    assert_eq!(found["total"], 1, "{found}");
    let id = found["items"][0]["document"]["id"].as_i64().unwrap();
    for path in [
        format!("/documents/{id}/versions/1"),
        format!("/documents/{id}/versions/2"),
        format!("/documents/{id}/diff/1..2"),
    ] {
        assert_eq!(served.get(&path).0, 200, "{path}");
    }
}

#[test]
fn the_forbidden_path_was_not_fetched_and_the_archive_is_whole() {
    let (folder, _) = crawled();
    let sources = run_well(folder, &["source", "list", "--config", "demo.toml", "--data", "."]);
    assert!(!sources.is_empty());
    run_well(folder, &["verify", "--config", "demo.toml", "--data", "."]);
}
