//! Who stands in which lane and column, before anything has a place on paper.

use watchline_model::Modality;

use super::ask::Resolution;
use super::columns::{Column, Span};
use crate::view::names::Names;
use crate::view::timeline::Line;

/// Parties with a lane of their own; the others share the last.
pub(crate) const LANES: usize = 6;

/// A line of the timeline on its axis.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    /// As it stands in the list, from 1.
    pub(crate) number: usize,
    pub(crate) line: &'a Line,
    /// `None`: nobody says when.
    pub(crate) span: Option<Span>,
    /// It lies after the day that is looked from.
    pub(crate) comes: bool,
}

impl Item<'_> {
    /// Where the list says the same. Made of the first telling, so that it leads to the same line on either axis.
    pub(crate) fn anchor(&self) -> String {
        anchor(self.line)
    }

    /// How firmly it is told, by shape.
    pub(crate) fn class(&self) -> &'static str {
        match self.line.modality {
            _ if self.comes => "planned",
            Modality::Stated => "stated",
            Modality::Alleged => "alleged",
            Modality::Denied => "denied",
            Modality::Planned => "planned",
        }
    }
}

pub(crate) fn anchor(line: &Line) -> String {
    line.events.first().map_or_else(String::new, |(document, event)| format!("happening-{document}-{event}"))
}

/// Who it is of: the first actor, else the first target.
pub(crate) fn party(line: &Line, names: &Names) -> String {
    let id = line.actors.first().or(line.targets.first());
    id.map_or_else(|| "Party not named".to_owned(), |id| names.name(id))
}

/// Items of one lane, by their places in the list of items.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lane {
    pub(crate) name: String,
    /// What is known to the day, one list a column.
    pub(crate) points: Vec<Vec<usize>>,
    pub(crate) bars: Vec<Bar>,
    pub(crate) undated: Vec<usize>,
}

/// What is known to the month or the year: everything with the same span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// First and last column.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) items: Vec<usize>,
}

impl Lane {
    /// Bars side by side so that none covers another: each bar with its row, and how many rows there are.
    pub(crate) fn bar_rows(&self) -> (Vec<(usize, &Bar)>, usize) {
        let mut ends: Vec<usize> = Vec::new();
        let mut placed = Vec::new();
        let mut bars: Vec<&Bar> = self.bars.iter().collect();
        bars.sort_by_key(|bar| (bar.first, std::cmp::Reverse(bar.last)));
        for bar in bars {
            let free = ends.iter().position(|end| *end < bar.first);
            let row = free.unwrap_or(ends.len());
            match ends.get_mut(row) {
                Some(end) => *end = bar.last,
                None => ends.push(bar.last),
            }
            placed.push((row, bar));
        }
        (placed, ends.len())
    }

    /// Most points in one column.
    pub(crate) fn most(&self) -> usize {
        self.points.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Sorts items into lanes by party. Items before the first column are left out: the drawing says so.
pub(crate) fn lanes(items: &[Item<'_>], columns: &[Column], resolution: Resolution, names: &Names) -> Vec<Lane> {
    let parties = parties(items, names);
    let empty = |name: &String| Lane { name: name.clone(), points: vec![Vec::new(); columns.len()], ..Lane::default() };
    let mut lanes: Vec<Lane> = parties.iter().map(empty).collect();
    for (index, item) in items.iter().enumerate() {
        let name = party(item.line, names);
        let place = parties.iter().position(|party| *party == name).unwrap_or(parties.len().saturating_sub(1));
        let Some(lane) = lanes.get_mut(place) else { continue };
        let Some(span) = item.span else {
            lane.undated.push(index);
            continue;
        };
        let last_day = span.to.pred_opt().unwrap_or(span.from).max(span.from);
        let last = columns.iter().position(|column| column.holds(last_day));
        let first = columns.iter().position(|column| column.holds(span.from));
        match (first, last) {
            (Some(first), Some(last)) if span.is_bar(resolution) => {
                match lane.bars.iter_mut().find(|bar| (bar.first, bar.last) == (first, last)) {
                    Some(bar) => bar.items.push(index),
                    None => lane.bars.push(Bar { first, last, items: vec![index] }),
                }
            }
            // A bar that began before the sheet does.
            (None, Some(last)) if span.is_bar(resolution) => lane.bars.push(Bar { first: 0, last, items: vec![index] }),
            (Some(first), _) => {
                if let Some(points) = lane.points.get_mut(first) {
                    points.push(index);
                }
            }
            (None, _) => {}
        }
    }
    lanes
}

/// By first appearance; the busiest keep a lane, the rest go together.
fn parties(items: &[Item<'_>], names: &Names) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for item in items {
        let name = party(item.line, names);
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    if counted.len() > LANES {
        let mut sizes: Vec<usize> = counted.iter().map(|(_, count)| *count).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let least = sizes.get(LANES - 2).copied().unwrap_or(0);
        counted.retain(|(_, count)| *count >= least);
        counted.truncate(LANES - 1);
        counted.push(("Others".to_owned(), 0));
    }
    counted.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests;
