//! The run of a sentence's tokens that can be a verb's subject.
//!
//! No grammar is parsed: from the verb one walks left over what may stand between it and its subject ("has also", "on Monday",
//! "in a statement"), then over the words of the subject until something that cannot be part of it.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::tokens::{Class, Token};
use crate::text::Text;

/// How many words a subject may have.
const LONGEST: usize = 16;

/// Who stands before a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Tokens `from..to`.
    Phrase {
        from: usize,
        to: usize,
    },
    /// Whoever was the subject before: "said …, and added".
    Same,
    Nobody,
}

/// What may stand between a subject and its verb.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    const DAY: &str = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|spring|summer|autumn|fall|winter|morning|afternoon|evening|night|day|weekend|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: [0-9]{1,2}(?:, [0-9]{4})?| [0-9]{4})?|[0-9]{1,2} (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: [0-9]{4})?|[0-9]{4})";
    const PAPER: &str = r"(?:statement|post|blog|letter|e-?mail|mail|message|interview|report|filing|paper|memo|notice|note|thread|tweet|video|conference|briefing|hearing|call|forum|page|submission|testimony|newsletter|advisory|update|court|document|announcement|response|reply|affidavit|study|preprint|complaint|release|bulletin)";
    Regex::new(&format!(
        r"(?-u)(?:(?:^|[ ,]+)(?:has|have|had|is|are|was|were|be|been|being|also|later|then|since|first|again|now|still|just|even|only|already|once|twice|not|did|does|do|would|will|itself|himself|herself|themselves|both|each|all|today|yesterday|meanwhile|however|too|therefore|instead|[a-z]+[b-hj-tv-z]ly|(?:on|last|this|late|early|earlier|in|since|by|over|at) (?:(?:late|early|the|that|this|last) )?{DAY}|{DAY}|(?:in|via|through|by|on|at|from) (?:(?:an?|its|his|her|their|the|separate|internal|recent|public) )*(?:[a-z.-]+ ){{0,3}}?{PAPER}(?: (?:to|on|with|at|in) (?:the )?[a-z]+){{0,2}}))+,?$"
    ))
    .expect("the pattern is a constant")
});

/// Words that no subject runs over, to the left.
const ENDS: [&[u8]; 56] = [
    b"that",
    b"which",
    b"who",
    b"whom",
    b"whose",
    b"when",
    b"as",
    b"after",
    b"because",
    b"while",
    b"although",
    b"though",
    b"if",
    b"since",
    b"before",
    b"but",
    b"than",
    b"where",
    b"whether",
    b"until",
    b"unless",
    b"so",
    b"then",
    b"said",
    b"says",
    b"say",
    b"told",
    b"is",
    b"was",
    b"were",
    b"are",
    b"has",
    b"had",
    b"have",
    b"be",
    b"been",
    b"will",
    b"would",
    b"could",
    b"can",
    b"may",
    b"not",
    b"did",
    b"does",
    b"do",
    b"what",
    b"how",
    b"why",
    b"yet",
    b"or",
    b"once",
    b"saying",
    b"even",
    b"just",
    b"reportedly",
    b"allegedly",
];

/// Who stands before the token `verb`, and whether a form of "to be" does ("was accused").
pub(super) fn subject(text: &Text, tokens: &[Token], verb: usize) -> (Subject, bool) {
    let (Some(first), Some(token)) = (tokens.first(), tokens.get(verb)) else { return (Subject::Nobody, false) };
    let before = text.plain()[first.start..token.start].trim_ascii_end();
    let skipped = BETWEEN.find(before).map_or(before.len(), |hit| hit.start());
    if token.plain(text).ends_with(b"ing") {
        return (Subject::Same, false);
    }
    let passive = before[skipped..]
        .split(|byte| *byte == b' ' || *byte == b',')
        .any(|word| matches!(word, b"is" | b"are" | b"was" | b"were" | b"be" | b"been" | b"being"));
    let edge = first.start + skipped;
    let mut to = tokens.iter().take(verb).filter(|token| token.end <= edge).count();
    let has_comma = before[skipped..].starts_with(b",");
    // "which alleges", "who says": the noun before.
    let relative =
        to.checked_sub(1).is_some_and(|last| matches!(tokens[last].plain(text), b"which" | b"who" | b"that"));
    if relative {
        to -= 1;
        if to.checked_sub(1).is_some_and(|last| tokens[last].class == Class::Comma) {
            to -= 1;
        }
        return (phrase(text, tokens, to), passive);
    }
    let Some(last) = to.checked_sub(1) else { return (Subject::Same, passive) };
    if matches!(tokens[last].plain(text), b"and" | b"but" | b"or" | b"yet") {
        return (Subject::Same, passive);
    }
    if tokens[last].class == Class::Comma {
        return (beside(text, tokens, last), passive);
    }
    if tokens[last].class == Class::Sign {
        return match tokens[last].plain(text) {
            b")" if has_comma => (beside(text, tokens, to), passive),
            b")" => (before_brackets(text, tokens, last), passive),
            b"-" => (beside(text, tokens, last), passive),
            _ => (Subject::Nobody, passive),
        };
    }
    match phrase(text, tokens, to) {
        Subject::Phrase { .. } if has_comma => (beside(text, tokens, to), passive),
        subject => (subject, passive),
    }
}

