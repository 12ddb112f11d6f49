//! The steps that bring a database to the present shape. Forward only: a step that was ever shipped is never edited.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Acquire, SqlSafeStr, SqlitePool};

use crate::StoreError;

mod chains;

pub(crate) const STEPS: [(i64, &str, &str); 4] = [
    (1, "lay the tables", include_str!("../migrations/0001_lay_the_tables.sql")),
    (2, "remember rounds and absences", include_str!("../migrations/0002_remember_rounds_and_absences.sql")),
    (3, "remember proposals", include_str!("../migrations/0003_remember_proposals.sql")),
    (4, "say what decisions did", include_str!("../migrations/0004_say_what_decisions_did.sql")),
];

/// Runs the steps that the database has not seen, all in one transaction that shuts out other processes: two
/// programs started at the same moment do not both lay the same table.
pub(crate) async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    run(writer, &STEPS).await
}

async fn run(writer: &SqlitePool, steps: &[(i64, &'static str, &'static str)]) -> Result<(), StoreError> {
    let step = |&(version, description, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, Cow::Borrowed(description), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let migrator = Migrator::with_migrations(steps.iter().map(step).collect());
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
    migrator
        .run_direct(None, &mut *transaction, false)
        .await
        .map_err(|error| StoreError::Migration(error.to_string()))?;
    if steps.len() == STEPS.len() {
        chains::complete(transaction.acquire().await?).await?;
    }
    transaction.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests;
