//! Verbs of saying, with the stance they carry.

use std::sync::LazyLock;

use regex::Regex as WideRegex;
use regex::bytes::{Regex, RegexSet};
use watchline_model::Stance;

use crate::events::Told;
use crate::text::{Sentence, Text};

/// A verb of saying in a sentence, in characters of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    pub(super) start: usize,
    pub(super) end: usize,
    /// `None`: bare "said".
    pub(super) stance: Option<Stance>,
    pub(super) rule: &'static str,
    /// The speaker stands behind: "according to".
    pub(super) speaker_behind: bool,
}

impl Verb {
    /// How far what is told stands from the verb; what follows it is nearer than what precedes.
    pub(super) fn distance(&self, told: &Told) -> usize {
        let start = told.event.evidence.start;
        if start >= self.start { start - self.start } else { self.start - start + 40 }
    }
}

const PASSIVE_WORDS: [&[u8]; 3] = [b"alleged", b"accused", b"suspected"];

/// Just before a participle that stands for an adjective.
static ADJECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)(?:^|\b(?:over|of|about|the|an?|its|their|his|her|for|on|with|against|by|from|into|in|to|this|these|those|that|any|some|other|after|amid|many|several|such|between|and|or)|[a-rt-z0-9]'s|s') $",
    )
    .expect("the pattern is a constant")
});
/// Just before a participle whose subject suffers it.
static PASSIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:is|are|was|were|be|been|being|gets?|got|stands?|stood)(?: \w+ly| also| now)? $")
        .expect("the pattern is a constant")
});

/// Stance, rule and words; the first that fits a place counts.
const ENGLISH: &[(Option<Stance>, &str, &str)] = &[
    (None, "according-to", r"\baccording to\b|\bper a (?:report|statement|post)\b"),
    (
        Some(Stance::Denies),
        "denied",
        r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)|dismiss(?:es|ed|ing))\b(?: \w+){0,6}? (?:that|any|the|it|having|claims?|allegations?|accusations?|reports?|wrongdoing|being|using|this)\b|\b(?:called|described|dismissed)\b.{0,40}\b(?:false|untrue|baseless|unfounded|inaccurate|misleading|without merit)\b",
    ),
    (
        Some(Stance::Disputes),
        "disputed",
        r"\b(?:disput(?:e|es|ed|ing)|contest(?:s|ed|ing)?|push(?:es|ed|ing)? back|challeng(?:es|ed)|questioned)\b",
    ),
    (
        Some(Stance::Retracts),
        "retracted",
        r"\b(?:retract(?:s|ed|ing)?|withdrew (?:its|the|their) (?:claim|report|statement|paper|article|story)|issued a correction|took back)\b",
    ),
    (
        Some(Stance::Acknowledges),
        "acknowledged",
        r"\b(?:acknowledg(?:e|es|ed|ing)|admit(?:s|ted|ting)?|conced(?:e|es|ed|ing)|took responsibility|takes responsibility|accepted responsibility|apologi[sz](?:e|es|ed|ing))\b|\b(?:in an?|the) (?:acknowledge?ment|admission)\b",
    ),
    (Some(Stance::Confirms), "confirmed", r"\bconfirm(?:s|ed|ing)?\b"),
    (
        Some(Stance::Alleges),
        "alleged",
        r"\b(?:alleg(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|claim(?:s|ed|ing| that)|suspect(?:s|ed)|complain(?:s|ed|ing)|assert(?:s|ed|ing)|contend(?:s|ed|ing))\b",
    ),
    (
        Some(Stance::Announces),
        "announced",
        r"\b(?:announc(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|vow(?:s|ed|ing)?|committed to|instructed|ordered|tells|told (?:its |all |the )?(?:\w+ )?(?:staff|employees|workers|engineers|users|customers|developers))\b",
    ),
    (
        Some(Stance::Reports),
        "reported",
        r"\b(?:reported|discover(?:s|ed)|found|reveal(?:s|ed)|disclos(?:es|ed)|warn(?:s|ed)|document(?:s|ed)|published|demonstrated|showed|identified|described|detailed|estimat(?:es|ed))\b",
    ),
    (
        None,
        "said",
        r"\b(?:said|says|saying|told|tells|wrote|writes|stat(?:es|ed)|explain(?:s|ed)|add(?:s|ed)|posted|informed|notified|briefed|tweet(?:s|ed)|argu(?:es|ed)|insist(?:s|ed)|noted|replied|respond(?:s|ed)|testified|claimed|stress(?:es|ed)|maintain(?:s|ed))\b",
    ),
];

