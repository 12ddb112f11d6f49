//! English date expressions, in plain letters.

mod words;

use chrono::{Datelike, NaiveDate};
use regex::bytes::{Captures, Regex};
use watchline_model::Precision;

use super::calendar::{self, Which};
use super::{Direction, Hit, Resolved};
use words::{integer, month_number, ordinal, small_number, weekday};

const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const WEEKDAY: &str =
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const DAY: &str = "(?:0?[1-9]|[12][0-9]|3[01])";
const ORDINAL: &str = "(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth";
const NUMBER: &str =
    "[0-9]{1,3}|few|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|a couple of";

/// What a pattern's captures are read as.
#[derive(Debug, Clone, Copy)]
enum Form {
    Iso,
    MonthDay,
    DayMonth,
    MonthYear,
    BareMonth,
    Slashed,
    Weekday,
    Near,
    Offset,
    Unit,
    Year,
    NumberedDay,
    NthWeekday,
}

#[derive(Debug)]
pub(super) struct English {
    patterns: Vec<(Form, Regex)>,
    /// Stands before a date that something takes effect on.
    effective: Regex,
    /// The sentence points forward.
    forward: Regex,
}

impl English {
    pub(super) fn new() -> Self {
        let build = |pattern: &str| Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants");
        let th = "(?:st|nd|rd|th)?";
        let patterns = vec![
            (
                Form::Iso,
                build(
                    r"\b(?P<y>(?:19|20)[0-9]{2})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>0?[1-9]|[12][0-9]|3[01])(?:\b|t[0-9])",
                ),
            ),
            (
                Form::MonthDay,
                build(&format!(
                    r"\b(?P<m>{MONTH})\b?\.?[ -]?(?:the )?(?:(?P<d>{DAY}){th}|(?P<dw>{ORDINAL})\b)(?:\s?(?:-|to|and|through|until)\s?(?:the )?{DAY}{th})?(?:(?:,? (?:of |in )?|, ?|-)(?P<y>(?:19|20)[0-9]{{2}})\b|\b)"
                )),
            ),
            (
                Form::DayMonth,
                build(&format!(
                    r"\b(?:the )?(?:(?P<d>{DAY}){th}|(?P<dw>{ORDINAL})\b)(?:\s?(?:-|to|and|through|until)\s?(?:the )?{DAY}{th})?(?: of |[ /-]|, ?)?(?P<m>{MONTH})\b\.?(?:(?:,? (?:of |in )?|[-/])(?P<y>(?:19|20)[0-9]{{2}})\b)?"
                )),
            ),
            (
                Form::MonthYear,
                build(&format!(
                    r"\b(?:(?:early|mid|late|the end of|the beginning of)[ -])?(?P<m>{MONTH})\b\.?(?:,? (?:of |in )?|-|/)(?P<y>(?:19|20)[0-9]{{2}})\b|\b(?P<y2>(?:19|20)[0-9]{{2}})[-/](?P<m2>0[1-9]|1[0-2])\b"
                )),
            ),
            (
                Form::BareMonth,
                build(&format!(
                    r"\b(?:(?P<which>last|this|next|this past|past)|in|since|from|by|during|until|till|of|to|and|before|after|through|starting|effective|beginning|between|early|mid|late|earlier in|later in|around|every|for)(?: in| (?:early|mid|late)| the month of)?[ -](?:(?:early|mid|late|the end of|the beginning of)[ -])?(?P<m>{MONTH})\b(?P<of> (?:of )?(?P<rel>last|this|next) year)?"
                )),
            ),
            (Form::Slashed, build(r"\b(?P<b>[0-9]{1,2})\.(?P<a>[0-9]{1,2})\.(?P<y>(?:19|20)[0-9]{2})\b")),
            (Form::Slashed, build(r"\b(?P<a>[0-9]{1,2})[/-](?P<b>[0-9]{1,2})(?:[/,-] ?(?P<y>[0-9]{4}|[0-9]{2}))?\b")),
            (
                Form::Weekday,
                build(&format!(
                    r"\b(?:(?P<which>last|past|this past|this|next|this coming|coming|the following) )?(?P<w>{WEEKDAY})\b(?: (?:of )?(?P<week>last|this|next) week)?"
                )),
            ),
            (
                Form::Near,
                build(
                    r"\b(?:the )?(?P<near>day before yesterday|day after tomorrow|yesterday|today|tomorrow|tmrw|tonight|overnight|this (?:morning|afternoon|evening)|last night)\b",
                ),
            ),
            (
                Form::Offset,
                build(&format!(
                    r"\b(?:(?P<within>in|within|after) )?(?:about |around |nearly |almost |some |over |more than |the past |the last )?(?P<n>{NUMBER}) (?P<u>days?|weeks?|months?|years?)(?: (?P<dir>ago|earlier|later|before|prior|from now|back|hence)\b)?"
                )),
            ),
            (
                Form::Unit,
                build(
                    r"\b(?:(?:earlier|later|late|early) )?(?P<which>last|this|next|this past|past|the past|the previous|previous|the following|the coming|coming) (?P<u>week(?:end)?|month|year|spring|summer|autumn|fall|winter|quarter)\b",
                ),
            ),
            (
                Form::Year,
                build(
                    r"\b(?:in|since|during|of|by|from|early|mid|late|until|through|before|after|back in|spring|summer|autumn|fall|winter|year|q[1-4]|and|to|for|between)[ -](?:of |in )?(?:(?:early|mid|late|the year)[ -])?(?P<y>(?:19|20)[0-9]{2})\b",
                ),
            ),
            (
                Form::NumberedDay,
                build(&format!(r"\b(?:on |from |by |until |since |starting |for )the (?P<d>{DAY})(?:st|nd|rd|th)\b")),
            ),
        ];
        let mut patterns = patterns;
        patterns.push((
            Form::NthWeekday,
            build(&format!(
                r"\b(?:the )?(?P<nth>first|second|third|fourth|last) (?P<w>{WEEKDAY}) (?:of|in) (?:(?P<which>this|next|last|previous) month|(?P<m>{MONTH})\b(?:,? (?P<y>(?:19|20)[0-9]{{2}}))?)"
            )),
        ));
        Self {
            patterns,
            effective: build(
                r"\b(?:from|starting|effective|beginning|begins?|starts?|as of|takes? effect|took effect|into force|into effect|on or after|with effect|go(?:es)? into effect|commencing|come(?:s)? into force)(?: (?:on|from|in|as of|as from|next|this|early|late|mid))*(?: the)? ?$",
            ),
            forward: build(
                r"\b(?:will|shall|plans? to|set to|scheduled|must|are to|is to|due|expected to|upcoming|starting|effective|beginning|as of|until|takes effect|deadline|going to|would|have to|onwards?)\b|\b(?:from|by)(?: (?:the|this|next|early|late|mid|end|of|on|as))* ?$",
            ),
        }
    }

