//! The timeline drawn: a lane for each party, a point for a day, a bar for a month or a year, what has no date at its side,
//! a line for today and behind it what is announced.
//!
//! # Design
//! `ask` says what the reader wants, `columns` cuts the time, `chart` sorts what happened into lanes and columns, `sheet`
//! finds a place for each, `drawing` writes it down: once wide, once tall, of which a browser shows the one that fits. Every
//! mark leads to the line of the list that says the same; where there are too many for marks, to a narrower timeline.
//! What is not exactly known is never drawn as if it were.

pub(crate) mod ask;
pub(crate) mod chart;
pub(crate) mod columns;
pub(crate) mod drawing;
pub(crate) mod sheet;

use std::collections::BTreeSet;

use askama::Template;
use chrono::{DateTime, Utc};

use ask::{Ask, Axis, Place, Resolution};
use chart::Item;
use columns::{KnownTo, MOST, Span};
use drawing::{Drawing, Matter};
use watchline_model::{Dated, Precision};

use crate::view::names::Names;
use crate::view::timeline::Line;
use crate::view::when::plural;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/lanes.html")]
pub(crate) struct Lanes {
    drawings: [Drawing; 2],
    /// The same in a sentence or two.
    title: String,
    description: String,
    /// Columns that did not fit, and the way to them.
    earlier: Option<(String, String)>,
    pub(crate) resolution: Resolution,
    /// What the marks mean, of those that are there.
    legend: Vec<(&'static str, &'static str)>,
}

crate::view::pieces!(Lanes);

/// From where one looks: all after it is to come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Today<'a> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) name: &'a str,
}

/// Lines on their axis, in order and numbered: first what has a place there, then what nobody dates. What lies outside
/// the part that is asked for is left out, and what has no place with it.
pub(crate) fn items<'a>(lines: &'a [Line], ask: &Ask, now: DateTime<Utc>) -> Vec<Item<'a>> {
    let item = |line: &'a Line| {
        let span = match ask.axis {
            Axis::Happened => line.date.as_ref().map(span_of),
            Axis::Known => Some(day_of(line.known)),
        };
        let comes = span.is_some_and(|span| span.from > now.date_naive());
        Item { number: 0, line, span, comes }
    };
    let mut items: Vec<Item<'a>> = lines.iter().map(item).collect();
    let midnight = watchline_model::date::midnight;
    items.retain(|item| match item.span {
        Some(span) => ask.holds(midnight(span.from), midnight(span.to)),
        None => !ask.is_part(),
    });
    let moment = |item: &Item<'_>| match ask.axis {
        Axis::Happened => item.line.date.map_or(item.line.known, |date| date.value),
        Axis::Known => item.line.known,
    };
    items.sort_by_key(|item| (item.span.is_none(), moment(item), item.line.known));
    items.iter_mut().zip(1..).for_each(|(item, number)| item.number = number);
    items
}

fn span_of(date: &Dated) -> Span {
    let known_to = match date.precision {
        Precision::Year => KnownTo::Year,
        Precision::Month => KnownTo::Month,
        Precision::Day | Precision::Time => return day_of(date.value),
    };
    Span { from: date.value.date_naive(), to: date.end().date_naive(), known_to }
}

fn day_of(moment: DateTime<Utc>) -> Span {
    let from = moment.date_naive();
    Span { from, to: from.succ_opt().unwrap_or(from), known_to: KnownTo::Day }
}

/// How long the columns of a timeline will be; `None` where no item has a place on the axis.
pub(crate) fn resolution(items: &[Item<'_>], ask: &Ask, place: &Place, now: DateTime<Utc>) -> Option<Resolution> {
    let spans: Vec<Span> = items.iter().filter_map(|item| item.span).collect();
    let shown = ask.holds(now, now).then_some(now.date_naive());
    (!spans.is_empty()).then(|| columns::columns(&spans, ask.resolution, shown, place.room()).0)
}

impl Lanes {
    /// `None` where no item has a place on the axis. `counted`: numbers of the lines that the list does not spell out.
    pub(crate) fn new(
        items: &[Item<'_>],
        counted: &BTreeSet<usize>,
        names: &Names,
        ask: &Ask,
        place: &Place,
        today: Today<'_>,
    ) -> Option<Self> {
        let spans: Vec<Span> = items.iter().filter_map(|item| item.span).collect();
        let (first, last) = (spans.iter().map(|span| span.from).min()?, spans.iter().map(|span| span.to).max()?);
        let now = today.at.date_naive();
        let shown = ask.holds(today.at, today.at).then_some(now);
        let (resolution, mut columns) = columns::columns(&spans, ask.resolution, shown, place.room());
        let cut = columns.len().saturating_sub(MOST);
        columns.drain(..cut);
        let earlier = columns.first().filter(|_| cut > 0).map(|column| {
            let hidden = spans.iter().filter(|span| span.from < column.from).count() as u64;
            let before = Dated::day(column.from, watchline_model::Basis::Occurred);
            let ask = Ask { before: Some(before), ..*ask };
            (format!("{} before {}", plural(hidden, "happening"), column.from.format("%-d %B %Y")), place.with(&ask))
        });
        let lanes = chart::lanes(items, &columns, resolution, names);
        let matter = Matter {
            items,
            columns: &columns,
            lanes: &lanes,
            names,
            today: shown.map(|at| (at, today.name)),
            ask,
            resolution,
            counted,
            place,
        };
        let drawn = |form: sheet::Form| {
            drawing::drawing(&matter, &sheet::sheet(&columns, &lanes, form.of(resolution, columns.len())), form)
        };
        let until = last.pred_opt().unwrap_or(last);
        let silences = columns.iter().filter(|column| column.is_gap);
        let silences: Vec<String> =
            silences.map(|gap| format!("{} from {}", gap.label, gap.from.format("%-d %B %Y"))).collect();
        let undated = items.iter().filter(|item| item.span.is_none()).count() as u64;
        let mut description = format!(
            "A lane for each of {}; a step is a {}.",
            lanes.iter().map(|lane| lane.name.as_str()).collect::<Vec<_>>().join(", "),
            resolution.as_str()
        );
        if undated > 0 {
            description.push_str(&format!(" Nobody dates {}.", plural(undated, "happening")));
        }
        if !silences.is_empty() {
            description.push_str(&format!(" Left out, since nothing begins or ends there: {}.", silences.join("; ")));
        }
        Some(Self {
            drawings: [drawn(if place.is_full { sheet::FULL } else { sheet::WIDE }), drawn(sheet::TALL)],
            title: format!(
                "{} from {} to {}, by {}",
                plural(items.len() as u64, "happening"),
                first.format("%-d %B %Y"),
                until.format("%-d %B %Y"),
                ask.axis.label()
            ),
            description,
            earlier,
            resolution,
            legend: legend(items, resolution),
        })
    }
}

/// Shape and meaning, of the shapes that are drawn.
fn legend(items: &[Item<'_>], resolution: Resolution) -> Vec<(&'static str, &'static str)> {
    let has = |class: &str| items.iter().any(|item| item.class() == class);
    let mut legend = Vec::new();
    for (class, meaning) in [
        ("stated", "stated as a fact"),
        ("alleged", "alleged"),
        ("denied", "denied"),
        ("planned", "announced for later"),
    ] {
        if has(class) {
            legend.push((class, meaning));
        }
    }
    if items.iter().any(|item| item.span.is_some_and(|span| span.is_bar(resolution))) {
        legend.push(("bar", "some time in this month or year"));
    }
    legend
}

#[cfg(test)]
mod tests;
