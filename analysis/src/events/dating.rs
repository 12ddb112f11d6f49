//! Which of a sentence's dates is the event's.
//!
//! A sentence often holds two: when it was said ("said on Friday") and when it happened or takes effect ("from July 10",
//! "begun in March"). What was said is dated by the first kind, what happened by the second.

mod days;
mod lead;
mod near;

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{Basis, Dated, Precision};

use super::Sighting;
use crate::dates::FoundDate;
use crate::text::{Sentence, Text};
pub(super) use days::Days;
pub(super) use near::complete;

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u)\b20[0-9]{2}\b").expect("the pattern is a constant"));
/// The sentence looks ahead.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:will|shall|would|plans?|planned|expected|scheduled|due|by|until|effective|deadline|to be|set to|going to)\b")
        .expect("the pattern is a constant")
});
/// Just before the day on which somebody said so.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:said|says|announced|told [a-z ]{2,24}|confirmed|reported|wrote|ruled|decided|disclosed) (?:on |late |early |this |last |in )*$")
        .expect("the pattern is a constant")
});

/// The date tells when it was said.
static SAYING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:said|says|told|wrote|reported|posted|tweeted|announced|published|statement|according to|acknowledged|confirmed|denied|admitted|disclosed|apologi[sz]ed|revealed|blog post|memo|notice|responded|replied|explained|added|article|interview|posts?|alleg\w*)\b[^,;:]{0,32}$")
        .expect("the pattern is a constant")
});
/// The date belongs to something older within the sentence.
static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:begun|began|begin(?:ning)?|started|launched|introduced|rolled out|running|ran|added|conducted|deployed|shipped|created|since|dating|dates|built|released|founded|made)\b[^,;:]{0,40}$")
        .expect("the pattern is a constant")
});

/// "In March we began".
static BEGUN_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)^,? (?:[a-z]+ ){1,3}?(?:began|started|launched|introduced|ran|rolled out|added)\b")
        .expect("the pattern is a constant")
});
/// The date in front tells when it was said: "Last month Acme said …".
static SAYING_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)^,? (?:[a-z0-9.'&-]+ ){1,6}?(?:said|says|told|wrote|informed|reported|announced|posted|disclosed|confirmed|acknowledged|admitted|warned)\b")
        .expect("the pattern is a constant")
});

/// Between the deed and a date: the date belongs to what the deed is about ("fined for the leak of May").
static CAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:for|over|concerning|covering|following|who|that was|that were|that came|when)\b")
        .expect("the pattern is a constant")
});
/// "pulled its robots after one of them knocked a cyclist down on Monday".
static AFTERMATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:after|because|since) (?:[^ ,;:]+ ){2,}(?:on|in)? ?$").expect("the pattern is a constant")
});
/// The same in Chinese, where the date stands before the verb.
static SAYING_BEHIND_WIDE: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new("^[^，。；]{0,18}(?:称|表示|说|承认|宣布|通报|披露|公布|发布|回应|否认|指出|证实|确认|致歉|道歉|发表|写道|报道|透露)")
        .expect("the pattern is a constant")
});
/// "the second since March": the date of another.
static ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:first|second|third|fourth|fifth|latest|last)\b.{0,60}\bsince\b")
        .expect("the pattern is a constant")
});

