//! An event whose own sentence gives no day takes it from the sentences that go on to tell of it.
//!
//! Only a day that is told as the day of the matter counts: one that opens the sentence before, one in the sentence that takes
//! the matter up again ("The block took effect on Monday"), the date of an entry of a status page, the day in a headline.

use std::sync::LazyLock;

use chrono::{NaiveDate, TimeDelta};
use regex::bytes::Regex;
use watchline_model::date::midnight;
use watchline_model::taxonomy::Family;
use watchline_model::{Basis, Dated, DocumentKind, Modality, Precision};

use super::super::{Setting, Told};
use super::days::Days;
use super::{ANNOUNCED, SAYING, is_to_come_for, lead};
use crate::dates::FoundDate;
use crate::text::Text;

/// A date that begins within so many characters of a sentence opens it.
const OPENING: usize = 32;
/// A day so long before publication is that of another matter.
const OLDEST_DAYS: i64 = 210;
/// What is told as news is not older.
const NEWS_DAYS: i64 = 21;
/// How many sentences before a time of day its day may stand.
const CLOCK_REACH: usize = 8;
/// So many sentences at the beginning tell the news.
const LEAD: usize = 4;

/// An entry of a status page begins or ends with the time.
static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u)\b[0-9]{1,2}:[0-9]{2}\b").expect("the pattern is a constant"));

/// The sentence goes on with what the one before told.
static TAKES_UP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)^\W{0,2}(?:the (?:[a-z-]+ ){0,2}(?:ban|block|decision|order|ruling|verdict|judg(?:e)?ment|suit|lawsuit|complaint|action|fine|penalty|move|measure|change|update|fix|patch|withdrawal|suspension|outage|failure|trouble|problems?|disruption|incident|attack|breach|leak|intrusion|theft|upload|release|notice|letter|report|paper|inquiry|investigation|settlement|deal|agreement|contract|accident|crash|collision|arrest|hearing|experiment|rule|restriction)|it |this |they |according to the (?:decision|order|ruling|suit|complaint|notice|letter|report|filing)|service |that )",
    )
    .expect("the pattern is a constant")
});
/// Another affair is told of.
static OLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:previous|earlier|similar|another|other|second|again|last (?:summer|winter|spring|autumn|fall|year)|years? ago|months? ago|had been|unlike|since|founded)\b")
        .expect("the pattern is a constant")
});

/// Gives days to events that have none.
pub(in super::super) fn complete(text: &Text, setting: &Setting, days: &mut Days, told: &mut [Told]) {
    for told in told {
        let is_harm = matches!(told.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service);
        // When it was said is the date of a harm only where the text does not go on to say when it was done.
        let said = told.event.date.filter(|date| is_harm && date.basis == Basis::Announced);
        if said.is_some() {
            told.event.date = goes_on(text, setting, days, told).or(said);
            continue;
        }
        if told.event.date.is_some() || told.event.modality == Modality::Denied {
            continue;
        }
        if is_answer(told) && setting.voice.is_none() {
            told.event.date = day_of_answer(text, days, told);
            if told.event.date.is_some() {
                continue;
            }
        }
        told.event.date = find(text, setting, days, told).or_else(|| lead::find(text, setting.reference, days, told));
    }
}

/// When the harm was done, by the sentence that takes it up: "An error in October had shown …", "The accounts sent …".
fn goes_on(text: &Text, setting: &Setting, days: &mut Days, told: &Told) -> Option<Dated> {
    let own = told.sentences.iter().copied().filter(|&number| !text.sentences[number].headline).min()?;
    let next = neighbour(text, own + 1)?;
    let sentence = &text.sentences[next];
    let plain = sentence.plain(text);
    if !HARM.is_match(plain) || OLDER.is_match(plain) {
        return None;
    }
    let done = |date: &FoundDate| {
        fits_harm(told, date, setting.reference) && !SAYING.is_match(&plain[..date.start - sentence.start])
    };
    let date = days.of(next).into_iter().find(done)?;
    Some(Dated { basis: Basis::Occurred, ..date.dated })
}

