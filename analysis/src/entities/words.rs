//! The words of a sentence with their shape, and the names that stand in it: what the rules for names in no list work on.
//!
//! Nothing is decided here; a name is only a run of words that are written like one.

use std::sync::LazyLock;

use super::word_set::WordSet;
use crate::text::{Sentence, Text, is_word};

static COMMON: LazyLock<WordSet> = LazyLock::new(|| {
    let text = include_str!("../similarity/common_words.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut words: WordSet =
        lines.filter_map(|line| line.split_once(':')).flat_map(|(_, words)| words.split_whitespace()).collect();
    words.extend(include_str!("function_words.txt").split_whitespace());
    words
});

/// The common words that end in e, without it.
static COMMON_BEFORE_E: LazyLock<WordSet> =
    LazyLock::new(|| COMMON.iter().filter_map(|word| word.strip_suffix('e')).collect());

static FUNCTION: LazyLock<WordSet> = LazyLock::new(|| include_str!("function_words.txt").split_whitespace().collect());

/// Whether a word only serves others, or says of what people or thing a name is.
pub(super) fn is_function(plain: &str) -> bool {
    FUNCTION.contains(plain)
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing before it in the sentence.
    Start,
    Space,
    /// Nothing but a hyphen or a stroke.
    Joined,
    Comma,
    /// An opening quotation mark.
    Quote,
    /// An opening bracket.
    Bracket,
    /// A colon, semicolon, dash or anything else that parts.
    Break,
}

/// Characters `start..end`, without possessive ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// As written.
    pub(super) text: &'t str,
    /// In plain letters.
    pub(super) plain: &'t str,
    pub(super) gap: Gap,
    pub(super) capital: bool,
    pub(super) possessive: bool,
}

impl Word<'_> {
    /// Whether a bracket closes behind it and a possessive follows: "(BP)'s".
    pub(super) fn possessive_behind(&self, text: &Text) -> bool {
        self.possessive || text.plain()[self.end.min(text.length())..].starts_with(b")'s")
    }
}

/// Signs of a trade mark behind a word.
const MARKS: [&[u8]; 3] = [b"(r)", b"(tm)", b"(c)"];

/// The words of a sentence, in order.
pub(super) fn words<'t>(text: &'t Text, sentence: &Sentence) -> Vec<Word<'t>> {
    let plain = text.plain();
    let mut words: Vec<Word<'t>> = Vec::new();
    let (mut at, mut parted) = (sentence.start, sentence.start);
    while at < sentence.end {
        let scope = plain[at] == b'@' && plain.get(at + 1).copied().is_some_and(is_word);
        if !is_word(plain[at]) && !scope {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < sentence.end && (is_word(plain[at]) || is_inner(text, at, sentence.end)) {
            at += 1;
        }
        let end = at;
        let possessive = plain[end..sentence.end].starts_with(b"'s")
            && !plain.get(end + 2).copied().is_some_and(is_word)
            || plain[start..end].ends_with(b"s") && plain.get(end) == Some(&b'\'') && plain.get(end + 1) == Some(&b' ');
        let gap = if words.is_empty() && start == sentence.start { Gap::Start } else { gap(&plain[parted..start]) };
        at = if possessive { (end + 2).min(sentence.end) } else { end };
        // "Corvid(R) Toolkit" is one name.
        at += MARKS.iter().find(|mark| plain[at..sentence.end].starts_with(mark)).map_or(0, |mark| mark.len());
        parted = at;
        let written = text.slice(start, end);
        let capital = written.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
            || written.chars().skip(1).any(char::is_uppercase) && !written.contains(['_', '/']);
        words.push(Word { start, end, text: written, plain: letters(text, start, end), gap, capital, possessive });
    }
    words
}

/// Whether a sign within a word belongs to it: "LangChain.js", "llama-cpp-python", "owner/name", "O'Brien".
fn is_inner(text: &Text, at: usize, end: usize) -> bool {
    let plain = text.plain();
    let (Some(&next), sign) = (plain.get(at + 1), plain[at]) else { return false };
    if at + 1 >= end || !is_word(next) {
        return sign == b'+' && (plain[at - 1] == b'+' || next == b'+');
    }
    match sign {
        b'-' | b'_' | b'/' | b'@' | b'&' | b'+' => text.slice(at, at + 1).is_ascii(),
        // "Settings.This issue" is two sentences.
        b'.' => !is_sentence_end(&plain[at + 1..end]),
        b'\'' => next != b's' || plain.get(at + 2).copied().is_some_and(is_word),
        _ => false,
    }
}

fn is_sentence_end(rest: &[u8]) -> bool {
    [&b"this "[..], b"the ", b"it ", b"in ", b"a ", b"an "].iter().any(|word| rest.starts_with(word))
}

fn gap(between: &[u8]) -> Gap {
    let signs: Vec<u8> = between.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    match signs.as_slice() {
        [] => Gap::Space,
        [b'-' | b'/' | b'&'] if !between.contains(&b' ') => Gap::Joined,
        [b','] => Gap::Comma,
        [.., b'"' | b'\''] if between.last() != Some(&b' ') => Gap::Quote,
        [.., b'('] => Gap::Bracket,
        _ => Gap::Break,
    }
}

