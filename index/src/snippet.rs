//! The passage of a text that shows why it was found.

use std::collections::HashSet;

use tantivy::tokenizer::{TextAnalyzer, Token};

use crate::query::Node;
use crate::search::SnippetPart;
use crate::tokenize::{Stemmer, Tongue, Use, tokens, variants, words};

/// Characters of a passage: two or three lines.
const LENGTH: usize = 260;
/// Characters shown before the first word found.
const BEFORE: usize = 60;
/// Bytes of a text that are looked through; books come as documents, too.
const LOOKED_THROUGH: usize = 400_000;

/// Finds passages for one query.
pub(crate) struct Snippets {
    stems: HashSet<String>,
    /// Words that stand for a stem themselves.
    words: HashSet<String>,
    /// Letters that a word with one of the stems can begin with: most words need not be stemmed.
    initials: HashSet<char>,
    /// Word for word.
    phrases: Vec<Vec<String>>,
    splitter: TextAnalyzer,
    stemmer: Stemmer,
}

/// A word that was looked for: where it stands, and which one it is.
struct Found {
    from: usize,
    to: usize,
    /// Which word of the text.
    position: usize,
    word: String,
}

impl Snippets {
    pub(crate) fn new(node: &Node) -> Self {
        let mut snippets = Self {
            stems: HashSet::new(),
            words: HashSet::new(),
            initials: HashSet::new(),
            phrases: Vec::new(),
            splitter: words(Use::Index),
            stemmer: Stemmer::new(),
        };
        snippets.look_for(node);
        snippets
    }

    /// What is denied is not looked for.
    fn look_for(&mut self, node: &Node) {
        match node {
            Node::Word(word) => {
                let Some(variants) = variants(word) else { return self.look_for(&Node::Phrase(word.clone())) };
                self.initials.extend(variants.words.iter().filter_map(|word| word.chars().next()));
                self.words.extend(variants.words);
                self.stems.extend(variants.stems);
            }
            Node::Phrase(phrase) => {
                let words = tokens(&mut words(Use::Query), phrase);
                self.phrases.push(words.into_iter().map(|token| token.text).collect());
            }
            Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| self.look_for(part)),
            Node::Everything | Node::Is { .. } | Node::Within { .. } | Node::Not(_) => {}
        }
    }

    /// The passage with most of the words, or the beginning of the text.
    pub(crate) fn cut(&mut self, text: &str, tongues: &[Tongue]) -> Vec<SnippetPart> {
        let found = self.find(text, tongues);
        let start = best_start(&found).map_or(0, |first| back(text, found[first].from, BEFORE));
        let start = if start <= BEFORE { 0 } else { after_space(text, start) };
        let end = text[start..].char_indices().nth(LENGTH).map_or(text.len(), |(end, _)| start + end);
        let end = if end < text.len() { before_space(text, start, end) } else { end };
        parts(text, start, end, &found)
    }

    fn find(&mut self, text: &str, tongues: &[Tongue]) -> Vec<Found> {
        let Self { stems, words, initials, phrases, splitter, stemmer } = self;
        if words.is_empty() && phrases.is_empty() {
            return Vec::new();
        }
        let text = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
        let (mut found, mut single) = (Vec::new(), Vec::new());
        let wanted: HashSet<&str> = phrases.iter().flatten().map(String::as_str).collect();
        let mut is_inflection = |token: &Token| {
            // Only Arabic stemmers take letters from the front: `ال` and what clings to it.
            let near = token.text.chars().next().is_some_and(|c| initials.contains(&c) || is_arabic(c));
            if !near {
                return false;
            }
            let written = text.get(token.offset_from..token.offset_to).unwrap_or_default().to_lowercase();
            tongues.iter().any(|tongue| stemmer.stems(*tongue, &written).iter().any(|stem| stems.contains(stem)))
        };
        let mut stream = splitter.token_stream(text);
        while let Some(token) = stream.next() {
            if wanted.contains(token.text.as_str()) {
                single.push(Found::of(token));
            }
            if words.contains(&token.text) || is_inflection(token) {
                found.push(Found::of(token));
            }
        }
        drop(stream);
        found.extend(in_a_row(single, phrases));
        found.sort_by_key(|found| (found.from, found.to));
        found
    }
}

