//! Markup cut down to what the parsers can take in bounded time, before they see it.
//!
//! HTML parsers need time in the square of the nesting depth, and readers of text need neither scripts
//! nor drawings. One pass over the bytes drops scripts (JSON-LD stays, and what tells a date), styles, comments and drawings,
//! ignores tags nested deeper than any page that people write, and stops after so many elements. It
//! must never drop words that a reader would see, short of the limits; each limit reached is a warning.

/// Browsers stop at 512; the deepest real pages have about 100.
const DEPTH_MAX: usize = 200;
/// Unclosed `<b>`, `<i>`, … are opened again in every later paragraph, so few may stay open.
const FORMATTING_MAX: usize = 30;
/// Tables within tables within tables: layouts of the last century had five.
const TABLES_MAX: usize = 12;
const ELEMENTS_MAX: usize = 60_000;
/// Scoring takes time in the square of the `&` of a page; a long page has a few hundred.
const AMPERSANDS_MAX: usize = 10_000;
const OUTPUT_MAX_BYTES: usize = 4 * 1024 * 1024;
/// A longer tag loses its attributes: it is data in disguise.
const TAG_MAX_BYTES: usize = 64 * 1024;
const ATTRIBUTES_MAX: usize = 200;
const NAME_MAX_BYTES: usize = 40;

const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements without an end tag, or whose end tag may be left out: they say nothing about depth.
const UNCOUNTED: &[&str] = &[
    "a", "area", "base", "basefont", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];
const DROPPED: &[&str] = &["script", "style", "svg", "noscript", "iframe", "template", "object", "canvas", "math"];
const RAW_TEXT: &[&str] = &["title", "textarea", "xmp"];

#[derive(Debug, Default)]
pub(crate) struct Bounded {
    pub(crate) html: String,
    pub(crate) warnings: Vec<String>,
}

pub(crate) fn bounded(html: &str) -> Bounded {
    let mut pass =
        Pass { html, at: 0, out: String::with_capacity(html.len().min(OUTPUT_MAX_BYTES)), ..Pass::default() };
    pass.run();
    let mut warnings = Vec::new();
    if pass.too_deep {
        warnings.push(format!("elements nested deeper than {DEPTH_MAX} were read as if they were not nested"));
    }
    if pass.too_long {
        warnings.push("the page is too long: what follows its first part was not read".to_owned());
    }
    Bounded { html: pass.out, warnings }
}

#[derive(Default)]
struct Pass<'a> {
    html: &'a str,
    at: usize,
    out: String,
    depth: usize,
    skipped: usize,
    formatting: usize,
    tables: usize,
    ampersands: usize,
    elements: usize,
    too_deep: bool,
    too_long: bool,
    /// No comment ends from here on.
    endless_comment: bool,
    /// Names whose end tag was looked for to the end of the page and not found; looked for once.
    unclosed: Vec<Name>,
}

/// The name of an element, in lower case; what is longer is no name that we know.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name {
    letters: [u8; NAME_MAX_BYTES],
    length: usize,
}

impl Name {
    fn as_str(&self) -> &str {
        self.letters.get(..self.length).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

struct Tag<'a> {
    name: Name,
    whole: &'a str,
    attributes: usize,
}

impl<'a> Pass<'a> {
    fn run(&mut self) {
        while let Some(offset) = self.rest().find('<') {
            self.copy_text(offset);
            if self.elements >= ELEMENTS_MAX || self.out.len() >= OUTPUT_MAX_BYTES {
                self.too_long = true;
                return;
            }
            self.markup();
        }
        let room = OUTPUT_MAX_BYTES.saturating_sub(self.out.len());
        let end = floor_boundary(self.rest(), room);
        self.too_long |= end < self.rest().len();
        self.copy_text(end);
    }

