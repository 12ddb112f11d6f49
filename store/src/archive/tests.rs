use super::{PageRecord, VersionRecord, digest, digest_of_text, page_link, version_link};
use watchline_model::page::Digest;

fn record<'a>(url: &'a str, final_url: &'a str, headers: &'a [(String, String)]) -> PageRecord<'a> {
    PageRecord {
        source: "s",
        entry: None,
        url,
        final_url,
        status: 200,
        headers,
        fetched_at: 7,
        sha256: digest(b"body"),
    }
}

#[test]
fn a_digest_is_the_published_sha_256() {
    // FIPS 180-2, appendix B.1.
    assert_eq!(digest(b"abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(digest_of_text("a", "b"), digest(b"a\n\nb"));
}

#[test]
fn text_that_moves_from_one_field_to_the_next_is_another_record() {
    let link = |url, final_url| page_link(&Digest::ZERO, &record(url, final_url, &[]));
    assert_ne!(link("ab", "c"), link("a", "bc"));
    let pair = |name: &str, value: &str| [(name.to_owned(), value.to_owned())];
    let with = |headers: &[(String, String)]| page_link(&Digest::ZERO, &record("u", "f", headers));
    assert_ne!(with(&pair("ab", "c")), with(&pair("a", "bc")));
    assert_ne!(with(&pair("", "")), with(&[]));
}

#[test]
fn a_link_depends_on_the_link_before() {
    let first = page_link(&Digest::ZERO, &record("u", "f", &[]));
    assert_ne!(page_link(&first, &record("u", "f", &[])), first);
}

#[test]
fn an_imported_version_is_another_than_one_of_a_page() {
    let version = |page| VersionRecord {
        document: 1,
        number: 1,
        page,
        created_at: 1,
        sha256: Digest::ZERO,
        reading_sha256: Digest::ZERO,
        words_sha256: None,
    };
    assert_ne!(version_link(&Digest::ZERO, &version(None)), version_link(&Digest::ZERO, &version(Some(0))));
}
