//! Markup as it is sent, piece by piece: tags, CDATA, comments and declarations of text that may be
//! broken anywhere. Pure; copies nothing, and no text makes it panic, loop or look at a byte too often.
//!
//! An XML parser stops at the first fault. This one decides, at each fault, what the writer most probably
//! meant: an attribute whose quote is never closed ends where the tag ends, a CDATA section that swallows
//! the next one was never closed, a comment that swallows a comment neither.

/// A quoted value with a `<` in it that is longer than this is a quote that was never closed.
const QUOTED_MARKUP_MAX_BYTES: usize = 4096;
/// Longer declarations in a DOCTYPE are not looked through.
const SUBSET_MAX_BYTES: usize = 1 << 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// As written, with its prefix.
    pub name: &'a str,
    /// What stands between the name and the end of the tag.
    pub attributes: &'a str,
    /// Behind the tag.
    pub end: usize,
    /// `<name/>`.
    pub is_empty: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Start(Tag<'a>),
    End {
        name: &'a str,
        end: usize,
    },
    Cdata {
        content: &'a str,
        end: usize,
    },
    /// The declarations inside a DOCTYPE.
    Doctype {
        subset: &'a str,
        end: usize,
    },
    /// A comment, a processing instruction, a declaration.
    Nothing {
        end: usize,
    },
    /// A `<` that begins nothing.
    Text {
        end: usize,
    },
    /// A tag that the text breaks off in.
    CutOff,
}

/// A text and what has been found out about it on the way.
pub(super) struct Markup<'a> {
    pub text: &'a str,
    cdata_closes: Next,
    comment_closes: Next,
    /// How many bytes may still be looked at ahead of the reader: nested searches stay linear.
    ahead: usize,
    /// The first place where something had to be guessed.
    pub fault: Option<usize>,
}

/// Where a pattern comes next, remembered until it is passed.
#[derive(Default)]
struct Next {
    from: usize,
    found: Option<usize>,
    is_known: bool,
}

impl Next {
    fn find(&mut self, text: &str, pattern: &str, from: usize) -> Option<usize> {
        let is_still_next = self.is_known && from >= self.from && self.found.is_none_or(|at| at >= from);
        if !is_still_next {
            *self = Self { from, found: find(text, pattern, from), is_known: true };
        }
        self.found
    }
}

