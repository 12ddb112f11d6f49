//! Dates in words and in numbers divided by anything: the time is found first, then its zone, then what is
//! left is told into day, month and year. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::tokens::{Token, TokenKind, split};
use super::{Clock, moment, months, zones};

/// No date has more words and numbers.
const TOKENS_MAX: usize = 40;

/// Words for the halves of the day, without dots; `true` is the second half.
const HALVES: &[(&str, bool)] = &[
    ("am", false), ("pm", true), ("上午", false), ("下午", true), ("午前", false), ("午後", true), ("오전", false),
    ("오후", true), ("早上", false), ("晚上", true), ("中午", true), ("凌晨", false), ("πμ", false), ("μμ", true), ("de", false), ("du", true), ("oo", false), ("os", true),
    ("ص", false), ("م", true), ("a", false), ("p", true), ("sa", false), ("ch", true), ("पूर्वाह्न", false), ("अपराह्न", true),
];

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

enum Time {
    None,
    /// Written like a time, and none.
    Nonsense,
    Found {
        clock: Clock,
        zone: Option<String>,
    },
}

struct Tokens<'a> {
    tokens: Vec<Token<'a>>,
}

impl<'a> Tokens<'a> {
    fn kind(&self, at: usize) -> Option<TokenKind<'a>> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        match self.kind(at)? {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// A number of at most `digits` digits.
    fn number(&self, at: usize, most_digits: usize) -> Option<u32> {
        match self.kind(at)? {
            TokenKind::Number { value, digits } if digits <= most_digits => Some(value),
            _ => None,
        }
    }

    /// Takes out the time and its zone.
    fn take_time(&mut self) -> Time {
        for at in 0..self.tokens.len() {
            let Some(hour) = self.number(at, 2) else { continue };
            let Some((mut clock, mut end)) = self.clock(at, hour) else { continue };
            let mut start = at;
            if let Some((is_second, behind)) = self.half(end) {
                if !in_half(&mut clock, is_second) {
                    return Time::Nonsense;
                }
                end = behind;
            } else if let Some((is_second, before)) = self.half_before(at) {
                if !in_half(&mut clock, is_second) {
                    return Time::Nonsense;
                }
                start = before;
            }
            if clock.hour > 24 || clock.minute > 59 || clock.second > 60 {
                return Time::Nonsense;
            }
            let zone = self.take_zone(&mut end);
            self.tokens.drain(start..end);
            return Time::Found { clock, zone };
        }
        Time::None
    }

    /// The clock that begins with the number at `at`, and what follows it.
    fn clock(&self, at: usize, hour: u32) -> Option<(Clock, usize)> {
        let is_hour_word = |word: &str| {
            matches!(word, "h" | "時" | "时" | "点" | "點" | "시" | "hs" | "hrs" | "uhr" | "h.")
        };
        let minute = |at: usize| self.number(at, 2).filter(|_| self.tokens.get(at).is_some_and(|token| token.is_joined));
        // 10:30[:00[.5]]
        if self.sign(at + 1) == Some(':') || (self.sign(at + 1) == Some('.') && self.is_dotted_time(at)) {
            let divider = self.sign(at + 1);
            let clock = Clock { hour, minute: self.number(at + 2, 2)?, second: 0 };
            if self.sign(at + 3) != divider || self.number(at + 4, 2).is_none() {
                return Some((clock, at + 3));
            }
            let clock = Clock { second: self.number(at + 4, 2)?, ..clock };
            let is_fraction = matches!(self.sign(at + 5), Some('.' | ',' | ':')) && minute_like(self, at + 6);
            return Some((clock, if is_fraction { at + 7 } else { at + 5 }));
        }
        let word = self.word(at + 1)?;
        if is_hour_word(word) {
            let clock = Clock { hour, ..Clock::default() };
            let Some(minutes) = minute(at + 2).or_else(|| self.number(at + 2, 2).filter(|_| self.is_minute_word(at + 3)))
            else {
                return Some((clock, at + 2));
            };
            let clock = Clock { minute: minutes, ..clock };
            let after = at + 3 + usize::from(self.is_minute_word(at + 3));
            return match self.number(after, 2).filter(|_| matches!(self.word(after + 1), Some("秒" | "초" | "s"))) {
                Some(second) => Some((Clock { second, ..clock }, after + 2)),
                None => Some((clock, after)),
            };
        }
        // 5 pm
        self.half(at + 1).filter(|_| !matches!(word, "de" | "du" | "a" | "oo" | "os" | "sa" | "ch" | "م" | "ص")).map(|_| {
            (Clock { hour, ..Clock::default() }, at + 1)
        })
    }

    /// `10.30 Uhr`, `kl. 10.30`, and `10.30` behind a date that is whole.
    fn is_dotted_time(&self, at: usize) -> bool {
        let is_two_digits = matches!(self.kind(at + 2), Some(TokenKind::Number { digits: 2, .. }));
        let is_said = matches!(self.word(at + 3), Some("uhr" | "h" | "am" | "pm"))
            || (at >= 1 && matches!(self.word(at - 1), Some("kl" | "klo" | "at" | "um" | "ore" | "alle")))
            || (at >= 2 && self.sign(at - 1) == Some('.') && matches!(self.word(at - 2), Some("kl" | "klo")));
        let follows_year = at >= 1
            && matches!(self.kind(at - 1), Some(TokenKind::Number { digits: 4, .. }))
            && !self.tokens.get(at).is_some_and(|token| token.is_joined);
        is_two_digits && (is_said || follows_year)
    }

