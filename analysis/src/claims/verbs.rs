//! Verbs of saying, with the stance they carry.

use std::sync::LazyLock;

use regex::Regex as WideRegex;
use regex::bytes::{Regex, RegexSet};
use watchline_model::Stance;

use super::european_verbs::EUROPEAN;
use super::wide_verbs;
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
    /// "…, said Ada Beispiel": its subject may follow.
    pub(super) fn can_stand_first(&self, text: &Text) -> bool {
        let word = &text.plain()[self.start..self.end];
        !word.ends_with(b"ing")
            && !word.contains(&b' ')
            && !matches!(word, b"told" | b"tells" | b"sue" | b"called" | b"calls")
    }

    /// A participle by which its subject suffers it after "was".
    pub(super) fn is_past(&self, text: &Text) -> bool {
        let word = &text.plain()[self.start..self.end];
        let first = word.split(|byte| *byte == b' ').next().unwrap_or(word);
        first.ends_with(b"ed") || matches!(first, b"found" | b"told" | b"said" | b"held" | b"brought" | b"taken")
    }

    /// Only people and bodies do so.
    pub(super) fn is_of_people(&self) -> bool {
        matches!(
            self.rule,
            "said"
                | "denied"
                | "acknowledged"
                | "announced"
                | "confirmed"
                | "claimed"
                | "according-to"
                | "disputed"
                | "blamed"
        )
    }

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
        r"(?-u)(?:^|\b(?:over|of|about|the|an?|its|their|his|her|for|on|with|against|by|from|into|in|to|this|these|those|that|any|some|other|after|amid|many|several|such|between|first|second|latest|recently|previously|newly|two|three|of|near|multiple|featuring|no)|[a-rt-z0-9]'s|s') $",
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
    (
        None,
        "according-to",
        r"\baccording to\b|\bper a (?:report|statement|post)\b|\b(?:discovered|uncovered|found|identified|spotted|noticed|reported|disclosed|revealed|documented|demonstrated|described|flagged|detected|debunked|verified|confirmed|examined|analy[sz]ed) (?:and (?:reported|disclosed|published|named) )?by\b|\bper\b|\b(?:in|from) the (?:words|view) of\b",
    ),
    (
        Some(Stance::Disputes),
        "disputed",
        r"\b(?:call(?:s|ed|ing)|describ(?:es|ed)) (?:the )?(?:[a-z]+ ){0,2}(?:suit|lawsuit|complaint|case|action|fine|penalty|decision)\b.{0,40}\b(?:baseless|meritless|without merit|premature|wrong|unjustified|disproportionate)\b",
    ),
    (
        Some(Stance::Denies),
        "denied",
        r"\bden(?:y|ies|ied|ying)\b|\brefut(?:e|es|ed|ing)\b|\b(?:reject(?:s|ed|ing)|dismiss(?:es|ed|ing))\b(?: \w+){0,6}? (?:that|any|the|it|having|claims?|allegations?|accusations?|reports?|complaints?|suggestions?|criticism|charges?|wrongdoing|being|using|this)\b|\b(?:call(?:s|ed)|describ(?:es|ed)|label(?:s|ed|led))\b.{0,40}\b(?:false|untrue|unfounded|inaccurate|misleading|fabricated|groundless|baseless|meritless|without merit|nonsense|fantasy|fiction|invented|absurd|ridiculous|slander|lies|fake|defamatory)\b|\bhit back\b",
    ),
    (
        Some(Stance::Disputes),
        "disputed",
        r"\b(?:disput(?:e|es|ed|ing)|contest(?:s|ed|ing)?|push(?:es|ed|ing)? back|challeng(?:es|ed)|questioned|downplay(?:s|ed|ing)|play(?:s|ed|ing) down|disagree(?:s|d)?|object(?:s|ed)|defend(?:s|ed))\b|\b(?:call(?:s|ed)|describ(?:es|ed))\b.{0,40}\b(?:baseless|meritless|without merit|premature|exaggerated|overblown|disproportionate|a copy|unjustified)\b",
    ),
    (
        Some(Stance::Retracts),
        "retracted",
        r"\b(?:retract(?:s|ed|ing)?|withdrew (?:its|the|their|his|her) (?:claim|report|statement|paper|article|story|allegation)s?|issued a correction|took back)\b",
    ),
    (
        Some(Stance::Acknowledges),
        "acknowledged",
        r"\b(?:acknowledg(?:e|es|ed|ing)|admit(?:s|ted|ting)?|conced(?:e|es|ed|ing)|took responsibility|takes responsibility|accept(?:s|ed) responsibility|apologi[sz](?:e|es|ed|ing)|regret(?:s|ted)|owned up|confess(?:es|ed))\b|\b(?:in an?|the) (?:acknowledge?ment|admission)\b",
    ),
    (Some(Stance::Confirms), "confirmed", r"\b(?:confirm(?:s|ed|ing)?|corroborat(?:es|ed)|verified)\b"),
    (
        None,
        "blamed",
        r"\b(?:blam(?:es|ed|ing)|put(?:s)? (?:it |this |that |the \w+ )?down to|attribut(?:es|ed|ing)|trac(?:es|ed) (?:it|the))\b",
    ),
    (
        Some(Stance::Alleges),
        "alleged",
        r"\b(?:alleg(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|suspect(?:s|ed)|complain(?:s|ed|ing)(?: that| of| about)|su(?:es|ed|ing)|sue|fil(?:es|ed|ing) (?:an? |the |its |their )?(?:[a-z-]+ ){0,3}?(?:lawsuits?|complaints?|suits?|claims?|class actions?|actions?|charges)|charg(?:es|ed) that|(?:has|have|had) gone to court|(?:takes?|took|taken) .{2,40} to court|(?:brings?|brought) (?:an? |the )?(?:[a-z-]+ ){0,2}(?:action|case|suit|claim)|critici[sz](?:es|ed|ing)|condemn(?:s|ed))\b",
    ),
    (Some(Stance::Alleges), "claimed", r"\b(?:claim(?:s|ed|ing| that)|assert(?:s|ed|ing)|contend(?:s|ed|ing))\b"),
    (
        Some(Stance::Announces),
        "announced",
        r"\b(?:announc(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|vow(?:s|ed|ing)?|committed to|instructed|ordered|tells|told (?:its |all |the )?(?:\w+ )?(?:staff|employees|workers|engineers))\b",
    ),
    (
        None,
        "concluded",
        r"\b(?:conclud(?:es|ed)|determin(?:es|ed)|established|rul(?:es|ed) that|held that|found that)\b",
    ),
    (
        Some(Stance::Reports),
        "reported",
        r"\b(?:report(?:s|ed)|discover(?:s|ed)|f(?:ound|inds)|reveal(?:s|ed)|disclos(?:es|ed)|warn(?:s|ed)|document(?:s|ed|ing)|demonstrat(?:e|es|ed|ing)|show(?:s|ed)|identif(?:ies|ied)|describ(?:es|ed)|detailed|estimat(?:es|ed)|observ(?:es|ed)|uncover(?:s|ed)|detect(?:s|ed)|noticed|spotted|count(?:s|ed)|recount(?:s|ed)|presented|flagged|assess(?:es|ed)|rated|deem(?:s|ed)|analy[sz](?:es|ed)|debunk(?:s|ed)|(?:publish(?:es|ed)|releas(?:es|ed)|issu(?:es|ed)) (?:an? |the |its |their |new )?(?:[a-z-]+ ){0,3}?(?:findings|reports?|stud(?:y|ies)|warnings?|research|analysis|papers?|advisor(?:y|ies)|alerts?|evidence)|extracted|introduc(?:es|ed)|propos(?:es|ed)|construct(?:s|ed)|examin(?:es|ed)|establish(?:es|ed)|tested|saw|sees|experienc(?:es|ed))\b",
    ),
    (Some(Stance::Reports), "authors", r"\bet al\.?"),
    (
        Some(Stance::Reports),
        "reported",
        r"\b(?:report|find|warn|show|describe|document|observe|note|estimate|reveal|introduce|propose|present|say|write|argue|see)\b",
    ),
    (
        Some(Stance::Acknowledges),
        "acknowledged",
        r"\bplead(?:s|ed)? guilty\b|\b(?:label(?:s|ed|led)|call(?:s|ed)|describ(?:es|ed)) (?:it|this|that|the [a-z]+|them) (?:as )?an? (?:[a-z]+ )?(?:error|mistake|bug|oversight|failure|glitch)\b|\b(?:ask(?:s|ed)?|beg(?:s|ged)?) (?:for )?forgiveness\b",
    ),
    (
        Some(Stance::Alleges),
        "alleged",
        r"\b(?:launch(?:es|ed)|start(?:s|ed)|initiat(?:es|ed)) (?:an? )?(?:[a-z]+ )?(?:legal action|lawsuit|class action|suit)|\bcharg(?:es|ed) (?:[a-z0-9]+ ){1,5}?with\b|\bcomplain(?:s|ed) to\b|\brais(?:es|ed) (?:an? |the )?(?:[a-z]+ )?(?:accusation|allegation|complaint)s?\b|\bhas arrested\b|\bfear(?:s|ed)?\b",
    ),
    (
        None,
        "said",
        r"\b(?:swears|swore|spoke of|speaks of|pointed to|is (?:fairly |quite |almost )?(?:sure|certain|convinced)|has told|put the)\b",
    ),
    (None, "said", r"\b(?:informs?|informed|notif(?:ies|ied)|brief(?:s|ed)|wrote to) (?:[a-z]+ ){1,7}?that\b"),
    // Whatever is done beside a quotation: "…," grumbled Ada Beispiel.
    (None, "said", r#"[,.!?]" (?:[a-z]{3,12}(?:ed|es|s)) "#),
    (None, "said", r"\badd(?:s|ed|ing)[:,.]"),
    (
        None,
        "said",
        r"\b(?:said|says?|saying|told|tells|wrote|writes?|stat(?:es|ed)|explain(?:s|ed)|add(?:s|ed|ing) that|tweet(?:s|ed)|argu(?:es|ed|ing)|insist(?:s|ed|ing)|not(?:es|ed)|repl(?:ies|ied)|respond(?:s|ed)|testif(?:ies|ied)|stress(?:es|ed)|maintain(?:s|ed)|comment(?:s|ed)|remark(?:s|ed)|recall(?:s|ed)|caution(?:s|ed)|point(?:s|ed) (?:out|to)|fum(?:es|ed)|rag(?:es|ed)|jok(?:es|ed)|quip(?:s|ped)|wail(?:s|ed)|lament(?:s|ed)|call(?:s|ed) (?:it|the|this|that|them)|believ(?:es|ed)|emphasi[sz](?:es|ed)|reiterat(?:es|ed)|repeat(?:s|ed) that|recommend(?:s|ed)|pointing out|predict(?:s|ed)|answer(?:s|ed)|counter(?:s|ed)|vouch(?:es|ed)|clarif(?:ies|ied)|declar(?:es|ed)|assured|suggest(?:s|ed)|thinks)\b",
    ),
];