fn fits_harm(told: &Told, date: &FoundDate, reference: Option<NaiveDate>) -> bool {
    date.dated.precision == Precision::Year || fits(told, date, reference, 2 * OLDEST_DAYS)
}

/// "The accounts", "An error": the harm and its means as subject.
static HARM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)^\W{0,2}(?:(?:between|in|from|on|over) [a-z0-9 ]{2,30} )?(?:the|an?|these|those|some|about [0-9.,]+) (?:[a-z-]+ ){0,2}(?:accounts?|error|bug|fault|flaw|hole|leak|breach|attack|attackers?|intruders?|thie(?:f|ves)|calls?|callers?|videos?|images?|messages?|requests?|posts?|incident|mistake|glitch|outage|failure|update|files?|data|campaign|scheme|clips?|recordings?|conversations?|chats?)\b",
    )
    .expect("the pattern is a constant")
});

fn is_answer(told: &Told) -> bool {
    matches!(told.event.kind.as_str(), "acknowledgement" | "apology" | "denial")
}

/// An answer is given when its sentence, or the one in which somebody spoke shortly before, says so.
fn day_of_answer(text: &Text, days: &mut Days, told: &Told) -> Option<Dated> {
    let own = told.sentences.iter().copied().filter(|&number| !text.sentences[number].headline).min()?;
    (own.saturating_sub(2)..=own).rev().filter_map(|number| neighbour(text, number)).find_map(|number| {
        let sentence = &text.sentences[number];
        let said = |date: &FoundDate| {
            is_whole(date) && ANNOUNCED.is_match(&sentence.plain(text)[..date.start - sentence.start])
        };
        let date = days.of(number).into_iter().find(said)?;
        Some(Dated { basis: Basis::Announced, ..date.dated })
    })
}

fn find(text: &Text, setting: &Setting, days: &mut Days, told: &Told) -> Option<Dated> {
    if setting.kind == Some(DocumentKind::Status) {
        let own = own_sentence(text, told)?;
        return entry(text, days, own).or_else(|| setting.reference.map(on));
    }
    let first = text.sentences.iter().position(|sentence| !sentence.headline && !sentence.clutter)?;
    let reference = setting.reference;
    let occurred = |date: FoundDate| {
        let basis = if takes_effect(told) { date.dated.basis } else { Basis::Occurred };
        Dated { basis, ..date.dated }
    };
    // A report of what went wrong is dated by its own line.
    if told.event.kind.as_str() == "postmortem" && setting.kind == Some(DocumentKind::Statement) {
        return reference
            .filter(|&day| is_signed(text, days, day))
            .map(|day| Dated { basis: Basis::Announced, ..on(day) });
    }
    let fresh = |date: &FoundDate| is_whole(date) && fits(told, date, reference, NEWS_DAYS);
    let Some(own) = told.sentences.iter().copied().filter(|&number| !text.sentences[number].headline).min() else {
        // Only the headline tells it: the news is in the sentences below.
        return (first..first + LEAD)
            .find_map(|number| pick(told, not_older(text, days, number)?, fresh))
            .map(occurred);
    };
    let fitting = |date: &FoundDate| fits(told, date, reference, OLDEST_DAYS);
    if let Some(dates) = neighbour(text, own + 1).and_then(|next| not_older(text, days, next)) {
        let takes_up = TAKES_UP.is_match(text.sentences[own + 1].plain(text));
        if takes_up
            && told.family != Family::Response
            && let Some(date) = pick(told, dates, fitting)
        {
            return Some(occurred(date));
        }
    }
    // "at 16:48" of a day that was named before.
    if CLOCK.is_match(text.sentences[own].plain(text))
        && let Some(date) = days.last_before(own, CLOCK_REACH).filter(|date| fitting(date))
    {
        return Some(occurred(date));
    }
    if let Some(before) = own.checked_sub(1).and_then(|before| neighbour(text, before)) {
        let start = text.sentences[before].start;
        let opens = |date: &FoundDate| is_whole(date) && fitting(date) && date.start - start <= OPENING;
        if let Some(date) = days.of(before).into_iter().find(opens) {
            return Some(occurred(date));
        }
    }
    if told.family != Family::Response && !takes_effect(told) {
        let headline = text.sentences.first().filter(|first| first.headline).map(|_| days.of(0)).unwrap_or_default();
        if let Some(date) = headline.into_iter().find(|date| is_whole(date) && fitting(date)) {
            return Some(occurred(date));
        }
    }
    if own <= first + 1 {
        let below = (own + 1..own + LEAD).filter_map(|number| neighbour(text, number));
        let found: Vec<FoundDate> =
            below.filter_map(|number| pick(told, not_older(text, days, number)?, fresh)).collect();
        return pick(told, found, fresh).map(occurred);
    }
    let before = own.checked_sub(1).and_then(|before| neighbour(text, before))?;
    not_older(text, days, before)?.into_iter().rfind(fresh).map(occurred)
}