    fn is_minute_word(&self, at: usize) -> bool {
        matches!(self.word(at), Some("分" | "분" | "min" | "m" | "mn"))
    }

    /// The half of the day at `at`, and what follows it: `pm`, `p.m.`, `下午`.
    fn half(&self, at: usize) -> Option<(bool, usize)> {
        let word = self.word(at)?;
        if let (Some('.'), Some("m" | "μ")) = (self.sign(at + 1), self.word(at + 2)) {
            let is_second = matches!(word, "p" | "μ");
            let behind = at + 3 + usize::from(self.sign(at + 3) == Some('.'));
            return matches!(word, "a" | "p" | "π" | "μ").then_some((is_second, behind));
        }
        if matches!(word, "a" | "p") && self.word(at + 1) == Some("m") {
            return Some((word == "p", at + 2));
        }
        let is_dotted = self.sign(at + 1) == Some('.');
        let half = HALVES.iter().find(|(name, _)| *name == word)?;
        Some((half.1, at + 1 + usize::from(is_dotted)))
    }

    /// The half of the day before the time, as in Chinese, Japanese, Korean.
    fn half_before(&self, at: usize) -> Option<(bool, usize)> {
        let before = at.checked_sub(1)?;
        let word = self.word(before)?;
        let half = HALVES.iter().find(|(name, _)| *name == word && !name.is_ascii())?;
        Some((half.1, before))
    }

    /// `+0200`, `-08:00`, `GMT+1`, `PDT`, `(MESZ)` behind the time.
    fn take_zone(&self, end: &mut usize) -> Option<String> {
        let mut at = *end;
        while matches!(self.sign(at), Some('(' | '[' | ',' | '.')) || matches!(self.word(at), Some("uhr" | "h" | "hs" | "hrs")) {
            at += 1;
        }
        let mut zone = String::new();
        if let Some(word) = self.word(at) {
            let is_military = word.len() == 1 && word.is_ascii() && word != "a" && self.tokens.get(at).is_some();
            let is_place = self.sign(at + 1) == Some('/');
            if is_place {
                zone.push_str(word);
                at += 1;
                while let (Some('/' | '_'), Some(part)) = (self.sign(at), self.word(at + 1)) {
                    zone.push(self.sign(at).unwrap_or('/'));
                    zone.push_str(part);
                    at += 2;
                }
                *end = at;
                return Some(zone);
            }
            if !zones::is_zone(word) && !is_military {
                return None;
            }
            zone.push_str(word);
            at += 1;
        }
        if let (Some(sign @ ('+' | '-')), Some(TokenKind::Number { value, digits })) = (self.sign(at), self.kind(at + 1))
            && self.tokens.get(at + 1).is_some_and(|token| token.is_joined)
            && digits <= 4
        {
            let is_offset = zone.is_empty() || matches!(zone.as_str(), "gmt" | "utc" | "ut" | "z");
            // A four-digit number behind a dash may be a year, but no offset begins so.
            if digits != 4 || value <= 1599 {
                let minutes = match (self.sign(at + 2), self.kind(at + 3)) {
                    (Some(':'), Some(TokenKind::Number { value, digits: 2 })) => Some(value),
                    _ => None,
                };
                let text = match minutes {
                    Some(minutes) => format!("{sign}{value:02}{minutes:02}"),
                    None => format!("{sign}{value:0digits$}"),
                };
                *end = at + if minutes.is_some() { 4 } else { 2 };
                return Some(if is_offset { text } else { zone });
            }
        }
        if zone.is_empty() {
            return None;
        }
        *end = at;
        Some(zone)
    }

    /// A zone that stands apart from the time: `Jul 3 2026 PDT`.
    fn zone_word(&self) -> Option<String> {
        let words = (0..self.tokens.len()).filter_map(|at| self.word(at));
        words.filter(|word| word.len() > 2).find(|word| zones::is_zone(word)).map(str::to_owned)
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
                let is_better = found.is_none_or(|(_, place): (u32, usize)| {
                    self.word(place).is_some_and(months::may_be_weekday)
                });
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
        let mut year = None;
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
            } else if digits == 2 && year.is_none() {
                year = full_year(value, 2);
            }
        }
        NaiveDate::from_ymd_opt(year?, month, day.unwrap_or(1))
    }

    /// Three numbers; which is which, their size, their divider and the language say.
    fn numeric(&self, language: Option<&str>) -> Option<NaiveDate> {
        for at in 0..self.tokens.len() {
            let Some(TokenKind::Number { value: first, digits: first_digits }) = self.kind(at) else { continue };
            let skip = |at: usize| at + usize::from(self.sign(at) == Some(' '));
            let Some(divider) = self.sign(at + 1).filter(|divider| matches!(divider, '/' | '.' | '-' | ',')) else { continue };
            let second_at = skip(at + 2);
            let Some(second) = self.number(second_at, 2) else { continue };
            if self.sign(second_at + 1) != Some(divider) {
                continue;
            }
            let Some(TokenKind::Number { value: third, digits: third_digits }) = self.kind(second_at + 2) else { continue };
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

fn minute_like(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Some(TokenKind::Number { .. })) && tokens.tokens.get(at).is_some_and(|token| token.is_joined)
}

fn in_half(clock: &mut Clock, is_second: bool) -> bool {
    match (is_second, clock.hour) {
        (false, 12) => clock.hour = 0,
        (true, 1..=11) => clock.hour += 12,
        // `13:30 pm` says the same thing twice.
        (_, 0..=23) => {}
        _ => return false,
    }
    true
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

#[cfg(test)]
mod tests;