const CHINESE: &[(Option<Stance>, &str, &str)] = &[
    (Some(Stance::Denies), "denied", "否认|驳斥|辟谣"),
    (Some(Stance::Acknowledges), "acknowledged", "承认|坦承|致歉|道歉"),
    (Some(Stance::Confirms), "confirmed", "证实|确认"),
    (Some(Stance::Alleges), "alleged", "指控|指称|声称|质疑|指责|爆料"),
    (Some(Stance::Announces), "announced", "宣布|要求|通知|承诺"),
    (None, "said", "表示|称|指出|写道|说|告知|告诉|回应|透露"),
];

#[derive(Debug)]
pub(super) struct Verbs {
    set: RegexSet,
    english: Vec<(Option<Stance>, &'static str, Regex)>,
    chinese: Vec<(Option<Stance>, &'static str, WideRegex)>,
}

impl Verbs {
    pub(super) fn new() -> Self {
        let patterns: Vec<String> = ENGLISH.iter().map(|(_, _, pattern)| format!("(?-u){pattern}")).collect();
        let plain = |pattern: &String| Regex::new(pattern).expect("the patterns are constants");
        Self {
            set: RegexSet::new(&patterns).expect("the patterns are constants"),
            english: ENGLISH
                .iter()
                .zip(&patterns)
                .map(|((stance, rule, _), pattern)| (*stance, *rule, plain(pattern)))
                .collect(),
            chinese: CHINESE
                .iter()
                .map(|(stance, rule, pattern)| {
                    (*stance, *rule, WideRegex::new(pattern).expect("the patterns are constants"))
                })
                .collect(),
        }
    }

    /// The verbs of a sentence in their order; where two overlap the one listed first counts.
    pub(super) fn find(&self, text: &Text, sentence: &Sentence) -> Vec<Verb> {
        let plain = sentence.plain(text);
        let mut verbs: Vec<Verb> = Vec::new();
        let mut add = |start: usize, end: usize, stance: Option<Stance>, rule: &'static str| {
            if verbs.iter().all(|verb| end <= verb.start || verb.end <= start) {
                verbs.push(Verb { start, end, stance, rule, speaker_behind: rule == "according-to" });
            }
        };
        for index in self.set.matches(plain) {
            let (stance, rule, regex) = &self.english[index];
            for hit in regex.find_iter(plain) {
                add(sentence.start + hit.start(), sentence.start + hit.end(), *stance, rule);
            }
        }
        if sentence.wide {
            let words = sentence.words(text);
            for (stance, rule, regex) in &self.chinese {
                for hit in regex.find_iter(words) {
                    let start = sentence.start + words[..hit.start()].chars().count();
                    add(start, start + hit.as_str().chars().count(), *stance, rule);
                }
            }
        }
        // "did not deny", "could not confirm" are no stance.
        verbs.retain(|verb| {
            let before = &text.plain()[verb.start.saturating_sub(24).max(sentence.start)..verb.start];
            verb.stance.is_none_or(|_| !negated(before)) && !is_adjective(text, verb, sentence)
        });
        for verb in &mut verbs {
            by_whom(text, verb);
        }
        verbs.sort_by_key(|verb| verb.start);
        verbs
    }
}

/// What is "alleged" in "over alleged risks" is the risks: nobody there alleges.
fn is_adjective(text: &Text, verb: &Verb, sentence: &Sentence) -> bool {
    let word = &text.plain()[verb.start..verb.end];
    let can_be = [
        &b"alleged"[..],
        b"suspected",
        b"claimed",
        b"accused",
        b"disputed",
        b"contested",
        b"confirmed",
        b"claims",
        b"documents",
    ];
    let before = &text.plain()[sentence.start..verb.start];
    (can_be.contains(&word) && ADJECTIVE.is_match(before))
        || (PASSIVE_WORDS.contains(&word) && is_passive(text, verb) && !said_by(text, verb))
}

/// "is accused": whoever stands before it does not speak.
fn is_passive(text: &Text, verb: &Verb) -> bool {
    PASSIVE.is_match(&text.plain()[verb.start.saturating_sub(24)..verb.start])
}

fn said_by(text: &Text, verb: &Verb) -> bool {
    text.plain()[verb.end..].starts_with(b" by ")
}

/// "was accused by Acme of": the speaker stands behind.
fn by_whom(text: &Text, verb: &mut Verb) {
    if PASSIVE_WORDS.contains(&&text.plain()[verb.start..verb.end]) && is_passive(text, verb) && said_by(text, verb) {
        verb.end += 3;
        verb.speaker_behind = true;
    }
}

fn negated(before: &[u8]) -> bool {
    const WORDS: [&[u8]; 13] = [
        b"falsely ",
        b"not ",
        b"n't ",
        b"never ",
        b"to ",
        b"could ",
        b"cannot ",
        b"neither ",
        b"would ",
        b"might ",
        b"may ",
        b"unable to ",
        b"not immediately ",
    ];
    WORDS.iter().any(|word| before.ends_with(word))
}
