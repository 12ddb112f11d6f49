//! A sheet as lines, words and marks with their places in pixels: what the template writes down as SVG.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::ask::{Ask, Place, Resolution};
use super::chart::{Item, Lane, party};
use super::columns::Column;
use super::sheet::{Form, Mark, PITCH, Sheet, What};
use crate::view::names::Names;
use crate::view::when::plural;

/// Half of a mark.
const RADIUS: i64 = 10;
/// Letters of a turned name.
const TURNED: usize = 16;

#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing {
    /// "wide" or "tall".
    pub(crate) form: &'static str,
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) areas: Vec<Area>,
    pub(crate) lines: Vec<Stroke>,
    pub(crate) words: Vec<Words>,
    pub(crate) marks: Vec<Point>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) class: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stroke {
    pub(crate) x1: i64,
    pub(crate) y1: i64,
    pub(crate) x2: i64,
    pub(crate) y2: i64,
    pub(crate) class: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) text: String,
    pub(crate) class: &'static str,
    /// Turned, so that long names stand over narrow lanes.
    pub(crate) is_turned: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) class: &'static str,
    /// What stands in it: the number of the line, or how many there are.
    pub(crate) text: String,
    pub(crate) address: String,
    /// In words, for those who do not see it and for those who point at it.
    pub(crate) name: String,
    pub(crate) is_many: bool,
}

/// What a drawing is made of.
pub(crate) struct Matter<'a> {
    pub(crate) items: &'a [Item<'a>],
    pub(crate) columns: &'a [Column],
    pub(crate) lanes: &'a [Lane],
    pub(crate) names: &'a Names,
    /// The day behind which all is to come, and what its line is called.
    pub(crate) today: Option<(NaiveDate, &'a str)>,
    pub(crate) ask: &'a Ask,
    pub(crate) resolution: Resolution,
    /// Numbers of the lines that the list does not spell out.
    pub(crate) counted: &'a BTreeSet<usize>,
    pub(crate) place: &'a Place,
}

struct Pen {
    form: Form,
    drawing: Drawing,
}

pub(crate) fn drawing(matter: &Matter<'_>, sheet: &Sheet, form: Form) -> Drawing {
    let name = if form.is_tall { "tall" } else { "wide" };
    let mut pen = Pen { form, drawing: Drawing { form: name, ..Drawing::default() } };
    let (along, across) = (sheet.along + 6, sheet.across);
    if let Some((from, to)) = sheet.undated {
        pen.area((from, to), (form.side - 2, across), "unknown");
        pen.head((from, to), "date", Some("not known"), "unsaid");
    }
    pen.today(matter, sheet);
    for (column, place) in matter.columns.iter().zip(&sheet.columns) {
        pen.column(column, *place, across);
    }
    for (lane, (from, to)) in matter.lanes.iter().zip(&sheet.lanes) {
        pen.line((form.head - 8, *to), (along, *to), "lane");
        pen.lane_name(&lane.name, (*from + *to) / 2);
    }
    for bar in &sheet.bars {
        let planned =
            bar.items.iter().all(|item| matter.items.get(*item).is_some_and(|item| item.class() == "planned"));
        let class = if planned { "bar planned" } else { "bar" };
        pen.area((bar.from, bar.to), (bar.across - RADIUS, bar.across + RADIUS), class);
    }
    // In the order of the list: so Tab and a reading voice go along the time.
    let mut marks: Vec<&Mark> = sheet.marks.iter().collect();
    marks.sort_by_key(|mark| match &mark.what {
        What::One(place) => Some(*place),
        What::Many(places) => places.first().copied(),
    });
    marks.into_iter().for_each(|mark| pen.mark(mark, matter));
    let beyond = if form.is_tall { overhang(matter, sheet) } else { 0 };
    let (width, height) = pen.at(along, across + beyond);
    pen.drawing.width = width;
    pen.drawing.height = height;
    pen.drawing
}

