//! Reading questions off what is stored, one kind after the other.
//!
//! Each kind has an order that does not change while it is worked: by what never changes about a question.

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use watchline_model::{DocumentId, Entity, EntityId, IncidentId, Reason, Relevance, RelevanceVerdict};

use super::{Asked, DUPLICATE, ENTITY, PLACEMENT, RELEVANCE};
use crate::columns::Columns;
use crate::deciding::load::standing_of;
use crate::{ReviewItem, ReviewKey, ReviewKind, StoreError};

/// Documents of an entity that are shown.
const DOCUMENTS_SHOWN: i64 = 5;

pub(super) async fn list(
    connection: &mut SqliteConnection,
    kind: ReviewKind,
    asked: Asked<'_>,
    limit: u32,
) -> Result<Vec<ReviewItem>, StoreError> {
    match kind {
        ReviewKind::Relevance => relevance(connection, asked, limit).await,
        ReviewKind::Placement => placement(connection, asked, limit).await,
        ReviewKind::Entity => entity(connection, asked, limit).await,
        ReviewKind::Duplicate => duplicate(connection, asked, limit).await,
    }
}

async fn relevance(
    connection: &mut SqliteConnection,
    asked: Asked<'_>,
    limit: u32,
) -> Result<Vec<ReviewItem>, StoreError> {
    let (this, before) = match asked {
        Asked::This(ReviewKey::Relevance(document)) => (document.0, i64::MAX),
        Asked::Before(Some(ReviewKey::Relevance(document))) => (-1, document.0),
        _ => (-1, i64::MAX),
    };
    let sql = format!(
        "SELECT documents.* {RELEVANCE} AND (documents.id = $1 OR $1 = -1) AND documents.id < $2
         ORDER BY documents.id DESC LIMIT $3"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(this).bind(before).bind(i64::from(limit));
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("documents", row);
            let document = DocumentId(columns.number("id")?);
            let Relevance { score, reasons, .. } = columns.json("relevance")?;
            let since = columns.moment("first_seen")?;
            let key = ReviewKey::Relevance(document);
            Ok(ReviewItem { documents: vec![document], reasons, score, ..item(key, since) })
        })
        .collect()
}

async fn placement(
    connection: &mut SqliteConnection,
    asked: Asked<'_>,
    limit: u32,
) -> Result<Vec<ReviewItem>, StoreError> {
    let last = ("~".to_owned(), i64::MAX);
    let (this, (incident, document)) = match asked {
        Asked::This(ReviewKey::Placement(incident, document)) => (true, (incident.to_string(), document.0)),
        Asked::Before(Some(ReviewKey::Placement(incident, document))) => (false, (incident.to_string(), document.0)),
        _ => (false, last),
    };
    let sql = format!(
        "SELECT places.*, decisions.reasons, decisions.decided_at {PLACEMENT}
             AND (($1 = TRUE AND places.document = $2 AND places.incident = $3)
               OR ($1 = FALSE AND (places.document, places.incident) < ($2, $3)))
         ORDER BY places.document DESC, places.incident DESC LIMIT $4"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(this).bind(document).bind(incident).bind(i64::from(limit));
    let rows = query.fetch_all(&mut *connection).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let columns = Columns::of("incident_documents", row);
        let (document, own) = (DocumentId(columns.number("document")?), columns.word("incident")?);
        let mut incidents: Vec<IncidentId> = vec![own];
        if let Some(rival) = columns.word_or_none::<IncidentId>("rival")? {
            incidents.extend(standing_of(connection, rival).await?.filter(|rival| *rival != own));
        }
        let mut reasons: Vec<Reason> = columns.json("reasons")?;
        let score = reasons.iter().map(|reason| reason.weight).sum();
        reasons.extend(doubt(connection, document).await?);
        let key = ReviewKey::Placement(own, document);
        let since = columns.moment("decided_at")?;
        items.push(ReviewItem { documents: vec![document], incidents, reasons, score, ..item(key, since) });
    }
    Ok(items)
}

/// That the document itself is in doubt, where it is.
async fn doubt(connection: &mut SqliteConnection, document: DocumentId) -> Result<Option<Reason>, StoreError> {
    let row = sqlx::query("SELECT verdict FROM documents WHERE id = $1").bind(document.0).fetch_one(connection).await?;
    let verdict: Option<RelevanceVerdict> = Columns::of("documents", &row).word_or_none("verdict")?;
    let verdict = verdict.filter(|verdict| *verdict != RelevanceVerdict::Relevant);
    Ok(verdict.map(|verdict| Reason::new("relevance", 0.0, format!("the document is {verdict} now"))))
}

