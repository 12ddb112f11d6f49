//! The terms of a text: stemmed words, names and numbers, with how much the text makes of each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::stem;

/// Words read of one text: what a report is about stands in its first columns.
const MOST_WORDS: usize = 1500;
/// A word of the headline counts as so many of the body.
const HEADLINE: f32 = 2.0;
/// So does a word of the lead, which tells what is new; what is told again comes later.
const LEAD: f32 = 1.6;
const LEAD_WORDS: usize = 60;

/// After these a capital is nothing but the beginning of a sentence.
const SENTENCE_ENDS: [char; 10] = ['.', '!', '?', ':', ';', '\n', '"', '“', '(', '•'];

/// Shorter numbers weigh as words do.
const FEWEST_DIGITS: usize = 3;

/// Words that carry no matter. Months and week days are dates, not matter.
const STOP_WORDS: &str = " a about after again all also an and another any are as at be because been before being both \
    but by can could did do does doing down during each even few for from further get had has have having he her here hers \
    him his how i if in into is it its just last like made make many may me might more most much must my new no nor not now of \
    off on once one only or other our out over own per same say said saying says she should since so some still such than that \
    the their them then there these they this those through to told too two under until up upon us use used using very via was \
    we well were what when where whether which while who whom whose why will with within without would yet you your \
    according january february march april may june july august september october november december \
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow mr mrs ms http https www com org net html \
    n't 've 're 'll utc gmt est pdt pst cet \
    investigating identified monitoring resolved update updated posted ";

/// What sort of word a term is: names and numbers tell one happening from another better than words do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TermKind {
    Word,
    Name,
    Number,
}

/// A stem with its weight in one text, before its rarity is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "(String, f32, String)", into = "(String, f32, String)")]
pub(crate) struct Term {
    pub(crate) stem: String,
    /// 1 + ln(occurrences).
    pub(crate) weight: f32,
    pub(crate) kind: TermKind,
    /// It stands in the headline or the lead, where a report says what is new.
    pub(crate) lead: bool,
    pub(crate) headline: bool,
    /// The body has it with a capital where no sentence begins: names are known by that, over many documents.
    pub(crate) amid_capital: bool,
    /// The body has it in small letters.
    pub(crate) small: bool,
}

/// Words of a text as written; punctuation and white space left out.
pub(crate) fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words().take(MOST_WORDS)
}

/// All terms of a text, by stem.
pub(crate) fn extract_terms(title: &str, body: &str) -> Vec<Term> {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for word in split_words(title) {
        // Headlines are often in title case: capitals tell nothing there.
        let seen = count(&mut seen, word, HEADLINE, None, true);
        seen.into_iter().for_each(|seen| seen.headline = true);
    }
    let mut end = 0;
    for (place, (start, word)) in body.unicode_word_indices().take(MOST_WORDS).enumerate() {
        let lead = place < LEAD_WORDS;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let begins = place == 0 || body[end..start].contains(SENTENCE_ENDS);
        end = start + word.len();
        let seen = count(&mut seen, word, if lead { LEAD } else { 1.0 }, Some(capital), lead);
        seen.into_iter().for_each(|seen| {
            seen.amid_capital |= capital && !begins;
            seen.small |= !capital;
        });
    }
    for (text, weight, title) in [(title, HEADLINE, true), (body, 1.0, false)] {
        for (place, pair) in ideograph_pairs(text).iter().enumerate() {
            let seen = count(&mut seen, pair, weight, None, title || place < LEAD_WORDS);
            seen.into_iter().for_each(|seen| seen.headline |= title);
        }
    }
    let term = |(stem, seen): (String, Seen)| Term {
        kind: seen.kind(&stem),
        weight: 1.0 + seen.occurrences.ln(),
        lead: seen.lead,
        headline: seen.headline,
        amid_capital: seen.amid_capital,
        small: seen.small,
        stem,
    };
    seen.into_iter().map(term).collect()
}

#[derive(Default)]
struct Seen {
    occurrences: f32,
    in_body: u32,
    capital: u32,
    lead: bool,
    headline: bool,
    amid_capital: bool,
    small: bool,
}

impl Seen {
    fn kind(&self, stem: &str) -> TermKind {
        if stem.starts_with(|first: char| first.is_ascii_digit()) {
            // Hours, days and small counts stand in every text.
            if stem.len() < FEWEST_DIGITS { TermKind::Word } else { TermKind::Number }
        } else if self.capital * 2 > self.in_body {
            TermKind::Name
        } else {
            TermKind::Word
        }
    }
}

/// `capital` is of a word of the body. `None` where the word is no term.
fn count<'s>(
    seen: &'s mut BTreeMap<String, Seen>,
    word: &str,
    weight: f32,
    capital: Option<bool>,
    lead: bool,
) -> Option<&'s mut Seen> {
    let entry = seen.entry(stem_of(word)?).or_default();
    entry.occurrences += weight;
    entry.lead |= lead;
    if let Some(capital) = capital {
        entry.in_body += 1;
        entry.capital += u32::from(capital);
    }
    Some(entry)
}

/// The stem by which a word is a term; `None` where it carries no matter.
fn stem_of(word: &str) -> Option<String> {
    let folded = word.to_lowercase().replace('’', "'");
    let folded = folded.strip_suffix("'s").unwrap_or(&folded);
    let digit = folded.starts_with(|first: char| first.is_ascii_digit());
    // One letter says nothing; ideographs count by pairs.
    let short = folded.len() < 2 && !digit;
    let lone = folded.chars().all(is_ideograph) && folded.chars().nth(1).is_none();
    if short || lone || is_stop_word(folded) { None } else { Some(stem(folded)) }
}

/// The stems of a text in the order of its words.
pub(crate) fn stems_in_order(text: &str) -> impl Iterator<Item = String> + '_ {
    split_words(text).filter_map(stem_of)
}

/// Neighbouring ideographs: words of languages that are written without spaces, near enough.
pub(crate) fn ideograph_pairs(text: &str) -> Vec<String> {
    let symbols: Vec<char> = text.chars().take(MOST_WORDS).collect();
    let pairs = symbols.windows(2).filter(|pair| pair.iter().copied().all(is_ideograph));
    pairs.map(|pair| pair.iter().collect()).collect()
}

/// Han, kana and hangul.
pub(crate) fn is_ideograph(symbol: char) -> bool {
    matches!(symbol, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn is_stop_word(word: &str) -> bool {
    stop_words().binary_search(&word).is_ok()
}

fn stop_words() -> &'static [&'static str] {
    static SORTED: std::sync::OnceLock<Vec<&'static str>> = std::sync::OnceLock::new();
    SORTED.get_or_init(|| {
        let mut words: Vec<&str> = STOP_WORDS.split_whitespace().collect();
        words.sort_unstable();
        words
    })
}

#[cfg(test)]
mod tests;
