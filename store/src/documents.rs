//! Documents as pages show them: gathered in a handful of queries, however many are asked for.

use std::collections::HashMap;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::{Document, DocumentId, Event, IncidentId, Page, SourceId};

use crate::columns::Columns;
use crate::lists::fetch_listed;
use crate::observations::load_observed;
use crate::pages::load_pages;
use crate::readings::known_addresses;
use crate::sources::load_sources;
use crate::tags::load_tags;
use crate::versions::{load_version_metas, load_versions};
use crate::{DocumentView, Store, StoreError};

impl Store {
    /// Everything that is shown of a document.
    pub async fn find_document(&self, document: DocumentId) -> Result<Option<DocumentView>, StoreError> {
        Ok(self.list_documents(&[document]).await?.pop())
    }

    /// These documents in the order asked for; those that are not stored are left out.
    pub async fn list_documents(&self, documents: &[DocumentId]) -> Result<Vec<DocumentView>, StoreError> {
        let mut reading = self.read().await?;
        load_views(&mut reading, documents).await
    }

    /// The document met under this canonical address or that of an entry.
    pub async fn find_document_by_url(&self, url: &str) -> Result<Option<DocumentId>, StoreError> {
        let mut reading = self.read().await?;
        let known = known_addresses(&mut reading, &[url.to_owned()]).await?;
        Ok(known.get(url).copied().map(DocumentId))
    }

    /// Ids of documents after `after` in rising order, at most `limit`; begin with `DocumentId(0)`.
    pub async fn all_document_ids_after(&self, after: DocumentId, limit: u32) -> Result<Vec<DocumentId>, StoreError> {
        let rows = sqlx::query("SELECT id FROM documents WHERE id > $1 ORDER BY id LIMIT $2")
            .bind(after.0)
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(|row| Ok(DocumentId(row.try_get(0)?))).collect()
    }
}

/// These documents with everything that belongs to them, in the order asked for.
pub(crate) async fn load_views(
    connection: &mut SqliteConnection,
    ids: &[DocumentId],
) -> Result<Vec<DocumentView>, StoreError> {
    let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let documents = load_bare_documents(connection, &numbers).await?;
    let sources: Vec<String> = documents.values().map(|document| document.source.0.clone()).collect();
    let sources = load_sources(connection, &sources).await?;
    let metas = load_version_metas(connection, &numbers).await?;
    let latest: Vec<i64> = metas.values().filter_map(|metas| metas.last()).map(|meta| meta.id.0).collect();
    let versions = load_versions(connection, &latest).await?;
    let tags = load_tags(connection, &latest).await?;
    let pages: Vec<i64> = versions.values().filter_map(|version| version.page).map(|page| page.0).collect();
    let pages = load_pages(connection, &pages).await?;
    let pages: HashMap<i64, Page> = pages.into_iter().map(|page| (page.id.0, page)).collect();
    let places = load_places(connection, &numbers).await?;
    let observed = load_observed(connection, &numbers).await?;
    let gathered = Gathered { documents, sources, metas, versions, tags, observed, pages, places };
    ids.iter().filter_map(|id| gathered.view(*id).transpose()).collect()
}

/// Where documents are.
#[derive(Default)]
struct Places {
    incidents: Vec<IncidentId>,
    copy_of: Option<DocumentId>,
}

struct Gathered {
    documents: HashMap<i64, Document>,
    sources: HashMap<String, watchline_model::Source>,
    metas: HashMap<i64, Vec<crate::VersionMeta>>,
    versions: HashMap<i64, watchline_model::Version>,
    tags: HashMap<i64, crate::tags::Tags>,
    observed: HashMap<i64, Vec<Event>>,
    pages: HashMap<i64, Page>,
    places: HashMap<i64, Places>,
}

impl Gathered {
    fn view(&self, id: DocumentId) -> Result<Option<DocumentView>, StoreError> {
        let Some(document) = self.documents.get(&id.0) else { return Ok(None) };
        let damaged = |what: &str| StoreError::Corrupt(format!("document {id} has no {what}"));
        let versions = self.metas.get(&id.0).ok_or_else(|| damaged("version"))?;
        let version = versions.last().and_then(|meta| self.versions.get(&meta.id.0));
        let version = version.ok_or_else(|| damaged("latest version"))?;
        let source = self.sources.get(document.source.as_str()).ok_or_else(|| damaged("source"))?;
        let mut view = DocumentView {
            document: document.clone(),
            source: source.clone(),
            version: version.clone(),
            versions: versions.clone(),
            entities: Vec::new(),
            mentions: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            incidents: Vec::new(),
            copy_of: None,
            page: version.page.and_then(|page| self.pages.get(&page.0).cloned()),
        };
        if let Some(tags) = self.tags.get(&version.id.0) {
            view.entities.clone_from(&tags.entities);
            view.mentions.clone_from(&tags.mentions);
            view.events.clone_from(&tags.events);
            view.claims.clone_from(&tags.claims);
        }
        view.events.extend(self.observed.get(&id.0).into_iter().flatten().cloned());
        if let Some(places) = self.places.get(&id.0) {
            view.incidents.clone_from(&places.incidents);
            view.copy_of = places.copy_of;
        }
        Ok(Some(view))
    }
}

async fn load_places(connection: &mut SqliteConnection, ids: &[i64]) -> Result<HashMap<i64, Places>, StoreError> {
    let sql = "SELECT document, incident, copy_of FROM incident_documents WHERE document IN ({list}) ORDER BY decision";
    let mut places: HashMap<i64, Places> = HashMap::new();
    for row in &fetch_listed(connection, sql, ids).await? {
        let columns = Columns::of("incident_documents", row);
        let place = places.entry(columns.number("document")?).or_default();
        place.incidents.push(columns.word("incident")?);
        place.copy_of = place.copy_of.or(columns.number_or_none("copy_of")?.map(DocumentId));
    }
    Ok(places)
}

/// The documents' own rows, by id.
pub(crate) async fn load_bare_documents(
    connection: &mut SqliteConnection,
    ids: &[i64],
) -> Result<HashMap<i64, Document>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM documents WHERE id IN ({list})", ids).await?;
    rows.iter().map(|row| document_of(row).map(|document| (document.id.0, document))).collect()
}

pub(crate) fn document_of(row: &SqliteRow) -> Result<Document, StoreError> {
    let columns = Columns::of("documents", row);
    Ok(Document {
        id: DocumentId(columns.number("id")?),
        source: SourceId(columns.text("source")?),
        url: columns.text("url")?,
        kind: columns.word("kind")?,
        relevance: columns.json_or_none("relevance")?,
        first_seen: columns.moment("first_seen")?,
        latest: columns.count("latest")?,
    })
}

#[cfg(test)]
mod tests;