#[derive(Debug)]
pub(super) struct Verbs {
    set: RegexSet,
    english: Vec<(Option<Stance>, &'static str, Regex)>,
    chinese: Vec<(Option<Stance>, &'static str, WideRegex)>,
}

impl Verbs {
    pub(super) fn new() -> Self {
        let table: Vec<&(Option<Stance>, &'static str, &'static str)> = ENGLISH.iter().chain(EUROPEAN).collect();
        let patterns: Vec<String> = table.iter().map(|(_, _, pattern)| format!("(?-u){pattern}")).collect();
        let plain = |pattern: &String| Regex::new(pattern).expect("the patterns are constants");
        Self {
            set: RegexSet::new(&patterns).expect("the patterns are constants"),
            english: table
                .iter()
                .zip(&patterns)
                .map(|((stance, rule, _), pattern)| (*stance, *rule, plain(pattern)))
                .collect(),
            chinese: wide_verbs::CHINESE
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
                for hit in regex.find_iter(words).filter(|hit| wide_verbs::is_speech(words, hit.start(), hit.end())) {
                    let start = sentence.start + words[..hit.start()].chars().count();
                    add(start, start + hit.as_str().chars().count(), *stance, rule);
                }
            }
        }
        // "did not deny", "could not confirm" are no stance.
        verbs.retain(|verb| {
            let before = &text.plain()[verb.start.saturating_sub(24).max(sentence.start)..verb.start];
            !negated(before) && !is_adjective(text, verb, sentence) && !is_no_speech(text, verb, sentence)
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
    let can_be =
        word.ends_with(b"ed") || matches!(word, b"claims" | b"documents" | b"reports" | b"found" | b"estimates");
    let before = &text.plain()[sentence.start..verb.start];
    (can_be && (before.is_empty() || ADJECTIVE.is_match(before)))
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

/// "denied access", "reports of": words that look like saying something.
fn is_no_speech(text: &Text, verb: &Verb, sentence: &Sentence) -> bool {
    let after = &text.plain()[verb.end..sentence.end.max(verb.end)];
    let word = &text.plain()[verb.start..verb.end];
    let before = &text.plain()[sentence.start..verb.start];
    let follows = |words: &[&[u8]]| words.iter().any(|word| after.starts_with(word));
    match word {
        // "Pensioners report": a noun where no plural stands before it.
        b"report" | b"find" | b"warn" | b"show" | b"describe" | b"document" | b"observe" | b"note" | b"estimate"
        | b"reveal" | b"introduce" | b"propose" | b"present" | b"argue" | b"say" | b"write" | b"see" => {
            let many = before.trim_ascii_end();
            let is_many = many.ends_with(b"people")
                || many.ends_with(b"police")
                || many.ends_with(b"al.")
                || many.ends_with(b" they")
                || many == b"they"
                || (many.ends_with(b"s")
                    && !many.ends_with(b"'s")
                    && !many.ends_with(b"ss")
                    && !many.ends_with(b"us")
                    && !many.ends_with(b"is"));
            !is_many
        }
        // "Beispiel et al. show", not "(Beispiel et al., 2020)".
        b"et al." | b"et al" => !after.trim_ascii_start().first().is_some_and(u8::is_ascii_alphabetic),
        b"reports" if [&b"press "[..], b"media ", b"news "].iter().any(|word| before.ends_with(word)) => true,
        b"denied" | b"denies" | b"deny" => follows(&[
            b" access",
            b" entry",
            b" bail",
            b" service",
            b" a motion",
            b" the motion",
            b" request",
            b" him ",
            b" her ",
            b" them ",
        ]),
        b"reports" | b"claims" | b"documents" | b"shows" | b"notes" | b"estimates" | b"counts"
            if is_behind_adjective(before) =>
        {
            true
        }
        b"reports" | b"complaints" | b"claims" | b"shows" | b"notes" | b"documents" => {
            follows(&[b" of ", b" to ", b" from ", b" about ", b" against ", b" have ", b" were ", b" are ", b" and "])
        }
        // "Acme accused of", "criticised for": without an object the subject suffers it.
        b"accused" | b"criticised" | b"criticized" | b"condemned" | b"suspected" | b"alleged" => {
            follows(&[b" of ", b" for ", b" in ", b" over ", b" to ", b" after "])
        }
        b"states" => before.ends_with(b"united "),
        b"told" => follows(&[b" to ", b" by "]),
        b"sued" => follows(&[b" for", b" over", b" by", b" in ", b" after", b" again"]),
        b"found" | b"reported" | b"described" | b"identified" | b"detected" | b"documented" | b"noticed" => {
            let is_passive = PASSIVE.is_match(before);
            if follows(&[b" guilty", b" liable", b" dead"]) && !is_passive {
                return after.starts_with(b" guilty") || after.starts_with(b" dead");
            }
            follows(&[b" on ", b" in ", b" at ", b" to ", b" as ", b" among "])
                || (word == b"described" && after.starts_with(b","))
                || (!is_passive && follows(&[b" by "]))
        }
        _ => false,
    }
}

/// "false claims", "its audit reports": a small word that no speaker is, so that what follows it is a noun.
fn is_behind_adjective(before: &[u8]) -> bool {
    let word = before.trim_ascii_end().rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    let is_adjective =
        [&b"ed"[..], b"ive", b"al", b"ous", b"ful", b"ble", b"ic", b"ing", b"lse", b"any", b"ew", b"ore"]
            .iter()
            .any(|end| word.ends_with(end));
    is_adjective && word.iter().all(u8::is_ascii_lowercase) && !super::nouns::speaks(word)
}

fn negated(before: &[u8]) -> bool {
    const WORDS: [&[u8]; 15] = [
        b"falsely ",
        b"will ",
        b"can ",
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
