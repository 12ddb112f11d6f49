//! Bytes to characters, of pages and of feeds.

use watchline_crawler::read::encoding;
use watchline_crawler::read_feed;

use super::content_type;

/// Decoding is the same twice and bounded; text that says what it is encoded in comes back as it was; a feed in UTF-16
/// says what it says in UTF-8.
pub(crate) fn check(input: &[u8]) {
    let decoded = encoding::decode(input, content_type(input));
    assert_eq!(decoded, encoding::decode(input, content_type(input)), "decoded twice, it differs");
    assert!(decoded.text.len() <= input.len() * 3 + 3, "{} bytes out of {}", decoded.text.len(), input.len());
    let Ok(text) = std::str::from_utf8(input) else { return };
    if text.starts_with('\u{feff}') {
        return;
    }
    let plain = encoding::decode(input, Some("text/html; charset=utf-8"));
    assert_eq!((plain.text.as_str(), plain.warning), (text, None), "UTF-8 that says so is not what it was");
    let utf_8 = [b"\xef\xbb\xbf", input].concat();
    let utf_16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for marked in [&utf_8, &utf_16] {
        assert_eq!(encoding::decode(marked, content_type(input)).text, text, "a byte order mark was not believed");
    }
    if !is_plainly_text(text) {
        return;
    }
    let feeds = [&utf_8, &utf_16].map(|body| read_feed(body, None, "https://news.example/feed"));
    if let [Ok(narrow), Ok(wide)] = &feeds {
        assert_eq!(narrow.items, wide.items, "the encoding changes what a feed says");
    } else {
        assert!(feeds.iter().all(Result::is_err), "the encoding decides whether it is a feed: {feeds:?}");
    }
}

/// What the zeros in its UTF-16 tell apart from everything else: mostly ASCII, without NUL and escape sequences.
fn is_plainly_text(text: &str) -> bool {
    let head = || text.chars().take(1024);
    !text.contains(['\0', '\u{1b}']) && head().filter(char::is_ascii).count() * 2 >= head().count()
}
