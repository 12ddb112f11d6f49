//! Places we watch: what the configuration says of them, and how each is doing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::source::Validators;
use watchline_model::{Source, SourceHealth, SourceId};

use crate::columns::{Columns, json, micros};
use crate::lists::fetch_listed;
use crate::{DueSource, SourceView, Store, StoreError};

impl Store {
    /// Takes over the configured sources: new ones are due at once, as are those whose address or schedule changed;
    /// those no longer named are kept, but not fetched.
    pub async fn sync_sources(&self, sources: &[Source], now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let rows = sqlx::query("SELECT id, definition FROM sources").fetch_all(&mut *writing).await?;
        let mut known = HashMap::with_capacity(rows.len());
        for row in &rows {
            let columns = Columns::of("sources", row);
            known.insert(columns.text("id")?, columns.json::<Source>("definition")?);
        }
        for source in sources {
            match known.get(source.id.as_str()) {
                None => insert_source(&mut writing, source, Configured::Yes(now)).await?,
                Some(before) => update_source(&mut writing, before, source, now).await?,
            }
        }
        let named: HashSet<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        for id in known.keys().filter(|id| !named.contains(id.as_str())) {
            sqlx::query("UPDATE sources SET configured = FALSE WHERE id = $1").bind(id).execute(&mut *writing).await?;
        }
        Ok(writing.commit().await?)
    }

    /// All sources by id, also those no longer configured.
    pub async fn list_sources(&self) -> Result<Vec<SourceView>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query("SELECT * FROM sources ORDER BY id").fetch_all(&mut *reading).await?;
        let counted = sqlx::query(
            "SELECT source, COUNT(*) AS documents, COUNT(CASE WHEN verdict = 'relevant' THEN 1 END) AS relevant
             FROM documents GROUP BY source",
        )
        .fetch_all(&mut *reading)
        .await?;
        let mut counts = HashMap::with_capacity(counted.len());
        for row in &counted {
            let columns = Columns::of("documents", row);
            counts.insert(columns.text("source")?, (columns.count("documents")?, columns.count("relevant")?));
        }
        rows.iter().map(|row| view_of(row, &counts)).collect()
    }

    /// One source and how it is doing.
    pub async fn find_source(&self, id: &SourceId) -> Result<Option<SourceView>, StoreError> {
        let mut reading = self.read().await?;
        let row =
            sqlx::query("SELECT * FROM sources WHERE id = $1").bind(id.as_str()).fetch_optional(&mut *reading).await?;
        let Some(row) = row else { return Ok(None) };
        let counted = sqlx::query(
            "SELECT COUNT(*) AS documents, COUNT(CASE WHEN verdict = 'relevant' THEN 1 END) AS relevant
             FROM documents WHERE source = $1",
        )
        .bind(id.as_str())
        .fetch_one(&mut *reading)
        .await?;
        let columns = Columns::of("documents", &counted);
        let counts = HashMap::from([(id.0.clone(), (columns.count("documents")?, columns.count("relevant")?))]);
        view_of(&row, &counts).map(Some)
    }

    /// Configured, enabled sources whose time has come, the longest overdue first.
    pub async fn due_sources(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<DueSource>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM sources WHERE configured = TRUE AND enabled = TRUE AND next_due <= $1
             ORDER BY next_due, id LIMIT $2",
        )
        .bind(micros(now))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(due_of).collect()
    }

    /// The source is fetched next, whatever its schedule says.
    pub async fn make_source_due(&self, source: &SourceId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE sources SET next_due = $2 WHERE id = $1")
            .bind(source.as_str())
            .bind(micros(now))
            .execute(&mut *writing)
            .await?;
        if done.rows_affected() == 0 {
            return Err(not_stored(source));
        }
        Ok(writing.commit().await?)
    }
}

pub(crate) fn not_stored(source: &SourceId) -> StoreError {
    StoreError::Conflict(format!("source `{source}` is not stored; call sync_sources with it first"))
}

/// Whether the configuration names a source (then it is due from a moment on) or it only stands behind documents.
pub(crate) enum Configured {
    Yes(DateTime<Utc>),
    No,
}

