//! Dates that name no day: "June 2022", and days told from the day of reading: "yesterday", "2 days ago", "vor 3 Stunden".
//!
//! Pure: the moment of reading is given. "Weeks" and "months" ago are no days, and so no dates here.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use watchline_model::{Basis, Dated};

use super::tokens::{Token, tokens};
use super::{Found, month_at, skip_marks, skip_words, year_at};
use crate::read::dates::Stamp;

/// More words than this are a sentence; bytes.
const LINE_MAX_BYTES: usize = 120;
/// Beyond a month nobody counts in days or hours.
const HOURS_MAX: i64 = 31 * 24;

/// The first month with its year in `text` that is part of no day.
pub(crate) fn find_month(text: &str) -> Option<Found> {
    let tokens = line(text)?;
    let is_number = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.number().is_some());
    (0..tokens.len()).find_map(|at| {
        let (year, month, end) = named(&tokens, at).or_else(|| numbered(&tokens, at))?;
        if is_number(at.checked_sub(1)) || is_number(Some(end)) {
            return None;
        }
        let date = Dated::month(i32::try_from(year).ok()?, month, Basis::Published)?;
        found(&tokens, at, end, date)
    })
}

/// The first day in `text` that is told from the moment of reading.
pub(crate) fn find_relative(text: &str, read_at: DateTime<Utc>) -> Option<Found> {
    let tokens = line(text)?;
    (0..tokens.len()).find_map(|at| {
        let (hours, end) = days_by_name(&tokens, at).or_else(|| hours_ago(&tokens, at))?;
        let day: NaiveDate = (read_at - TimeDelta::try_hours(hours)?).date_naive();
        found(&tokens, at, end, Dated::day(day, Basis::Published))
    })
}

fn line(text: &str) -> Option<Vec<Token>> {
    (text.len() <= LINE_MAX_BYTES).then(|| tokens(text))
}

fn found(tokens: &[Token], at: usize, end: usize, date: Dated) -> Option<Found> {
    let (first, last) = (tokens.get(at)?, tokens.get(end.checked_sub(1)?)?);
    (date.value.year() > 1990).then(|| Found { stamp: Stamp::of(date), place: first.place.start..last.place.end })
}

/// "June 2022", "Juni 2022", "junio de 2022", "Juin, 2022".
fn named(tokens: &[Token], at: usize) -> Option<(u32, u32, usize)> {
    let (month, next) = month_at(tokens, at)?;
    let next = skip_words(tokens, skip_marks(tokens, next, ",", 1), &["of", "de", "del", "do"]);
    let (year, end) = year_at(tokens, next)?;
    Some((year, month, end))
}

/// "2022年6月", "2022년 6월".
fn numbered(tokens: &[Token], at: usize) -> Option<(u32, u32, usize)> {
    let is_word = |index: usize, words: &[&str]| tokens.get(index)?.word().filter(|word| words.contains(word));
    let (year, next) = year_at(tokens, at)?;
    is_word(next, &["年", "년"])?;
    let (month, 1 | 2) = tokens.get(next + 1)?.number()? else { return None };
    is_word(next + 2, &["月", "월"])?;
    Some((year, month, next + 3))
}

/// Names of days, by how long ago they were; several words where a language writes several.
const NAMED_DAYS: &[(i64, &[&[&str]])] = &[
    (
        0,
        &[
            &["today"],
            &["heute"],
            &["aujourd", "'", "hui"],
            &["aujourd", "’", "hui"],
            &["hoy"],
            &["hoje"],
            &["oggi"],
            &["сегодня"],
            &["今", "天"],
            &["今", "日"],
            &["오늘"],
            &["اليوم"],
        ],
    ),
    (
        24,
        &[
            &["yesterday"],
            &["gestern"],
            &["hier"],
            &["ayer"],
            &["ontem"],
            &["ieri"],
            &["вчера"],
            &["昨", "天"],
            &["昨", "日"],
            &["어제"],
            &["أمس"],
        ],
    ),
];

fn days_by_name(tokens: &[Token], at: usize) -> Option<(i64, usize)> {
    let stands = |words: &[&str]| {
        let is = |(offset, word): (usize, &&str)| {
            let token = tokens.get(at + offset);
            token.and_then(Token::word) == Some(*word)
                || token.and_then(Token::mark).is_some_and(|mark| word.chars().eq([mark]))
        };
        words.iter().enumerate().all(is)
    };
    NAMED_DAYS.iter().find_map(|(hours, names)| {
        let name = names.iter().find(|words| stands(words))?;
        Some((*hours, at + name.len()))
    })
}

/// Words before a count, and after its unit, that say "ago".
const AGO_BEFORE: &[&str] = &["vor", "hace", "há", "منذ", "قبل"];
const AGO_AFTER: &[&str] = &["ago", "fa", "atrás", "назад", "前", "전"];

/// "2 days ago", "an hour ago", "vor 3 Stunden", "il y a 2 jours", "2 天前", "3시간 전".
fn hours_ago(tokens: &[Token], at: usize) -> Option<(i64, usize)> {
    let word = |index: usize| tokens.get(index).and_then(Token::word);
    let is_french = word(at) == Some("il") && word(at + 1) == Some("y") && word(at + 2) == Some("a");
    let is_before = is_french || word(at).is_some_and(|word| AGO_BEFORE.contains(&word));
    let count_at = at + if is_french { 3 } else { usize::from(is_before) };
    let count = match tokens.get(count_at)?.number() {
        Some((count, 1 | 2)) => i64::from(count),
        Some(_) => return None,
        None => word(count_at)
            .filter(|word| ["a", "an", "one", "einem", "einer", "un", "une", "una", "um", "uma"].contains(word))
            .map(|_| 1)?,
    };
    let (hours, next) = unit(tokens, count_at + 1)?;
    let is_after = word(next).is_some_and(|word| AGO_AFTER.contains(&word));
    let hours = (count * hours).min(HOURS_MAX + 1);
    ((is_before || is_after) && hours <= HOURS_MAX).then_some((hours, next + usize::from(is_after)))
}

/// Hours of a unit (none for minutes), and the token after it.
fn unit(tokens: &[Token], at: usize) -> Option<(i64, usize)> {
    let word = tokens.get(at)?.word()?;
    let next = |index: usize| tokens.get(index).and_then(Token::word);
    let two = |second: &[&str]| next(at + 1).is_some_and(|word| second.contains(&word));
    match word {
        "分" => Some((0, at + 1 + usize::from(two(&["钟", "鐘"])))),
        "小" if two(&["时", "時"]) => Some((1, at + 2)),
        "时" | "時" => Some((1, at + 1 + usize::from(two(&["间", "間"])))),
        "天" | "日" => Some((24, at + 1)),
        _ => {
            let (hours, _) = UNITS.iter().find(|(_, names)| names.contains(&word))?;
            Some((*hours, at + 1))
        }
    }
}

#[rustfmt::skip]
const UNITS: &[(i64, &[&str])] = &[
    (0, &["minute", "minutes", "min", "mins", "minuten", "minuto", "minutos", "minuti", "минуту", "минуты", "минут", "분", "دقيقة", "دقائق"]),
    (1, &["hour", "hours", "hr", "hrs", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora", "ore", "час", "часа", "часов",
        "시간", "ساعة", "ساعات"]),
    (24, &["day", "days", "tag", "tagen", "jour", "jours", "día", "días", "dia", "dias", "giorno", "giorni", "день", "дня", "дней",
        "일", "يوم", "أيام"]),
];

#[cfg(test)]
mod tests;
