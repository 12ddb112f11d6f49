//! Dates and spans of dates as they are typed.

use chrono::{DateTime, Days, TimeDelta, Utc};
use watchline_model::{Basis, Dated, Precision};

/// A span of time as typed: a day, a month, a year, a moment, or two of them with `..` between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// The first moment in it; `None`: open.
    pub(super) from: Option<DateTime<Utc>>,
    /// The first moment after it; `None`: open.
    pub(super) to: Option<DateTime<Utc>>,
    /// In normal form.
    pub(super) shown: String,
}

/// `2026-07-10`, `2026-7`, `2026`, `2026/07/10`, an RFC 3339 moment, `today`, `yesterday`, `7d` (the day seven
/// days ago), `4w`.
pub(super) fn parse_date(text: &str, now: DateTime<Utc>) -> Option<Span> {
    let text = text.trim().to_lowercase();
    if let Some(days) = days_ago(&text) {
        let date = now.date_naive().checked_sub_days(Days::new(days))?;
        let day = Dated::day(date, Basis::Occurred);
        return Some(Span { from: Some(day.value), to: Some(day.end()), shown: text });
    }
    let text = text.to_uppercase();
    let dated = Dated::parse(&text, Basis::Occurred).or_else(|| {
        let dashed = text.replace(['/', '.'], "-");
        Dated::parse(&dashed, Basis::Occurred)
    })?;
    let to = match dated.precision {
        Precision::Time => dated.value.checked_add_signed(TimeDelta::microseconds(1))?,
        _ => dated.end(),
    };
    Some(Span { from: Some(dated.value), to: Some(to), shown: dated.value_text() })
}

/// A date, or `2026-03..2026-05` (both ends belong to it), `2026-03..`, `..2026-05`.
pub(super) fn parse_span(text: &str, now: DateTime<Utc>) -> Option<Span> {
    let Some((first, last)) = text.split_once("..") else { return parse_date(text, now) };
    let last = last.trim_start_matches('.');
    let end_of = |text: &str| if text.is_empty() { Some(None) } else { parse_date(text, now).map(Some) };
    let (first, last) = (end_of(first)?, end_of(last)?);
    if first.is_none() && last.is_none() {
        return None;
    }
    let shown = format!(
        "{}..{}",
        first.as_ref().map_or("", |span| span.shown.as_str()),
        last.as_ref().map_or("", |span| span.shown.as_str())
    );
    Some(Span { from: first.and_then(|span| span.from), to: last.and_then(|span| span.to), shown })
}

fn days_ago(text: &str) -> Option<u64> {
    match text {
        "today" => return Some(0),
        "yesterday" => return Some(1),
        _ => {}
    }
    let (number, days) = match text.strip_suffix('d') {
        Some(number) => (number, 1),
        None => (text.strip_suffix('w')?, 7),
    };
    if number.is_empty() || number.len() > 4 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    number.parse::<u64>().ok().map(|number| number * days)
}
