//! What stands in one element of a feed, to its end tag, or to where it should have stood. Pure.
//!
//! A title, an address or a date ends at its end tag, and else where the next element of the feed begins
//! or ends. A description may hold markup of its own, some of which is called like elements of a feed
//! (`title`, `link`, `summary`): it ends there only if its own end tag is missing.

use super::entities::{self, Declared};
use super::markup::{Markup, Piece, Tag, find, name_at};
use super::vocabulary::{Kind, Leaf, Prefixes};

/// Elements of feeds whose names HTML has too, or markup that is pasted into feeds.
const AMBIGUOUS: &[&str] = &["title", "link", "summary", "source", "image", "content", "subtitle"];

#[derive(Debug, Default)]
pub(super) struct Content<'a> {
    /// References resolved, CDATA unpacked, markup as it stands.
    pub text: String,
    /// All of it as written.
    pub inner: &'a str,
    /// Behind the end tag.
    pub end: usize,
    /// The text breaks off inside.
    pub is_cut_off: bool,
    pub has_markup: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Line,
    Prose,
    Person,
}

enum Step {
    /// Part of the content.
    Take,
    /// The element ends before this tag.
    EndBefore,
    /// The tag is the element's end tag, mistyped.
    EndBehind,
}

/// Reads the element that `tag`, of the kind `kind`, opens.
pub(super) fn read<'a>(
    markup: &mut Markup<'a>,
    prefixes: &Prefixes,
    declared: &Declared,
    tag: &Tag<'a>,
    kind: Kind,
) -> Content<'a> {
    if tag.is_empty {
        return Content { end: tag.end, ..Content::default() };
    }
    let mut walk = Walk { sort: sort(kind), name: tag.name, prefixes, has_end: None, from: tag.end };
    let whole = markup.text;
    let mut text = String::new();
    let (mut at, mut plain) = (tag.end, tag.end);
    let mut content = Content::default();
    let take = |from: usize, to: usize, text: &mut String| {
        text.push_str(&entities::resolve(whole.get(from..to).unwrap_or_default(), declared));
    };
    let (close, end) = loop {
        let Some(bracket) = find(whole, "<", at) else {
            content.is_cut_off = true;
            take(plain, whole.len(), &mut text);
            break (whole.len(), whole.len());
        };
        let (step, next) = match markup.piece_at(bracket, tag.name) {
            Piece::Text { end } => {
                at = end;
                continue;
            }
            Piece::Cdata { content: inner, end } => {
                take(plain, bracket, &mut text);
                text.push_str(inner);
                (at, plain) = (end, end);
                continue;
            }
            Piece::Nothing { end } | Piece::Doctype { end, .. } => {
                take(plain, bracket, &mut text);
                (at, plain) = (end, end);
                continue;
            }
            Piece::CutOff => {
                content.is_cut_off = true;
                take(plain, bracket, &mut text);
                break (bracket, whole.len());
            }
            Piece::End { name, end } => (walk.at_end_tag(markup, name), end),
            Piece::Start(inner) => (walk.at_start_tag(markup, &inner), inner.end),
        };
        match step {
            Step::Take => {
                take(plain, bracket, &mut text);
                text.push_str(whole.get(bracket..next).unwrap_or_default());
                content.has_markup = true;
                (at, plain) = (next, next);
            }
            Step::EndBefore => {
                markup.note_fault(bracket);
                take(plain, bracket, &mut text);
                break (bracket, bracket);
            }
            Step::EndBehind => {
                take(plain, bracket, &mut text);
                break (bracket, next);
            }
        }
    };
    content.inner = whole.get(tag.end..close).unwrap_or_default();
    content.end = end;
    content.text = without_remnants(text);
    content
}

fn sort(kind: Kind) -> Sort {
    match kind {
        Kind::Leaf(Leaf::Summary(_) | Leaf::Content(_) | Leaf::Tagline) => Sort::Prose,
        Kind::Person(_) => Sort::Person,
        _ => Sort::Line,
    }
}

/// Half a CDATA section leaves its other half in the text.
fn without_remnants(text: String) -> String {
    let trimmed = text.trim();
    let bare = trimmed.strip_suffix("]]>").unwrap_or(trimmed);
    let bare = ["![CDATA[", "[CDATA["].iter().find_map(|half| bare.strip_prefix(half)).unwrap_or(bare);
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

/// The element that is being walked through.
struct Walk<'p, 'a> {
    sort: Sort,
    name: &'a str,
    prefixes: &'p Prefixes,
    /// Whether its end tag comes before the item ends; looked up when it matters.
    has_end: Option<bool>,
    from: usize,
}

impl Walk<'_, '_> {
    fn at_end_tag(&mut self, markup: &mut Markup<'_>, name: &str) -> Step {
        if name.eq_ignore_ascii_case(self.name) || (self.sort != Sort::Prose && local(name) == local(self.name)) {
            return Step::EndBehind;
        }
        match self.prefixes.kind(name) {
            Kind::Other => Step::Take,
            Kind::Root(_) | Kind::Channel => Step::EndBefore,
            _ if self.sort == Sort::Person && is_part_of_person(name) => Step::Take,
            _ if self.sort == Sort::Prose && self.is_own_markup(markup, name) => Step::Take,
            _ => Step::EndBefore,
        }
    }

    fn at_start_tag(&mut self, markup: &mut Markup<'_>, tag: &Tag<'_>) -> Step {
        if tag.name.eq_ignore_ascii_case(self.name) && (self.sort != Sort::Prose || !self.ends_here(markup)) {
            return Step::EndBehind;
        }
        match self.prefixes.kind(tag.name) {
            Kind::Other => Step::Take,
            Kind::Root(_) | Kind::Channel => Step::EndBefore,
            _ if self.sort == Sort::Person && is_part_of_person(tag.name) => Step::Take,
            _ if self.sort == Sort::Prose && self.is_own_markup(markup, tag.name) => Step::Take,
            _ => Step::EndBefore,
        }
    }

    fn is_own_markup(&mut self, markup: &mut Markup<'_>, name: &str) -> bool {
        AMBIGUOUS.contains(&name.to_ascii_lowercase().as_str()) && self.ends_here(markup)
    }

    /// Whether the end tag of this element comes before the item ends or another one begins.
    fn ends_here(&mut self, markup: &mut Markup<'_>) -> bool {
        if let Some(has_end) = self.has_end {
            return has_end;
        }
        let mut at = self.from;
        let has_end = loop {
            let Some(bracket) = find(markup.text, "<", at) else { break false };
            if !markup.may_look_ahead(bracket - at + 1) {
                break false;
            }
            let is_end = markup.text.as_bytes().get(bracket + 1) == Some(&b'/');
            let name = name_at(markup.text, bracket + 1 + usize::from(is_end));
            if is_end && name.eq_ignore_ascii_case(self.name) {
                break true;
            }
            if self.prefixes.kind(name) == Kind::Item {
                break false;
            }
            at = bracket + 1;
        };
        self.has_end = Some(has_end);
        has_end
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn is_part_of_person(name: &str) -> bool {
    matches!(local(name).as_str(), "name" | "email" | "uri" | "url" | "homepage")
}
