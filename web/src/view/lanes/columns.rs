//! The columns of a timeline: each is one day, week, month or year in which something lies; a stretch of several in which
//! nothing begins or ends is one gap, which says how long it is.
//!
//! So time is to scale within a column's name and never silently beyond it: where it is cut, the cut is drawn and said.

use chrono::{Datelike, NaiveDate};

use super::ask::Resolution;

/// Empty columns that are still drawn; a longer row of them is a gap.
const EMPTY: usize = 2;
/// How broad the page is: where no resolution is asked for, the finest is chosen whose columns fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// Beside other things.
    Column,
    Page,
}

impl Room {
    /// Columns that fit: those of months have short names.
    fn holds(self, resolution: Resolution) -> usize {
        let beside = match resolution {
            Resolution::Day => 12,
            Resolution::Week => 9,
            Resolution::Month | Resolution::Year => 18,
        };
        if self == Self::Page { beside * 3 / 2 } else { beside }
    }
}

/// Columns drawn at most, the latest of them: a reader scrolls no further.
pub(crate) const MOST: usize = 60;

/// The days of one item: `to` is the first day after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) known_to: KnownTo,
}

/// How exactly the days of an item are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownTo {
    Day,
    Month,
    Year,
}

impl Span {
    /// Whether it may lie anywhere in a column or in several: drawn as long as that, never as a point. In a column of a
    /// year a month is exact enough.
    pub(crate) fn is_bar(&self, resolution: Resolution) -> bool {
        match self.known_to {
            KnownTo::Day => false,
            KnownTo::Month => resolution <= Resolution::Month,
            KnownTo::Year => true,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) from: NaiveDate,
    /// The first day after it.
    pub(crate) to: NaiveDate,
    pub(crate) is_gap: bool,
    /// What stands over it: a line, and a second one where the year begins or changes.
    pub(crate) label: String,
    pub(crate) year: Option<String>,
}

impl Column {
    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.to
    }

    /// In whole words: "10 February 2026", "9 to 15 February 2026", "February 2026".
    pub(crate) fn name(&self) -> String {
        let last = self.to.pred_opt().unwrap_or(self.from);
        if last == self.from {
            return self.from.format("%-d %B %Y").to_string();
        }
        if self.from.day() == 1 && self.to == Resolution::Month.next(self.from) {
            return self.from.format("%B %Y").to_string();
        }
        if self.from.ordinal() == 1 && self.to == Resolution::Year.next(self.from) {
            return self.from.format("%Y").to_string();
        }
        let from = match (self.from.year() == last.year(), self.from.month() == last.month()) {
            (true, true) => self.from.format("%-d"),
            (true, false) => self.from.format("%-d %B"),
            (false, _) => self.from.format("%-d %B %Y"),
        };
        format!("{from} to {}", last.format("%-d %B %Y"))
    }
}

/// The columns for these spans, and their resolution. `today` has a column too, unless it lies outside of what is asked for.
pub(crate) fn columns(
    spans: &[Span],
    resolution: Option<Resolution>,
    today: Option<NaiveDate>,
    room: Room,
) -> (Resolution, Vec<Column>) {
    if let Some(resolution) = resolution {
        return (resolution, at(spans, resolution, today));
    }
    let mut made = (Resolution::Day, at(spans, Resolution::Day, today));
    for resolution in Resolution::ALL.into_iter().skip(1) {
        if made.1.len() <= room.holds(made.0) {
            break;
        }
        made = (resolution, at(spans, resolution, today));
    }
    made
}

fn at(spans: &[Span], resolution: Resolution, today: Option<NaiveDate>) -> Vec<Column> {
    let last_day = |span: &Span| span.to.pred_opt().unwrap_or(span.from).max(span.from);
    let mut starts: Vec<NaiveDate> = spans.iter().map(|span| resolution.start(span.from)).collect();
    starts.extend(spans.iter().filter(|span| span.is_bar(resolution)).map(|span| resolution.start(last_day(span))));
    starts.extend(today.map(|today| resolution.start(today)));
    starts.sort_unstable();
    starts.dedup();
    let mut edges: Vec<(NaiveDate, NaiveDate, bool)> = Vec::new();
    for start in starts {
        if let Some((_, end, _)) = edges.last().copied()
            && end < start
        {
            between(end, start, resolution, &mut edges);
        }
        edges.push((start, resolution.next(start), false));
    }
    if let Some(today) = today {
        split(&mut edges, spans, today, resolution);
    }
    label(&edges, spans, resolution)
}

