//! The words of a title or a summary: markup dropped, references resolved, white space collapsed. Pure.
//!
//! Nobody knows whether a feed's title is text or markup, and how often it was escaped. So a tag is
//! dropped where it is one for sure (`<b>…</b>`) and stands where it is a word ("How `<T>` is inferred"),
//! and one more layer of escaping is taken off where the first one hid markup.

use super::draft::Form;
use super::entities::{self, Declared};
use super::markup::{find, floor, name_at};
use crate::read::collapse;

/// Longer titles are cut, in bytes of markup.
const LINE_MAX_BYTES: usize = 2048;
/// No title speaks of more elements than this; what comes behind them is markup.
const LINE_TAGS_MAX: usize = 50;
/// Of longer content only the beginning is read for a summary, in bytes of markup.
const PROSE_MAX_BYTES: usize = 1 << 17;
/// How often a text may have been escaped in all.
const LAYERS_MAX: usize = 3;

/// Elements that stand within a word or a sentence.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
];
/// Elements that have no end tag.
const VOID: &[&str] = &["br", "hr", "img", "wbr", "input", "embed", "source"];

/// A title.
pub(super) fn line(text: &str, form: Form) -> String {
    let text = floor(text, LINE_MAX_BYTES);
    if !text.contains(['<', '&']) {
        return collapse(text);
    }
    words(text, |html| strip(html, form, Tags::ThatArePaired, usize::MAX))
}

/// A summary of at most `max_chars` characters, and an ellipsis where there was more.
pub(super) fn prose(text: &str, form: Form, max_chars: usize) -> String {
    let text = floor(text, PROSE_MAX_BYTES);
    let words = words(text, |html| {
        let tags = if form == Form::Plain { Tags::ThatArePaired } else { Tags::All };
        strip(html, form, tags, max_chars.saturating_mul(4).saturating_add(1024))
    });
    match words.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default().trim_end()),
        None => words,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tags {
    All,
    /// A start tag without an end tag is a word.
    ThatArePaired,
}

struct Stripped {
    text: String,
    dropped_tags: bool,
}

fn words(text: &str, strip: impl Fn(&str) -> Stripped) -> String {
    let mut stripped = strip(text);
    for _ in 1..LAYERS_MAX {
        let is_escaped_again = !stripped.dropped_tags && has_pair(&stripped.text) || has_reference(&stripped.text);
        if !is_escaped_again {
            break;
        }
        let before = stripped.dropped_tags;
        stripped = strip(&stripped.text);
        stripped.dropped_tags |= before;
    }
    collapse(&stripped.text)
}

/// Whether a reference is left that only escaping twice leaves.
fn has_reference(text: &str) -> bool {
    let Some(at) = text.find('&') else { return false };
    let rest = text.get(at + 1..).unwrap_or_default();
    let Some(name) = floor(rest, 12).split_once(';').map(|(name, _)| name) else { return false };
    match name.strip_prefix('#') {
        Some(number) => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        None => entities::is_name(name),
    }
}

/// Whether some element opens and closes.
fn has_pair(text: &str) -> bool {
    let mut at = 0;
    while let Some(bracket) = find(text, "<", at) {
        let name = name_at(text, bracket + 1);
        at = bracket + 1 + name.len();
        if !name.is_empty() && (has_end_tag(text, name, at) || VOID.contains(&name)) && find(text, ">", at).is_some() {
            return true;
        }
        if at > LINE_MAX_BYTES {
            return false;
        }
    }
    false
}

fn has_end_tag(text: &str, name: &str, from: usize) -> bool {
    let near = floor(text.get(from..).unwrap_or_default(), LINE_MAX_BYTES);
    near.match_indices("</").any(|(at, _)| name_at(near, at + 2).eq_ignore_ascii_case(name))
}

fn strip(html: &str, form: Form, tags: Tags, max_bytes: usize) -> Stripped {
    let none = Declared::new();
    let mut stripped = Stripped { text: String::new(), dropped_tags: false };
    let (mut at, mut plain, mut start_tags) = (0, 0, 0);
    while let Some(bracket) = find(html, "<", at) {
        let Some(markup) = tag(html, bracket) else {
            at = bracket + 1;
            continue;
        };
        start_tags += usize::from(markup.is_start);
        if markup.is_start && start_tags < LINE_TAGS_MAX && !is_tag(html, &markup, form, tags) {
            at = bracket + 1;
            continue;
        }
        stripped.text.push_str(&entities::resolve(html.get(plain..bracket).unwrap_or_default(), &none));
        stripped.dropped_tags |= markup.is_start;
        let lower = markup.name.to_ascii_lowercase();
        if !INLINE.contains(&lower.as_str()) && !lower.is_empty() {
            stripped.text.push(' ');
        }
        at = markup.end;
        if markup.is_start && matches!(lower.as_str(), "script" | "style") {
            at = find(html, &format!("</{}", markup.name), at).unwrap_or(html.len());
        }
        plain = at;
        if stripped.text.len() > max_bytes {
            return stripped;
        }
    }
    stripped.text.push_str(&entities::resolve(html.get(plain..).unwrap_or_default(), &none));
    stripped
}

struct Markup<'a> {
    name: &'a str,
    is_start: bool,
    end: usize,
}

/// The tag or comment at `at`, if one is closed there.
fn tag(html: &str, at: usize) -> Option<Markup<'_>> {
    let rest = html.get(at..)?;
    if rest.starts_with("<!--") {
        let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
        return Some(Markup { name: "", is_start: false, end: at + end });
    }
    if rest.starts_with("<![CDATA[") {
        return Some(Markup { name: "", is_start: false, end: at + 9 });
    }
    let is_start = !rest.starts_with("</");
    let from = if is_start { 1 } else { 2 };
    let name = name_at(rest, from);
    if name.is_empty() {
        return None;
    }
    let mut quote = None;
    for (place, byte) in rest.bytes().enumerate().skip(from + name.len()) {
        match (byte, quote) {
            (b'>', None) => return Some(Markup { name, is_start, end: at + place + 1 }),
            (b'<', None) => return None,
            (b'"' | b'\'', None) if rest.as_bytes().get(place - 1) == Some(&b'=') => quote = Some(byte),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn is_tag(html: &str, markup: &Markup<'_>, form: Form, tags: Tags) -> bool {
    let lower = markup.name.to_ascii_lowercase();
    if tags == Tags::All {
        return true;
    }
    (form == Form::Html && VOID.contains(&lower.as_str())) || has_end_tag(html, markup.name, markup.end)
}

#[cfg(test)]
mod tests;