    /// Dates of one sentence; they may overlap.
    pub(super) fn find(&self, sentence: &[u8], reference: Option<NaiveDate>) -> Vec<Hit> {
        if !worth_a_look(sentence) {
            return Vec::new();
        }
        let mut hits = Vec::new();
        for (form, regex) in &self.patterns {
            for captures in regex.captures_iter(sentence) {
                let Some(whole) = captures.get(0) else { continue };
                let start = date_start(*form, &captures, whole.start());
                let before = &sentence[start.saturating_sub(40)..start];
                let after = &sentence[whole.end()..sentence.len().min(whole.end() + 10)];
                let effective = self.effective.is_match(before) || after.starts_with(b" onward");
                let near = &sentence[start.saturating_sub(70)..start];
                let direction =
                    if effective || self.forward.is_match(near) { Direction::Future } else { Direction::Past };
                if let Some(resolved) = resolve(*form, &captures, reference, direction) {
                    hits.push(Hit { start, end: whole.end(), resolved, effective });
                }
            }
        }
        hits
    }
}

/// Where the date itself begins: the preposition that told it from other words stays outside.
fn date_start(form: Form, captures: &Captures, start: usize) -> usize {
    let named = |name: &str| captures.name(name).map(|part| part.start());
    match form {
        Form::BareMonth => named("which").or_else(|| named("m")).unwrap_or(start),
        Form::Year => named("y").unwrap_or(start),
        Form::Offset => named("n").unwrap_or(start),
        Form::NumberedDay => named("d").unwrap_or(start),
        _ => start,
    }
}