impl<'a> Markup<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let ahead = text.len().saturating_mul(16).saturating_add(1 << 20);
        Self { text, cdata_closes: Next::default(), comment_closes: Next::default(), ahead, fault: None }
    }

    /// What begins at `at`, where a `<` stands. `owner` is the element that is being read: where its end
    /// tag stands, a CDATA section that was never closed ends.
    pub(super) fn piece_at(&mut self, at: usize, owner: &str) -> Piece<'a> {
        let bytes = self.text.as_bytes();
        match bytes.get(at + 1) {
            Some(b'!') => self.declaration(at, owner),
            Some(b'?') => self.instruction(at),
            Some(b'/') => self.end_tag(at),
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => self.start_tag(at),
            Some(_) => self.text_bracket(at),
            None => Piece::CutOff,
        }
    }

    pub(super) fn note_fault(&mut self, at: usize) {
        self.fault.get_or_insert(at);
    }

    /// Takes `bytes` from what may be looked at ahead; `false` once there is nothing left.
    pub(super) fn may_look_ahead(&mut self, bytes: usize) -> bool {
        self.ahead = self.ahead.saturating_sub(bytes);
        self.ahead > 0
    }

    /// Where `</owner` comes next, as far as can be looked.
    pub(super) fn end_tag_of(&mut self, owner: &str, from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(found) = find(self.text, "</", at) {
            if !self.may_look_ahead(found - at + 2) {
                return None;
            }
            if name_at(self.text, found + 2).eq_ignore_ascii_case(owner) {
                return Some(found);
            }
            at = found + 2;
        }
        None
    }

    fn text_bracket(&mut self, at: usize) -> Piece<'a> {
        self.note_fault(at);
        Piece::Text { end: at + 1 }
    }

    fn start_tag(&mut self, at: usize) -> Piece<'a> {
        let name = name_at(self.text, at + 1);
        let from = at + 1 + name.len();
        let bytes = self.text.as_bytes();
        let mut here = from;
        loop {
            match bytes.get(here) {
                None => return Piece::CutOff,
                Some(b'>') => return Piece::Start(self.tag(name, from, here, here + 1)),
                Some(b'<') => {
                    // The `>` is missing. Without attributes, what follows the name is content.
                    self.note_fault(at);
                    let rest = self.text.get(from..here).unwrap_or_default();
                    let end = if rest.contains('=') { here } else { from };
                    return Piece::Start(self.tag(name, from, end, end));
                }
                Some(quote @ (b'"' | b'\'')) if opens_value(bytes, from, here) => {
                    here = match self.closing_quote(here, *quote) {
                        Some(close) => close + 1,
                        None => here + 1,
                    };
                }
                Some(_) => here += 1,
            }
        }
    }

    fn tag(&self, name: &'a str, from: usize, to: usize, end: usize) -> Tag<'a> {
        let attributes = self.text.get(from..to).unwrap_or_default();
        match attributes.strip_suffix('/') {
            Some(attributes) => Tag { name, attributes, end, is_empty: true },
            None => Tag { name, attributes, end, is_empty: false },
        }
    }

    /// The quote that closes the one at `at`; `None` if it was most probably forgotten.
    fn closing_quote(&mut self, at: usize, quote: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(at + 1..)?;
        let stop = rest.iter().position(|byte| *byte == quote || *byte == b'<');
        match stop {
            Some(length) if rest.get(length) == Some(&quote) => return Some(at + 1 + length),
            Some(_) => {}
            None => {
                self.note_fault(at);
                return None;
            }
        }
        let near = rest.get(..QUOTED_MARKUP_MAX_BYTES).unwrap_or(rest);
        let close = near.iter().position(|byte| *byte == quote).map(|length| at + 1 + length);
        let ends_well = |close: &usize| {
            bytes.get(close + 1).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>' | b'?'))
        };
        self.note_fault(at);
        close.filter(ends_well)
    }

    fn end_tag(&mut self, at: usize) -> Piece<'a> {
        let bytes = self.text.as_bytes();
        let blanks = bytes.iter().skip(at + 2).take_while(|byte| byte.is_ascii_whitespace()).count();
        let from = at + 2 + blanks;
        let name = name_at(self.text, from);
        if name.is_empty() {
            // `</>` closes something, and `</3` does not.
            return match bytes.get(from) {
                Some(b'>') => Piece::Nothing { end: from + 1 },
                None => Piece::CutOff,
                Some(_) => self.text_bracket(at),
            };
        }
        let mut here = from + name.len();
        loop {
            match bytes.get(here) {
                Some(b'>') => return Piece::End { name, end: here + 1 },
                Some(byte) if byte.is_ascii_whitespace() => here += 1,
                None => return Piece::End { name, end: here },
                // Attributes in an end tag are skipped; without a `>` it ends with its name.
                Some(_) => {
                    self.note_fault(at);
                    let rest = bytes.get(here..).unwrap_or_default();
                    let stop = rest.iter().position(|byte| matches!(byte, b'<' | b'>' | b'\n'));
                    let end = match stop {
                        Some(length) if rest.get(length) == Some(&b'>') => here + length + 1,
                        _ => from + name.len(),
                    };
                    return Piece::End { name, end };
                }
            }
        }
    }

    fn instruction(&mut self, at: usize) -> Piece<'a> {
        let rest = self.text.get(at + 2..).unwrap_or_default();
        let Some(stop) = rest.find(['>', '<']) else { return Piece::CutOff };
        let is_closed = rest.get(..stop).is_some_and(|inner| inner.ends_with('?'));
        if is_closed && rest.as_bytes().get(stop) == Some(&b'>') {
            return Piece::Nothing { end: at + 2 + stop + 1 };
        }
        // `<?php if (a > b) echo "<b>" ?>`: the proper end counts where it is near.
        let near = floor(rest, QUOTED_MARKUP_MAX_BYTES);
        if let Some(length) = near.find("?>").filter(|length| !near.get(..*length).is_some_and(|x| x.contains("<?"))) {
            let holds_markup = near.get(..length).is_some_and(|inner| inner.contains("</") || inner.contains("<rss"));
            if !holds_markup {
                return Piece::Nothing { end: at + 2 + length + 2 };
            }
        }
        self.note_fault(at);
        let end = if rest.as_bytes().get(stop) == Some(&b'>') { stop + 1 } else { stop };
        Piece::Nothing { end: at + 2 + end }
    }

    fn declaration(&mut self, at: usize, owner: &str) -> Piece<'a> {
        let rest = self.text.get(at + 2..).unwrap_or_default();
        if rest.starts_with("--") {
            return self.comment(at);
        }
        if let Some(opening) = cdata_opening(rest) {
            return self.cdata(at + 2 + opening, owner);
        }
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            return self.doctype(at);
        }
        self.note_fault(at);
        match rest.find(['>', '<']) {
            Some(stop) if rest.as_bytes().get(stop) == Some(&b'>') => Piece::Nothing { end: at + 2 + stop + 1 },
            Some(stop) => Piece::Nothing { end: at + 2 + stop },
            None => Piece::CutOff,
        }
    }

    fn comment(&mut self, at: usize) -> Piece<'a> {
        let from = at + 4;
        let close = self.comment_closes.find(self.text, "-->", from);
        let inner = close.and_then(|close| self.text.get(from..close));
        match (close, inner) {
            (Some(close), Some(inner)) if !self.swallows(inner, "<!--") => Piece::Nothing { end: close + 3 },
            _ => {
                self.note_fault(at);
                let rest = self.text.get(from..).unwrap_or_default();
                match rest.find(['>', '<']) {
                    Some(stop) if rest.as_bytes().get(stop) == Some(&b'>') => Piece::Nothing { end: from + stop + 1 },
                    Some(stop) => Piece::Nothing { end: from + stop },
                    None => Piece::CutOff,
                }
            }
        }
    }

    fn swallows(&mut self, inner: &str, opening: &str) -> bool {
        self.may_look_ahead(inner.len()) && inner.contains(opening)
    }

    fn cdata(&mut self, from: usize, owner: &str) -> Piece<'a> {
        let close = self.cdata_closes.find(self.text, "]]>", from);
        let inner = self.text.get(from..close.unwrap_or(self.text.len())).unwrap_or_default();
        let next_opening =
            if self.may_look_ahead(inner.len()) { inner.find("<![CDATA[").map(|at| from + at) } else { None };
        if let (Some(close), None) = (close, next_opening) {
            return Piece::Cdata { content: inner, end: close + 3 };
        }
        // It swallows another one, or is never closed: it ends with its element, unless the other one
        // stands inside the same element.
        let cut = self.end_tag_of(owner, from).filter(|cut| next_opening.is_none_or(|next| *cut < next));
        match (cut, close) {
            (Some(cut), _) => {
                self.note_fault(from);
                let content = self.text.get(from..cut).unwrap_or_default();
                Piece::Cdata { content: without_half_end(content), end: cut }
            }
            (None, Some(close)) => Piece::Cdata { content: inner, end: close + 3 },
            (None, None) => Piece::CutOff,
        }
    }

    fn doctype(&mut self, at: usize) -> Piece<'a> {
        let rest = self.text.get(at..).unwrap_or_default();
        let Some(stop) = rest.find(['>', '[']) else { return Piece::CutOff };
        if !self.may_look_ahead(SUBSET_MAX_BYTES) {
            return Piece::Nothing { end: at + stop + 1 };
        }
        if rest.as_bytes().get(stop) == Some(&b'>') {
            return Piece::Doctype { subset: "", end: at + stop + 1 };
        }
        let inner = floor(rest.get(stop + 1..).unwrap_or_default(), SUBSET_MAX_BYTES);
        // Declarations that are never closed end where elements begin.
        let elements = ["<rss", "<feed", "<rdf:RDF", "<channel", "<item", "<entry"];
        let until = elements.iter().filter_map(|element| inner.find(element)).min().unwrap_or(inner.len());
        let inner = inner.get(..until).unwrap_or_default();
        let mut close = None;
        for (found, _) in inner.match_indices(']').take(64) {
            let after = inner.get(found + 1..).unwrap_or_default().trim_start();
            if after.starts_with('>') {
                close = Some((found, at + stop + 1 + inner.len() - after.len() + 1));
                break;
            }
        }
        match close {
            Some((length, end)) => Piece::Doctype { subset: inner.get(..length).unwrap_or_default(), end },
            None => {
                self.note_fault(at);
                Piece::Nothing { end: at + stop + 1 }
            }
        }
    }
}

