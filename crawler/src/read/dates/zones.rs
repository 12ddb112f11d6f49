//! Local time to UTC, by offset or by a zone's usual abbreviation, with daylight saving where the
//! abbreviation leaves it open ("ET"). Pure.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone};

/// The moment with its offset; `None` for a zone that is not understood.
pub(super) fn in_zone(local: NaiveDateTime, zone: &str) -> Option<DateTime<FixedOffset>> {
    let zone = zone.to_ascii_uppercase();
    let hours = |hours: i32| FixedOffset::east_opt(hours * 3600);
    let offset = match zone.as_str() {
        "Z" | "UTC" | "GMT" | "WET" => hours(0),
        "BST" | "CET" | "MEZ" | "WEST" => hours(1),
        "CEST" | "MESZ" | "EET" | "SAST" => hours(2),
        "EEST" | "MSK" => hours(3),
        "IST" => FixedOffset::east_opt(5 * 3600 + 1800),
        "SGT" | "HKT" | "AWST" | "PHT" => hours(8),
        "JST" | "KST" => hours(9),
        "AEST" => hours(10),
        "AEDT" => hours(11),
        "NZST" => hours(12),
        "NZDT" => hours(13),
        "BRT" => hours(-3),
        "EDT" => hours(-4),
        "EST" | "CDT" => hours(-5),
        "CST" | "MDT" => hours(-6),
        "MST" | "PDT" => hours(-7),
        "PST" => hours(-8),
        _ => numeric_offset(&zone),
    };
    if let Some(offset) = offset {
        return offset.from_local_datetime(&local).single();
    }
    let place = match zone.as_str() {
        "ET" => chrono_tz::America::New_York,
        "CT" => chrono_tz::America::Chicago,
        "MT" => chrono_tz::America::Denver,
        "PT" => chrono_tz::America::Los_Angeles,
        _ => return None,
    };
    let moment = place.from_local_datetime(&local).earliest()?;
    Some(moment.with_timezone(&moment.offset().fix()))
}

/// `+02:00`, `+0200`, `-05`.
fn numeric_offset(zone: &str) -> Option<FixedOffset> {
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}