/// A digit, or a letter pair that every date word without one holds.
fn worth_a_look(sentence: &[u8]) -> bool {
    sentence.iter().any(u8::is_ascii_digit)
        || [&b"day"[..], b"week", b"month", b"year", b"tonight", b"overnight", b"tomorrow", b"morning", b"night"]
            .iter()
            .any(|word| sentence.windows(word.len()).any(|window| window == *word))
        || sentence
            .split(|byte| !byte.is_ascii_alphabetic())
            .any(|word| month_number(word).is_some() || weekday(word).is_some())
        || [&b"spring"[..], b"summer", b"autumn", b"winter", b"quarter"]
            .iter()
            .any(|word| sentence.windows(word.len()).any(|window| window == *word))
}

fn resolve(form: Form, captures: &Captures, reference: Option<NaiveDate>, direction: Direction) -> Option<Resolved> {
    let part = |name: &str| captures.name(name).map(|part| part.as_bytes());
    let number = |name: &str| part(name).and_then(integer);
    let day_number = || number("d").or_else(|| part("dw").and_then(ordinal));
    let named_month = || part("m").and_then(month_number);
    let stated_year = || number("y").and_then(|year| calendar::full_year(i32::try_from(year).ok()?));
    match form {
        Form::Iso => {
            let date = NaiveDate::from_ymd_opt(stated_year()?, number("m")?, number("d")?)?;
            Some(calendar::day(date))
        }
        Form::MonthDay | Form::DayMonth => match stated_year() {
            Some(year) => NaiveDate::from_ymd_opt(year, named_month()?, day_number()?).map(calendar::day),
            None => calendar::day_of_month(named_month()?, day_number()?, reference?, direction),
        },
        Form::MonthYear => match (number("y2"), number("m2")) {
            (Some(year), Some(month)) => calendar::month(i32::try_from(year).ok()?, month),
            _ => calendar::month(stated_year()?, named_month()?),
        },
        Form::BareMonth => {
            let month = named_month()?;
            let reference = reference?;
            match (part("which"), part("rel")) {
                (_, Some(b"last")) => calendar::month(reference.year() - 1, month),
                (_, Some(b"this")) => calendar::month(reference.year(), month),
                (_, Some(_)) => calendar::month(reference.year() + 1, month),
                (Some(b"last" | b"past" | b"this past"), _) => {
                    let before = calendar::shift_months(reference, -1)?;
                    calendar::bare_month(month, before, Direction::Past)
                }
                (Some(b"next"), _) => {
                    let year = if month > reference.month() { reference.year() } else { reference.year() + 1 };
                    calendar::month(year, month)
                }
                (Some(_), _) => calendar::month(reference.year(), month),
                _ => calendar::bare_month(month, reference, direction),
            }
        }
        Form::Slashed => slashed(number("a")?, number("b")?, part("y").and_then(integer), reference, direction),
        Form::Weekday => {
            let reference = reference?;
            let day = weekday(part("w")?)?;
            let which = match (part("which"), part("week")) {
                (_, Some(b"last")) => {
                    let same = calendar::weekday(day, Which::This, reference, direction)?;
                    return calendar::shift_days(same.first_day, -7).map(calendar::day);
                }
                (_, Some(b"this")) => Which::This,
                (_, Some(_)) | (Some(b"next" | b"the following"), _) => Which::Next,
                (Some(b"last" | b"past" | b"this past"), _) => Which::Last,
                (Some(b"this"), _) => Which::This,
                (Some(_), _) => return calendar::weekday(day, Which::Plain, reference, Direction::Future),
                _ if part("w")?.len() < 6 && !matches!(part("w")?, b"tues" | b"thurs") => return None,
                _ => Which::Plain,
            };
            calendar::weekday(day, which, reference, direction)
        }
        Form::Near => {
            let offset = match part("near")? {
                b"yesterday" | b"overnight" | b"last night" => -1,
                b"tomorrow" | b"tmrw" => 1,
                b"day before yesterday" => -2,
                b"day after tomorrow" => 2,
                _ => 0,
            };
            calendar::shift_days(reference?, offset).map(calendar::day)
        }
        Form::Offset => offset(part("within"), part("n")?, part("u")?, part("dir"), reference?),
        Form::Unit => unit(part("which")?, part("u")?, reference?),
        Form::Year => calendar::year(stated_year()?),
        Form::NumberedDay => calendar::numbered_day(number("d")?, reference?, direction),
        Form::NthWeekday => {
            let reference = reference?;
            let month = match part("which") {
                Some(b"this") => calendar::month_of(reference),
                Some(b"next") => calendar::month_of(calendar::shift_months(reference, 1)?),
                Some(_) => calendar::month_of(calendar::shift_months(reference, -1)?),
                None => match stated_year() {
                    Some(year) => calendar::month(year, named_month()?),
                    None => calendar::bare_month(named_month()?, reference, direction),
                },
            };
            let nth = match part("nth")? {
                b"first" => Some(1),
                b"second" => Some(2),
                b"third" => Some(3),
                b"fourth" => Some(4),
                _ => None,
            };
            calendar::nth_weekday(month?.first_day, weekday(part("w")?)?, nth)
        }
    }
}

