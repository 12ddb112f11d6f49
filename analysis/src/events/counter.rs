//! What strikes a match out: questions, conjecture, negation, advice, comparison with older affairs.

mod wide;

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::DocumentKind;
use watchline_model::taxonomy::Family;

use super::triggers::{Bits, Triggers};
use super::{Setting, Sighting};
use crate::text::Text;
pub(super) use wide::is_countered_wide;

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// The whole sentence is advice or instruction.
static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
    build(concat!(
        r"^(?:always |never |make sure|be sure|be careful|consider |ensure |avoid |check |review |remember |here(?:'s| is| are) (?:how|what|some|\w+ ways)|how (?:to|can you)|learn |use (?:a|strong|unique|multi)|enable |keep your|don't (?:share|click|reuse)|do not (?:share|click|reuse)|step \d)",
        r"|\b(?:you should|you can protect|you may want|users should (?:always|never|avoid|be)|(?:companies|organi[sz]ations|businesses|enterprises|teams|developers) (?:should|need to|must) (?:also |always |never )?(?:consider|ensure|adopt|review|train|use|be|implement|treat|apply|make|establish|develop|monitor|limit|avoid|keep|have)|it is (?:important|essential|advisable|recommended) to|best practices? (?:is|are|for|include)|to protect yourself|tips (?:for|to|on)|in this (?:guide|tutorial|webinar|course))\b",
    ))
});
/// Conjecture just before the match.
const CONJECTURE: &str = r"\b(?:could|might|would|may|if|should|whether|can|unless|potential|potentially|hypothetical(?:ly)?|imagine|suppose|in case|risks? of|fears? (?:of|that)|threat of|to (?:prevent|avoid|detect|stop|protect|reduce|combat|fight)|prevent(?:s|ing)?|avoid(?:s|ing)?|protect(?:s|ing)? (?:\w+ )?(?:against|from)|against|how to|ways to|consider(?:s|ing)?|mull(?:s|ing)?|weigh(?:s|ing)?|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|threaten(?:s|ed|ing)? to|push(?:es|ing)? for|want(?:s|ed)? to|propos(?:e|es|ed|als?)|likelihood of|possible|worried|concern(?:s|ed)? (?:that|about|over)|vulnerable to|lead to|help(?:s|ed|ing)?(?: \w+)? to)\b(?:[^,;:]|,[0-9]){0,36}$|\b(?:ask(?:s|ed|ing)?|press(?:es|ed|ing)?|lobb(?:y|ied|ying)|petition(?:s|ed|ing)?)(?: [^ ,;:]+){1,7} to $";
/// "has ordered Acme to notify": an answer that is asked for has not been given.
const ORDERED: &str = r"\b(?:order|requir|oblig|instruct|direct|tell|told|urg)[a-z]*(?: [^ ,;:]+){1,7} to $";
/// Negation just before the match.
const NEGATION: &str = r"(?:\b(?:not|never|no|neither|nor|cannot|without|hardly|rather than|far from|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|fail(?:s|ed|ing)? to|stop(?:s|ped)? short of|yet to|no longer|nobody|none|nothing)|n't)\b(?:[^,;:]|,[0-9]){0,22}$";
/// Denial just before the match: the event is told, as denied.
const DENIED: &str = r"\b(?:den(?:y|ies|ied|ying)|no (?:evidence|indication|sign)s? (?:of|that)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing))\b[^;:]{0,70}$";
/// Comparison with another affair just before the match.
const COMPARISON: &str = r"\b(?:unlike|similar to|reminiscent of|echo(?:es|ed|ing)|recall(?:s|ed|ing)|compared (?:with|to)|last year's|comparable to|in contrast to|akin to|just as|much like|history of|anniversary of|years after|decades after|previous cases? (?:of|where)|insurance (?:against|for)|specialis(?:es|ts) in|famous for)\b[^;:]{0,50}$";

/// What may stand just before a match.
#[derive(Debug, Clone, Copy)]
enum Before {
    Conjecture,
    Ordered,
    Negation,
    Denied,
    Comparison,
}

/// In the order of [`Before`].
const BEFORE: [&str; 5] = [CONJECTURE, ORDERED, NEGATION, DENIED, COMPARISON];
static BEFORE_REGEXES: LazyLock<[Regex; 5]> = LazyLock::new(|| BEFORE.map(build));
static BEFORE_TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| Triggers::new(BEFORE.into_iter()));

