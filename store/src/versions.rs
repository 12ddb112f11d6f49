//! Versions: the readings of documents, as they were written.

use std::collections::HashMap;

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{DocumentId, PageId, Reading, Version, VersionId};

use crate::columns::Columns;
use crate::documents::load_bare_documents;
use crate::lists::fetch_listed;
use crate::sources::load_sources;
use crate::{Store, StoreError, UntaggedVersion, VersionMeta};

impl Store {
    /// The `number`th version of a document; versions count from 1.
    pub async fn find_version(&self, document: DocumentId, number: u32) -> Result<Option<Version>, StoreError> {
        let row = sqlx::query("SELECT * FROM versions WHERE document = $1 AND number = $2")
            .bind(document.0)
            .bind(i64::from(number))
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(version_of).transpose()
    }

    /// Versions that no analysis has tagged, in the order of their ids. Those that an older one has tagged, or one with
    /// another taxonomy, wait for [`Store::stale_versions`] to be asked for.
    pub async fn untagged_versions(&self, limit: u32) -> Result<Vec<UntaggedVersion>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query("SELECT * FROM versions WHERE tagged_with = 0 ORDER BY id LIMIT $1")
            .bind(i64::from(limit))
            .fetch_all(&mut *reading)
            .await?;
        let versions = rows.iter().map(version_of).collect::<Result<Vec<Version>, StoreError>>()?;
        complete(&mut reading, versions).await
    }
}

/// The versions with what the analysis needs besides, in the same order.
pub(crate) async fn complete(
    reading: &mut SqliteConnection,
    versions: Vec<Version>,
) -> Result<Vec<UntaggedVersion>, StoreError> {
    let ids: Vec<i64> = versions.iter().map(|version| version.document.0).collect();
    let documents = load_bare_documents(reading, &ids).await?;
    let sources: Vec<String> = documents.values().map(|document| document.source.0.clone()).collect();
    let sources = load_sources(reading, &sources).await?;
    let later: Vec<i64> = versions.iter().filter(|version| version.number > 1).map(|version| version.id.0).collect();
    let mut previous = previous_readings(reading, &later).await?;
    let mut completed = Vec::with_capacity(versions.len());
    for version in versions {
        let damaged = || StoreError::Corrupt(format!("version {} lacks its document or source", version.id));
        let document = documents.get(&version.document.0).cloned().ok_or_else(damaged)?;
        let source = sources.get(document.source.as_str()).cloned().ok_or_else(damaged)?;
        let previous = previous.remove(&version.id.0);
        completed.push(UntaggedVersion { version, document, source, previous });
    }
    Ok(completed)
}

/// The readings before these versions, by the id of the version after.
async fn previous_readings(
    connection: &mut SqliteConnection,
    versions: &[i64],
) -> Result<HashMap<i64, Reading>, StoreError> {
    let sql = "SELECT later.id AS later, earlier.reading AS reading FROM versions AS later
               JOIN versions AS earlier ON earlier.document = later.document AND earlier.number = later.number - 1
               WHERE later.id IN ({list})";
    let rows = fetch_listed(connection, sql, versions).await?;
    let mut readings = HashMap::with_capacity(rows.len());
    for row in &rows {
        let columns = Columns::of("versions", row);
        readings.insert(columns.number("later")?, columns.json("reading")?);
    }
    Ok(readings)
}

/// These versions, by id.
pub(crate) async fn load_versions(
    connection: &mut SqliteConnection,
    ids: &[i64],
) -> Result<HashMap<i64, Version>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM versions WHERE id IN ({list})", ids).await?;
    rows.iter().map(|row| version_of(row).map(|version| (version.id.0, version))).collect()
}

/// All versions of these documents without their texts, oldest first, by document.
pub(crate) async fn load_version_metas(
    connection: &mut SqliteConnection,
    documents: &[i64],
) -> Result<HashMap<i64, Vec<VersionMeta>>, StoreError> {
    let sql =
        "SELECT versions.id, versions.document, versions.number, versions.created_at, versions.sha256, versions.page,
                   pages.fetched_at, pages.sha256 AS page_sha256, pages.final_url
               FROM versions LEFT JOIN pages ON pages.id = versions.page
               WHERE versions.document IN ({list}) ORDER BY versions.document, versions.number";
    let mut metas: HashMap<i64, Vec<VersionMeta>> = HashMap::with_capacity(documents.len());
    for row in &fetch_listed(connection, sql, documents).await? {
        let columns = Columns::of("versions", row);
        let page = columns.number_or_none("page")?.map(PageId);
        let meta = VersionMeta {
            id: VersionId(columns.number("id")?),
            number: columns.count("number")?,
            created_at: columns.moment("created_at")?,
            sha256: columns.digest("sha256")?,
            page,
            fetched_at: columns.moment_or_none("fetched_at")?,
            page_sha256: page.map(|_| columns.digest("page_sha256")).transpose()?,
            final_url: columns.text_or_none("final_url")?,
        };
        metas.entry(columns.number("document")?).or_default().push(meta);
    }
    Ok(metas)
}

fn version_of(row: &SqliteRow) -> Result<Version, StoreError> {
    let columns = Columns::of("versions", row);
    Ok(Version {
        id: VersionId(columns.number("id")?),
        document: DocumentId(columns.number("document")?),
        number: columns.count("number")?,
        page: columns.number_or_none("page")?.map(PageId),
        reading: columns.json("reading")?,
        sha256: columns.digest("sha256")?,
        created_at: columns.moment("created_at")?,
    })
}

#[cfg(test)]
mod tests;
