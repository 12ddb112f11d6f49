//! The steps that bring a database to the present shape. Forward only: a step that was ever shipped is never edited.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqlitePool};

use crate::StoreError;

const STEPS: [(i64, &str, &str); 1] = [(1, "lay the tables", include_str!("../migrations/0001_lay_the_tables.sql"))];

/// Runs the steps that the database has not seen, all in one transaction that shuts out other processes: two
/// programs started at the same moment do not both lay the same table.
pub(crate) async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let steps = STEPS.map(|(version, description, sql)| {
        Migration::new(version, Cow::Borrowed(description), MigrationType::Simple, sql.into_sql_str(), false)
    });
    let migrator = Migrator::with_migrations(steps.to_vec());
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
    migrator
        .run_direct(None, &mut *transaction, false)
        .await
        .map_err(|error| StoreError::Migration(error.to_string()))?;
    transaction.commit().await?;
    Ok(())
}
