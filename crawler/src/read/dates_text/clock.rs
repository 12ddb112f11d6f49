//! The time of day that stands beside a date, with its zone. Pure.

use chrono::NaiveTime;

use super::tokens::Token;

/// A time as written, and the index of the token after it.
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    /// As written: "GMT", "+08:00", "ET".
    pub(super) zone: Option<String>,
    pub(super) end: usize,
}

/// Words that lead from a date to its time.
const FILLERS: &[&str] =
    &["at", "um", "à", "a", "alle", "às", "as", "las", "los", "ore", "в", "om", "kl", "klo", "的", "o", "الساعة", "г"];
const BEFORE_NOON: &[&str] = &["上午", "午前", "오전", "ص"];
const AFTER_NOON: &[&str] = &["下午", "午後", "晚上", "오후", "م"];

/// The time that follows a date; `at` is the index of the token after the date.
pub(super) fn after(text: &str, tokens: &[Token], at: usize) -> Option<Clock> {
    let mut at = at;
    // Weekdays in brackets and a few fillers may stand between.
    for _ in 0..5 {
        let token = tokens.get(at)?;
        let is_filler = match (token.word(), token.mark()) {
            (Some(word), _) => FILLERS.contains(&word) || word == "t",
            (_, Some(mark)) => ",|•·-.@(/".contains(mark),
            _ => false,
        };
        if !is_filler {
            break;
        }
        at += 1;
    }
    read(text, tokens, at)
}

/// The time that begins at token `at`.
pub(super) fn read(text: &str, tokens: &[Token], mut at: usize) -> Option<Clock> {
    let mut half = None;
    for (halves, is_afternoon) in [(BEFORE_NOON, false), (AFTER_NOON, true)] {
        if let Some(length) = halves.iter().find_map(|name| starts(tokens, at, name)) {
            half = Some(is_afternoon);
            at += length;
        }
    }
    let (hour, digits) = tokens.get(at)?.number()?;
    if digits > 2 {
        return None;
    }
    let divider = tokens.get(at + 1)?;
    let is_divided = match (divider.mark(), divider.word()) {
        (Some(mark), _) => (mark == ':' || mark == '.') && !divider.after_blank,
        (_, Some(word)) => matches!(word, "h" | "時" | "时" | "点" | "點" | "시"),
        _ => false,
    };
    let mut minute = 0;
    let mut second = 0;
    if is_divided {
        match tokens.get(at + 2).and_then(Token::number) {
            Some((value, 1 | 2)) => {
                minute = value;
                at += 3;
            }
            _ if divider.mark().is_none() => at += 2,
            _ => return None,
        }
        if tokens.get(at).and_then(Token::mark) == Some(':')
            && let Some((value, 2)) = tokens.get(at + 1).and_then(Token::number)
        {
            second = value;
            at += 2;
        }
        if tokens.get(at).and_then(Token::word).is_some_and(|word| matches!(word, "分" | "분")) {
            at += 1;
        }
    } else {
        // "9 pm" is a time, "9" is not.
        at += 1;
        read_half(tokens, at)?;
    }
    if let Some((is_afternoon, end)) = read_half(tokens, at) {
        half = Some(is_afternoon);
        at = end;
    }
    if tokens.get(at).and_then(Token::word) == Some("uhr") {
        at += 1;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    let (zone, end) = zone(text, tokens, at);
    Some(Clock { time, zone, end })
}

/// "pm", "p.m.", "AM".
fn read_half(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let word = tokens.get(at)?.word()?;
    if matches!(word, "am" | "pm") {
        return Some((word == "pm", at + 1));
    }
    let is_letter = matches!(word, "a" | "p") && tokens.get(at + 1)?.mark() == Some('.');
    if !is_letter || tokens.get(at + 2)?.word() != Some("m") {
        return None;
    }
    let has_stop = tokens.get(at + 3).and_then(Token::mark) == Some('.');
    Some((word == "p", at + 3 + usize::from(has_stop)))
}

/// An offset or a capital abbreviation, with or without brackets.
fn zone(text: &str, tokens: &[Token], at: usize) -> (Option<String>, usize) {
    let mut start = at;
    if tokens.get(start).and_then(Token::mark) == Some('(') {
        start += 1;
    }
    let written = |index: usize| tokens.get(index).and_then(|token| text.get(token.place.clone()));
    let mut zone = String::new();
    let mut end = start;
    if let Some(name) = written(end)
        && (1..=5).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        zone.push_str(name);
        end += 1;
    }
    let has_base = matches!(zone.as_str(), "" | "GMT" | "UTC");
    if let Some(sign @ ('+' | '-')) = tokens.get(end).and_then(Token::mark)
        && has_base
        && let Some((hours, digits @ (1 | 2 | 4))) = tokens.get(end + 1).and_then(Token::number)
        && !tokens.get(end + 1).is_some_and(|token| token.after_blank)
        && (digits != 1 || !zone.is_empty())
    {
        zone = if digits == 4 { format!("{sign}{hours:04}") } else { format!("{sign}{hours:02}") };
        end += 2;
        if digits < 4
            && tokens.get(end).and_then(Token::mark) == Some(':')
            && let Some((minutes, 2)) = tokens.get(end + 1).and_then(Token::number)
        {
            zone.push_str(&format!("{minutes:02}"));
            end += 2;
        }
    }
    if zone.is_empty() { (None, at) } else { (Some(zone), end) }
}

/// How many tokens spell `name` from `at` on; ideographs are a token each.
fn starts(tokens: &[Token], at: usize, name: &str) -> Option<usize> {
    let mut rest = name;
    let mut length = 0;
    while !rest.is_empty() {
        rest = rest.strip_prefix(tokens.get(at + length)?.word()?)?;
        length += 1;
    }
    Some(length)
}
