//! What a decision is about, loaded in the transaction that writes.

use std::collections::BTreeSet;

use chrono::Datelike;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::{
    Description, DocumentId, IncidentId, Judgement, NearMiss, Place, Reading, SetSeverity, Severity, Tag, TagLists,
    VersionId,
};

use super::scene::{DocumentState, IncidentState, Scene, pair};
use crate::StoreError;
use crate::columns::{Columns, moment};
use crate::tags::load_tags;

impl Scene {
    /// Loads a document with its places and the incidents that these are in.
    ///
    /// # Errors
    /// `Conflict` where it is not stored.
    pub(crate) async fn load_document(
        &mut self,
        connection: &mut SqliteConnection,
        id: DocumentId,
    ) -> Result<(), StoreError> {
        if self.documents.contains_key(&id) {
            return Ok(());
        }
        let row = sqlx::query(
            "SELECT documents.*, versions.reading, latest.relevance AS found, COALESCE(documents.published, documents.first_seen) AS reported,
                 COALESCE((SELECT MAX(tags.version) FROM tags JOIN versions AS tagged ON tagged.id = tags.version
                           WHERE tagged.document = documents.id), documents.latest_version) AS tagged_version
             FROM documents JOIN versions ON versions.id = documents.latest_version
             LEFT JOIN tags AS latest ON latest.version = documents.latest_version WHERE documents.id = $1",
        )
        .bind(id.0)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(|| StoreError::Conflict(format!("document {id} is not stored; it cannot be decided about")))?;
        let mut state = document_of(&row)?;
        let places = sqlx::query("SELECT * FROM incident_documents WHERE document = $1 ORDER BY incident")
            .bind(id.0)
            .fetch_all(&mut *connection)
            .await?;
        for row in &places {
            let place = place_of(row)?;
            state.places.insert(place.incident, place);
        }
        let apart = sqlx::query("SELECT incident FROM kept_apart WHERE document = $1")
            .bind(id.0)
            .fetch_all(&mut *connection)
            .await?;
        for row in &apart {
            state.kept_apart.insert(Columns::of("kept_apart", row).word("incident")?);
        }
        let corrections = sqlx::query("SELECT tag, correction FROM corrections WHERE document = $1")
            .bind(id.0)
            .fetch_all(&mut *connection)
            .await?;
        for row in &corrections {
            let columns = Columns::of("corrections", row);
            state.corrections.insert(tag_of(&columns.text("tag")?)?, columns.json("correction")?);
        }
        let incidents: Vec<IncidentId> = state.places.keys().copied().collect();
        self.documents.insert(id, state);
        for incident in incidents {
            self.load_incident(connection, incident).await?;
        }
        Ok(())
    }

    /// # Errors
    /// `Conflict` where it is not stored.
    pub(crate) async fn load_incident(
        &mut self,
        connection: &mut SqliteConnection,
        id: IncidentId,
    ) -> Result<(), StoreError> {
        if self.incidents.contains_key(&id) {
            return Ok(());
        }
        let row = sqlx::query(
            "SELECT incidents.*, (SELECT COUNT(*) FROM incident_documents WHERE incident = incidents.id) AS members
             FROM incidents WHERE id = $1",
        )
        .bind(id.to_string())
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(|| StoreError::Conflict(format!("incident {id} is not stored; it cannot be decided about")))?;
        self.incidents.insert(id, incident_of(&row)?);
        let rows = sqlx::query(
            "SELECT left_incident, right_incident FROM incidents_kept_apart WHERE left_incident = $1
             UNION SELECT left_incident, right_incident FROM incidents_kept_apart WHERE right_incident = $1",
        )
        .bind(id.to_string())
        .fetch_all(connection)
        .await?;
        for row in &rows {
            let columns = Columns::of("incidents_kept_apart", row);
            self.pairs.insert(pair(columns.word("left_incident")?, columns.word("right_incident")?));
        }
        Ok(())
    }

    /// Loads all documents of an incident; answers which, in the order in which they came.
    pub(crate) async fn load_members(
        &mut self,
        connection: &mut SqliteConnection,
        incident: IncidentId,
    ) -> Result<Vec<DocumentId>, StoreError> {
        self.load_incident(connection, incident).await?;
        let members = members_of(connection, incident).await?;
        for document in &members {
            self.load_document(connection, *document).await?;
        }
        Ok(members)
    }

    pub(crate) async fn load_version(
        &mut self,
        connection: &mut SqliteConnection,
        version: VersionId,
    ) -> Result<(), StoreError> {
        if let Some(tags) = load_tags(connection, &[version.0]).await?.remove(&version.0) {
            let crate::tags::Tags { entities, mentions, events, claims } = tags;
            self.tags.insert(version, TagLists { entities, mentions, events, claims });
        }
        Ok(())
    }

    pub(crate) async fn load_dismissed(
        &mut self,
        connection: &mut SqliteConnection,
        item: &str,
    ) -> Result<(), StoreError> {
        let row = sqlx::query("SELECT 1 FROM dismissed WHERE item = $1").bind(item).fetch_optional(connection).await?;
        self.dismissed.extend(row.map(|_| item.to_owned()));
        Ok(())
    }
}

