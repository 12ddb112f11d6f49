//! Numbers, months and weekdays in English words, in plain letters.

use chrono::Weekday;

pub(super) fn integer(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

pub(super) fn small_number(word: &[u8]) -> Option<u32> {
    const WORDS: [&[u8]; 13] = [
        b"zero", b"one", b"two", b"three", b"four", b"five", b"six", b"seven", b"eight", b"nine", b"ten", b"eleven",
        b"twelve",
    ];
    match word {
        b"a" | b"an" => Some(1),
        b"a couple of" => Some(2),
        b"a few" | b"few" | b"several" => Some(3),
        _ => {
            WORDS.iter().position(|known| *known == word).and_then(|n| u32::try_from(n).ok()).or_else(|| integer(word))
        }
    }
}

/// "twenty-first" -> 21.
pub(super) fn ordinal(word: &[u8]) -> Option<u32> {
    const UNITS: [&[u8]; 20] = [
        b"first",
        b"second",
        b"third",
        b"fourth",
        b"fifth",
        b"sixth",
        b"seventh",
        b"eighth",
        b"ninth",
        b"tenth",
        b"eleventh",
        b"twelfth",
        b"thirteenth",
        b"fourteenth",
        b"fifteenth",
        b"sixteenth",
        b"seventeenth",
        b"eighteenth",
        b"nineteenth",
        b"twentieth",
    ];
    if word == b"thirtieth" {
        return Some(30);
    }
    let (tens, unit) = match word.iter().position(|byte| matches!(byte, b'-' | b' ')) {
        Some(at) if word.starts_with(b"twenty") => (20, &word[at + 1..]),
        Some(at) => (30, &word[at + 1..]),
        None => (0, word),
    };
    UNITS.iter().position(|known| *known == unit).and_then(|n| u32::try_from(n + 1).ok()).map(|unit| tens + unit)
}

pub(super) fn month_number(word: &[u8]) -> Option<u32> {
    const NAMES: [&[u8]; 12] = [
        b"january",
        b"february",
        b"march",
        b"april",
        b"may",
        b"june",
        b"july",
        b"august",
        b"september",
        b"october",
        b"november",
        b"december",
    ];
    let fits = |name: &[u8]| word.len() >= 3 && name.starts_with(word) && (word.len() <= 4 || word.len() == name.len());
    NAMES.iter().position(|name| fits(name)).and_then(|n| u32::try_from(n + 1).ok())
}

pub(super) fn weekday(word: &[u8]) -> Option<Weekday> {
    match word.get(..3)? {
        b"mon" if word.len() != 5 => Some(Weekday::Mon),
        b"tue" => Some(Weekday::Tue),
        b"wed" => Some(Weekday::Wed),
        b"thu" => Some(Weekday::Thu),
        b"fri" => Some(Weekday::Fri),
        b"sat" => Some(Weekday::Sat),
        b"sun" => Some(Weekday::Sun),
        _ => None,
    }
}