/// Fills what lies between two columns: with empty ones, or with one gap.
fn between(from: NaiveDate, to: NaiveDate, resolution: Resolution, edges: &mut Vec<(NaiveDate, NaiveDate, bool)>) {
    let mut empty = Vec::new();
    let mut at = from;
    while at < to && empty.len() <= EMPTY {
        let next = resolution.next(at);
        empty.push((at, next, false));
        at = next;
    }
    if empty.len() > EMPTY {
        edges.push((from, to, true));
    } else {
        edges.extend(empty);
    }
}

/// Cuts the column of today in two where something lies in the rest of it: what is to come stands behind the line.
fn split(edges: &mut Vec<(NaiveDate, NaiveDate, bool)>, spans: &[Span], today: NaiveDate, resolution: Resolution) {
    let Some(place) = edges.iter().position(|(from, to, _)| *from <= today && today < *to) else { return };
    let (from, to, _) = edges[place];
    let Some(tomorrow) = today.succ_opt() else { return };
    let comes = |span: &Span| !span.is_bar(resolution) && span.from >= tomorrow && span.from < to;
    if tomorrow < to && spans.iter().any(comes) {
        edges[place] = (from, tomorrow, false);
        edges.insert(place + 1, (tomorrow, to, false));
    }
}

fn label(edges: &[(NaiveDate, NaiveDate, bool)], spans: &[Span], resolution: Resolution) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(edges.len());
    let mut year = None;
    for (from, to, is_gap) in edges.iter().copied() {
        let within = |day: NaiveDate| from <= day && day < to;
        let has_point = spans.iter().any(|span| !span.is_bar(resolution) && within(span.from));
        let begins = spans.iter().find(|span| span.is_bar(resolution) && within(span.from));
        let ends = || spans.iter().any(|span| span.is_bar(resolution) && span.to.pred_opt().is_some_and(within));
        let label = match (is_gap, resolution) {
            (true, _) => length(from, to),
            // Where only a bar ends, nothing is claimed of the day.
            (false, Resolution::Day | Resolution::Week) if !has_point && begins.is_none() && ends() => String::new(),
            // Only a bar begins here: the column is called as exactly as the bar is known.
            (false, Resolution::Day | Resolution::Week) if !has_point && begins.is_some() => {
                let is_year = begins.is_some_and(|span| span.known_to == KnownTo::Year);
                if is_year { String::new() } else { from.format("%b").to_string() }
            }
            (false, Resolution::Day) => from.format("%-d %b").to_string(),
            (false, Resolution::Week) => week(from, to),
            (false, Resolution::Month) => from.format("%b").to_string(),
            (false, Resolution::Year) => String::new(),
        };
        let changed = !is_gap && year != Some(from.year());
        if !is_gap {
            year = Some(from.year());
        }
        let year = (changed || resolution == Resolution::Year).then(|| from.format("%Y").to_string());
        columns.push(Column { from, to, is_gap, label, year: year.filter(|_| !is_gap) });
    }
    columns
}

/// "9–15 Feb", "30 Mar–5 Apr".
fn week(from: NaiveDate, to: NaiveDate) -> String {
    let last = to.pred_opt().unwrap_or(from);
    if from.month() == last.month() {
        format!("{}–{}", from.format("%-d"), last.format("%-d %b"))
    } else {
        format!("{}–{}", from.format("%-d %b"), last.format("%-d %b"))
    }
}

/// "84 days", "14 months", "3 years": how long a gap is.
pub(crate) fn length(from: NaiveDate, to: NaiveDate) -> String {
    let days = u64::try_from((to - from).num_days()).unwrap_or(0);
    match days {
        0..100 => crate::view::when::plural(days, "day"),
        100..730 => crate::view::when::plural(days * 12 / 365, "month"),
        _ => crate::view::when::plural(days * 4 / 1461, "year"),
    }
}

#[cfg(test)]
mod tests;