/// How far turned names, and the one of today's line, stand out beyond the last lane.
fn overhang(matter: &Matter<'_>, sheet: &Sheet) -> i64 {
    let name = |(lane, (from, to)): (&Lane, &(i64, i64))| {
        let length = i64::try_from(shorten(&lane.name, TURNED).chars().count()).unwrap_or(0);
        // A letter is about seven pixels wide; turned by 52 degrees it takes six tenths of that.
        (from + to) / 2 + 10 + length * 43 / 10 - sheet.across
    };
    let today = matter.today.map_or(0, |(_, name)| i64::try_from(name.chars().count()).unwrap_or(0) * 8 + 6);
    matter.lanes.iter().zip(&sheet.lanes).map(name).max().unwrap_or(0).max(today)
}

impl Pen {
    /// From time and lane to right and down.
    fn at(&self, along: i64, across: i64) -> (i64, i64) {
        if self.form.is_tall { (across, along) } else { (along, across) }
    }

    fn area(&mut self, along: (i64, i64), across: (i64, i64), class: &'static str) {
        let ((x, y), (right, bottom)) = (self.at(along.0, across.0), self.at(along.1, across.1));
        self.drawing.areas.push(Area { x, y, width: right - x, height: bottom - y, class });
    }

    fn line(&mut self, from: (i64, i64), to: (i64, i64), class: &'static str) {
        let ((x1, y1), (x2, y2)) = (self.at(from.0, from.1), self.at(to.0, to.1));
        self.drawing.lines.push(Stroke { x1, y1, x2, y2, class });
    }

    fn word(&mut self, x: i64, y: i64, text: impl Into<String>, class: &'static str) {
        self.drawing.words.push(Words { x, y, text: text.into(), class, is_turned: false });
    }

    /// What stands over (or beside) a column, in one line or two.
    fn head(&mut self, (from, to): (i64, i64), first: &str, second: Option<&str>, class: &'static str) {
        let middle = (from + to) / 2;
        let lines: Vec<&str> = [Some(first), second].into_iter().flatten().filter(|text| !text.is_empty()).collect();
        for (place, text) in lines.iter().enumerate() {
            let down = i64::try_from(place).unwrap_or(0) * 13;
            if self.form.is_tall {
                let up = i64::try_from(lines.len()).unwrap_or(1) * 13 / 2 - 10;
                self.word(
                    self.form.side - 8,
                    middle - up + down,
                    *text,
                    if class == "unsaid" { "beside unsaid" } else { "beside" },
                );
            } else {
                self.word(middle, 14 + down, *text, class);
            }
        }
    }

    fn column(&mut self, column: &Column, (from, to): (i64, i64), across: i64) {
        let middle = (from + to) / 2;
        let edge = self.form.side - 4;
        if column.is_gap {
            self.area((from, to), (edge, across), "silence");
            self.line((from + 6, edge), (to - 6, edge), "gap");
            self.head((from, to), &column.label, None, "unsaid");
            return;
        }
        self.line((middle, edge), (middle, across), "tick");
        self.head((from, to), &column.label, column.year.as_deref(), "when");
    }

    fn lane_name(&mut self, name: &str, middle: i64) {
        if self.form.is_tall {
            let (x, y) = (middle + 4, self.form.head - 12);
            self.drawing.words.push(Words { x, y, text: shorten(name, TURNED), class: "who", is_turned: true });
        } else {
            self.word(8, middle + 4, shorten(name, 18), "who");
        }
    }

    /// The line of today, and what lies behind it.
    fn today(&mut self, matter: &Matter<'_>, sheet: &Sheet) {
        let Some((today, name)) = matter.today else { return };
        let Some(place) = matter.columns.iter().position(|column| column.holds(today)) else { return };
        let Some((_, at)) = sheet.columns.get(place).copied() else { return };
        let at = at - 1;
        let (edge, across) = (self.form.side - 4, sheet.across);
        if place + 1 < matter.columns.len() {
            self.area((at, sheet.along + 6), (edge, across), "future");
        }
        self.line((at, edge), (at, across), "today");
        let (x, y) = self.at(at, across);
        if self.form.is_tall {
            self.word(x + 4, y + 4, name, "now");
        } else {
            self.word(x, y + 13, name, "now end");
        }
    }

