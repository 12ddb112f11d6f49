use chrono::TimeZone;
use serde_json::json;
use watchline_model::{SourceKind, Tier};

use super::*;

const API: &str = "https://api.database.example/advisories";

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 30, 12, 0, 0).single().expect("a moment")
}

fn source(packages: &[&str]) -> Source {
    let packages = packages.iter().map(|package| (*package).to_owned()).collect();
    Source { packages, ..Source::new("ghsa", SourceKind::Ghsa, Tier::Database, API) }
}

fn requests(packages: &[&str]) -> Vec<Request> {
    first_requests(&source(packages), &Memory::new(), now())
}

fn page(url: &str, body: impl Into<Vec<u8>>, next: Option<&str>) -> FetchedPage {
    let first = format!("<{API}?first>; rel=\"first\"");
    let link = next.map(|next| ("Link".to_owned(), format!("{first}, <{next}>; rel=\"next\"")));
    FetchedPage {
        url: url.to_owned(),
        final_url: url.to_owned(),
        status: 200,
        headers: link.into_iter().collect(),
        fetched_at: now(),
        body: body.into(),
    }
}

fn body(updated: &[(&str, &str)]) -> String {
    let advisory = |(id, updated): &(&str, &str)| json!({"ghsa_id": id, "summary": "A flaw", "updated_at": updated});
    json!(updated.iter().map(advisory).collect::<Vec<_>>()).to_string()
}

fn read_with(request: &Request, body: String, next: Option<&str>, memory: &Memory) -> Listed {
    read(&source(&[]), request, &page(&request.url, body, next), memory).expect("a list")
}

#[test]
fn all_three_types_are_asked_for() {
    let asked = requests(&[]);
    for (request, kind) in asked.iter().zip(TYPES) {
        assert_eq!(request.url, format!("{API}?type={kind}&per_page=100&sort=updated&direction=desc"));
        assert_eq!(request.accept, Some("application/vnd.github+json"));
    }
    assert_eq!(asked.len(), 3);
    let unnamed = Source::new("ghsa", SourceKind::Ghsa, Tier::Database, "");
    assert!(first_requests(&unnamed, &Memory::new(), now())[0].url.starts_with("https://api.github.com/advisories?"));
}

#[test]
fn packages_are_asked_for_by_ecosystem() {
    let asked = requests(&["PyPI/langchain", "npm/@scope/name", "PyPI/gradio"]);
    assert_eq!(asked.len(), 6);
    assert!(asked[0].url.ends_with("&ecosystem=npm&affects=%40scope%2Fname"), "{}", asked[0].url);
    assert!(asked[3].url.ends_with("&ecosystem=pip&affects=langchain%2Cgradio"), "{}", asked[3].url);
}

#[test]
fn advisories_are_kept_byte_for_byte() {
    let request = &requests(&[])[0];
    let record = "{ \"ghsa_id\" : \"GHSA-wlfx-wlfx-0001\", \"updated_at\":\"2026-06-29T00:00:00Z\" }";
    let listed = read_with(request, format!("[{record}]"), None, &Memory::new());
    let item = &listed.items[0];
    assert_eq!(item.record.as_deref(), Some(record.as_bytes()));
    assert_eq!(item.url, "https://github.com/advisories/GHSA-wlfx-wlfx-0001");
    assert_eq!(item.revision.as_deref(), Some("2026-06-29T00:00:00Z"));
}

#[test]
fn pages_follow_until_what_is_known() {
    let request = &requests(&[])[0];
    let next = format!("{API}?type=reviewed&after=x");
    let memory = Memory::from([("ghsa.reviewed".to_owned(), "2026-06-20T00:00:00+00:00".to_owned())]);
    let newer = body(&[("A", "2026-06-29T00:00:00Z"), ("B", "2026-06-19T23:30:00Z")]);
    let listed = read_with(request, newer, Some(&next), &memory);
    assert_eq!((listed.requests.len(), listed.memory.len()), (1, 0), "the round goes on, and nothing is settled");
    assert_eq!(listed.requests[0].url, next);
    let older = body(&[("C", "2026-06-20T00:00:00Z"), ("D", "2026-06-19T22:59:00Z")]);
    let listed = read_with(&listed.requests[0], older, Some(&next), &memory);
    assert_eq!((listed.requests.len(), listed.items.len()), (0, 2));
    assert_eq!(listed.memory["ghsa.reviewed"], "2026-06-29T00:00:00+00:00", "the latest of the first page");
}

