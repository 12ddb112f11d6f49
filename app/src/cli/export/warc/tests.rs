use super::*;
use watchline_model::{Digest, SourceId};

#[test]
fn a_record_says_how_long_it_is_and_holds_the_decoded_body() {
    let page = Page {
        id: PageId(1),
        source: SourceId::from("press"),
        entry: None,
        url: "https://press.example/a".to_owned(),
        final_url: "https://press.example/a".to_owned(),
        status: 200,
        headers: vec![
            ("Content-Encoding".to_owned(), "gzip".to_owned()),
            ("Content-Type".to_owned(), "text/html".to_owned()),
        ],
        fetched_at: DateTime::from_timestamp(1_785_000_000, 0).expect("a moment"),
        sha256: Digest::ZERO,
        size_bytes: 5,
        chain: Digest::ZERO,
    };
    let mut out = Vec::new();
    write_response(&page, b"hello", &mut out).expect("written to memory");
    let text = String::from_utf8(out).expect("ASCII");
    let (head, rest) = text.split_once("\r\n\r\n").expect("headers end");
    let length: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "))
        .expect("a length")
        .parse()
        .expect("a number");
    assert_eq!(rest.len(), length + 4);
    assert!(rest.ends_with("content-length: 5\r\n\r\nhello\r\n\r\n"), "{rest}");
    assert!(!text.contains("gzip") && text.contains("WARC-Target-URI: https://press.example/a\r\n"));
}
