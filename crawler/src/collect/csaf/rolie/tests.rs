use super::*;
use crate::collect::round::Purpose;

const FEED: &[u8] = include_bytes!("../../../../fixtures/lists/rolie.json");
const URL: &str = "https://watchline-fixture.example/csaf/white.json";

fn read_body(body: &[u8]) -> Option<Listed> {
    let page = FetchedPage {
        url: URL.to_owned(),
        final_url: URL.to_owned(),
        status: 200,
        headers: Vec::new(),
        fetched_at: chrono::DateTime::from_timestamp(1_783_500_000, 0).unwrap(),
        body: body.to_vec(),
    };
    read(&page, &Request::get(URL, Purpose::CsafRolie), &Memory::new())
}

#[test]
fn entries_name_the_document_its_hash_and_its_change() {
    let listed = read_body(FEED).unwrap();
    assert_eq!(listed.title.as_deref(), Some("Watchfixture advisories"));
    assert_eq!(listed.items.len(), 2);
    let first = &listed.items[0];
    assert_eq!(first.url, "https://watchline-fixture.example/csaf/2026/watchfixture-sa-2026-0007.json");
    assert_eq!(
        first.hash_url.as_deref(),
        Some("https://watchline-fixture.example/csaf/2026/watchfixture-sa-2026-0007.json.sha512")
    );
    assert_eq!(first.revision.as_deref(), Some("2026-07-05T12:00:00Z"));
    assert_eq!(first.title.as_deref(), Some("WATCHFIXTURE-SA-2026-0007"));
    assert_eq!(first.summary.as_deref(), Some("A cache key without the tenant."));
    let second = &listed.items[1];
    assert_eq!(second.url, "https://watchline-fixture.example/csaf/2026/only-content.json");
    assert!(second.hash_url.as_deref().unwrap().ends_with(".sha256"));
    assert_eq!(listed.warnings.len(), 2, "{:?}", listed.warnings);
}

#[test]
fn what_is_no_feed_is_none() {
    for body in [b"".as_slice(), b"{}", b"[]", br#"{"feed":[]}"#, b"<feed/>", br#"{"document":{}}"#] {
        assert_eq!(read_body(body), None);
    }
    assert_eq!(read_body(br#"{"feed":{}}"#).unwrap().items, []);
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
fn no_damage_breaks_the_feed() {
    let read_well = damaged(FEED).filter_map(|body| read_body(&body)).count();
    assert!(read_well > 50, "{read_well}");
}
