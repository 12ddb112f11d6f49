//! Bytes to characters, as browsers decide it: byte order mark, header, declaration in the text, and a
//! guess where nothing is said. Never fails; what is no character becomes U+FFFD, with a warning.
//!
//! Two deviations, for readers do not see what a browser's user would mend by hand: UTF-8 that is declared and not
//! meant is seen through, and encodings that browsers refuse to decode for safety are guessed.

mod prescan;

use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use regex::Regex;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub warning: Option<String>,
}

static CHARSET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)"#).expect("a valid pattern"));
static XML_ENCODING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]*["']"#).expect("a valid pattern")
});

/// The text of a web page.
pub fn decode(body: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(body) {
        return with(body, encoding);
    }
    let declared = content_type.and_then(|header| label(&CHARSET, header)).or_else(|| prescan::declared(body));
    match declared {
        Some(encoding) => {
            let decoded = with(body, encoding);
            // UTF-8 is often said and not meant; anything else decodes to something readable or not at all.
            if decoded.warning.is_some() && encoding == UTF_8 { guess(body) } else { decoded }
        }
        None => guess(body),
    }
}

/// The text of a feed, without the encoding of its XML declaration, which is no longer true. Bytes that are
/// UTF-8 are taken as UTF-8 whatever is said of them: feeds lie about it more often than chance does.
pub(crate) fn decode_feed(body: &[u8], content_type: Option<&str>) -> String {
    let text = match Encoding::for_bom(body) {
        Some((encoding, _)) => with(body, encoding).text,
        None => match std::str::from_utf8(body) {
            Ok(text) if !text.contains('\0') => text.to_owned(),
            _ => decode(body, content_type).text,
        },
    };
    XML_ENCODING.replace(&text, "$1").into_owned()
}

fn label(pattern: &Regex, text: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(pattern.captures(text)?.get(1)?.as_str().as_bytes())
}

fn guess(body: &[u8]) -> Decoded {
    if std::str::from_utf8(body).is_ok() {
        return with(body, UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(body, true);
    with(body, detector.guess(None, Utf8Detection::Allow))
}

fn with(body: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, encoding, broken) = encoding.decode(body);
    let warning = broken.then(|| format!("some characters could not be read as {}", encoding.name()));
    Decoded { text: text.into_owned(), warning }
}

#[cfg(test)]
mod tests;
