//! Dates for people: never more exact than they are known, in UTC, with the machine's form beside them.

use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use watchline_model::{Dated, Precision};

/// A `<time>`: "2 July 2026" or "2 July 2026, 14:05 UTC".
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = "<time datetime=\"{{ iso }}\" title=\"{{ full }}\">{{ text }}</time>", ext = "html")]
pub(crate) struct When {
    pub(crate) iso: String,
    pub(crate) full: String,
    pub(crate) text: String,
}

crate::view::pieces!(When);

impl When {
    /// Day and minute. What is known to the day only is kept as its first moment: midnight to the microsecond says no
    /// more than the day.
    pub(crate) fn moment(at: DateTime<Utc>) -> Self {
        let whole_day = at.time() == chrono::NaiveTime::MIN;
        let text = at.format(if whole_day { "%-d %B %Y" } else { "%-d %B %Y, %H:%M UTC" }).to_string();
        Self { iso: at.to_rfc3339_opts(SecondsFormat::Secs, true), full: text.clone(), text }
    }

    /// The day; the minute on hover.
    pub(crate) fn day(at: DateTime<Utc>) -> Self {
        Self { text: at.format("%-d %B %Y").to_string(), ..Self::moment(at) }
    }

    /// "24 minutes ago", "in 3 hours"; day and minute on hover.
    pub(crate) fn from(at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let seconds = (at - now).num_seconds();
        let text = match seconds {
            ..=-60 => format!("{} ago", span(-seconds)),
            60.. => format!("in {}", span(seconds)),
            _ => "now".to_owned(),
        };
        Self { text, ..Self::moment(at) }
    }

    /// As exactly as it is known.
    pub(crate) fn dated(dated: &Dated) -> Self {
        let text = match dated.precision {
            Precision::Time => dated.value.format("%-d %B %Y, %H:%M UTC").to_string(),
            _ => dated.human(),
        };
        Self { iso: dated.value_text(), full: format!("{text} ({})", dated.basis.as_str().replace('_', " ")), text }
    }
}

/// "3 minutes", "6 hours", "12 days": the largest unit that fits, rounded down.
pub(crate) fn span(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (count, unit) = match seconds {
        0..60 => return "less than a minute".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..172_800 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    plural(u64::try_from(count).unwrap_or(0), unit)
}

/// "hour", "6 hours": after "every".
pub(crate) fn every(seconds: i64) -> String {
    let span = span(seconds);
    span.strip_prefix("1 ").map(str::to_owned).unwrap_or(span)
}

/// "1 document", "4 documents", "2 copies".
pub(crate) fn plural(count: u64, noun: &str) -> String {
    let ending = match (count, noun.strip_suffix('y')) {
        (1, _) => return format!("1 {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o']) => return format!("{} {stem}ies", grouped(count)),
        _ => "s",
    };
    format!("{} {noun}{ending}", grouped(count))
}

/// 2682 as "2,682".
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