/// The first that fits; of a rule the day from which it holds, if one is told.
fn pick(told: &Told, dates: Vec<FoundDate>, fits: impl Fn(&FoundDate) -> bool) -> Option<FoundDate> {
    let fitting: Vec<FoundDate> = dates.into_iter().filter(|date| fits(date)).collect();
    let of_effect = fitting.iter().find(|date| takes_effect(told) && date.dated.basis == Basis::Effective);
    of_effect.or(fitting.first()).copied()
}

/// The dates of a sentence that does not turn to another affair.
fn not_older(text: &Text, days: &mut Days, number: usize) -> Option<Vec<FoundDate>> {
    let sentence = text.sentences.get(number)?;
    (!OLDER.is_match(sentence.plain(text))).then(|| days.of(number))
}

/// Whether the document bears the day in its first or last lines.
fn is_signed(text: &Text, days: &mut Days, day: NaiveDate) -> bool {
    let count = text.sentences.len();
    let edges = (0..count.min(3)).chain(count.saturating_sub(2)..count);
    edges.into_iter().any(|number| days.of(number).iter().any(|date| date.dated.value.date_naive() == day))
}

fn is_whole(date: &FoundDate) -> bool {
    date.dated.precision >= Precision::Day
}

/// The first sentence of the body that tells it, else the first.
fn own_sentence(text: &Text, told: &Told) -> Option<usize> {
    let body = told.sentences.iter().copied().filter(|&number| !text.sentences[number].headline).min();
    body.or_else(|| told.sentences.iter().copied().min())
}

/// The sentence, if it is one of the body.
fn neighbour(text: &Text, number: usize) -> Option<usize> {
    text.sentences.get(number).filter(|sentence| !sentence.clutter && !sentence.headline).map(|_| number)
}

/// The day of the entry of a status page in which a sentence stands: the last that is named before it.
fn entry(text: &Text, days: &mut Days, own: usize) -> Option<Dated> {
    (0..=own).rev().filter(|&number| CLOCK.is_match(text.sentences[number].plain(text))).find_map(|number| {
        let date = days.of(number).into_iter().find(|date| date.dated.precision == Precision::Day)?;
        Some(Dated { basis: Basis::Occurred, ..date.dated })
    })
}

fn fits(told: &Told, date: &FoundDate, reference: Option<NaiveDate>, oldest: i64) -> bool {
    let day = date.dated.value.date_naive();
    // From when another thing holds says nothing of when this one happened, and what is told has not yet to come.
    let is_of_a_rule = !takes_effect(told)
        && (date.dated.basis == Basis::Effective || reference.is_some_and(|reference| day > reference));
    date.dated.precision >= Precision::Month
        && !is_of_a_rule
        && !is_to_come_for(told.family, told.event.kind.as_str(), day, reference)
        && reference.is_none_or(|reference| reference - day <= TimeDelta::days(oldest))
}

fn takes_effect(told: &Told) -> bool {
    super::takes_effect(told.family, told.event.kind.as_str())
}

fn on(day: NaiveDate) -> Dated {
    Dated { value: midnight(day), precision: Precision::Day, basis: Basis::Occurred }
}
