//! `every = "15m"` and `schedule = "0 */15 * * * *"`.

use croner::parser::{CronParser, Seconds};
use watchline_model::Schedule;

/// A second is for tests and intranets; whoever asks a stranger that often will be shut out.
const SHORTEST_SECONDS: u64 = 1;
const LONGEST_SECONDS: u64 = 366 * 86_400;
const UNITS: [(&str, u64); 5] = [("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 604_800)];

/// "90s", "15m", "6h", "1d", "2w", also as a sum: "1h30m". In seconds.
pub(crate) fn read_every(text: &str) -> Result<Schedule, String> {
    let refuse = || format!("`{text}` is not an interval; write for example \"90s\", \"15m\", \"6h\" or \"1d\"");
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(refuse());
    }
    let mut seconds: u64 = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..digits].parse().map_err(|_| refuse())?;
        rest = &rest[digits..];
        let (unit, factor) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit)).ok_or_else(refuse)?;
        rest = &rest[unit.len()..];
        seconds = number.checked_mul(*factor).and_then(|part| seconds.checked_add(part)).ok_or_else(refuse)?;
    }
    if !(SHORTEST_SECONDS..=LONGEST_SECONDS).contains(&seconds) {
        return Err(format!("`{text}` is out of range; use one second to 366 days"));
    }
    Ok(Schedule::Every(seconds))
}

/// The shortest way to write so many seconds: 900 -> "15m".
pub(crate) fn write_every(seconds: u64) -> String {
    let (unit, factor) = UNITS
        .iter()
        .rev()
        .find(|(_, factor)| seconds.is_multiple_of(*factor))
        .expect("every number is a multiple of one second");
    format!("{}{unit}", seconds / factor)
}

/// Six cron fields, the first being seconds, in UTC.
pub(crate) fn read_cron(text: &str) -> Result<Schedule, String> {
    let remedy = "write six fields (second minute hour day month weekday), for example \"0 */15 * * * *\"";
    let fields = text.split_whitespace().count();
    if fields != 6 {
        return Err(format!("`{text}` has {fields} fields; {remedy}"));
    }
    match CronParser::builder().seconds(Seconds::Required).build().parse(text) {
        Ok(_) => Ok(Schedule::Cron(text.trim().to_owned())),
        Err(error) => {
            let reason = error.to_string().trim_end_matches('.').to_lowercase();
            Err(format!("`{text}` is not a schedule ({reason}); {remedy}"))
        }
    }
}

#[cfg(test)]
mod tests;
