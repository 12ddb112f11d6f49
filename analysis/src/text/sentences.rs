//! Where sentences begin and end.
//!
//! Rules of thumb for the press: abbreviations and initials do not end a sentence, nor does a full stop within a
//! quotation that goes on, so that what is said stays with who says it. Chinese and Japanese stops always do.

use super::characters::Characters;
use super::plain::{SIGN, WIDE};
use super::{Sentence, clutter};

/// Beyond this a run of words without a stop is cut; tables and lists without punctuation would else be one sentence.
const LONGEST: usize = 900;
/// Beyond this it is cut wherever that is: no text makes a sentence on which rules would work long.
const LONGEST_EVER: usize = 4000;
/// A quotation longer than this is cut at its own stops.
const LONGEST_QUOTATION: usize = 420;

/// Never the end of a sentence.
const TITLES: &[&[u8]] = &[
    b"mr", b"mrs", b"ms", b"dr", b"prof", b"sen", b"sens", b"rep", b"reps", b"gov", b"gen", b"st", b"vs", b"e.g",
    b"i.e", b"no", b"nos", b"fig", b"approx", b"cf", b"al", b"sr", b"hon", b"col", b"lt", b"sgt", b"rev", b"dept",
    b"jan", b"feb", b"mar", b"apr", b"jun", b"jul", b"aug", b"sep", b"sept", b"oct", b"nov", b"dec", b"viz", b"v",
];
/// The end of a sentence only if a word follows that likes to begin one.
const PERHAPS: &[&[u8]] = &[
    b"inc", b"corp", b"ltd", b"co", b"llc", b"plc", b"u.s", b"u.k", b"u.n", b"e.u", b"a.m", b"p.m", b"etc", b"jr",
    b"u.s.a", b"d.c", b"a.i", b"ph.d", b"bros",
];
const OPENERS: &[&[u8]] = &[
    b"the",
    b"it",
    b"in",
    b"a",
    b"an",
    b"but",
    b"he",
    b"she",
    b"they",
    b"we",
    b"this",
    b"that",
    b"on",
    b"and",
    b"its",
    b"i",
    b"meanwhile",
    b"earlier",
    b"according",
    b"however",
    b"after",
    b"when",
    b"while",
    b"at",
    b"for",
    b"these",
    b"those",
    b"as",
    b"there",
    b"if",
    b"last",
    b"our",
    b"his",
    b"her",
    b"their",
    b"some",
    b"one",
    b"no",
    b"by",
];

