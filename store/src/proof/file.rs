//! The file itself: that its tables have the shape that they were made with, and that SQLite finds every row, index and
//! reference where it must be.

use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Row, SqlitePool};
use tokio::sync::OnceCell;

use super::Part;
use crate::{Store, StoreError, migrations};

/// Tables and indexes are compared with those of a database that is made anew, in memory.
pub(super) async fn examine_shape(store: &Store) -> Result<Part, StoreError> {
    let (expected, found) = (EXPECTED.get_or_try_init(make_anew).await?, shape_of(store.readers()).await?);
    let strange = found.iter().find(|one| !expected.contains(one)).or(expected.iter().find(|one| !found.contains(one)));
    let finding = strange.map(|(kind, name, _)| format!("the {kind} {name} does not have the shape it was made with"));
    Ok(Part { sound: found.len() as u64, finding })
}

/// Kind, name and definition of everything in a database.
type Shape = Vec<(String, String, String)>;

/// The same for the whole life of the program.
static EXPECTED: OnceCell<Shape> = OnceCell::const_new();

async fn make_anew() -> Result<Shape, StoreError> {
    let fresh = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    migrations::migrate(&fresh).await?;
    let shape = shape_of(&fresh).await?;
    fresh.close().await;
    Ok(shape)
}

async fn shape_of(pool: &SqlitePool) -> Result<Shape, StoreError> {
    // What SQLite and the migrator lay for themselves may differ from version to version.
    let sql = "SELECT type, name, COALESCE(tbl_name || ' ' || sql, tbl_name) FROM sqlite_master
               WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' AND name NOT LIKE '@_sqlx@_%' ESCAPE '@' ORDER BY type, name";
    let rows = sqlx::query(sql).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
}

/// SQLite's own examination of pages, rows and indexes, and of references between tables.
pub(super) async fn examine_structure(store: &Store) -> Result<Part, StoreError> {
    for row in &sqlx::query("PRAGMA integrity_check(3)").fetch_all(store.readers()).await? {
        let found: String = row.try_get(0)?;
        if found != "ok" {
            return Ok(Part { sound: 0, finding: Some(format!("the database file: {}", found.trim())) });
        }
    }
    let dangling = sqlx::query("PRAGMA foreign_key_check").fetch_optional(store.readers()).await?;
    let finding = dangling.map(|row| {
        let (table, other): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        Ok::<_, StoreError>(format!("the database file: a row of {table} refers to one of {other} that is not there"))
    });
    Ok(Part { sound: 1, finding: finding.transpose()? })
}