#[test]
fn a_first_round_has_an_end() {
    let next = format!("{API}?type=malware&after=x");
    let last = Request::get(&next, Purpose::GhsaPage { before: FIRST_PAGES - 1, latest: now().timestamp() });
    let recent = body(&[("A", "2026-06-29T00:00:00Z")]);
    let listed = read_with(&last, recent, Some(&next.replace("=x", "=y")), &Memory::new());
    assert_eq!((listed.requests.len(), listed.warnings.len()), (0, 1));
    assert_eq!(listed.memory["ghsa.malware"], now().to_rfc3339());
    let old = body(&[("A", "2026-05-01T00:00:00Z")]);
    let first = &requests(&[])[0];
    assert_eq!(read_with(first, old.clone(), Some(&next), &Memory::new()).requests.len(), 0);
    let of_package = &requests(&["PyPI/x"])[0];
    assert_eq!(read_with(of_package, old, Some(&next), &Memory::new()).requests.len(), 1);
}

#[test]
fn other_packages_are_another_question() {
    let cursor = |packages: &[&str]| cursor_name(&requests(packages)[0].url);
    assert_eq!(cursor(&[]), "ghsa.reviewed");
    assert_ne!(cursor(&["PyPI/x"]), cursor(&["PyPI/x", "PyPI/y"]));
    assert_eq!(cursor(&["PyPI/x"]), cursor_name(&format!("{}&after=z", requests(&["PyPI/x"])[0].url)));
}

#[test]
fn a_next_page_on_another_host_is_not_followed() {
    let request = &requests(&[])[0];
    let recent = || body(&[("A", "2026-06-29T00:00:00Z")]);
    for next in ["https://elsewhere.example/advisories?after=x", request.url.as_str(), "ftp://x"] {
        assert_eq!(read_with(request, recent(), Some(next), &Memory::new()).requests, Vec::new(), "{next}");
    }
}

#[test]
fn an_answer_that_breaks_off_moves_no_cursor() {
    let request = &requests(&[])[0];
    let memory = Memory::from([("ghsa.reviewed".to_owned(), "2026-06-20T00:00:00+00:00".to_owned())]);
    let whole = body(&[("A", "2026-06-29T00:00:00Z"), ("B", "2026-06-28T00:00:00Z")]);
    let listed = read_with(request, whole[..whole.len() - 5].to_owned(), Some(&format!("{API}?after=x")), &memory);
    assert_eq!((listed.items.len(), listed.requests.len()), (1, 0));
    assert_eq!(listed.memory, memory);
    assert_eq!(listed.warnings.len(), 1);
}

#[test]
fn one_bad_advisory_costs_only_itself() {
    let request = &requests(&[])[0];
    let body =
        "[null, {\"ghsa_id\": 7, \"updated_at\": {}}, {\"ghsa_id\": null}, {\"ghsa_id\": \"A\"}, {\"ghsa_id\": \"A\"}]";
    let listed = read_with(request, body.to_owned(), None, &Memory::new());
    assert_eq!((listed.items.len(), listed.warnings.len()), (2, 3), "{:?}", listed.warnings);
}

#[test]
fn a_refusal_is_told_in_its_own_words() {
    let request = &requests(&[])[0];
    let refused = page(&request.url, "{\"message\": \"API rate limit exceeded\"}", None);
    let fault = read(&source(&[]), request, &refused, &Memory::new()).expect_err("a fault");
    assert!(fault.to_string().contains("not a list of GitHub's advisories: API rate limit exceeded"), "{fault}");
}

#[test]
fn no_damaged_answer_breaks_the_reader() {
    let request = &requests(&[])[0];
    let whole = body(&[("A", "2026-06-29T00:00:00Z"), ("B", "2026-06-28T00:00:00Z")]).into_bytes();
    for at in 0..whole.len() {
        for byte in [0, b'"', b'[', b'}', b'\\', 0xff] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            let _ = read(&source(&[]), request, &page(&request.url, damaged, None), &Memory::new());
        }
    }
}