/// Whether the quote at `here` opens an attribute's value: the last visible character is a `=`.
fn opens_value(bytes: &[u8], from: usize, here: usize) -> bool {
    let before = bytes.get(from..here).unwrap_or_default();
    before.iter().rev().find(|byte| !byte.is_ascii_whitespace() && **byte != b'\\') == Some(&b'=')
}

/// How long the opening of a CDATA section is, behind its `<!`: `[CDATA[`, and what hands make of it.
fn cdata_opening(rest: &str) -> Option<usize> {
    let word = rest.trim_start_matches(['[', ' ']);
    let opened = rest.len() - word.len();
    if opened > 4 || !word.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("cdata")) {
        return None;
    }
    let after = word.get(5..)?;
    let inner = after.trim_start_matches(' ');
    let skipped = after.len() - inner.len();
    if skipped > 2 || (opened == 0 && !inner.starts_with('[')) {
        return None;
    }
    Some(opened + 5 + if inner.starts_with('[') { skipped + 1 } else { 0 })
}

/// What is left of a `]]>` does not belong to the content.
fn without_half_end(content: &str) -> &str {
    let trimmed = content.trim_end();
    ["]]", "]>", "]"].iter().find_map(|half| trimmed.strip_suffix(half)).unwrap_or(content)
}

/// The name that stands at `at`, with its prefix; empty where none does.
pub(super) fn name_at(text: &str, at: usize) -> &str {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    if !rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
        return "";
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let length = rest.iter().take_while(|byte| is_name(byte)).count();
    text.get(at..at + length).unwrap_or_default()
}

/// Where `pattern` stands, at `from` or behind it.
pub(super) fn find(text: &str, pattern: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(pattern).map(|at| from + at)
}

/// The first `max_bytes` of `text`, cut between characters.
pub(super) fn floor(text: &str, max_bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(max_bytes)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