/// "Researchers (Acme and others) said": what stands before the brackets that end at token `close`.
fn before_brackets(text: &Text, tokens: &[Token], close: usize) -> Subject {
    match tokens[..close].iter().rposition(|token| token.plain(text) == b"(") {
        Some(open) if open > 0 && tokens[open - 1].plain(text) == b"]" => {
            match tokens[..open].iter().rposition(|token| token.plain(text) == b"[") {
                Some(first) if first + 1 < open - 1 => Subject::Phrase { from: first + 1, to: open - 1 },
                _ => Subject::Nobody,
            }
        }
        Some(open) => phrase(text, tokens, open),
        None => Subject::Nobody,
    }
}

/// "Acme, the maker of Corvid, said": what stands before the inserted words, which end before token `to`.
fn beside(text: &Text, tokens: &[Token], to: usize) -> Subject {
    let opens = |token: &Token| token.class == Class::Comma || matches!(token.plain(text), b"-" | b"(");
    let mut from = to;
    for _ in 0..3 {
        let Some(comma) = tokens[..from].iter().rposition(opens) else { break };
        if to - comma > 30 {
            break;
        }
        let the = usize::from(
            to - comma > 2 && tokens[comma + 1].plain(text) == b"the" && tokens[comma + 2].class == Class::Name,
        );
        let inserted = &tokens[comma + 1 + the..to];
        // "Acme's founder, Ada Beispiel, said": the inserted words are the name itself.
        if (1..=5).contains(&inserted.len())
            && inserted.iter().all(|token| token.class == Class::Name || token.plain(text) == b"of")
            && !inserted[0].plain(text).iter().all(u8::is_ascii_digit)
        {
            return Subject::Phrase { from: comma + 1 + the, to };
        }
        let is_aside = tokens[comma + 1..to].first().is_some_and(|first| {
            matches!(
                first.plain(text),
                b"which"
                    | b"who"
                    | b"whose"
                    | b"a"
                    | b"an"
                    | b"the"
                    | b"its"
                    | b"one"
                    | b"now"
                    | b"based"
                    | b"founded"
                    | b"led"
                    | b"known"
                    | b"then"
                    | b"head"
                    | b"chief"
                    | b"director"
                    | b"professor"
                    | b"co-founder"
                    | b"founder"
                    | b"ceo"
                    | b"of"
                    | b"whom"
                    | b"formerly"
                    | b"also"
                    | b"in"
                    | b"where"
                    | b"to"
                    | b"owned"
                    | b"including"
                    | b"speaking"
                    | b"citing"
                    | b"responding"
                    | b"part"
            ) || first.plain(text).iter().all(u8::is_ascii_digit)
        });
        if is_aside {
            return phrase(text, tokens, comma);
        }
        from = comma;
    }
    opening_name(text, tokens, to)
}

/// "Acme, maker of Corvid, said": the name that opens the sentence, before its first comma.
fn opening_name(text: &Text, tokens: &[Token], to: usize) -> Subject {
    let first = tokens[..to].iter().position(|token| token.class == Class::Comma);
    let Some(comma) = first.filter(|comma| (1..=6).contains(comma)) else { return Subject::Nobody };
    let has_verb = tokens[comma..to].iter().any(|token| ENDS[23..].contains(&token.plain(text)));
    if has_verb || tokens[comma - 1].class != Class::Name || tokens[0].class != Class::Name {
        return Subject::Nobody;
    }
    match phrase(text, tokens, comma) {
        Subject::Phrase { from: 0, to } => Subject::Phrase { from: 0, to },
        _ => Subject::Nobody,
    }
}

