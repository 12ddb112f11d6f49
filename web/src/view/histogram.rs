//! The last twelve months as bars that can be followed.

use askama::Template;
use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use crate::params;

/// Width of a month and height of the tallest bar, in the drawing's own units.
const STEP: u32 = 24;
const TALLEST: u64 = 60;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/histogram.html")]
pub(crate) struct Histogram {
    bars: Vec<Bar>,
    width: u32,
    noun: &'static str,
}

crate::view::pieces!(Histogram);

#[derive(Debug, Clone)]
struct Bar {
    x: u32,
    y: u64,
    height: u64,
    count: u64,
    /// "July 2026".
    name: String,
    /// "J"; the year under January and the first bar.
    letter: String,
    year: Option<i32>,
    address: String,
}

impl Histogram {
    /// `months` as the index counts them (`2026-07`, 12); `address` and `pairs` are the search that a bar narrows.
    pub(crate) fn new(
        months: &[(String, u64)],
        now: DateTime<Utc>,
        path: &str,
        pairs: &[(&str, &str)],
        noun: &'static str,
    ) -> Self {
        let this_month = now.date_naive().with_day(1).unwrap_or_default();
        let last =
            months.last().and_then(|(month, _)| first_day(month)).map_or(this_month, |last| last.max(this_month));
        let first = last.checked_sub_months(Months::new(11)).unwrap_or(last);
        let count = |month: &str| months.iter().find(|(known, _)| known == month).map_or(0, |(_, count)| *count);
        let mut bars = Vec::new();
        let mut month = first;
        for index in 0..12 {
            let next = month.checked_add_months(Months::new(1)).unwrap_or(month);
            let (name, following) = (month.format("%Y-%m").to_string(), next.format("%Y-%m").to_string());
            let mut pairs = pairs.to_vec();
            pairs.extend([("after", name.as_str()), ("before", following.as_str())]);
            bars.push(Bar {
                x: index * STEP,
                y: 0,
                height: 0,
                count: count(&name),
                name: month.format("%B %Y").to_string(),
                letter: month.format("%b").to_string().chars().take(1).collect(),
                year: (index == 0 || month.month() == 1).then(|| month.year()),
                address: params::address(path, &pairs),
            });
            month = next;
        }
        let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
        for bar in &mut bars {
            bar.height = if bar.count == 0 { 0 } else { (bar.count * TALLEST / most).max(2) };
            bar.y = 12 + TALLEST - bar.height;
        }
        Self { bars, width: 12 * STEP, noun }
    }
}

fn first_day(month: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok()
}
