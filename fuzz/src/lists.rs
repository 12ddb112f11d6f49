//! Answers that list things: the first line names the request, the answer follows.

use chrono::DateTime;
use watchline_crawler::read::encoding;
use watchline_crawler::{Listed, Memory, Purpose, Request, read_answer};
use watchline_model::page::FetchedPage;
use watchline_model::{ListingSelectors, Source, SourceKind, Tier};

use super::addresses::{assert_askable, assert_canonical};
use super::content_type;
use super::reading::assert_no_reader_broke;

const NESTED: Purpose = Purpose::NestedSitemap { depth: 2, sitemaps: 20, items: 100 };
const PAGE: Purpose = Purpose::GhsaPage { before: 3, latest: 1_783_000_000 };

/// Name of the request, kind of the source, purpose.
const ASKED: &[(&str, SourceKind, Purpose)] = &[
    ("feed", SourceKind::Feed, Purpose::Feed),
    ("listing", SourceKind::Listing, Purpose::Listing),
    ("selected", SourceKind::Listing, Purpose::Listing),
    ("sitemap", SourceKind::Sitemap, Purpose::Sitemap),
    ("nested-sitemap", SourceKind::Sitemap, NESTED),
    ("statuspage", SourceKind::Statuspage, Purpose::Statuspage),
    ("osv-package", SourceKind::Osv, Purpose::OsvPackage),
    ("osv-index", SourceKind::Osv, Purpose::OsvIndex),
    ("osv-archive", SourceKind::Osv, Purpose::OsvArchive),
    ("osv-record", SourceKind::Osv, Purpose::OsvRecord),
    ("ghsa", SourceKind::Ghsa, Purpose::Ghsa),
    ("ghsa-page", SourceKind::Ghsa, PAGE),
    ("cve-delta", SourceKind::Cve, Purpose::CveDelta),
    ("cve-records", SourceKind::Cve, Purpose::CveRecords),
    ("csaf-security-txt", SourceKind::Csaf, Purpose::CsafSecurityTxt),
    ("csaf-metadata", SourceKind::Csaf, Purpose::CsafMetadata),
    ("csaf-rolie", SourceKind::Csaf, Purpose::CsafRolie),
    ("csaf-index", SourceKind::Csaf, Purpose::CsafIndex),
    ("csaf-changes", SourceKind::Csaf, Purpose::CsafChanges),
];

/// Read twice, it is the same, the second time with what the first remembered it cannot fail; addresses can be asked;
/// a record stands in the answer byte for byte, unless it was packed.
pub(crate) fn check(input: &[u8]) {
    let (&(name, kind, purpose), body) = asked(input);
    let mut source = Source::new("fixture", kind, Tier::Database, format!("https://list.example/{name}/all.json"));
    if name == "selected" {
        source.selectors = Some(ListingSelectors {
            item: "li, article, div".to_owned(),
            date: Some("time, .date".to_owned()),
            summary: Some("p".to_owned()),
            ..ListingSelectors::default()
        });
    }
    let mut request = Request::get(&source.url, purpose);
    if purpose == Purpose::OsvPackage {
        request.json_body = Some(r#"{"package":{"ecosystem":"PyPI","name":"fixture"}}"#.to_owned());
    }
    let headers = content_type(input).map(|kind| ("content-type".to_owned(), kind.to_owned()));
    let page = FetchedPage {
        url: source.url.clone(),
        final_url: source.url.clone(),
        status: 200,
        headers: headers.into_iter().collect(),
        fetched_at: DateTime::from_timestamp(1_783_500_000, 0).expect("a moment"),
        body: body.to_vec(),
    };
    let read = read_answer(&source, &request, &page, &Memory::new());
    assert_eq!(read, read_answer(&source, &request, &page, &Memory::new()), "read twice, it differs");
    let Ok(listed) = read else { return };
    assert_listed(&listed, body);
    let again = read_answer(&source, &request, &page, &listed.memory);
    assert_listed(&again.expect("it could be read before"), body);
}

fn asked(input: &[u8]) -> (&'static (&'static str, SourceKind, Purpose), &[u8]) {
    let end = input.iter().take(24).position(|byte| *byte == b'\n');
    let (line, body) = end.map_or((input, input), |end| (&input[..end], &input[end + 1..]));
    let first = usize::from(input.first().copied().unwrap_or_default());
    let named = ASKED.iter().find(|(name, _, _)| name.as_bytes() == line);
    (named.unwrap_or(&ASKED[first % ASKED.len()]), body)
}

fn assert_listed(listed: &Listed, body: &[u8]) {
    assert_no_reader_broke(&listed.warnings);
    let is_packed = body.starts_with(b"PK") || body.starts_with(b"\x1f\x8b");
    for item in &listed.items {
        assert_canonical(&item.url);
        item.hash_url.as_deref().into_iter().for_each(assert_askable);
        for line in item.title.iter().chain(&item.authors) {
            assert!(!line.trim().is_empty() && !line.contains('\n'), "{line:?} is no line");
        }
        let record = item.record.as_deref().unwrap_or_default();
        assert!(is_packed || is_part(record, body), "a record is not what stands in the answer: {}", item.url);
        assert!(item.revision.as_deref() != Some(""), "an empty revision of {}", item.url);
    }
    for request in &listed.requests {
        assert_askable(&request.url);
    }
    assert!(listed.memory.keys().all(|key| !key.is_empty()));
}

/// Whether `part` stands in `whole`, or in its text where that is not UTF-8.
fn is_part(part: &[u8], whole: &[u8]) -> bool {
    part.is_empty()
        || whole.windows(part.len()).any(|window| window == part)
        || encoding::decode(whole, None).text.as_bytes().windows(part.len()).any(|window| window == part)
}
