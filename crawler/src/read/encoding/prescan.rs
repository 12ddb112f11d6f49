//! The declaration of the encoding within a page, found byte by byte as browsers find it (WHATWG HTML,
//! "prescan a byte stream to determine its encoding"). Pure; needs time in the length of what it is given.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Browsers prescan so many bytes without knowing scripts from markup.
const BLIND_BYTES: usize = 1024;
/// A declaration behind them is met by the parser, which then begins anew; parsers meet none in a script. A head
/// with more than this before its declaration was not seen yet.
const SCANNED_BYTES: usize = 32 * 1024;

pub(super) fn declared(body: &[u8]) -> Option<&'static Encoding> {
    let head = body.get(..SCANNED_BYTES).unwrap_or(body);
    Scan { bytes: head, at: 0 }.run().or_else(|| in_xml(head)).map(as_bytes_show)
}

/// What could be read byte by byte cannot be UTF-16, and `x-user-defined` is never meant.
fn as_bytes_show(encoding: &'static Encoding) -> &'static Encoding {
    match encoding.name() {
        "x-user-defined" => WINDOWS_1252,
        _ if !encoding.is_ascii_compatible() => UTF_8,
        _ => encoding,
    }
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn run(mut self) -> Option<&'static Encoding> {
        while self.at < self.bytes.len() {
            let rest = self.rest();
            if rest.starts_with(b"<!--") {
                // "<!-->" is a whole comment.
                self.at += 2;
                self.skip_past(b"-->");
            } else if starts_tag(rest, b"<meta") {
                self.at += 5;
                if let Some(encoding) = self.meta() {
                    return Some(encoding);
                }
            } else if self.at >= BLIND_BYTES && (starts_tag(rest, b"<script") || starts_tag(rest, b"<style")) {
                let end: &[u8] = if rest.get(2).is_some_and(|byte| byte.eq_ignore_ascii_case(&b'c')) {
                    b"</script"
                } else {
                    b"</style"
                };
                self.at += 1;
                self.skip_past(end);
            } else if rest.first() == Some(&b'<')
                && matches!(rest.get(1), Some(b'!' | b'/' | b'?'))
                && !is_end_tag(rest)
            {
                self.skip_past(b">");
            } else if is_tag(rest) {
                while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b'>') {
                    self.at += 1;
                }
                while self.attribute().is_some() {}
            } else {
                self.at += 1;
            }
        }
        None
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// To behind the next `end`, in either case; to the end of the bytes if there is none.
    fn skip_past(&mut self, end: &[u8]) {
        let found = self.rest().windows(end.len()).position(|window| window.eq_ignore_ascii_case(end));
        self.at = found.map_or(self.bytes.len(), |offset| self.at + offset + end.len());
    }

    fn meta(&mut self) -> Option<&'static Encoding> {
        let mut is_pragma = false;
        let mut named: Option<(&'static Encoding, bool)> = None;
        let mut seen: Vec<Vec<u8>> = Vec::new();
        while let Some((name, value)) = self.attribute() {
            // The first of attributes of one name counts.
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => is_pragma |= value == b"content-type",
                b"content" if named.is_none() => named = charset_in(&value).map(|encoding| (encoding, true)),
                b"charset" => named = Encoding::for_label_no_replacement(&value).map(|encoding| (encoding, false)),
                _ => {}
            }
            seen.push(name);
        }
        named.filter(|(_, needs_pragma)| is_pragma || !needs_pragma).map(|(encoding, _)| encoding)
    }

    /// The next attribute of a tag, name and value in lower case; `None` at the tag's end.
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b'/') {
            self.at += 1;
        }
        if self.peek()? == b'>' {
            return None;
        }
        let mut name = Vec::new();
        while let Some(byte) = self.peek() {
            if byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>') || (byte == b'=' && !name.is_empty()) {
                break;
            }
            name.push(byte.to_ascii_lowercase());
            self.at += 1;
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        if self.peek() != Some(b'=') {
            return Some((name, Vec::new()));
        }
        self.at += 1;
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(quote.is_some());
        let mut value = Vec::new();
        while let Some(byte) = self.peek() {
            let is_end = quote.map_or(byte.is_ascii_whitespace() || byte == b'>', |quote| byte == quote);
            self.at += usize::from(is_end && quote.is_some());
            if is_end {
                break;
            }
            value.push(byte.to_ascii_lowercase());
            self.at += 1;
        }
        Some((name, value))
    }
}

/// `charset=` within the `content` of a `meta`.
fn charset_in(content: &[u8]) -> Option<&'static Encoding> {
    let mut rest = content;
    loop {
        let at = rest.windows(7).position(|window| window == b"charset")?;
        rest = rest.get(at + 7..)?.trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let label = match value.first()? {
            quote @ (b'"' | b'\'') => value.get(1..)?.split(|byte| byte == quote).next()?,
            _ => value.split(|byte| byte.is_ascii_whitespace() || *byte == b';').next()?,
        };
        return Encoding::for_label_no_replacement(label);
    }
}

/// `<?xml version="1.0" encoding="…"?>` at the very beginning.
fn in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let inner = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let inner = inner.split(|byte| *byte == b'>').next()?;
    let at = inner.windows(8).position(|window| window == b"encoding")?;
    let value = inner.get(at + 8..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = value.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    Encoding::for_label_no_replacement(value.get(1..)?.split(|byte| byte == quote).next()?)
}

/// Whether `rest` begins with the tag, and not with a longer name.
fn starts_tag(rest: &[u8], tag: &[u8]) -> bool {
    let is_named = rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    is_named && rest.get(tag.len()).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
}

fn is_end_tag(rest: &[u8]) -> bool {
    rest.starts_with(b"</") && rest.get(2).is_some_and(u8::is_ascii_alphabetic)
}

fn is_tag(rest: &[u8]) -> bool {
    is_end_tag(rest) || (rest.first() == Some(&b'<') && rest.get(1).is_some_and(u8::is_ascii_alphabetic))
}
