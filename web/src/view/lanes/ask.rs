//! What a reader asks of a timeline: which of the two axes, how long a column, which part of it.
//!
//! Plain words in the address (`axis=known&resolution=month&after=2026-03`), the same on every page that has a timeline.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use watchline_model::{Basis, Dated, date::midnight};

use super::columns::Room;
use crate::error::WebError;
use crate::params::{Params, address};

/// Along which of the two times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Axis {
    /// When it happened or takes effect.
    #[default]
    Happened,
    /// When the first document told of it.
    Known,
}

impl Axis {
    pub(crate) const ALL: [Self; 2] = [Self::Happened, Self::Known];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Known => "known",
        }
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Happened => "when it happened",
            Self::Known => "when it became known",
        }
    }
}

/// How much time a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resolution {
    Day,
    Week,
    Month,
    Year,
}

impl Resolution {
    /// The finest first.
    pub(crate) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The first day of the column that holds a day. Weeks begin on Monday.
    pub(crate) fn start(self, day: NaiveDate) -> NaiveDate {
        let start = match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
            Self::Month => day.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        start.unwrap_or(day)
    }

    /// The first day of the next column; `start` is the first day of one.
    pub(crate) fn next(self, start: NaiveDate) -> NaiveDate {
        let next = match self {
            Self::Day => start.checked_add_days(Days::new(1)),
            Self::Week => start.checked_add_days(Days::new(7)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Year => start.checked_add_months(Months::new(12)),
        };
        next.unwrap_or(start)
    }
}

/// All of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ask {
    pub(crate) axis: Axis,
    /// `None`: the finest that fits on a sheet.
    pub(crate) resolution: Option<Resolution>,
    /// Only what lies, or may lie, at or after this moment …
    pub(crate) after: Option<Dated>,
    /// … and before this one.
    pub(crate) before: Option<Dated>,
    /// Every line is spelled out in the list, however many there are.
    pub(crate) whole_list: bool,
}

impl Ask {
    /// # Errors
    /// `Bad` names the first that is not understood.
    pub(crate) fn read(params: &Params) -> Result<Self, WebError> {
        let axis = match params.get("axis") {
            None => Axis::default(),
            Some(word) => Axis::ALL
                .into_iter()
                .find(|axis| axis.as_str() == word)
                .ok_or_else(|| WebError::bad("axis", "is not one of the two times; write happened or known"))?,
        };
        let resolution = match params.get("resolution") {
            None | Some("auto") => None,
            Some(word) => {
                let found = Resolution::ALL.into_iter().find(|one| one.as_str() == word);
                let message = "is not a length of columns; write day, week, month, year or auto";
                Some(found.ok_or_else(|| WebError::bad("resolution", message))?)
            }
        };
        let whole_list = params.get("lines") == Some("all");
        Ok(Self { axis, resolution, after: dated(params, "after")?, before: dated(params, "before")?, whole_list })
    }

    /// Whether only a part is asked for.
    pub(crate) fn is_part(&self) -> bool {
        self.after.is_some() || self.before.is_some()
    }

    /// Whether a span (or a moment) lies in the part that is asked for, at least with an end.
    pub(crate) fn holds(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        let to = to.max(from + chrono::TimeDelta::microseconds(1));
        self.after.is_none_or(|after| to > after.value) && self.before.is_none_or(|before| from < before.value)
    }

    pub(crate) fn of_columns(self, resolution: Option<Resolution>) -> Self {
        Self { resolution, ..self }
    }

    pub(crate) fn along(self, axis: Axis) -> Self {
        // The part was chosen on the other axis and would hide what it is not about.
        if axis == self.axis { self } else { Self { axis, after: None, before: None, ..self } }
    }

    pub(crate) fn within(self, from: NaiveDate, to: NaiveDate) -> Self {
        let day = |date| Some(Dated { value: midnight(date), ..Dated::day(date, Basis::Occurred) });
        Self { resolution: None, after: day(from), before: day(to), ..self }
    }

    /// The column of a day by itself, in which its lines are spelled out.
    pub(crate) fn column(self, resolution: Resolution, day: NaiveDate) -> Self {
        let start = resolution.start(day);
        let whole_list = self.whole_list || resolution == Resolution::Day;
        Self { whole_list, ..self.within(start, resolution.next(start)) }
    }

    pub(crate) fn everything(self) -> Self {
        Self { after: None, before: None, ..self }
    }

    /// As it stands in an address; what is the same without saying is left out.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.axis != Axis::default() {
            pairs.push(("axis", self.axis.as_str().to_owned()));
        }
        pairs.extend(self.resolution.map(|resolution| ("resolution", resolution.as_str().to_owned())));
        pairs.extend(self.after.map(|after| ("after", after.value_text())));
        pairs.extend(self.before.map(|before| ("before", before.value_text())));
        if self.whole_list {
            pairs.push(("lines", "all".to_owned()));
        }
        pairs
    }
}

fn dated(params: &Params, name: &'static str) -> Result<Option<Dated>, WebError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let known = Dated::parse(&text.replace(' ', "+"), Basis::Occurred);
    let near = known.filter(|dated| (1..=9998).contains(&dated.value.year()));
    near.map(Some).ok_or_else(|| WebError::bad(name, "is not a date; write 2026-07-10, 2026-07 or 2026"))
}

/// A page with a timeline: its path, and what stands in its address beside what is asked of the timeline.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) kept: Vec<(&'static str, String)>,
    /// Nothing stands beside the timeline.
    pub(crate) is_full: bool,
}

impl Place {
    pub(crate) fn room(&self) -> Room {
        if self.is_full { Room::Page } else { Room::Column }
    }

    /// The address of the same page with another timeline; it leads to the timeline's heading.
    pub(crate) fn with(&self, ask: &Ask) -> String {
        self.at(ask, "timeline")
    }

    /// The same, leading to a line of it.
    pub(crate) fn at(&self, ask: &Ask, anchor: &str) -> String {
        let asked = ask.pairs();
        let pairs = self.kept.iter().chain(&asked).map(|(name, value)| (*name, value.as_str()));
        format!("{}#{anchor}", address(&self.path, &pairs.collect::<Vec<_>>()))
    }
}

#[cfg(test)]
mod tests;
