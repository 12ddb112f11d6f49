//! Hosts that rest: kept between runs, so that a restart does not ask again too early.

use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use watchline_model::HostRest;

use crate::columns::{Columns, micros};
use crate::{Store, StoreError};

impl Store {
    /// Keeps which hosts rest, in place of all that was kept; a rest that is over at `now` is not kept.
    pub async fn save_resting(&self, hosts: &[HostRest], now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM hosts").execute(&mut *writing).await?;
        for rest in hosts.iter().filter(|rest| rest.until > now) {
            sqlx::query(
                "INSERT INTO hosts (host, until, failures) VALUES ($1, $2, $3)
                 ON CONFLICT (host) DO UPDATE SET until = excluded.until, failures = excluded.failures",
            )
            .bind(&rest.host)
            .bind(micros(rest.until))
            .bind(i64::from(rest.failures))
            .execute(&mut *writing)
            .await?;
        }
        Ok(writing.commit().await?)
    }

    /// Hosts whose rest is not over, by name.
    pub async fn load_resting(&self, now: DateTime<Utc>) -> Result<Vec<HostRest>, StoreError> {
        let rows = sqlx::query("SELECT * FROM hosts WHERE until > $1 ORDER BY host")
            .bind(micros(now))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(rest_of).collect()
    }
}

fn rest_of(row: &SqliteRow) -> Result<HostRest, StoreError> {
    let columns = Columns::of("hosts", row);
    Ok(HostRest { host: columns.text("host")?, until: columns.moment("until")?, failures: columns.count("failures")? })
}

#[cfg(test)]
mod tests;
