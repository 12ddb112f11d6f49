//! How much came out when: bars of years, months or days, each a link that narrows the search to it.
//!
//! A list of links with a drawing in each, so that it reads aloud and works by keyboard; a bar of nothing leads nowhere.

use askama::Template;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

use crate::params;
use crate::view::parts::Parts;
use crate::view::when::{grouped, plural};

/// Height of the tallest bar, in pixels.
const TALLEST: u64 = 56;
/// More bars than this are drawn on the next coarser scale.
const MOST_BARS: i32 = 48;
/// Fewer months than this are filled up, so that two bars do not look like a flood.
const LEAST_MONTHS: i32 = 12;
/// More bars than this have no room for a figure above each.
const FIGURES: usize = 24;
/// The narrowest place that bars stand in, in pixels: a column at the side, a phone of 320.
const NARROWEST: usize = 272;
/// Room that words below the bars take with a gap behind them, in pixels: ’26, 2026, Jul 2026.
const YEAR_IN_SHORT: usize = 22;
const YEAR: usize = 32;
const MONTH_AND_YEAR: usize = 58;
/// Years between two that are named.
const STEPS: [i32; 7] = [1, 2, 5, 10, 20, 50, 100];

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scale {
    Day,
    Month,
    Year,
}

impl Scale {
    pub(crate) const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// `2026-07` has seven characters.
    const fn length(self) -> usize {
        match self {
            Self::Day => 10,
            Self::Month => 7,
            Self::Year => 4,
        }
    }

    fn start(self, date: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => date,
            Self::Month => date.with_day(1).unwrap_or(date),
            Self::Year => NaiveDate::from_ymd_opt(date.year(), 1, 1).unwrap_or(date),
        }
    }

    fn next(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => date.checked_add_days(Days::new(1)),
            Self::Month => date.checked_add_months(Months::new(1)),
            Self::Year => date.checked_add_months(Months::new(12)),
        }
    }

    /// From one to the other, both counted.
    fn count(self, first: NaiveDate, last: NaiveDate) -> i32 {
        let months = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0);
        1 + match self {
            Self::Day => i32::try_from((last - first).num_days()).unwrap_or(i32::MAX - 1),
            Self::Month => months(last) - months(first),
            Self::Year => last.year() - first.year(),
        }
    }

    /// As a query has it: `2026-07`.
    fn key(self, date: NaiveDate) -> String {
        date.format("%Y-%m-%d").to_string().chars().take(self.length()).collect()
    }

    fn name(self, date: NaiveDate) -> String {
        let form = match self {
            Self::Day => "%-d %B %Y",
            Self::Month => "%B %Y",
            Self::Year => "%Y",
        };
        date.format(form).to_string()
    }

    /// What stands under a bar, beginning with the first one; empty where another says it.
    fn tick(self, date: NaiveDate, bars: usize) -> String {
        match self {
            Self::Day if matches!(date.day(), 1 | 8 | 15 | 22) || bars < 12 => date.day().to_string(),
            Self::Day => String::new(),
            Self::Month if bars <= 18 => date.format("%b").to_string().chars().take(1).collect(),
            Self::Month if date.month0().is_multiple_of(3) => date.format("%b").to_string().chars().take(1).collect(),
            Self::Month => String::new(),
            Self::Year if date.year() % year_step(bars) == 0 => date.format("’%y").to_string(),
            Self::Year => String::new(),
        }
    }

    /// What stands under it in the second line: the month of a day, the year of a month.
    fn era(self, date: NaiveDate, first: bool) -> Option<String> {
        match self {
            Self::Day if first || date.day() == 1 => Some(date.format("%b %Y").to_string()),
            Self::Month if first || date.month() == 1 => Some(date.year().to_string()),
            _ => None,
        }
    }

    const fn room_of_era(self) -> usize {
        match self {
            Self::Day => MONTH_AND_YEAR,
            Self::Month | Self::Year => YEAR,
        }
    }
}

/// Bars that words of so many pixels take up, where there is least room.
fn bars_of(pixels: usize, bars: usize) -> usize {
    (pixels * bars).div_ceil(NARROWEST).max(1)
}

/// From one named year to the next, so that no two names overlap.
fn year_step(bars: usize) -> i32 {
    let least = i32::try_from(bars_of(YEAR_IN_SHORT, bars)).unwrap_or(i32::MAX);
    STEPS.into_iter().find(|step| *step >= least).unwrap_or(100)
}

/// Takes out what stands in the second line where the next of it would be written over it.
fn thin(bars: &mut [Bar], scale: Scale) {
    let room = bars_of(scale.room_of_era(), bars.len());
    let mut next = None;
    for (at, bar) in bars.iter_mut().enumerate().rev().filter(|(_, bar)| bar.era.is_some()) {
        if next.is_some_and(|next| next - at < room) {
            bar.era = None;
        } else {
            next = Some(at);
        }
    }
}

