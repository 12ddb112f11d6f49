//! Dates in words and in numbers divided by anything: the time is found first (see `daytime`), then what
//! is left is told into day, month and year. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::daytime::Time;
use super::tokens::{Token, TokenKind, split};
use super::{Clock, moment, months, zones};

/// No date has more words and numbers.
const TOKENS_MAX: usize = 40;

/// Reads a normal text (see [`super::tokens::normal`]).
pub(super) fn parse(text: &str, language: Option<&str>) -> Option<DateTime<Utc>> {
    let mut tokens = Tokens { tokens: split(text, TOKENS_MAX) };
    let time = tokens.take_time();
    let (clock, zone) = match time {
        Time::None => (Clock::default(), None),
        Time::Nonsense => return None,
        Time::Found { clock, zone } => (clock, zone),
    };
    let date = tokens.date(language)?;
    // Spoken zones come as words: they are looked up once the date is known.
    let zone = zone.or_else(|| tokens.zone_word());
    let offset = match zone {
        Some(zone) => zones::offset(&zone, date, clock)?,
        None => 0,
    };
    moment(date, clock, offset)
}

pub(super) struct Tokens<'a> {
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Tokens<'a> {
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind<'a>> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        match self.kind(at)? {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// A number of at most `digits` digits.
    pub(super) fn number(&self, at: usize, most_digits: usize) -> Option<u32> {
        match self.kind(at)? {
            TokenKind::Number { value, digits } if digits <= most_digits => Some(value),
            _ => None,
        }
    }

    /// The date in what is left.
    fn date(&self, language: Option<&str>) -> Option<NaiveDate> {
        if let Some(date) = self.by_signs() {
            return Some(date);
        }
        match self.named_month() {
            Some((month, place)) => self.around_month(month, place),
            None => self.numeric(language),
        }
    }

    /// `2026年7月3日`, `令和8年7月3日`, `2026년 7월 3일`.
    fn by_signs(&self) -> Option<NaiveDate> {
        let before = |signs: &[&str]| {
            (1..self.tokens.len()).find(|at| self.word(*at).is_some_and(|word| signs.contains(&word))).and_then(|at| {
                let value = self.number(at - 1, 4)?;
                Some((value, at.checked_sub(2).and_then(|era| self.word(era))))
            })
        };
        let (year, era) = before(&["年", "년"])?;
        let since = match era {
            Some("令和") => 2018,
            Some("平成") => 1988,
            Some("民國" | "民国" | "中華民國") => 1911,
            _ => 0,
        };
        let year = if since == 0 && year < 100 { full_year(year, 2)? } else { i32::try_from(year + since).ok()? };
        let month = before(&["月", "월"])?.0;
        let day = before(&["日", "일", "号", "號"]).map_or(1, |(day, _)| day);
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn named_month(&self) -> Option<(u32, usize)> {
        let mut found = None;
        for at in 0..self.tokens.len() {
            let Some(word) = self.word(at) else { continue };
            // Vietnamese: `tháng 7`; and `7 tháng`, never.
            if word == "thang" || word == "tháng" {
                return self.number(at + 1, 2).map(|month| (month, at));
            }
            let Some(month) = months::month(word) else { continue };
            if found.is_none() || !months::may_be_weekday(word) {
                let is_better =
                    found.is_none_or(|(_, place): (u32, usize)| self.word(place).is_some_and(months::may_be_weekday));
                if is_better {
                    found = Some((month, at));
                }
            }
        }
        found
    }

    /// Day and year are the two numbers around the month.
    fn around_month(&self, month: u32, place: usize) -> Option<NaiveDate> {
        let is_spoken = matches!(self.word(place), Some("thang" | "tháng"));
        let mut day = None;
        let (mut year, mut short_year) = (None, None);
        for at in 0..self.tokens.len() {
            let Some(TokenKind::Number { value, digits }) = self.kind(at) else { continue };
            if is_spoken && at == place + 1 {
                continue;
            }
            let is_short_year = at > 0 && matches!(self.sign(at - 1), Some('\'' | '’'));
            if digits == 4 {
                year = year.or(full_year(value, 4));
            } else if digits <= 2 && day.is_none() && !is_short_year && (1..=31).contains(&value) {
                day = Some(value);
            } else if digits == 2 && short_year.is_none() {
                short_year = full_year(value, 2);
            }
        }
        // `32 July 2026` is no day, and 32 no year.
        if day.is_none() && year.is_some() && short_year.is_some() {
            return None;
        }
        NaiveDate::from_ymd_opt(year.or(short_year)?, month, day.unwrap_or(1))
    }

    /// Three numbers; which is which, their size, their divider and the language say.
    fn numeric(&self, language: Option<&str>) -> Option<NaiveDate> {
        for at in 0..self.tokens.len() {
            let Some(TokenKind::Number { value: first, digits: first_digits }) = self.kind(at) else { continue };
            let skip = |at: usize| at + usize::from(self.sign(at) == Some(' '));
            let Some(divider) = self.sign(at + 1).filter(|divider| matches!(divider, '/' | '.' | '-' | ',')) else {
                continue;
            };
            let second_at = skip(at + 2);
            let Some(second) = self.number(second_at, 2) else { continue };
            if self.sign(second_at + 1) != Some(divider) {
                continue;
            }
            let Some(TokenKind::Number { value: third, digits: third_digits }) = self.kind(second_at + 2) else {
                continue;
            };
            if first_digits == 4 {
                return NaiveDate::from_ymd_opt(full_year(first, 4)?, second, third);
            }
            if first_digits > 2 || !matches!(third_digits, 2 | 4) {
                continue;
            }
            let year = full_year(third, third_digits)?;
            let is_day_first = match (first > 12, second > 12) {
                (true, true) => return None,
                (true, false) => true,
                (false, true) => false,
                (false, false) => divider != '/' || is_day_first_in(language),
            };
            let (day, month) = if is_day_first { (first, second) } else { (second, first) };
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        None
    }
}

/// Two digits are of the years 1971 to 2070; Thai years count from 543 before.
fn full_year(value: u32, digits: usize) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    match digits {
        4 if (2514..=2642).contains(&value) => Some(value - 543),
        4 => Some(value),
        2 if value > 70 => Some(1900 + value),
        2 => Some(2000 + value),
        _ => None,
    }
}

/// Whether days come before months where both are numbers: everywhere but in American English.
fn is_day_first_in(language: Option<&str>) -> bool {
    let Some(language) = language else { return false };
    let lower = language.to_ascii_lowercase().replace('_', "-");
    let region = lower.split('-').nth(1).unwrap_or_default();
    !lower.starts_with("en") || matches!(region, "gb" | "uk" | "au" | "nz" | "ie" | "in" | "za" | "sg" | "hk" | "my")
}
