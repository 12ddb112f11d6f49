//! A sparkline: how many documents of an incident came out when, from the first report to the last.

use askama::Template;
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::view::when::plural;

/// Days (or, in a long incident, equal spans) drawn.
const COLUMNS: i64 = 24;
/// Width of a column and height of the tallest bar, in the drawing's own units.
const STEP: i64 = 5;
const HEIGHT: u64 = 24;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/coverage.html")]
pub(crate) struct Coverage {
    /// Empty where all came out on one day: one bar says nothing.
    bars: Vec<(i64, u64, u64)>,
    /// "11 documents".
    documents: String,
    /// "10 Feb", "3 Aug 2026".
    first: String,
    last: String,
    label: String,
}

crate::view::pieces!(Coverage);

impl Coverage {
    /// `None` where there is nothing to draw.
    pub(crate) fn new(mut days: Vec<DateTime<Utc>>) -> Option<Self> {
        days.sort_unstable();
        let (first, last) = (days.first()?.date_naive(), days.last()?.date_naive());
        let reach = (last - first).num_days() + 1;
        let columns = reach.clamp(2, COLUMNS);
        let column = |day: NaiveDate| (day - first).num_days() * columns / reach.max(columns);
        let mut counts = vec![0_u64; usize::try_from(columns).unwrap_or(1)];
        for day in &days {
            let index = usize::try_from(column(day.date_naive())).unwrap_or(0);
            if let Some(count) = counts.get_mut(index) {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        let bars = counts.iter().zip(0_i64..).filter(|(count, _)| **count > 0);
        let bars = bars.map(|(count, index)| {
            let height = (count * HEIGHT / most).max(3);
            (index * (COLUMNS - 1) * STEP / (columns - 1), HEIGHT - height, height)
        });
        let documents = plural(days.len() as u64, "document");
        let label = if first == last {
            format!("{documents} on {}", first.format("%-d %B %Y"))
        } else {
            format!("{documents} from {} to {}", first.format("%-d %B %Y"), last.format("%-d %B %Y"))
        };
        let begin = if first.year() == last.year() { "%-d %b" } else { "%-d %b %Y" };
        Some(Self {
            bars: if first == last { Vec::new() } else { bars.collect() },
            documents,
            first: first.format(begin).to_string(),
            last: last.format("%-d %b %Y").to_string(),
            label,
        })
    }
}

#[cfg(test)]
mod tests;