impl Found {
    fn of(token: &Token) -> Self {
        Self { from: token.offset_from, to: token.offset_to, position: token.position, word: token.text.clone() }
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}')
}

/// Only those words that stand in a row as in one of the phrases.
fn in_a_row(single: Vec<Found>, phrases: &[Vec<String>]) -> Vec<Found> {
    let at: HashSet<(usize, &str)> = single.iter().map(|found| (found.position, found.word.as_str())).collect();
    let mut kept: HashSet<(usize, String)> = HashSet::new();
    for phrase in phrases {
        let Some(first) = phrase.first() else { continue };
        for start in single.iter().filter(|found| found.word == *first).map(|found| found.position) {
            if phrase.iter().enumerate().all(|(offset, word)| at.contains(&(start + offset, word.as_str()))) {
                kept.extend(phrase.iter().enumerate().map(|(offset, word)| (start + offset, word.clone())));
            }
        }
    }
    drop(at);
    single.into_iter().filter(|found| kept.contains(&(found.position, found.word.clone()))).collect()
}

/// The find from which on a passage holds most different words, then most finds; the earliest of equals.
fn best_start(found: &[Found]) -> Option<usize> {
    let mut best: Option<(usize, usize, usize)> = None;
    for (first, start) in found.iter().enumerate() {
        // Bytes stand in for characters: passages of other scripts come out a little short.
        let inside = found[first..].iter().take_while(|next| next.to <= start.from + LENGTH - BEFORE);
        let mut different = HashSet::new();
        let mut count = 0;
        for next in inside.take(64) {
            different.insert(next.word.as_str());
            count += 1;
        }
        if best.is_none_or(|(words, finds, _)| (different.len(), count) > (words, finds)) {
            best = Some((different.len(), count, first));
        }
    }
    best.map(|(.., first)| first)
}

/// So many characters before a place.
fn back(text: &str, place: usize, characters: usize) -> usize {
    text[..place].char_indices().rev().nth(characters.saturating_sub(1)).map_or(0, |(start, _)| start)
}

/// The beginning of the first word at or after a place that is in the middle of one, if there is one nearby.
fn after_space(text: &str, start: usize) -> usize {
    let near = text[start..].char_indices().take(BEFORE / 2).find(|(_, c)| c.is_whitespace());
    near.map_or(start, |(offset, c)| start + offset + c.len_utf8())
}

/// The end of the last whole word before a place, if there is one nearby.
fn before_space(text: &str, start: usize, end: usize) -> usize {
    let near = text[start..end].char_indices().rev().take(BEFORE / 2).find(|(_, c)| c.is_whitespace());
    near.map_or(end, |(offset, _)| start + offset)
}

fn parts(text: &str, start: usize, end: usize, found: &[Found]) -> Vec<SnippetPart> {
    let mut parts: Vec<SnippetPart> = Vec::new();
    let mut push = |piece: &str, highlighted: bool| {
        // Line breaks and runs of spaces are of the page, not of the passage.
        let mut tidy = piece.split_whitespace().collect::<Vec<_>>().join(" ");
        if tidy.is_empty() && piece.is_empty() {
            return;
        }
        if piece.starts_with(char::is_whitespace) && !parts.is_empty() {
            tidy.insert(0, ' ');
        }
        if piece.ends_with(char::is_whitespace) && !tidy.ends_with(' ') {
            tidy.push(' ');
        }
        match parts.last_mut() {
            Some(last) if last.highlighted == highlighted => last.text.push_str(&tidy),
            _ => parts.push(SnippetPart { text: tidy, highlighted }),
        }
    };
    if start > 0 {
        push("… ", false);
    }
    let mut at = start;
    for found in found.iter().filter(|found| found.from >= start && found.to <= end) {
        if found.to <= at {
            continue;
        }
        push(&text[at..found.from.max(at)], false);
        push(&text[found.from.max(at)..found.to], true);
        at = found.to;
    }
    push(&text[at..end], false);
    if end < text.len() {
        push(" …", false);
    }
    parts
}

#[cfg(test)]
mod tests;
