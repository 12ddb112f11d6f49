//! Several who say one thing: "Acme, two ministries and the police".

use crate::claims::nouns;
use crate::claims::tokens::{Class, Token};
use crate::text::Text;

/// How many words before "by" may tell what was found: "was confirmed to be made up by experts".
const BEFORE_AGENT: usize = 8;
/// How many words one of them may have where a comma parts them.
const LONGEST: usize = 7;

/// The parts of the words `from..to`, and of the list that they end, each as tokens; the words themselves if nothing is joined.
pub(super) fn parts(text: &Text, tokens: &[Token], (from, to): (usize, usize)) -> Vec<(usize, usize)> {
    let is = |at: usize, word: &[u8]| tokens[at].plain(text) == word;
    let mut parts = Vec::new();
    let and = (from + 1..to.saturating_sub(1)).find(|&at| is(at, b"and"));
    match and {
        Some(and) if names_somebody(text, tokens, (from, and)) && !is_one_name(text, tokens, (from, to), and) => {
            parts.push((from, and));
            parts.push((and + 1, to));
        }
        _ => parts.push((from, to)),
    }
    // "A, B and C" and "A, B, and C": what stands before the commas.
    let joins = and.is_some() || (from >= 2 && is(from - 1, b"and"));
    let mut at = if from >= 1 && is(from - 1, b"and") { from - 1 } else { from };
    while joins && at >= 2 && tokens[at - 1].class == Class::Comma {
        let comma = at - 1;
        let start = tokens[..comma].iter().rposition(|token| matches!(token.class, Class::Comma | Class::Sign));
        let start = start.map_or(0, |start| start + 1);
        if start >= comma || comma - start > LONGEST || !names_somebody(text, tokens, (start, comma)) {
            break;
        }
        parts.insert(0, (start, comma));
        at = start;
        if start == 0 {
            break;
        }
    }
    // "Researchers from Acme, Beispiel and others": they are the researchers.
    let first = parts.first().copied().unwrap_or((from, to));
    if parts.len() > 1 && leads_a_list(text, tokens, first) {
        return vec![first];
    }
    parts
}

/// The token behind the "by" that follows a participle ending before token `after`.
pub(super) fn agent(text: &Text, tokens: &[Token], after: usize) -> Option<usize> {
    let near = tokens.iter().enumerate().skip(after).take(BEFORE_AGENT);
    let mut near = near.take_while(|(_, token)| matches!(token.class, Class::Name | Class::Word));
    near.find(|(_, token)| token.plain(text) == b"by").map(|(by, _)| by + 1)
}

/// Ends in a name or in a noun that can speak.
fn names_somebody(text: &Text, tokens: &[Token], (from, to): (usize, usize)) -> bool {
    let Some(last) = to.checked_sub(1).filter(|last| *last >= from) else { return false };
    let words = &text.plain()[tokens[from].start..tokens[last].end];
    tokens[last].class == Class::Name || nouns::speaks(words) || leads_a_list(text, tokens, (from, to))
}

/// "Department of Fish and Game", "Castle and Partners".
fn is_one_name(text: &Text, tokens: &[Token], (from, to): (usize, usize), and: usize) -> bool {
    let single = |from: usize, to: usize| to - from == 1 && tokens[from].class == Class::Name;
    let governed = tokens[from..and].iter().any(|token| matches!(token.plain(text), b"of" | b"for" | b"the" | b"&"));
    single(and + 1, to) && (governed || single(and - 1, and) && and - from <= 2 && !single(from, and))
}

/// "researchers from", "agencies including": a noun that speaks, and what belongs to it.
fn leads_a_list(text: &Text, tokens: &[Token], (from, to): (usize, usize)) -> bool {
    let preposition = (from + 1..to).find(|&at| {
        matches!(tokens[at].plain(text), b"from" | b"at" | b"of" | b"with" | b"including" | b"such" | b"in")
    });
    preposition.is_some_and(|at| {
        tokens[at - 1].class == Class::Word || at - from == 1
    } && nouns::speaks(&text.plain()[tokens[from].start..tokens[at - 1].end]))
}
