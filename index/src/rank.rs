//! The order of hits, as one number and the key, and the cursor that marks a place in that order.
//!
//! Paging goes by place, not by count: the page after a cursor is what comes after it in the order,
//! whatever has been added meanwhile, and the thousandth page costs what the first does.

use chrono::{DateTime, Days, NaiveDate, Utc};
use watchline_model::date::midnight;

use crate::error::IndexError;
use crate::query::Sort;

/// What is new counts up to so much more than what is old …
const RECENCY_GAIN: f32 = 0.5;
/// … and half of that after so many days.
const RECENCY_HALF_DAYS: f32 = 90.0;
const MICROSECONDS_A_DAY: f32 = 86_400_000_000.0;

/// A sort with what it needs to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranking {
    pub(crate) sort: Sort,
    /// The beginning of the day against which newness is measured: the same for all pages of a search.
    reference: DateTime<Utc>,
}

impl Ranking {
    pub(crate) fn new(sort: Sort, now: DateTime<Utc>) -> Self {
        Self { sort, reference: midnight(now.date_naive()) }
    }

    /// The place of a record: hits come by falling number, then by rising key. Without a date a record
    /// comes last.
    pub(crate) fn rank(&self, published: Option<i64>, score: f32) -> u64 {
        match self.sort {
            Sort::Newest => published.map_or(0, |published| ascending(published).max(1)),
            Sort::Oldest => published.map_or(0, |published| (!ascending(published)).max(1)),
            Sort::Relevance => u64::from(self.relevance(published, score).to_bits()),
        }
    }

    /// The score that a rank of this sort stands for.
    pub(crate) fn score(&self, rank: u64) -> f32 {
        match (self.sort, u32::try_from(rank)) {
            (Sort::Relevance, Ok(bits)) => f32::from_bits(bits),
            _ => 0.0,
        }
    }

    /// Never negative, so that its bits compare as it does.
    #[expect(clippy::cast_precision_loss, reason = "days, not microseconds, are what counts")]
    fn relevance(&self, published: Option<i64>, score: f32) -> f32 {
        let gain = published.map_or(0.0, |published| {
            let age = self.reference.timestamp_micros().saturating_sub(published).max(0) as f32 / MICROSECONDS_A_DAY;
            RECENCY_GAIN / (1.0 + age / RECENCY_HALF_DAYS)
        });
        (1.0 + score.max(0.0)) * (1.0 + gain)
    }
}

/// Order-preserving.
fn ascending(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

/// The last hit of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) rank: u64,
    pub(crate) key: String,
}

/// `n-8006…-d12`: sort, rank, key; for relevance with the day it was measured against.
pub(crate) fn write_cursor(ranking: &Ranking, place: &Place) -> String {
    let Place { rank, key } = place;
    match ranking.sort {
        Sort::Newest => format!("n-{rank:x}-{key}"),
        Sort::Oldest => format!("o-{rank:x}-{key}"),
        Sort::Relevance => format!("r{}-{rank:x}-{key}", ranking.reference.format("%Y%m%d")),
    }
}

/// Reads what [`write_cursor`] wrote for the same sort.
pub(crate) fn read_cursor(cursor: &str, sort: Sort, now: DateTime<Utc>) -> Result<(Ranking, Place), IndexError> {
    let refuse = || IndexError::BadCursor { cursor: cursor.chars().take(80).collect() };
    let mut parts = cursor.splitn(3, '-');
    let (Some(head), Some(rank), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(refuse()) };
    let day = match (sort, head) {
        (Sort::Newest, "n") | (Sort::Oldest, "o") => now,
        (Sort::Relevance, _) => {
            let day = head.strip_prefix('r').ok_or_else(refuse)?;
            let day = NaiveDate::parse_from_str(day, "%Y%m%d").map_err(|_| refuse())?;
            // Only days that could have been today are taken, so that arithmetic on them is safe.
            let latest = now.date_naive().checked_add_days(Days::new(2)).ok_or_else(refuse)?;
            if day > latest { return Err(refuse()) } else { midnight(day) }
        }
        _ => return Err(refuse()),
    };
    let rank = u64::from_str_radix(rank, 16).map_err(|_| refuse())?;
    Ok((Ranking::new(sort, day), Place { rank, key: key.to_owned() }))
}

#[cfg(test)]
mod tests;