/// Ids of an incident's documents, in the order in which they came.
pub(crate) async fn members_of(
    connection: &mut SqliteConnection,
    incident: IncidentId,
) -> Result<Vec<DocumentId>, StoreError> {
    let rows = sqlx::query("SELECT document FROM incident_documents WHERE incident = $1 ORDER BY decision, document")
        .bind(incident.to_string())
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok(DocumentId(row.try_get(0)?))).collect()
}

/// The incident itself and all that were ever merged into it and still lead there.
pub(crate) async fn family_of(
    connection: &mut SqliteConnection,
    incident: IncidentId,
) -> Result<BTreeSet<IncidentId>, StoreError> {
    let rows = sqlx::query(
        "WITH RECURSIVE family (id) AS (SELECT $1 UNION
             SELECT incidents.id FROM incidents JOIN family ON incidents.merged_into = family.id)
         SELECT id FROM family",
    )
    .bind(incident.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Columns::of("incidents", row).word("id")).collect()
}

/// The incident that stands where this one leads, through any chain of merges; `None` where it is not stored.
pub(crate) async fn standing_of(
    connection: &mut SqliteConnection,
    asked: IncidentId,
) -> Result<Option<IncidentId>, StoreError> {
    let mut incident = asked;
    loop {
        let row = sqlx::query("SELECT merged_into FROM incidents WHERE id = $1")
            .bind(incident.to_string())
            .fetch_optional(&mut *connection)
            .await?;
        let Some(row) = row else { return Ok(None) };
        match Columns::of("incidents", &row).word_or_none("merged_into")? {
            None => return Ok(Some(incident)),
            Some(next) if next == asked => {
                return Err(StoreError::Corrupt(format!("incident {asked} is merged into itself")));
            }
            Some(next) => incident = next,
        }
    }
}

/// As it stands in the column `tag`.
pub(crate) fn tag_text(tag: &Tag) -> String {
    match tag {
        Tag::Entity(id) => format!("entity:{id}"),
        Tag::EventKind(kind) => format!("event:{kind}"),
    }
}

pub(crate) fn tag_of(text: &str) -> Result<Tag, StoreError> {
    match text.split_once(':') {
        Some(("entity", id)) => Ok(Tag::Entity(id.to_owned())),
        Some(("event", kind)) => Ok(Tag::EventKind(kind.to_owned())),
        _ => Err(StoreError::Corrupt(format!("`{text}` is no tag"))),
    }
}

fn document_of(row: &SqliteRow) -> Result<DocumentState, StoreError> {
    let columns = Columns::of("documents", row);
    let reading: Reading = columns.json("reading")?;
    let reported = columns.number("reported")?;
    Ok(DocumentState {
        places: std::collections::BTreeMap::new(),
        title: reading.title,
        reported,
        year: moment(reported)?.year(),
        version: VersionId(columns.number("tagged_version")?),
        latest: VersionId(columns.number("latest_version")?),
        judgement: Judgement { relevance: columns.json_or_none("relevance")?, by_person: columns.flag("judged")? },
        found: columns.json_or_none("found")?,
        kept_apart: BTreeSet::new(),
        corrections: std::collections::BTreeMap::new(),
    })
}

pub(crate) fn place_of(row: &SqliteRow) -> Result<Place, StoreError> {
    let columns = Columns::of("incident_documents", row);
    let rival: Option<IncidentId> = columns.word_or_none("rival")?;
    let score = columns.real_or_none("rival_score")?.unwrap_or_default();
    Ok(Place {
        document: DocumentId(columns.number("document")?),
        incident: columns.word("incident")?,
        version: VersionId(columns.number("version")?),
        copy_of: columns.number_or_none("copy_of")?.map(DocumentId),
        decision: Some(watchline_model::DecisionId(columns.number("decision")?)),
        review: columns.flag("review")?,
        pinned: columns.flag("pinned")?,
        rival: rival.map(|incident| NearMiss { incident, score }),
    })
}

fn incident_of(row: &SqliteRow) -> Result<IncidentState, StoreError> {
    let columns = Columns::of("incidents", row);
    let set_severity = columns.text_or_none("set_severity")?;
    let shown = Description {
        title: columns.text("title")?,
        status: columns.word("status")?,
        severity: columns.word_or_none("severity")?,
    };
    let found = match columns.text_or_none("found_title")? {
        Some(title) => Some(Description {
            title,
            status: columns.word("found_status")?,
            severity: columns.word_or_none("found_severity")?,
        }),
        None => None,
    };
    Ok(IncidentState {
        merged_into: columns.word_or_none("merged_into")?,
        documents: columns.number("members")?,
        opened_at: columns.number("opened_at")?,
        is_known: columns.text("status_path")? != "[]",
        found,
        shown: Some(shown),
        title: columns.text_or_none("set_title")?,
        status: columns.word_or_none("set_status")?,
        severity: set_severity.map(|word| set_severity_of(&word)).transpose()?,
    })
}

/// As it stands in the column `set_severity`: a word of ours, or `none`.
pub(crate) fn set_severity_of(word: &str) -> Result<SetSeverity, StoreError> {
    if word == "none" {
        return Ok(SetSeverity { severity: None });
    }
    let severity: Severity = word.parse().map_err(|error| StoreError::Corrupt(format!("{error}")))?;
    Ok(SetSeverity { severity: Some(severity) })
}

pub(crate) fn set_severity_text(set: SetSeverity) -> &'static str {
    set.severity.map_or("none", |severity| severity.as_str())
}