pub(crate) async fn insert_source(
    connection: &mut SqliteConnection,
    source: &Source,
    configured: Configured,
) -> Result<(), StoreError> {
    let (configured, next_due) = match configured {
        Configured::Yes(now) => (true, Some(micros(now))),
        Configured::No => (false, None),
    };
    sqlx::query(
        "INSERT INTO sources (id, definition, configured, enabled, next_due, consecutive_failures)
         VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (id) DO NOTHING",
    )
    .bind(source.id.as_str())
    .bind(json(source))
    .bind(configured)
    .bind(source.enabled)
    .bind(next_due)
    .execute(connection)
    .await?;
    Ok(())
}

async fn update_source(
    connection: &mut SqliteConnection,
    before: &Source,
    source: &Source,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let moved = before.url != source.url || before.kind != source.kind;
    if moved {
        // What the old address said must not make the new one look unchanged.
        sqlx::query(
            "UPDATE sources SET etag = NULL, last_modified = NULL, body_sha256 = NULL, memory = '{}',
                 unchanged_in_a_row = 0, distrusts_validators = FALSE
             WHERE id = $1",
        )
        .bind(source.id.as_str())
        .execute(&mut *connection)
        .await?;
    }
    let due_again = (moved || before.schedule != source.schedule).then(|| micros(now));
    sqlx::query(
        "UPDATE sources SET definition = $2, configured = TRUE, enabled = $3, next_due = COALESCE($4, next_due, $5)
         WHERE id = $1",
    )
    .bind(source.id.as_str())
    .bind(json(source))
    .bind(source.enabled)
    .bind(due_again)
    .bind(micros(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// These sources, by id.
pub(crate) async fn load_sources(
    connection: &mut SqliteConnection,
    ids: &[String],
) -> Result<HashMap<String, Source>, StoreError> {
    let rows = fetch_listed(connection, "SELECT id, definition FROM sources WHERE id IN ({list})", ids).await?;
    let mut sources = HashMap::with_capacity(rows.len());
    for row in &rows {
        let columns = Columns::of("sources", row);
        sources.insert(columns.text("id")?, columns.json("definition")?);
    }
    Ok(sources)
}

/// What a conditional request needs, of a source or an entry.
pub(crate) fn validators_of(columns: &Columns) -> Result<Validators, StoreError> {
    Ok(Validators {
        etag: columns.text_or_none("etag")?,
        last_modified: columns.text_or_none("last_modified")?,
        body_sha256: columns.text_or_none("body_sha256")?,
    })
}

fn due_of(row: &SqliteRow) -> Result<DueSource, StoreError> {
    let columns = Columns::of("sources", row);
    Ok(DueSource {
        source: columns.json("definition")?,
        validators: validators_of(&columns)?,
        consecutive_failures: columns.count("consecutive_failures")?,
        interval_seconds: columns.count_or_none("interval_seconds")?,
        memory: columns.json("memory")?,
        unchanged_in_a_row: columns.count("unchanged_in_a_row")?,
        distrusts_validators: columns.flag("distrusts_validators")?,
    })
}

fn view_of(row: &SqliteRow, counts: &HashMap<String, (u64, u64)>) -> Result<SourceView, StoreError> {
    let columns = Columns::of("sources", row);
    let (documents, relevant) = counts.get(&columns.text("id")?).copied().unwrap_or_default();
    let health = SourceHealth {
        last_fetch: columns.moment_or_none("last_fetch")?,
        last_success: columns.moment_or_none("last_success")?,
        next_due: columns.moment_or_none("next_due")?,
        last_new_entry: columns.moment_or_none("last_new_entry")?,
        last_status: columns.count_or_none("last_status")?,
        consecutive_failures: columns.count("consecutive_failures")?,
        last_error: columns.text_or_none("last_error")?,
        interval_seconds: columns.count_or_none("interval_seconds")?,
        documents,
        relevant,
    };
    Ok(SourceView { source: columns.json("definition")?, health, configured: columns.flag("configured")? })
}

#[cfg(test)]
mod tests;