/// The date of an event, `None` where no date of the sentence can be its own.
pub(super) fn choose(
    text: &Text,
    sighting: &Sighting,
    dates: &[FoundDate],
    reference: Option<NaiveDate>,
) -> Option<Dated> {
    let sentence = &text.sentences[sighting.sentence];
    let plain = sentence.plain(text);
    let says = is_saying(sighting);
    let mut best: Option<(i64, Dated)> = None;
    for date in dates {
        let at = date.start - sentence.start;
        let before = &plain[at.saturating_sub(70)..at];
        let behind = &plain[(date.end - sentence.start)..];
        let between = &text.plain()[sighting.end.min(date.start)..date.start];
        let is_law = sighting.family == Family::Law && sighting.kind.as_str() != "legislation";
        let is_effect = date.dated.basis == Basis::Effective && takes_effect(sighting.family, sighting.kind.as_str());
        // "fined for the leak, the office announced on Wednesday": the day of the announcement is not the leak's.
        let is_announced = ANNOUNCED.is_match(before);
        let is_of_another = ANOTHER.is_match(&plain[..at])
            || !is_announced
                && ((!is_effect && (is_law || sighting.family == Family::Restriction) && AFTERMATH.is_match(between))
                    || (!is_effect && is_law && CAUSE.is_match(between))
                    || (sighting.kind.as_str() == "vulnerability_disclosed" && CAUSE.is_match(between)));
        let day = date.dated.value.date_naive();
        let is_to_come = is_to_come_for(sighting.family, sighting.kind.as_str(), day, reference)
            && !is_told_as_past(text, sentence, date);
        if is_of_another || is_to_come {
            continue;
        }
        // "acknowledged a test that began in March": of two verbs before the date the nearer has it.
        let said_before = SAYING.find_iter(before).last().map(|hit| hit.start());
        let begun_before = BEGUN.find_iter(before).last().map(|hit| hit.start());
        let said = date.dated.basis != Basis::Effective
            && ((said_before.is_some() && said_before > begun_before)
                || SAYING_BEHIND.is_match(behind)
                || (sentence.wide && SAYING_BEHIND_WIDE.is_match(text.slice(date.end, sentence.end))));
        let begun = begun_before.is_some() || BEGUN_BEHIND.is_match(behind);
        let gap = gap(sighting, date);
        let mut dated = date.dated;
        let mut score = -gap;
        if dated.basis == Basis::Effective {
            if takes_effect(sighting.family, sighting.kind.as_str()) {
                score += 300;
            } else {
                dated.basis = Basis::Occurred;
                // "from March to June" of a thing that happened is when it began.
                score -= 40;
            }
        }
        if says {
            let own_word = date.start >= sighting.start && gap <= 30 && !begun;
            let in_front = date.end <= sighting.start && !begun;
            // In Chinese the date of saying stands before the verb, what follows the verb is what is said.
            if sentence.wide && !in_front {
                continue;
            }
            if !own_word && !in_front && !said {
                continue;
            }
            if begun || matches!(dated.precision, Precision::Year) {
                continue;
            }
        } else if said {
            dated.basis = Basis::Announced;
            score -= 150;
        } else if begun {
            score += 30;
        }
        if best.is_none_or(|(other, _)| score > other) {
            best = Some((score, dated));
        }
    }
    best.map(|(_, dated)| dated)
}

/// Events that consist in something being said.
fn is_saying(sighting: &Sighting) -> bool {
    matches!(
        sighting.kind.as_str(),
        "acknowledgement"
            | "denial"
            | "apology"
            | "letter_to_lawmakers"
            | "postmortem"
            | "user_notification"
            | "statement_edited"
            | "statement_removed"
            | "guidance_issued"
    )
}

/// Harm, answers and most steps of the law are not foretold: a day to come belongs to what is done about them.
fn is_to_come_for(family: Family, kind: &str, day: NaiveDate, reference: Option<NaiveDate>) -> bool {
    let is_done = match family {
        Family::Weakness | Family::Breach | Family::Misuse | Family::Service => true,
        Family::Law => matches!(kind, "fine" | "lawsuit_filed" | "settlement" | "investigation_opened"),
        Family::Response => {
            matches!(
                kind,
                "acknowledgement" | "denial" | "apology" | "postmortem" | "statement_edited" | "statement_removed"
            )
        }
        Family::Restriction => false,
    };
    is_done && reference.is_some_and(|reference| day > reference)
}

/// A day with its year, in a sentence that looks back: the document bears an older date than its last words.
fn is_told_as_past(text: &Text, sentence: &Sentence, date: &FoundDate) -> bool {
    YEAR.is_match(&text.plain()[date.start..date.end]) && !AHEAD.is_match(sentence.plain(text))
}

/// Events that have a date of effect.
fn takes_effect(family: Family, kind: &str) -> bool {
    matches!(family, Family::Restriction) || matches!(kind, "policy_change" | "legislation" | "ruling" | "mitigation")
}

fn gap(sighting: &Sighting, date: &FoundDate) -> i64 {
    let gap =
        if date.start >= sighting.end { date.start - sighting.end } else { sighting.start.saturating_sub(date.end) };
    i64::try_from(gap).unwrap_or(i64::MAX / 4)
}
