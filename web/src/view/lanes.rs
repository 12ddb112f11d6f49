//! The timeline drawn: a lane for each party, a dot for a day, a bar for a month or a year, a line for today, and
//! behind it what is announced.
//!
//! Time is not to scale: each date that is spoken of gets a column, and the gap between two columns grows with the
//! logarithm of the days between, so that a week of news and the month in which it began stand on one sheet.
//! Long gaps are dotted.

use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use watchline_model::{Dated, Modality, Precision};

use crate::view::names::Names;
use crate::view::timeline::Line;

/// Parties with a lane of their own; the others share one.
const LANES: usize = 6;
const LEFT: i64 = 150;
const LANE: i64 = 34;
const TOP: i64 = 34;
/// Where the last date of a short timeline is drawn.
const FULL: i64 = 790;
/// A gap of more days than this is dotted.
const LONG_GAP_DAYS: i64 = 45;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/lanes.html")]
pub(crate) struct Lanes {
    width: i64,
    height: i64,
    lanes: Vec<(i64, String)>,
    columns: Vec<(i64, String)>,
    gaps: Vec<(i64, i64)>,
    points: Vec<Point>,
    today: i64,
    today_label: String,
}

crate::view::pieces!(Lanes);

#[derive(Debug, Clone)]
struct Point {
    number: usize,
    x: i64,
    y: i64,
    /// Length of the bar; 0 for a dot.
    length: i64,
    class: &'static str,
    title: String,
}

impl Lanes {
    /// `None` where no line has a date. The number of a point is the line's place in `lines`, from 1.
    pub(crate) fn new(lines: &[Line], names: &Names, now: DateTime<Utc>) -> Option<Self> {
        let dated: Vec<(usize, &Line, Dated)> =
            lines.iter().enumerate().filter_map(|(index, line)| Some((index + 1, line, line.date?))).collect();
        if dated.is_empty() {
            return None;
        }
        let scale = Scale::new(dated.iter().map(|(_, _, date)| *date), now);
        let parties = parties(lines, names);
        let mut points: Vec<Point> = Vec::new();
        for (number, line, date) in dated {
            let lane = lane_of(&party(line, names), &parties);
            let (x, end) = (scale.x(start_of(&date)), scale.x(end_of(&date)));
            let length = if is_span(&date) { (end - x).max(18) } else { 0 };
            let y = TOP + 6 + i64::try_from(lane).unwrap_or(0) * LANE + LANE / 2;
            // Points of one day in one lane stand beside each other.
            let beside = points.iter().filter(|point| point.y == y && point.x <= x + 4 && point.x + 21 > x).count();
            let class = match line.modality {
                _ if start_of(&date) > now => "planned",
                Modality::Stated => "stated",
                Modality::Alleged | Modality::Denied => "alleged",
                Modality::Planned => "planned",
            };
            points.push(Point {
                number,
                x: x + i64::try_from(beside).unwrap_or(0) * 21,
                y,
                length,
                class,
                title: format!("{}: {} ({})", date.human(), line.kind.label(), party(line, names)),
            });
        }
        let lanes = parties.iter().zip(0_i64..);
        let lanes: Vec<(i64, String)> =
            lanes.map(|(name, index)| (TOP + 6 + index * LANE + LANE / 2, shorten(name))).collect();
        let height = TOP + 6 + LANE * i64::try_from(lanes.len()).unwrap_or(1) + 10;
        let right = points.iter().map(|point| point.x + point.length.max(14)).max().unwrap_or(0);
        Some(Self {
            width: (scale.right() + 70).max(right + 30),
            height,
            lanes,
            gaps: scale.gaps(),
            today: scale.x(now),
            today_label: "today".to_owned(),
            columns: scale.labels(),
            points,
        })
    }

    /// For a drawing as of a day that is past: what the line stands for.
    pub(crate) fn ending(self, label: impl Into<String>) -> Self {
        Self { today_label: label.into(), ..self }
    }
}

fn is_span(date: &Dated) -> bool {
    matches!(date.precision, Precision::Year | Precision::Month)
}

fn start_of(date: &Dated) -> DateTime<Utc> {
    if is_span(date) { date.value } else { watchline_model::date::midnight(date.value.date_naive()) }
}

fn end_of(date: &Dated) -> DateTime<Utc> {
    if is_span(date) { date.end() - TimeDelta::days(1) } else { start_of(date) }
}

