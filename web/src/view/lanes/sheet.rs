//! Where everything stands on paper: time along one direction, lanes across the other. One layout, drawn wide (time to the
//! right) for a desk and tall (time downward) for a phone.

use super::ask::Resolution;
use super::chart::Lane;
use super::columns::Column;

/// From the middle of one mark to the middle of the next: a mark can be hit with a finger (WCAG 2.2, 2.5.8: 24 pixels).
pub(crate) const PITCH: i64 = 25;

/// What differs between wide and tall; in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) is_tall: bool,
    /// Along: where the names of the lanes end.
    pub(crate) head: i64,
    /// Across: where the names of the columns end.
    pub(crate) side: i64,
    /// Least length of a column, of one in which nothing begins, and of a gap.
    pub(crate) unit: i64,
    pub(crate) empty: i64,
    pub(crate) gap: i64,
    /// Marks beside each other in a cell, along the time.
    pub(crate) most_along: usize,
    /// The lanes together are at least so broad.
    pub(crate) breadth: i64,
    /// The columns together are stretched to this length, as far as twice their own.
    pub(crate) reach: i64,
}

pub(crate) const WIDE: Form =
    Form { is_tall: false, head: 150, side: 40, unit: 56, empty: 26, gap: 58, most_along: 3, breadth: 0, reach: 690 };
/// As [`WIDE`], on a page with nothing beside it.
pub(crate) const FULL: Form = Form { reach: 1040, ..WIDE };
pub(crate) const TALL: Form =
    Form { is_tall: true, head: 108, side: 72, unit: 32, empty: 22, gap: 26, most_along: 5, breadth: 210, reach: 0 };

impl Form {
    /// As broad as the names of such columns are (downward each name has a line of its own); the more columns there are,
    /// the fewer marks stand beside each other in one.
    pub(crate) fn of(self, resolution: Resolution, columns: usize) -> Self {
        let most_along = match columns {
            0..=12 => self.most_along,
            13..=18 => self.most_along.min(2),
            _ => 1,
        };
        let unit = match resolution {
            Resolution::Day => 56,
            Resolution::Week => 80,
            Resolution::Month => 38,
            Resolution::Year => 46,
        };
        if self.is_tall { self } else { Self { unit, most_along, ..self } }
    }
}

/// One mark: an item, or as many as have no room of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) along: i64,
    pub(crate) across: i64,
    pub(crate) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// Place in the list of items.
    One(usize),
    Many(Vec<usize>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BarMark {
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// Its middle.
    pub(crate) across: i64,
    pub(crate) items: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sheet {
    /// Along the time: from, to; one a column.
    pub(crate) columns: Vec<(i64, i64)>,
    pub(crate) undated: Option<(i64, i64)>,
    /// Across: from, to; one a lane.
    pub(crate) lanes: Vec<(i64, i64)>,
    pub(crate) bars: Vec<BarMark>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) along: i64,
    pub(crate) across: i64,
}

pub(crate) fn sheet(columns: &[Column], lanes: &[Lane], form: Form) -> Sheet {
    let rows: Vec<usize> = lanes.iter().map(|lane| rows(lane, lanes.len(), form)).collect();
    let undated_slots = slots(lanes.iter().map(|lane| lane.undated.len()), &rows, form);
    let mut along = form.head;
    let undated = (undated_slots > 0).then(|| {
        let from = along;
        along += length(undated_slots, form.unit) + 8;
        (from, along - 8)
    });
    let mut placed = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let counts = lanes.iter().map(|lane| lane.points.get(place).map_or(0, Vec::len));
        let long = match slots(counts, &rows, form) {
            _ if column.is_gap => form.gap,
            0 if column.label.is_empty() && column.year.is_none() => form.empty,
            0 => (form.empty * 5 / 3).min(form.unit),
            slots => length(slots, form.unit),
        };
        placed.push((along, along + long));
        along += long;
    }
    stretch(&mut placed, form);
    let mut sheet =
        Sheet { along: placed.last().map_or(along, |(_, to)| *to), columns: placed, undated, ..Sheet::default() };
    let slots: usize = lanes.iter().zip(&rows).map(|(lane, rows)| rows + lane.bar_rows().1).sum();
    let spare = form.breadth - i64::try_from(slots).unwrap_or(0) * PITCH - i64::try_from(lanes.len()).unwrap_or(0) * 6;
    let spare = (spare / i64::try_from(lanes.len().max(1)).unwrap_or(1)).max(0);
    let mut across = form.side;
    for (lane, rows) in lanes.iter().zip(rows) {
        let from = across;
        let (bars, bar_rows) = lane.bar_rows();
        let first = from + 3 + spare / 2;
        for (row, bar) in bars {
            sheet.place_bar(bar, first + i64::try_from(row).unwrap_or(0) * PITCH + PITCH / 2);
        }
        let points = first + i64::try_from(bar_rows).unwrap_or(0) * PITCH;
        for (place, items) in lane.points.iter().enumerate() {
            if let Some(column) = sheet.columns.get(place).copied() {
                sheet.place_cell(items, column, points, rows * form.most_along, rows);
            }
        }
        if let Some(column) = undated {
            sheet.place_cell(&lane.undated, column, points, rows * form.most_along, rows);
        }
        across = points + i64::try_from(rows).unwrap_or(0) * PITCH + 3 + (spare - spare / 2);
        sheet.lanes.push((from, across));
    }
    sheet.across = across;
    sheet
}

