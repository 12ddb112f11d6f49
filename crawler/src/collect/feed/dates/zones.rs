//! Offsets from UTC: numbers, abbreviations, names of places. Pure.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::Clock;

/// Minutes east of UTC. Where an abbreviation means several zones, the one that most feeds mean.
const NAMES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("uct", 0),
    ("zulu", 0),
    ("greenwich", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("hast", -600),
    ("ast", -240),
    ("adt", -180),
    ("nst", -210),
    ("ndt", -150),
    ("brt", -180),
    ("brst", -120),
    ("art", -180),
    ("clt", -240),
    ("clst", -180),
    ("cot", -300),
    ("pet", -300),
    ("vet", -240),
    ("uyt", -180),
    ("bst", 60),
    ("ist", 330),
    ("west", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("msd", 240),
    ("trt", 180),
    ("sast", 120),
    ("cat", 120),
    ("eat", 180),
    ("wat", 60),
    ("gst", 240),
    ("pkt", 300),
    ("uzt", 300),
    ("yekt", 300),
    ("npt", 345),
    ("bdt", 360),
    ("almt", 360),
    ("ict", 420),
    ("wib", 420),
    ("novt", 420),
    ("sgt", 480),
    ("myt", 480),
    ("hkt", 480),
    ("pht", 480),
    ("wita", 480),
    ("awst", 480),
    ("irkt", 480),
    ("jst", 540),
    ("kst", 540),
    ("wit", 540),
    ("acst", 570),
    ("acdt", 630),
    ("aest", 600),
    ("aedt", 660),
    ("vlat", 600),
    ("nzst", 720),
    ("nzdt", 780),
    ("idt", 180),
    ("irst", 210),
    ("irdt", 270),
];

/// Zones that are one thing in winter and another in summer.
const PLACES: &[(&str, Tz)] = &[
    ("et", chrono_tz::America::New_York),
    ("eastern", chrono_tz::America::New_York),
    ("est5edt", chrono_tz::America::New_York),
    ("ct", chrono_tz::America::Chicago),
    ("central", chrono_tz::America::Chicago),
    ("cst6cdt", chrono_tz::America::Chicago),
    ("mt", chrono_tz::America::Denver),
    ("mountain", chrono_tz::America::Denver),
    ("mst7mdt", chrono_tz::America::Denver),
    ("pt", chrono_tz::America::Los_Angeles),
    ("pacific", chrono_tz::America::Los_Angeles),
    ("pst8pdt", chrono_tz::America::Los_Angeles),
];

/// Seconds east of UTC of the zone that `text` begins with; 0 where it names none that is known.
/// `None` for a number that is no offset.
pub(super) fn offset(text: &str, date: NaiveDate, clock: Clock) -> Option<i32> {
    let text = text.trim_start_matches([' ', '(', '[', ',', '.']);
    let length = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '_'))).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(length)?;
    if word.is_empty() {
        return numeric(rest);
    }
    let word = word.to_ascii_lowercase();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(0);
    }
    // `GMT+2`, `UTC +02:00`, and `Z+02:00`, which says too much.
    let rest = rest.trim_start();
    if matches!(word.as_str(), "gmt" | "utc" | "ut" | "z") && rest.starts_with(['+', '-']) {
        return numeric(rest);
    }
    if let Some((_, minutes)) = NAMES.iter().find(|(name, _)| *name == word) {
        return Some(minutes * 60);
    }
    let place = PLACES.iter().find(|(name, _)| *name == word).map(|(_, place)| *place);
    Some(place.or_else(|| named_place(&word)).map_or(0, |place| offset_of(place, date, clock)))
}

/// `Europe/Berlin`, in any case.
fn named_place(word: &str) -> Option<Tz> {
    if !word.contains('/') {
        return None;
    }
    chrono_tz::TZ_VARIANTS.iter().find(|place| place.name().eq_ignore_ascii_case(word)).copied()
}

fn offset_of(place: Tz, date: NaiveDate, clock: Clock) -> i32 {
    let seconds = i64::from(clock.hour * 3600 + clock.minute * 60 + clock.second);
    let Some(local) = NaiveDateTime::new(date, NaiveTime::MIN).checked_add_signed(TimeDelta::seconds(seconds)) else {
        return 0;
    };
    place.offset_from_local_datetime(&local).earliest().map_or(0, |offset| offset.fix().local_minus_utc())
}

/// `+02:00`, `+0200`, `-8`, `+530`; nothing is 0.
fn numeric(text: &str) -> Option<i32> {
    let sign = match text.chars().next() {
        Some('+') => 1,
        Some('-') => -1,
        _ => return Some(0),
    };
    let rest = text.get(1..)?.trim_start_matches(['+', '-']);
    let hours_end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let digits = rest.get(..hours_end)?;
    let number = |text: &str| text.parse::<i32>().ok();
    let (hours, minutes) = match hours_end {
        0 => return Some(0),
        1 | 2 => {
            let behind = rest.get(hours_end..)?.strip_prefix([':', '.']).unwrap_or_default();
            let minutes_end = behind.bytes().take(2).take_while(u8::is_ascii_digit).count();
            (number(digits)?, behind.get(..minutes_end).and_then(number).unwrap_or(0))
        }
        3 => (number(digits.get(..1)?)?, number(digits.get(1..)?)?),
        4 | 6 => (number(digits.get(..2)?)?, number(digits.get(2..4)?)?),
        _ => return None,
    };
    (hours <= 15 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Whether `word` is the name of a zone.
pub(super) fn is_zone(word: &str) -> bool {
    NAMES.iter().any(|(name, _)| *name == word) || PLACES.iter().any(|(name, _)| *name == word)
}

#[cfg(test)]
mod tests;