    fn mark(&mut self, mark: &Mark, matter: &Matter<'_>) {
        let (x, y) = self.at(mark.along, mark.across);
        let point = match &mark.what {
            What::One(place) => {
                let Some(item) = matter.items.get(*place) else { return };
                Point {
                    x,
                    y,
                    class: item.class(),
                    text: item.number.to_string(),
                    address: address_of(item, matter),
                    name: format!("{}. {}", item.number, told(item, matter.names)),
                    is_many: false,
                }
            }
            What::Many(places) => {
                let items: Vec<&Item<'_>> = places.iter().filter_map(|place| matter.items.get(*place)).collect();
                let Some(first) = items.first() else { return };
                let address = match narrower(&items, matter) {
                    Some(ask) => matter.place.with(&ask),
                    None => address_of(first, matter),
                };
                Point {
                    x,
                    y,
                    class: "many",
                    text: if items.len() < 100 { format!("{}×", items.len()) } else { items.len().to_string() },
                    address,
                    name: format!("{} {}", plural(items.len() as u64, "happening"), whereabouts(&items, matter)),
                    is_many: true,
                }
            }
        };
        self.drawing.marks.push(point);
    }
}

/// Where the list says it; where it only counts, the timeline in which it is spelled out.
fn address_of(item: &Item<'_>, matter: &Matter<'_>) -> String {
    match item.span.filter(|_| matter.counted.contains(&item.number)) {
        Some(span) => matter.place.at(&matter.ask.column(matter.resolution, span.from), &item.anchor()),
        None => format!("#{}", item.anchor()),
    }
}

/// The part of the timeline in which these would have room of their own; `None` where it is what is shown already.
fn narrower(items: &[&Item<'_>], matter: &Matter<'_>) -> Option<Ask> {
    let column = column_of(items, matter)?;
    let next = column.from.succ_opt().is_some_and(|next| next == column.to);
    let ask = matter.ask.within(column.from, column.to);
    let shown = matter.ask.after.map(|one| one.value) == ask.after.map(|one| one.value)
        && matter.ask.before.map(|one| one.value) == ask.before.map(|one| one.value);
    // A day is the finest there is.
    (!next && !shown).then_some(ask)
}

fn column_of<'a>(items: &[&Item<'_>], matter: &Matter<'a>) -> Option<&'a Column> {
    let span = items.first()?.span?;
    matter.columns.iter().find(|column| column.holds(span.from))
}

fn whereabouts(items: &[&Item<'_>], matter: &Matter<'_>) -> String {
    let who = items.first().map(|item| party(item.line, matter.names)).unwrap_or_default();
    match column_of(items, matter) {
        Some(column) => format!("({who}), {}", column.name()),
        None => format!("({who}), date not known"),
    }
}

/// "10 July 2026: ban (Harbour Group)".
pub(crate) fn told(item: &Item<'_>, names: &Names) -> String {
    let when = match (item.line.date, item.span) {
        (_, None) => "date not known".to_owned(),
        (Some(date), Some(_)) => date.human(),
        (None, Some(_)) => format!("known {}", item.line.known.format("%-d %B %Y")),
    };
    let firmness = crate::view::marks::modality(item.line.modality);
    let firmness = if firmness == "stated" { String::new() } else { format!(", {firmness}") };
    format!("{when}: {} ({}{firmness})", item.line.kind.label(), party(item.line, names))
}

pub(crate) fn shorten(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

impl Drawing {
    /// Where a turned word turns.
    pub(crate) fn turn(&self, words: &Words) -> String {
        format!("rotate(-52 {} {})", words.x, words.y)
    }

    pub(crate) fn radius(&self, point: &Point) -> i64 {
        if point.is_many { PITCH / 2 } else { RADIUS }
    }
}
