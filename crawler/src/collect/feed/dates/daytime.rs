//! The time of day within a date in words, and its zone. Pure.

use super::free::Tokens;
use super::tokens::TokenKind;
use super::{Clock, zones};

/// Words for the halves of the day, without dots; `true` is the second half.
const HALVES: &[(&str, bool)] = &[
    ("am", false),
    ("pm", true),
    ("上午", false),
    ("下午", true),
    ("午前", false),
    ("午後", true),
    ("오전", false),
    ("오후", true),
    ("早上", false),
    ("晚上", true),
    ("中午", true),
    ("凌晨", false),
    ("πμ", false),
    ("μμ", true),
    ("de", false),
    ("du", true),
    ("oo", false),
    ("os", true),
    ("ص", false),
    ("م", true),
    ("a", false),
    ("p", true),
    ("sa", false),
    ("ch", true),
    ("पूर्वाह्न", false),
    ("अपराह्न", true),
];

pub(super) enum Time {
    None,
    /// Written like a time, and none.
    Nonsense,
    Found {
        clock: Clock,
        zone: Option<String>,
    },
}

impl Tokens<'_> {
    /// Takes out the time and its zone.
    pub(super) fn take_time(&mut self) -> Time {
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
        let is_hour_word =
            |word: &str| matches!(word, "h" | "時" | "时" | "点" | "點" | "시" | "hs" | "hrs" | "uhr" | "h.");
        let minute =
            |at: usize| self.number(at, 2).filter(|_| self.tokens.get(at).is_some_and(|token| token.is_joined));
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
            let Some(minutes) =
                minute(at + 2).or_else(|| self.number(at + 2, 2).filter(|_| self.is_minute_word(at + 3)))
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
        // 5 pm, but not the day before 上午 10:30.
        if !word.is_ascii() && self.number(at + 2, 2).is_some() {
            return None;
        }
        self.half(at + 1)
            .filter(|_| !matches!(word, "de" | "du" | "a" | "oo" | "os" | "sa" | "ch" | "م" | "ص"))
            .map(|_| (Clock { hour, ..Clock::default() }, at + 1))
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
        while matches!(self.sign(at), Some('(' | '[' | ',' | '.'))
            || matches!(self.word(at), Some("uhr" | "h" | "hs" | "hrs"))
        {
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
        if let (Some(sign @ ('+' | '-')), Some(TokenKind::Number { value, digits })) =
            (self.sign(at), self.kind(at + 1))
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
    pub(super) fn zone_word(&self) -> Option<String> {
        let words = (0..self.tokens.len()).filter_map(|at| self.word(at));
        words.filter(|word| word.len() > 2).find(|word| zones::is_zone(word)).map(str::to_owned)
    }
}

fn minute_like(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Some(TokenKind::Number { .. }))
        && tokens.tokens.get(at).is_some_and(|token| token.is_joined)
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