/// Sentences of headline and body, in order. `plain` has one byte for each character of `full`.
pub(super) fn sentences(plain: &[u8], full: &Characters, headline: usize, body: usize) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut push = |start: usize, end: usize, paragraph: usize, clutter: bool| {
        let leading = plain[start..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let trailing = plain[start..end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        if leading + trailing < end - start {
            let (start, end) = (start + leading, end - trailing);
            let wide = plain[start..end].contains(&WIDE);
            found.push(Sentence { start, end, headline: paragraph == 0 && headline > 0, paragraph, clutter, wide });
        }
    };
    if headline > 0 {
        push(0, headline, 0, false);
    }
    let mut among_links = false;
    for (number, (start, end)) in paragraphs(plain, body.min(plain.len())).into_iter().enumerate() {
        let paragraph = &plain[start..end];
        let heading = clutter::is_heading(paragraph);
        among_links = heading || (among_links && clutter::is_bare(paragraph));
        let is_clutter = among_links || clutter::opens_clutter(paragraph);
        let mut from = start;
        while from < end {
            let to = sentence_end(plain, full, from, end);
            push(from, to, number + 1, is_clutter);
            from = to;
        }
    }
    found
}

/// Spans between blank lines.
fn paragraphs(plain: &[u8], body: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = body;
    let mut at = body;
    while at < plain.len() {
        if plain[at] == b'\n' {
            let run = plain[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if plain[at..at + run].iter().filter(|&&byte| byte == b'\n').count() > 1 {
                found.push((start, at));
                start = at + run;
            }
            at += run;
        } else {
            at += 1;
        }
    }
    found.push((start, plain.len()));
    found.retain(|(start, end)| start < end);
    found
}

/// The end of the sentence that begins at `from`; always beyond it.
fn sentence_end(plain: &[u8], full: &Characters, from: usize, end: usize) -> usize {
    let mut quotation: Option<usize> = None;
    let mut at = from;
    while at < end {
        if at - from >= LONGEST && (plain[at].is_ascii_whitespace() || at - from >= LONGEST_EVER) {
            return at;
        }
        match plain[at] {
            b'a'..=b'z' | b' ' => {}
            b'"' => {
                quotation = match quotation {
                    Some(_) => None,
                    None => closes_within(plain, at, end).then_some(at),
                };
                // `… fixed it." The company`: the stop stood before the closing mark.
                if quotation.is_none()
                    && at > from
                    && ends_word_run(plain[at - 1])
                    && begins_next(plain, full, at + 1, end)
                {
                    return at + 1;
                }
            }
            b'\n' if at > from && (ends_word_run(plain[at - 1]) || begins_item(plain, at + 1, end)) => return at + 1,
            WIDE | SIGN | b'!' | b'?' if is_wide_stop(full.at(at)) => return closing(plain, at + 1, end),
            b'.' | b'!' | b'?' if quotation.is_none() => {
                let after = closing(plain, at + 1, end);
                let stop = plain[at] != b'.' || !is_abbreviation(plain, from, at, after, end);
                if stop && after <= end && begins_next(plain, full, after, end) {
                    return after;
                }
            }
            _ => {}
        }
        at += 1;
    }
    end
}

/// Full stops of Chinese and Japanese; in plain letters they are wide, signs or plain marks.
fn is_wide_stop(character: Option<char>) -> bool {
    matches!(character, Some('。' | '！' | '？' | '｡'))
}

fn ends_word_run(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

/// Whether the quotation opened at `at` closes soon.
fn closes_within(plain: &[u8], at: usize, end: usize) -> bool {
    let limit = end.min(at + LONGEST_QUOTATION);
    plain[at + 1..limit].contains(&b'"')
}

/// Past closing brackets and quotation marks.
fn closing(plain: &[u8], from: usize, end: usize) -> usize {
    from + plain[from.min(end)..end].iter().take_while(|byte| matches!(byte, b')' | b']' | b'"' | b'\'')).count()
}

/// Whether white space and then something that can begin a sentence stands at `at`.
fn begins_next(plain: &[u8], full: &Characters, at: usize, end: usize) -> bool {
    if at >= end {
        return true;
    }
    let space = plain[at..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let Some(&next) = plain[at..end].get(space) else { return true };
    if space == 0 {
        return next == WIDE;
    }
    full.at(at + space).is_some_and(char::is_uppercase)
        || matches!(next, b'"' | b'\'' | b'(' | b'[' | b'0'..=b'9' | b'-' | b'*')
        || next >= 0x80
}

/// A line that begins with a bullet.
fn begins_item(plain: &[u8], at: usize, end: usize) -> bool {
    matches!(plain[at..end].trim_ascii_start(), [b'-' | b'*' | 0x81, b' ', ..])
}

fn is_abbreviation(plain: &[u8], from: usize, at: usize, after: usize, end: usize) -> bool {
    let word_start = plain[from..at]
        .iter()
        .rposition(|byte| !byte.is_ascii_alphabetic() && *byte != b'.')
        .map_or(from, |i| from + i + 1);
    let word = &plain[word_start..at];
    // An initial ("J."), or part of a figure ("2.5").
    if word.len() == 1 && word[0].is_ascii_alphabetic() && word != b"i" {
        return true;
    }
    if TITLES.contains(&word) {
        // "No." ends a sentence unless a number follows.
        return word != b"no" || plain[after.min(end)..end].trim_ascii_start().first().is_some_and(u8::is_ascii_digit);
    }
    if PERHAPS.contains(&word) {
        let rest = plain[after.min(end)..end].trim_ascii_start();
        let next = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).map_or(rest, |i| &rest[..i]);
        return !next.is_empty() && !OPENERS.contains(&next);
    }
    false
}
