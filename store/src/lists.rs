//! Questions about many rows at once: `… WHERE id IN ($1, $2, …)`, in chunks.
//!
//! A list is filled up to one of a few lengths by repeating its last item, which changes no answer; so there are few
//! different statements and the database's cache of prepared ones keeps them all.

use std::collections::HashSet;
use std::hash::Hash;

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Encode, Sqlite, SqliteConnection, Type};

use crate::StoreError;

/// Below the 32,766 parameters of SQLite by far; longer lists gain nothing.
const LENGTHS: [usize; 4] = [1, 8, 64, 512];

/// All rows that `sql` finds for any of `items`; `{list}` in it becomes the parameters. Each item counts once.
pub(crate) async fn fetch_listed<T>(
    connection: &mut SqliteConnection,
    sql: &'static str,
    items: &[T],
) -> Result<Vec<SqliteRow>, StoreError>
where
    T: Clone + Eq + Hash + Send + Type<Sqlite> + for<'q> Encode<'q, Sqlite>,
{
    let items = distinct(items);
    let mut rows = Vec::with_capacity(items.len());
    for chunk in items.chunks(LENGTHS[LENGTHS.len() - 1]) {
        let length = LENGTHS.into_iter().find(|length| *length >= chunk.len()).unwrap_or(chunk.len());
        let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(with_parameters(sql, length)));
        for index in 0..length {
            query = query.bind(chunk[index.min(chunk.len() - 1)].clone());
        }
        rows.extend(query.fetch_all(&mut *connection).await?);
    }
    Ok(rows)
}

fn with_parameters(sql: &str, length: usize) -> String {
    let parameters: Vec<String> = (1..=length).map(|number| format!("${number}")).collect();
    sql.replace("{list}", &parameters.join(", "))
}

fn distinct<T: Clone + Eq + Hash>(items: &[T]) -> Vec<T> {
    let mut seen = HashSet::with_capacity(items.len());
    items.iter().filter(|item| seen.insert(*item)).cloned().collect()
}

#[cfg(test)]
mod tests;
