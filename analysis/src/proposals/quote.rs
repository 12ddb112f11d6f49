//! Where a proposed quote stands, and whether it says the contrary.

use std::sync::LazyLock;

use regex::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{EventKind, Evidence};

use crate::text::Text;

/// A quote must be long enough to say something: in characters, and of scripts that need few of them.
const LEAST_CHARS: usize = 12;
const LEAST_WIDE_CHARS: usize = 5;
/// And short enough to be a quote: some long sentences.
const MOST_CHARS: usize = 1_200;

static NEGATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:no|not|never|none|neither|nor|without|den(?:y|ies|ied|ying)|\w+n['’]t|cannot)\b|未|没有|沒有|并非|並非|否认|否認",
    )
    .expect("the pattern is a constant")
});

/// The whole sentences in which a quote stands: `start..end` in characters, `first_sentence..=last_sentence`.
///
/// Whole ones, since what is left out of a sentence may take back what is quoted of it ("nobody claims that …"), and so
/// that a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) first_sentence: usize,
    pub(super) last_sentence: usize,
    /// The words of the sentences.
    pub(super) quote: String,
    /// Where the proposed quote itself stands.
    pub(super) proposed: (usize, usize),
}

impl Span {
    /// Whether it shares a sentence with the evidence.
    pub(super) fn touches(&self, evidence: &Evidence) -> bool {
        evidence.start < self.end && self.start < evidence.end
    }
}

/// Where the quote stands first, letter by letter; its outer white space does not count.
pub(super) fn find(text: &Text, quote: &str) -> Result<Span, String> {
    let quote = quote.trim();
    let length = quote.chars().count();
    let is_wide = quote.chars().any(|char| u32::from(char) >= 0x2e80);
    if length < if is_wide { LEAST_WIDE_CHARS } else { LEAST_CHARS } {
        return Err("its quote is too short to say anything".to_owned());
    }
    if length > MOST_CHARS {
        return Err(format!("its quote is longer than {MOST_CHARS} characters"));
    }
    let byte = text.full().find(quote).ok_or_else(|| "its quote does not stand in the text".to_owned())?;
    let start = text.character(byte);
    let end = start + length;
    let outside = || "its quote stands outside of all sentences".to_owned();
    let first = text.sentences.iter().position(|sentence| start < sentence.end).ok_or_else(outside)?;
    let last = text.sentences.iter().rposition(|sentence| sentence.start < end).ok_or_else(outside)?;
    let sentences = text.sentences.get(first..=last).filter(|sentences| !sentences.is_empty()).ok_or_else(outside)?;
    if sentences.iter().all(|sentence| sentence.clutter) {
        return Err("its quote stands in a caption or a link, not in the text proper".to_owned());
    }
    let proposed = (start, end);
    let (start, end) = (start.min(text.sentences[first].start), end.max(text.sentences[last].end));
    let quote = text.slice(start, end).to_owned();
    Ok(Span { start, end, first_sentence: first, last_sentence: last, quote, proposed })
}

/// Whether harm is told with a no in it. Where the trigger stands is not known, so any no in these sentences counts: what is
/// lost by that, the rules see themselves.
pub(super) fn is_negated(span: &Span, family: Family, kind: &EventKind) -> bool {
    let can_be_negated = matches!(family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service)
        || kind.as_str() == "acknowledgement";
    can_be_negated && NEGATION.is_match(&span.quote)
}

/// For a message: at most 60 characters.
pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars().filter(|char| !char.is_control());
    let short: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { format!("{short}…") } else { short }
}
