//! How much of everything there is.

use sqlx::SqliteConnection;

use crate::columns::Columns;
use crate::{Counts, Store, StoreError};

impl Store {
    /// Counts of everything, of one moment.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let mut reading = self.read().await?;
        count_all(&mut reading).await
    }
}

/// Counts of the database behind a connection.
pub(crate) async fn count_all(connection: &mut SqliteConnection) -> Result<Counts, StoreError> {
    let row = sqlx::query(
        "SELECT
             (SELECT COUNT(*) FROM sources WHERE configured = TRUE AND enabled = TRUE) AS sources,
             (SELECT COUNT(*) FROM pages) AS pages,
             (SELECT COUNT(*) FROM documents) AS documents,
             (SELECT COUNT(*) FROM versions) AS versions,
             (SELECT COUNT(*) FROM documents WHERE verdict = 'relevant') AS relevant,
             (SELECT COUNT(*) FROM documents WHERE verdict = 'borderline') AS borderline,
             (SELECT COUNT(*) FROM incidents WHERE merged_into IS NULL) AS incidents,
             (SELECT CAST(COALESCE(SUM(tags.event_count), 0) AS BIGINT) FROM documents
                  JOIN tags ON tags.version = documents.latest_version WHERE documents.verdict = 'relevant') AS events,
             (SELECT CAST(COALESCE(SUM(tags.claim_count), 0) AS BIGINT) FROM documents
                  JOIN tags ON tags.version = documents.latest_version WHERE documents.verdict = 'relevant') AS claims,
             (SELECT COUNT(*) FROM subscriptions WHERE confirmed_at IS NOT NULL AND ended_at IS NULL) AS subscriptions,
             (SELECT COUNT(*) FROM deliveries WHERE state = 'delivered') AS alerts,
             (SELECT COUNT(*) FROM pages WHERE unread = TRUE) AS pending_pages,
             (SELECT COUNT(*) FROM entries WHERE state = 'pending') AS pending_entries",
    )
    .fetch_one(connection)
    .await?;
    let columns = Columns::of("all tables", &row);
    Ok(Counts {
        sources: columns.count("sources")?,
        pages: columns.count("pages")?,
        documents: columns.count("documents")?,
        versions: columns.count("versions")?,
        relevant: columns.count("relevant")?,
        borderline: columns.count("borderline")?,
        incidents: columns.count("incidents")?,
        events: columns.count("events")?,
        claims: columns.count("claims")?,
        subscriptions: columns.count("subscriptions")?,
        alerts: columns.count("alerts")?,
        pending_pages: columns.count("pending_pages")?,
        pending_entries: columns.count("pending_entries")?,
    })
}

#[cfg(test)]
mod tests;