fn party(line: &Line, names: &Names) -> String {
    let id = line.actors.first().or(line.targets.first());
    id.map_or_else(|| "Party not named".to_owned(), |id| names.name(id))
}

/// The lanes' names: by first appearance, the busiest kept, the rest together.
fn parties(lines: &[Line], names: &Names) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for line in lines.iter().filter(|line| line.date.is_some()) {
        let name = party(line, names);
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    if counted.len() > LANES {
        let mut sizes: Vec<usize> = counted.iter().map(|(_, count)| *count).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let least = sizes[LANES - 2];
        counted.retain(|(_, count)| *count >= least);
        counted.truncate(LANES - 1);
        counted.push(("Others".to_owned(), 0));
    }
    counted.into_iter().map(|(name, _)| name).collect()
}

fn lane_of(name: &str, parties: &[String]) -> usize {
    parties.iter().position(|party| party == name).unwrap_or(parties.len().saturating_sub(1))
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= 20 { name.to_owned() } else { name.chars().take(19).chain(['…']).collect() }
}

/// Columns of time.
struct Scale {
    /// Moment, place, label ("" where only a bar ends).
    columns: Vec<(DateTime<Utc>, i64, String)>,
}

impl Scale {
    fn new(dates: impl Iterator<Item = Dated>, now: DateTime<Utc>) -> Self {
        let mut moments: Vec<(DateTime<Utc>, String)> = Vec::new();
        for date in dates {
            let label = match date.precision {
                Precision::Year => date.value.format("%Y"),
                Precision::Month => date.value.format("%b %Y"),
                Precision::Day | Precision::Time => date.value.format("%-d %b %Y"),
            };
            moments.push((start_of(&date), label.to_string()));
            if is_span(&date) {
                moments.push((end_of(&date), String::new()));
            }
        }
        moments.push((watchline_model::date::midnight(now.date_naive()), String::new()));
        // The labelled one of two equal moments comes first and stays.
        moments.sort_by(|(a, left), (b, right)| a.cmp(b).then(left.is_empty().cmp(&right.is_empty())));
        moments.dedup_by_key(|(moment, _)| *moment);
        let mut columns: Vec<(DateTime<Utc>, i64, String)> = Vec::new();
        for (moment, label) in moments {
            let place = columns.last().map_or(LEFT + 40, |(before, x, _)| x + gap((moment - *before).num_days()));
            columns.push((moment, place, label));
        }
        stretch(&mut columns);
        Self { columns }
    }

    /// Between two columns by proportion.
    fn x(&self, moment: DateTime<Utc>) -> i64 {
        let after = self.columns.iter().position(|(column, _, _)| *column >= moment);
        let Some(after) = after else { return self.right() };
        let (right, x_right, _) = &self.columns[after];
        if *right == moment || after == 0 {
            return *x_right;
        }
        let (left, x_left, _) = &self.columns[after - 1];
        let part = (moment - *left).num_seconds() as f64 / (*right - *left).num_seconds().max(1) as f64;
        x_left + ((x_right - x_left) as f64 * part) as i64
    }

    fn right(&self) -> i64 {
        self.columns.last().map_or(LEFT, |(_, x, _)| *x)
    }

    fn labels(&self) -> Vec<(i64, String)> {
        self.columns.iter().filter(|(_, _, label)| !label.is_empty()).map(|(_, x, label)| (*x, label.clone())).collect()
    }

    fn gaps(&self) -> Vec<(i64, i64)> {
        let pairs = self.columns.windows(2);
        let long = pairs.filter(|pair| (pair[1].0 - pair[0].0).num_days() > LONG_GAP_DAYS);
        long.map(|pair| (pair[0].1 + 12, pair[1].1 - 12)).collect()
    }
}

/// Few dates are drawn wider apart, so that the sheet is not half empty.
fn stretch(columns: &mut [(DateTime<Utc>, i64, String)]) {
    let (from, to) = (LEFT + 40, columns.last().map_or(LEFT, |(_, x, _)| *x));
    if to <= from || to >= FULL {
        return;
    }
    // At most twice as wide: two dots need no ocean between them.
    let by = ((FULL - from) as f64 / (to - from) as f64).min(2.0);
    for (_, x, _) in columns {
        *x = from + ((*x - from) as f64 * by) as i64;
    }
}

/// Room for a label (about 70 units) at least, and a little more for each doubling of the days.
fn gap(days: i64) -> i64 {
    74 + (days.max(1) as f64).log2() as i64 * 9
}

#[cfg(test)]
mod tests;
