//! A sparkline: how many documents of an incident came out on which day.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

/// Days (or, in a long incident, equal spans) drawn.
const COLUMNS: i64 = 30;
const HEIGHT: u64 = 26;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/coverage.html")]
pub(crate) struct Coverage {
    bars: Vec<(i64, u64, u64)>,
    label: String,
}

crate::view::pieces!(Coverage);

impl Coverage {
    /// `None` where there is nothing to draw.
    pub(crate) fn new(mut days: Vec<DateTime<Utc>>) -> Option<Self> {
        days.sort_unstable();
        let (first, last) = (days.first()?.date_naive(), days.last()?.date_naive());
        let reach = (last - first).num_days() + 1;
        // At least a fortnight, so that a single day is a thin bar and not a block.
        let columns = reach.clamp(14, COLUMNS);
        let column = |day: NaiveDate| ((day - first).num_days() * columns / reach.max(columns)).min(columns - 1);
        let mut counts = vec![0_u64; usize::try_from(columns).unwrap_or(1)];
        for day in &days {
            let index = usize::try_from(column(day.date_naive())).unwrap_or(0);
            counts[index] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        let bars = counts.iter().zip(0_i64..).filter(|(count, _)| **count > 0);
        let bars = bars.map(|(count, index)| {
            let height = (count * HEIGHT / most).max(3);
            (index * 120 / columns, HEIGHT + 2 - height, height)
        });
        let documents = crate::view::when::plural(days.len() as u64, "document");
        let label = if first == last {
            format!("{documents} on {}", first.format("%-d %B %Y"))
        } else {
            format!("{documents} from {} to {}", first.format("%-d %B"), last.format("%-d %B %Y"))
        };
        Some(Self { bars: bars.collect(), label })
    }
}
