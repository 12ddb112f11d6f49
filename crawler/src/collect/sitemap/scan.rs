//! A sitemap's entries, from XML in any state: missing namespaces and end tags, raw ampersands, wrong case, a cut end.
//!
//! A scanner and no parser: only a handful of elements count, and what a broken file still says of them is kept.
//! It must never let an image's or a video's address pass for a page's. Format: sitemaps.org 0.9, Google's news extension.

use crate::read::{collapse, plain_text};

/// Twice what the protocol allows in one file.
const ENTRIES_MAX: usize = 100_000;
/// The protocol's bound on an address.
const ADDRESS_MAX_BYTES: usize = 2048;
const TEXT_MAX_BYTES: usize = 8192;

#[derive(Debug, Default, PartialEq)]
pub(super) struct Scanned {
    /// Its entries are sitemaps, not pages.
    pub(super) is_index: bool,
    pub(super) entries: Vec<ScannedEntry>,
    pub(super) warnings: Vec<String>,
}

#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct ScannedEntry {
    /// As it stands there, entities resolved.
    pub(super) address: String,
    pub(super) modified: Option<String>,
    /// Of the news extension.
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
}

/// `None` where nothing in the text is a sitemap's.
pub(super) fn scan(text: &str) -> Option<Scanned> {
    let mut scanner = Scanner::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        scanner.text(before);
        rest = scanner.markup(tag);
        if scanner.found.entries.len() >= ENTRIES_MAX {
            scanner.found.warnings.push(format!("more than {ENTRIES_MAX} entries; the rest was not read"));
            break;
        }
    }
    scanner.text(rest);
    scanner.end_entry();
    if scanner.too_long > 0 {
        scanner.found.warnings.push(format!("{} addresses are too long and were left out", scanner.too_long));
    }
    (scanner.has_root || !scanner.found.entries.is_empty()).then_some(scanner.found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Address,
    Modified,
    Title,
    Published,
}

#[derive(Default)]
struct Scanner<'a> {
    found: Scanned,
    has_root: bool,
    entry: ScannedEntry,
    /// The field that is open, and its words so far.
    field: Option<(Field, String)>,
    /// The extension that is open: `news`, `image`, `video`.
    extension: Option<&'a str>,
    too_long: usize,
}

impl<'a> Scanner<'a> {
    fn text(&mut self, text: &str) {
        if let Some((_, words)) = &mut self.field
            && words.len() + text.len() <= TEXT_MAX_BYTES
        {
            words.push_str(&unescape(text));
        }
    }

    /// Reads what begins with `<`, and returns what follows it.
    fn markup(&mut self, tag: &'a str) -> &'a str {
        if let Some(data) = tag.strip_prefix("<![CDATA[") {
            let (data, rest) = data.split_once("]]>").unwrap_or((data, ""));
            if let Some((_, words)) = &mut self.field
                && words.len() + data.len() <= TEXT_MAX_BYTES
            {
                words.push_str(data);
            }
            return rest;
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let inner = tag.strip_prefix('<').unwrap_or(tag);
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '?' | '!' | '_')) {
            self.text("<");
            return inner;
        }
        let (tag, rest) = inner.split_once('>').unwrap_or((inner, ""));
        let (tag, closes) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let (prefix, name) = name.split_once(':').unwrap_or(("", name));
        if closes {
            self.close(name);
        } else {
            self.open(prefix, name);
        }
        rest
    }

    fn open(&mut self, prefix: &'a str, name: &'a str) {
        self.end_field();
        let is = |word: &str| name.eq_ignore_ascii_case(word);
        let is_news = prefix.eq_ignore_ascii_case("news")
            || self.extension.is_some_and(|extension| extension.eq_ignore_ascii_case("news"));
        let is_page = self.extension.is_none()
            && !["image", "video", "news"].iter().any(|word| prefix.eq_ignore_ascii_case(word));
        if is("urlset") || is("sitemapindex") {
            self.has_root = true;
            self.found.is_index = is("sitemapindex");
        } else if is("url") || is("sitemap") {
            self.end_entry();
        } else if ["news", "image", "video"].iter().any(|word| is(word)) {
            self.extension = Some(name);
        } else if is("loc") && is_page {
            if !self.entry.address.is_empty() {
                self.end_entry();
            }
            self.field = Some((Field::Address, String::new()));
        } else if is("lastmod") && is_page {
            self.field = Some((Field::Modified, String::new()));
        } else if is("title") && is_news {
            self.field = Some((Field::Title, String::new()));
        } else if is("publication_date") && is_news {
            self.field = Some((Field::Published, String::new()));
        }
    }

    fn close(&mut self, name: &str) {
        self.end_field();
        if self.extension.is_some_and(|extension| extension.eq_ignore_ascii_case(name)) {
            self.extension = None;
        } else if name.eq_ignore_ascii_case("url") || name.eq_ignore_ascii_case("sitemap") {
            self.end_entry();
        }
    }

    fn end_field(&mut self) {
        let Some((field, words)) = self.field.take() else { return };
        let words = collapse(&words);
        if words.is_empty() {
            return;
        }
        match field {
            Field::Address if words.len() > ADDRESS_MAX_BYTES => self.too_long += 1,
            Field::Address => self.entry.address = words,
            Field::Modified => self.entry.modified = Some(words),
            // Escaped twice, as many a template does.
            Field::Title if words.contains('&') => self.entry.title = Some(plain_text(&words)),
            Field::Title => self.entry.title = Some(words),
            Field::Published => self.entry.published = Some(words),
        }
    }

    fn end_entry(&mut self) {
        self.end_field();
        self.extension = None;
        let entry = std::mem::take(&mut self.entry);
        if !entry.address.is_empty() {
            self.found.entries.push(entry);
        }
    }
}

/// XML's five entities and numbers; anything else after an ampersand stays as it stands.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        plain.push_str(before);
        let end = entity.bytes().take(12).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((entity.get(1..end)?, entity.get(end + 1..)?)));
        match named.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((c, after)) => {
                plain.push(c);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" | "AMP" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests;