/// Rows of points in a lane: a second one only where a column would grow too long.
fn rows(lane: &Lane, lanes: usize, form: Form) -> usize {
    let most = lane.most().max(lane.undated.len());
    match most {
        0 => usize::from(lane.bars.is_empty()),
        // On a phone there is room for a second row only beside few others.
        _ if most > form.most_along && (!form.is_tall || lanes <= 3) => 2,
        _ => 1,
    }
}

/// Marks along the time in a cell of so many items.
fn slots(counts: impl Iterator<Item = usize>, rows: &[usize], form: Form) -> usize {
    let cell = |(count, rows): (usize, &usize)| {
        let rows = (*rows).max(1);
        if count > rows * form.most_along { 1 } else { count.div_ceil(rows) }
    };
    counts.zip(rows).map(cell).max().unwrap_or(0)
}

fn length(slots: usize, least: i64) -> i64 {
    (i64::try_from(slots).unwrap_or(0) * PITCH + 10).max(least)
}

/// Few columns are drawn wider apart, so that the sheet is not half empty; never more than twice as long.
fn stretch(columns: &mut [(i64, i64)], form: Form) {
    let (Some(from), Some(to)) = (columns.first().map(|one| one.0), columns.last().map(|one| one.1)) else { return };
    let (is, wanted) = (to - from, (form.reach - (from - form.head)).min((to - from) * 2));
    if is <= 0 || wanted <= is {
        return;
    }
    for (left, right) in columns {
        *left = from + (*left - from) * wanted / is;
        *right = from + (*right - from) * wanted / is;
    }
}

impl Sheet {
    /// Up to `room` items as marks of their own, more of them as one.
    fn place_cell(&mut self, items: &[usize], (from, to): (i64, i64), first: i64, room: usize, rows: usize) {
        if items.is_empty() {
            return;
        }
        let rows = rows.max(1);
        let middle = (from + to) / 2;
        if items.len() > room.max(1) {
            let across = first + i64::try_from(rows).unwrap_or(1) * PITCH / 2;
            self.marks.push(Mark { along: middle, across, what: What::Many(items.to_vec()) });
            return;
        }
        let beside = items.len().div_ceil(rows);
        for (row, items) in items.chunks(beside).enumerate() {
            let across = first + i64::try_from(row).unwrap_or(0) * PITCH + PITCH / 2;
            self.place_row(items, middle, across);
        }
    }

    fn place_row(&mut self, items: &[usize], middle: i64, across: i64) {
        let begin = middle - (i64::try_from(items.len()).unwrap_or(1) - 1) * PITCH / 2;
        for (place, item) in items.iter().enumerate() {
            let along = begin + i64::try_from(place).unwrap_or(0) * PITCH;
            self.marks.push(Mark { along, across, what: What::One(*item) });
        }
    }

    fn place_bar(&mut self, bar: &super::chart::Bar, across: i64) {
        let edge = |place: usize| self.columns.get(place).copied().unwrap_or((0, 0));
        let (from, to) = (edge(bar.first).0 + 2, edge(bar.last).1 - 2);
        let room = usize::try_from((to - from) / PITCH).unwrap_or(1).max(1);
        let middle = (from + to) / 2;
        if bar.items.len() > room {
            self.marks.push(Mark { along: middle, across, what: What::Many(bar.items.clone()) });
        } else {
            self.place_row(&bar.items, middle, across);
        }
        self.bars.push(BarMark { from, to, across, items: bar.items.clone() });
    }
}

#[cfg(test)]
mod tests;