/// Where the bars lead: `path` with these pairs, and the query narrowed to the bar's time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Narrowing<'a> {
    pub(crate) path: &'a str,
    pub(crate) q: &'a str,
    pub(crate) pairs: &'a [(&'a str, &'a str)],
    /// "documents".
    pub(crate) noun: &'static str,
}

#[derive(Debug, Clone, Template)]
#[template(path = "parts/histogram.html")]
pub(crate) struct Histogram {
    bars: Vec<Bar>,
    pub(crate) scale: Scale,
    /// What could be drawn instead, `scale` among them.
    pub(crate) offered: Vec<Scale>,
    noun: &'static str,
    figures: bool,
}

crate::view::pieces!(Histogram);

#[derive(Debug, Clone)]
struct Bar {
    height: u64,
    /// "14 documents"; "none".
    count: String,
    figure: String,
    /// "July 2026".
    name: String,
    tick: String,
    era: Option<String>,
    /// `None` where there is nothing.
    address: Option<String>,
}

impl Histogram {
    /// By month; `pairs` are the search that a bar narrows, `q` among them.
    pub(crate) fn new(
        months: &[(String, u64)],
        now: DateTime<Utc>,
        path: &str,
        pairs: &[(&str, &str)],
        noun: &'static str,
    ) -> Self {
        let q = pairs.iter().find(|(name, _)| *name == "q").map_or("", |(_, value)| *value);
        let rest: Vec<(&str, &str)> = pairs.iter().copied().filter(|(name, _)| *name != "q").collect();
        Self::drawn(months, now, Scale::Month, &Narrowing { path, q, pairs: &rest, noun })
    }

    /// `counts` as the index has them: `2026`, `2026-07` or `2026-07-03` and how many, oldest first. `scale`: what is
    /// wished for; it becomes coarser where there are too many bars, or where the counts are.
    pub(crate) fn drawn(counts: &[(String, u64)], now: DateTime<Utc>, scale: Scale, to: &Narrowing<'_>) -> Self {
        let finest = counts.iter().map(|(key, _)| key.len()).min().unwrap_or(7);
        let today = now.date_naive();
        let dates = || counts.iter().filter_map(|(key, _)| first_day(key));
        let (first, last) = (dates().min().unwrap_or(today), dates().max().unwrap_or(today));
        let fits = |scale: &Scale| scale.length() <= finest && scale.count(first, last) <= MOST_BARS;
        let offered: Vec<Scale> = Scale::ALL.into_iter().filter(fits).collect();
        let scale = offered.iter().copied().find(|one| *one >= scale).unwrap_or(Scale::Year);
        let (mut first, mut last) = (scale.start(first), scale.start(last));
        if scale == Scale::Month && scale.count(first, last) < LEAST_MONTHS {
            let this_month = scale.start(today);
            // Up to now where that is near, else backwards from what there is.
            last = if scale.count(first, this_month) <= LEAST_MONTHS { last.max(this_month) } else { last };
            let back = u32::try_from(LEAST_MONTHS - 1).unwrap_or(0);
            first = first.min(last.checked_sub_months(Months::new(back)).unwrap_or(first));
        }
        let number = usize::try_from(scale.count(first, last)).unwrap_or(0).min(200);
        let mut bars = Vec::with_capacity(number);
        let (parts, mut at) = (Parts::of(to.q), first);
        let total = |key: &str| counts.iter().filter(|(known, _)| known.starts_with(key)).map(|(_, count)| count).sum();
        let mut most = 1;
        for index in 0..number {
            let Some(next) = scale.next(at) else { break };
            let key = scale.key(at);
            let count: u64 = total(&key);
            most = most.max(count);
            let query = parts.within(&key, &scale.key(next));
            let pairs = [&[("q", query.as_str())], to.pairs].concat();
            bars.push(Bar {
                height: count,
                count: if count == 0 { "none".to_owned() } else { plural(count, to.noun.trim_end_matches('s')) },
                figure: grouped(count),
                name: scale.name(at),
                tick: scale.tick(at, number),
                era: scale.era(at, index == 0),
                address: (count > 0).then(|| params::address(to.path, &pairs)),
            });
            at = next;
        }
        thin(&mut bars, scale);
        for bar in bars.iter_mut().filter(|bar| bar.height > 0) {
            bar.height = (bar.height * TALLEST / most).max(2);
        }
        Self { figures: bars.len() <= FIGURES, bars, scale, offered, noun: to.noun }
    }
}

/// `2026`, `2026-07` and `2026-07-03` alike.
fn first_day(key: &str) -> Option<NaiveDate> {
    let whole = format!("{key}{}", "0000-01-01".get(key.len()..)?);
    NaiveDate::parse_from_str(&whole, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests;
