//! How many entries a source lists a week: what its silence is judged by.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use watchline_model::SourceId;

use crate::columns::{Columns, micros};
use crate::{Store, StoreError};

const WEEK: TimeDelta = TimeDelta::weeks(1);

impl Store {
    /// New entries of a source in each of the last weeks (of seven days up to `now`), at most `weeks`, oldest first.
    /// The week in which it was first listed is left out, and all before: it brought what had been there for years.
    pub async fn weekly_entries(
        &self,
        source: &SourceId,
        weeks: u32,
        now: DateTime<Utc>,
    ) -> Result<Vec<u32>, StoreError> {
        let mut counted = self.count_weekly(Some(source), weeks, now).await?;
        Ok(counted.remove(source).unwrap_or_default())
    }

    /// The same of every source that has ever listed anything.
    pub async fn weekly_entries_of_all(
        &self,
        weeks: u32,
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<SourceId, Vec<u32>>, StoreError> {
        self.count_weekly(None, weeks, now).await
    }

    async fn count_weekly(
        &self,
        source: Option<&SourceId>,
        weeks: u32,
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<SourceId, Vec<u32>>, StoreError> {
        let week = WEEK.num_seconds() * 1_000_000;
        let mut reading = self.read().await?;
        let firsts = sqlx::query(
            "SELECT source, MIN(listed_at) AS first FROM entries WHERE (source = $1 OR $1 IS NULL) GROUP BY source",
        )
        .bind(source.map(SourceId::as_str))
        .fetch_all(&mut *reading)
        .await?;
        let mut weekly = BTreeMap::new();
        for row in &firsts {
            let columns = Columns::of("entries", row);
            let full = (micros(now) - columns.number("first")?) / week;
            let known = usize::try_from(full.clamp(0, i64::from(weeks))).unwrap_or_default();
            weekly.insert(SourceId(columns.text("source")?), vec![0; known]);
        }
        let rows = sqlx::query(
            "SELECT source, ($2 - listed_at) / $3 AS weeks_ago, COUNT(*) AS entries FROM entries
             WHERE listed_at > $4 AND listed_at <= $2 AND (source = $1 OR $1 IS NULL)
             GROUP BY source, ($2 - listed_at) / $3",
        )
        .bind(source.map(SourceId::as_str))
        .bind(micros(now))
        .bind(week)
        .bind(micros(now) - i64::from(weeks).saturating_mul(week))
        .fetch_all(&mut *reading)
        .await?;
        for row in &rows {
            let columns = Columns::of("entries", row);
            let counts = weekly.get_mut(&SourceId(columns.text("source")?));
            let weeks_ago: usize = columns.count("weeks_ago")?;
            let place = counts.and_then(|counts: &mut Vec<u32>| {
                let index = counts.len().checked_sub(weeks_ago + 1)?;
                counts.get_mut(index)
            });
            if let Some(place) = place {
                *place = columns.count("entries")?;
            }
        }
        Ok(weekly)
    }
}

#[cfg(test)]
mod tests;