/// `4/22` is a day of April in both readings that exist; `5/6` is read the American way, as most of the press is.
fn slashed(a: u32, b: u32, year: Option<u32>, reference: Option<NaiveDate>, direction: Direction) -> Option<Resolved> {
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    match year {
        Some(year) => {
            let year = calendar::full_year(i32::try_from(year).ok()?)?;
            NaiveDate::from_ymd_opt(year, month, day).map(calendar::day)
        }
        // Without a year a pair of numbers is as often a score or a ratio; only dates with a day beyond 12 are sure.
        None if a > 12 || b > 12 => calendar::day_of_month(month, day, reference?, direction),
        None => None,
    }
}

fn offset(
    within: Option<&[u8]>,
    count: &[u8],
    unit: &[u8],
    dir: Option<&[u8]>,
    reference: NaiveDate,
) -> Option<Resolved> {
    let vague = matches!(count, b"several" | b"a few" | b"few" | b"a couple of");
    let count = i32::try_from(small_number(count)?).ok()?;
    let sign = match dir {
        Some(b"ago" | b"earlier" | b"before" | b"prior" | b"back") => -1,
        Some(_) => 1,
        None if within == Some(b"in") => 1,
        None => return None,
    };
    let precision = match unit[0] {
        b'd' if !vague => Precision::Day,
        b'd' | b'w' | b'm' => Precision::Month,
        _ => Precision::Year,
    };
    let date = match unit[0] {
        b'd' => calendar::shift_days(reference, i64::from(sign * count))?,
        b'w' => calendar::shift_days(reference, i64::from(sign * count) * 7)?,
        b'm' => calendar::shift_months(reference, sign * count)?,
        _ => calendar::shift_months(reference, sign * count.checked_mul(12)?)?,
    };
    match precision {
        Precision::Day => Some(calendar::day(date)),
        Precision::Month if unit[0] == b'w' && !vague && count == 1 => Some(calendar::day(date)),
        Precision::Month => calendar::month_of(date),
        _ => calendar::year(date.year()),
    }
}

fn unit(which: &[u8], unit: &[u8], reference: NaiveDate) -> Option<Resolved> {
    let step = match which {
        b"last" | b"past" | b"this past" | b"the past" | b"the previous" | b"previous" => -1,
        b"this" => 0,
        _ => 1,
    };
    match unit {
        b"week" | b"weekend" => calendar::shift_days(reference, step * 7).and_then(calendar::month_of),
        b"month" => calendar::shift_months(reference, i32::try_from(step).ok()?).and_then(calendar::month_of),
        _ => calendar::year(reference.year() + i32::try_from(step).ok()?),
    }
}
