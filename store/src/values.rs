//! Small things kept between runs: the secret that signs links, how far the demo is, what repeats on a host's pages.

use std::collections::HashMap;

use sqlx::{Row, SqliteConnection};

use crate::lists::fetch_listed;
use crate::{Store, StoreError};

impl Store {
    /// What was kept under this name.
    pub async fn value(&self, name: &str) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT value FROM kept_values WHERE name = $1")
            .bind(name)
            .fetch_optional(self.readers())
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// Keeps a value under this name, in place of what was there.
    pub async fn set_value(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        keep_value(&mut writing, name, value).await?;
        Ok(writing.commit().await?)
    }

    /// What was kept under these names, by name.
    pub async fn values(&self, names: &[String]) -> Result<HashMap<String, String>, StoreError> {
        let mut reading = self.read().await?;
        let sql = "SELECT name, value FROM kept_values WHERE name IN ({list})";
        let rows = fetch_listed(&mut reading, sql, names).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// Keeps a value unless one is there; answers the one that stands. Two processes that both make a secret at
    /// their first start agree on one.
    pub async fn value_or_set(&self, name: &str, value: &str) -> Result<String, StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("INSERT INTO kept_values (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(name)
            .bind(value)
            .execute(&mut *writing)
            .await?;
        let row =
            sqlx::query("SELECT value FROM kept_values WHERE name = $1").bind(name).fetch_one(&mut *writing).await?;
        let standing = row.try_get(0)?;
        writing.commit().await?;
        Ok(standing)
    }
}

/// Keeps a value under this name, in place of what was there, within the caller's transaction.
pub(crate) async fn keep_value(connection: &mut SqliteConnection, name: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO kept_values (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