    /// Words between tags.
    fn copy_text(&mut self, bytes: usize) {
        let text = self.rest().get(..bytes).unwrap_or_default();
        self.ampersands += text.bytes().filter(|byte| *byte == b'&').count();
        if self.ampersands > AMPERSANDS_MAX {
            self.out.push_str(&text.replace('&', " "));
            self.at += bytes;
        } else {
            self.copy(bytes);
        }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn copy(&mut self, bytes: usize) {
        self.out.push_str(self.rest().get(..bytes).unwrap_or_default());
        self.at += bytes;
    }

    fn markup(&mut self) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let end = if self.endless_comment { None } else { rest.find("-->") };
            self.endless_comment |= end.is_none();
            self.at += end.map_or(4, |end| end + 3);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            self.copy(end);
        } else if rest.as_bytes().get(1) == Some(&b'/') {
            self.end_tag();
        } else if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            self.start_tag();
        } else {
            self.copy(1);
        }
    }

    fn end_tag(&mut self) {
        let rest = self.rest();
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let name = name_at(rest, 2);
        if FORMATTING.contains(&name.as_str()) {
            self.formatting = self.formatting.saturating_sub(1);
        } else if !UNCOUNTED.contains(&name.as_str()) {
            if self.skipped > 0 {
                self.skipped -= 1;
                self.at += end;
                return;
            }
            self.depth = self.depth.saturating_sub(1);
            self.tables -= usize::from(name.as_str() == "table" && self.tables > 0);
        }
        self.copy(end);
    }

    fn start_tag(&mut self) {
        let Some(tag) = read_tag(self.rest()) else {
            // The page breaks off within a tag.
            self.at = self.html.len();
            return;
        };
        let name = tag.name.as_str();
        self.elements += 1;
        if DROPPED.contains(&name) {
            self.drop_element(&tag);
            return;
        }
        if RAW_TEXT.contains(&name) {
            let length = self.element_length(&tag).unwrap_or(tag.whole.len());
            self.copy(length);
            return;
        }
        if FORMATTING.contains(&name) {
            if self.formatting >= FORMATTING_MAX {
                self.at += tag.whole.len();
                return;
            }
            self.formatting += 1;
        } else if !UNCOUNTED.contains(&name) && !tag.whole.ends_with("/>") {
            let is_table = name == "table";
            if self.depth >= DEPTH_MAX || (is_table && self.tables >= TABLES_MAX) {
                self.too_deep = true;
                self.skipped += 1;
                self.at += tag.whole.len();
                return;
            }
            self.depth += 1;
            self.tables += usize::from(is_table);
        }
        if tag.whole.len() > TAG_MAX_BYTES || tag.attributes > ATTRIBUTES_MAX {
            self.out.push_str(&format!("<{name}>"));
            self.at += tag.whole.len();
        } else {
            self.copy(tag.whole.len());
        }
    }

    fn drop_element(&mut self, tag: &Tag<'_>) {
        let Some(length) = self.element_length(tag) else {
            // Browsers take the rest of the page for the script.
            let swallows = matches!(tag.name.as_str(), "script" | "style");
            self.at = if swallows { self.html.len() } else { self.at + tag.whole.len() };
            return;
        };
        let is_data = || {
            let whole = self.rest().get(..length).unwrap_or_default();
            tag.whole.to_ascii_lowercase().contains("ld+json") || crate::read::metadata::tells_date(whole)
        };
        let data = tag.name.as_str() == "script" && is_data();
        if data {
            self.copy(length);
        } else {
            self.at += length;
            // Words on both sides of a drawing are two words.
            self.out.push(' ');
        }
    }

    /// From the start tag to the end of its end tag; `None` if there is none.
    fn element_length(&mut self, tag: &Tag<'_>) -> Option<usize> {
        if self.unclosed.contains(&tag.name) {
            return None;
        }
        let rest = self.rest();
        let mut from = tag.whole.len();
        // One sign is found several times as fast as two.
        while let Some(offset) = rest.get(from..).and_then(|text| text.find('<')) {
            let start = from + offset;
            if rest.as_bytes().get(start + 1) == Some(&b'/') && name_at(rest, start + 2) == tag.name {
                return Some(rest.get(start..)?.find('>').map_or(rest.len(), |end| start + end + 1));
            }
            from = start + 1;
        }
        self.unclosed.push(tag.name);
        None
    }
}

/// `None` if the tag does not end.
fn read_tag(text: &str) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    let name = name_at(text, 1);
    let mut at = 1 + name.length;
    let mut quote: Option<u8> = None;
    let mut attributes = 0;
    let mut after_equals = false;
    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(open), close) if open == *close => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(Tag { name, whole: text.get(..=at)?, attributes }),
            (None, b'"' | b'\'') if after_equals => quote = Some(*byte),
            (None, b'=') => attributes += 1,
            (None, byte) if byte.is_ascii_whitespace() && !after_equals => attributes += 1,
            _ => {}
        }
        after_equals = match byte {
            b'=' => quote.is_none(),
            byte if byte.is_ascii_whitespace() => after_equals,
            _ => false,
        };
        at += 1;
    }
    None
}

fn name_at(text: &str, at: usize) -> Name {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let mut name = Name { letters: [0; NAME_MAX_BYTES], length: 0 };
    for (letter, byte) in name.letters.iter_mut().zip(bytes) {
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':')) {
            break;
        }
        *letter = byte.to_ascii_lowercase();
        name.length += 1;
    }
    name
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