/// Plain letters of a word, where they are ASCII.
fn letters(text: &Text, start: usize, end: usize) -> &str {
    std::str::from_utf8(&text.plain()[start..end]).unwrap_or("")
}

/// Whether a word is common in English prose: such a word alone at the start of a sentence is no name.
pub(super) fn is_common(plain: &str) -> bool {
    let known = |word: &str| COMMON.contains(word);
    let stem = |end: &str| {
        plain.strip_suffix(end).is_some_and(|word| {
            let doubled = word.len() > 3 && word.as_bytes()[word.len() - 1] == word.as_bytes()[word.len() - 2];
            known(word) || COMMON_BEFORE_E.contains(word) || doubled && known(&word[..word.len() - 1])
        })
    };
    known(plain) || ["s", "ed", "d", "ing", "ly", "es"].into_iter().any(stem)
}

/// Whether a sentence is written as headlines are, with capitals throughout: there a capital says nothing.
pub(super) fn is_title_case(words: &[Word<'_>]) -> bool {
    let long = || words.iter().skip(1).filter(|word| word.plain.len() > 3);
    let (count, capitals) = (long().count(), long().filter(|word| word.capital).count());
    count >= 3 && capitals * 10 >= count * 8
}

/// Words `from..to` of a sentence that are written like a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Chunk {
    pub(super) fn words<'w, 't>(&self, words: &'w [Word<'t>]) -> &'w [Word<'t>] {
        &words[self.from..self.to]
    }

    pub(super) fn len(&self) -> usize {
        self.to - self.from
    }

    /// The characters it stands at.
    pub(super) fn span(&self, words: &[Word<'_>]) -> (usize, usize) {
        (words[self.from].start, words[self.to - 1].end)
    }
}

/// Particles that names have inside: "University of Beispielstadt", "Department of Health and Human Services".
const INNER: [&str; 11] = ["of", "for", "the", "de", "di", "del", "la", "van", "von", "der", "and"];

/// The longest runs of words that are written like a name. A common word that only opens the sentence is left out; a
/// possessive ends a name.
pub(super) fn chunks(words: &[Word<'_>]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let opening = at == 0 && is_function(words[0].plain) && !is_acronym(words[0].text) && !is_place(words[0].plain);
        if !words[at].capital || opening {
            at += 1;
            continue;
        }
        let from = at;
        let mut to = at + 1;
        while to < words.len() && !words[to - 1].possessive {
            if goes_on(words, from, to) {
                to += 1;
            } else if let Some(behind) = over_particles(words, from, to) {
                to = behind + 1;
            } else {
                break;
            }
        }
        chunks.push(Chunk { from, to });
        at = to;
    }
    chunks
}

fn goes_on(words: &[Word<'_>], from: usize, at: usize) -> bool {
    let word = &words[at];
    let near = matches!(word.gap, Gap::Space | Gap::Joined);
    // "Grok 4", "Miko 3": a number belongs to the name before it if nothing is counted by it.
    let number = word.text.len() <= 3 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    near && (word.capital
        || number
            && at == from + 1
            && words.get(at + 1).is_none_or(|next| next.gap != Gap::Space || !next.plain.ends_with('s')))
}

/// The next capital behind one or two particles.
fn over_particles(words: &[Word<'_>], from: usize, at: usize) -> Option<usize> {
    let inner = |at: usize| words.get(at).filter(|word| word.gap == Gap::Space && INNER.contains(&word.text));
    // "Instagram and Facebook" are two; "Department of Health and Human Services" is one.
    let of = || words[from..at].iter().any(|word| matches!(word.text, "of" | "for"));
    inner(at).filter(|word| word.text != "and" || of())?;
    let behind = if words[at].text != "and" && inner(at + 1).is_some() { at + 2 } else { at + 1 };
    let next = words.get(behind)?;
    (next.capital && next.gap == Gap::Space).then_some(behind)
}

/// Places and peoples that names begin with: "Israeli Tax Authority", "New Jersey Transit".
pub(super) fn is_place(plain: &str) -> bool {
    const PLACES: [&str; 34] = [
        "new",
        "york",
        "south",
        "north",
        "east",
        "west",
        "california",
        "texas",
        "florida",
        "london",
        "washington",
        "paris",
        "tokyo",
        "beijing",
        "berlin",
        "delhi",
        "british",
        "dutch",
        "french",
        "german",
        "greek",
        "czech",
        "swiss",
        "thai",
        "iraqi",
        "israeli",
        "saudi",
        "pakistani",
        "us",
        "u.s",
        "uk",
        "eu",
        "un",
        "chinese",
    ];
    PLACES.contains(&plain)
        || (is_function(plain) && ["ian", "ish", "ese", "can"].iter().any(|end| plain.ends_with(end)))
}

/// "NYPD", "IBM", "EU".
pub(super) fn is_acronym(text: &str) -> bool {
    text.len() >= 2 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&' || c == '.')
}

#[cfg(test)]
mod tests;