/// The noun with all that belongs to it that ends before token `to`.
fn phrase(text: &Text, tokens: &[Token], to: usize) -> Subject {
    let mut from = to;
    while let Some(previous) = from.checked_sub(1) {
        let token = &tokens[previous];
        let plain = token.plain(text);
        let is_end = match token.class {
            Class::Comma | Class::Sign => true,
            Class::Name if previous > 0 => false,
            Class::Name | Class::Word => ENDS.contains(&plain) || (plain == b"and" && parts(text, tokens, previous)),
        };
        if is_end || to - from >= LONGEST {
            break;
        }
        from = previous;
    }
    from = led_by(text, tokens, from, to);
    while from < to && LEADS.contains(&tokens[from].plain(text)) {
        from += 1;
    }
    if from == to { Subject::Nobody } else { Subject::Phrase { from, to } }
}

/// "From its records the company": where the noun begins after words that say when, where or whence.
fn led_by(text: &Text, tokens: &[Token], from: usize, to: usize) -> usize {
    if to - from < 2 {
        return from;
    }
    let last = tokens[to - 1].plain(text);
    if matches!(last, b"i" | b"we" | b"he" | b"she" | b"it" | b"they") {
        return to - 1;
    }
    let leads = matches!(
        tokens[from].plain(text),
        b"in"
            | b"on"
            | b"at"
            | b"by"
            | b"from"
            | b"for"
            | b"with"
            | b"under"
            | b"during"
            | b"until"
            | b"to"
            | b"of"
            | b"among"
            | b"within"
            | b"this"
            | b"last"
            | b"two"
            | b"three"
            | b"despite"
            | b"amid"
            | b"earlier"
            | b"later"
            | b"throughout"
    );
    if !leads {
        return from;
    }
    let determiner = |&at: &usize| {
        matches!(
            tokens[at].plain(text),
            b"the"
                | b"a"
                | b"an"
                | b"its"
                | b"his"
                | b"her"
                | b"their"
                | b"several"
                | b"multiple"
                | b"some"
                | b"many"
                | b"both"
        )
    };
    (from + 2..to).rev().find(determiner).unwrap_or(from)
}

/// Words that only lead on to a subject.
const LEADS: [&[u8]; 20] = [
    b"meanwhile",
    b"however",
    b"still",
    b"now",
    b"earlier",
    b"later",
    b"separately",
    b"also",
    b"only",
    b"yet",
    b"and",
    b"but",
    b"so",
    b"yesterday",
    b"today",
    b"then",
    b"instead",
    b"initially",
    b"recently",
    b"previously",
];

/// Whether "and" joins two sentences rather than two nouns: a verb stands before it.
fn parts(text: &Text, tokens: &[Token], and: usize) -> bool {
    tokens[..and].iter().rev().take_while(|token| token.class != Class::Comma).any(|token| {
        let plain = token.plain(text);
        token.class == Class::Word && ((plain.ends_with(b"ed") && plain.len() > 4) || ENDS[23..].contains(&plain))
    })
}

/// "said Ada Beispiel, an analyst": the noun that begins with token `from`.
pub(super) fn behind(text: &Text, tokens: &[Token], from: usize) -> Subject {
    let mut to = from;
    while let Some(token) = tokens.get(to) {
        let plain = token.plain(text);
        let is_end = match token.class {
            Class::Comma | Class::Sign => true,
            Class::Name => false,
            Class::Word => {
                ENDS.contains(&plain)
                    || matches!(
                        plain,
                        b"on"
                            | b"in"
                            | b"by"
                            | b"about"
                            | b"during"
                            | b"to"
                            | b"late"
                            | b"earlier"
                            | b"yesterday"
                            | b"today"
                            | b"into"
                            | b"last"
                            | b"this"
                            | b"through"
                            | b"seen"
                            | b"reviewed"
                            | b"obtained"
                            | b"published"
                            | b"released"
                            | b"filed"
                            | b"and"
                    ) && !matches!(tokens.get(to + 1), Some(next) if plain == b"and" && next.class == Class::Name)
            }
        };
        if is_end || to - from >= LONGEST {
            break;
        }
        to += 1;
    }
    if from == to { Subject::Nobody } else { Subject::Phrase { from, to } }
}