/// The words before a match, and which of [`BEFORE`] they may meet: mostly none.
struct Words<'w> {
    words: &'w [u8],
    bits: Bits,
}

impl<'w> Words<'w> {
    fn new(words: &'w [u8]) -> Self {
        Self { words, bits: BEFORE_TRIGGERS.of(words) }
    }

    fn meet(&self, before: Before) -> bool {
        let nth = before as usize;
        self.bits & (1 << nth) != 0 && BEFORE_REGEXES[nth].is_match(self.words)
    }
}

/// Voices and faces that were lent.
static CONSENT: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\bwith (?:their|his|her|the (?:[a-z]+ )?(?:actors?|authors?|singers?|artists?|speakers?|owners?).?s?) (?:full |express |written )?(?:consent|permission|blessing|approval)\b|\b(?:voices?|likeness(?:es)?|faces?)\b.{0,40}\b(?:licen[sc]ed|under licen[sc]e|for a fee)\b",
    )
});
/// "We confirmed": the writer speaks.
static AUTHOR: LazyLock<Regex> = LazyLock::new(|| build(r"^we\b[^.\x22:;]{0,60}$"));

/// Whether the document tells of voices or faces used by agreement: that imitates nobody to deceive.
pub(super) fn is_by_consent(text: &Text) -> bool {
    CONSENT.is_match(text.plain())
}

/// Whether an answer ("confirmed", "apologize") is that of the outlet or of the writer of a post, who is no party.
pub(super) fn is_of_the_author(text: &Text, setting: &Setting, sighting: &Sighting) -> bool {
    let sentence = &text.sentences[sighting.sentence];
    setting.voice.is_none()
        && matches!(setting.kind, Some(DocumentKind::Article | DocumentKind::Post))
        && sighting.family == Family::Response
        && AUTHOR.is_match(&text.plain()[sentence.start..sighting.start.max(sentence.start)])
}

/// Whether nothing in the sentence can be an event: a question or advice.
pub(super) fn is_struck_out(sentence: &[u8]) -> bool {
    let trimmed = sentence.trim_ascii_end();
    trimmed.ends_with(b"?") || ADVICE.is_match(trimmed)
}

/// Leaves out what a question or advice only seems to tell. Advice to upgrade tells that there is something to upgrade to.
pub(super) fn strike_out(sentence: &[u8], seen: &mut Vec<Sighting>) {
    if is_struck_out(sentence) {
        let is_question = sentence.trim_ascii_end().ends_with(b"?");
        seen.retain(|sighting| !is_question && sighting.kind.as_str() == "vulnerability_patched");
    }
}

/// Whether the words just before a match take it back.
pub(super) fn is_countered(sentence: &[u8], start: usize, end: usize, kind: &str, family: Family) -> bool {
    let before = Words::new(&sentence[start.saturating_sub(90)..start]);
    if before.meet(Before::Comparison) {
        return true;
    }
    if before.meet(Before::Denied) {
        return false;
    }
    // A flaw is told by what it could do, and the version without it beside; a law by what it would; a denial is itself a no.
    let may_be_conjecture = matches!(
        kind,
        "vulnerability_disclosed"
            | "vulnerability_patched"
            | "legislation"
            | "denial"
            | "lawsuit_filed"
            | "guidance_issued"
            | "prompt_injection"
    ) || matches!(family, Family::Law);
    if !may_be_conjecture && before.meet(Before::Conjecture) {
        return true;
    }
    if family == Family::Response && before.meet(Before::Ordered) {
        return true;
    }
    if kind != "denial" && before.meet(Before::Negation) {
        return true;
    }
    // "was not breached": the negation stands within the match.
    let inside = &sentence[start..end];
    // "Could not be reached" is what an outage is.
    let is_of_what_fails = family == Family::Service && contains(inside, b"could not ");
    matches!(family, Family::Breach | Family::Service)
        && !is_of_what_fails
        && [&b" not "[..], b" no ", b" never "].iter().any(|word| contains(inside, word))
}

/// Whether the words before a match deny it.
pub(super) fn is_denied(before: &[u8]) -> bool {
    Words::new(before).meet(Before::Denied)
}

fn contains(words: &[u8], part: &[u8]) -> bool {
    words.windows(part.len()).any(|window| window == part)
}
