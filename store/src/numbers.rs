//! Numbers for rows: given out one after another inside the transaction that uses them, so that a transaction that
//! comes to nothing leaves no gap, and none is ever given twice.

use sqlx::{Row, SqliteConnection};

use crate::StoreError;

/// The next number of `name`.
pub(crate) async fn next_number(connection: &mut SqliteConnection, name: &str) -> Result<i64, StoreError> {
    next_numbers(connection, name, 1).await
}

/// The first of `count` consecutive numbers of `name`.
pub(crate) async fn next_numbers(connection: &mut SqliteConnection, name: &str, count: i64) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "INSERT INTO numbers (name, last) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET last = numbers.last + excluded.last
         RETURNING last",
    )
    .bind(name)
    .bind(count)
    .fetch_one(connection)
    .await?;
    Ok(row.try_get::<i64, _>(0)? - count + 1)
}

/// The last number given out; 0 before the first.
pub(crate) async fn last_number(connection: &mut SqliteConnection, name: &str) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT last FROM numbers WHERE name = $1").bind(name).fetch_optional(connection).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or(0))
}