async fn entity(
    connection: &mut SqliteConnection,
    asked: Asked<'_>,
    limit: u32,
) -> Result<Vec<ReviewItem>, StoreError> {
    let (this, before) = match asked {
        Asked::This(ReviewKey::Entity(id)) => (id.0.clone(), String::new()),
        Asked::Before(Some(ReviewKey::Entity(id))) => (String::new(), id.0.clone()),
        _ => (String::new(), String::new()),
    };
    let sql = format!(
        "SELECT entities.*, asked.documents FROM (SELECT named.entity AS id, COUNT(*) AS documents {ENTITY}) AS asked
         JOIN entities ON entities.id = asked.id
         WHERE ($1 = '' OR entities.id = $1) AND ($2 = '' OR (entities.first_seen, entities.id)
             < ((SELECT first_seen FROM entities AS last WHERE last.id = $2), $2))
         ORDER BY entities.first_seen DESC, entities.id DESC LIMIT $3"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(this).bind(before).bind(i64::from(limit));
    let rows = query.fetch_all(&mut *connection).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let columns = Columns::of("entities", row);
        let entity = Entity {
            id: EntityId(columns.text("id")?),
            kind: columns.word("kind")?,
            name: columns.text("name")?,
            owner: columns.text_or_none("owner")?.map(EntityId),
        };
        let (documents, incidents) = naming(connection, &entity.id).await?;
        let mentions: u64 = columns.count("documents")?;
        let since = columns.moment("first_seen")?;
        let reasons =
            vec![Reason::new("recurring", 0.0, format!("{mentions} documents name it, and no list holds it"))];
        let key = ReviewKey::Entity(entity.id.clone());
        items.push(ReviewItem { documents, incidents, entity: Some(entity), mentions, reasons, ..item(key, since) });
    }
    Ok(items)
}

/// The newest documents that name an entity, and their incidents.
async fn naming(
    connection: &mut SqliteConnection,
    entity: &EntityId,
) -> Result<(Vec<DocumentId>, Vec<IncidentId>), StoreError> {
    let rows = sqlx::query(
        "SELECT document FROM document_entities WHERE entity = $1 AND unlisted = TRUE ORDER BY document DESC LIMIT $2",
    )
    .bind(entity.as_str())
    .bind(DOCUMENTS_SHOWN)
    .fetch_all(&mut *connection)
    .await?;
    let documents = rows.iter().map(|row| Ok(DocumentId(row.try_get(0)?))).collect::<Result<Vec<_>, StoreError>>()?;
    let mut incidents: Vec<IncidentId> = Vec::new();
    for document in &documents {
        let rows = sqlx::query("SELECT incident FROM incident_documents WHERE document = $1 ORDER BY decision")
            .bind(document.0)
            .fetch_all(&mut *connection)
            .await?;
        for row in &rows {
            let incident = Columns::of("incident_documents", row).word("incident")?;
            if !incidents.contains(&incident) {
                incidents.push(incident);
            }
        }
    }
    Ok((documents, incidents))
}

async fn duplicate(
    connection: &mut SqliteConnection,
    asked: Asked<'_>,
    limit: u32,
) -> Result<Vec<ReviewItem>, StoreError> {
    let (this, before) = match asked {
        Asked::This(ReviewKey::Duplicate(left, right)) => (Some((left, right)), None),
        Asked::Before(Some(ReviewKey::Duplicate(left, right))) => (None, Some((left, right))),
        _ => (None, None),
    };
    let text = |id: Option<&IncidentId>| id.map(IncidentId::to_string).unwrap_or_default();
    let sql = format!(
        "SELECT pairs.* {DUPLICATE} AND ($1 = '' OR (pairs.older = $1 AND pairs.younger = $2))
             AND ($3 = '' OR (pairs.suspected_at, pairs.older, pairs.younger) < ((SELECT suspected_at
                 FROM suspected_duplicates AS last WHERE last.older = $3 AND last.younger = $4), $3, $4))
         ORDER BY pairs.suspected_at DESC, pairs.older DESC, pairs.younger DESC LIMIT $5"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(text(this.map(|this| this.0)))
        .bind(text(this.map(|this| this.1)))
        .bind(text(before.map(|before| before.0)))
        .bind(text(before.map(|before| before.1)))
        .bind(i64::from(limit))
        .fetch_all(connection)
        .await?;
    rows.iter().map(duplicate_of).collect()
}

fn duplicate_of(row: &SqliteRow) -> Result<ReviewItem, StoreError> {
    let columns = Columns::of("suspected_duplicates", row);
    let (older, younger): (IncidentId, IncidentId) = (columns.word("older")?, columns.word("younger")?);
    let key = ReviewKey::Duplicate(older, younger);
    Ok(ReviewItem {
        incidents: vec![older, younger],
        reasons: columns.json("reasons")?,
        score: columns.real_or_none("score")?.unwrap_or_default(),
        ..item(key, columns.moment("suspected_at")?)
    })
}

fn item(key: ReviewKey, since: chrono::DateTime<chrono::Utc>) -> ReviewItem {
    ReviewItem {
        key,
        documents: Vec::new(),
        incidents: Vec::new(),
        entity: None,
        mentions: 0,
        reasons: Vec::new(),
        score: 0.0,
        since,
    }
}
