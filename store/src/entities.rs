//! Who and what was ever seen, and where it is spoken of.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{Entity, EntityId, EntityKind};

use crate::columns::{Columns, micros};
use crate::{EntityCount, Store, StoreError};

impl Store {
    /// An entity that was seen in some version.
    pub async fn find_entity(&self, entity: &EntityId) -> Result<Option<Entity>, StoreError> {
        let row = sqlx::query("SELECT * FROM entities WHERE id = $1")
            .bind(entity.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(entity_of).transpose()
    }

    /// Entities of one kind or of all, the most spoken of first; those that no document speaks of now are left out.
    pub async fn list_entities(&self, kind: Option<EntityKind>) -> Result<Vec<EntityCount>, StoreError> {
        let rows = sqlx::query(
            "SELECT entities.id, entities.kind, entities.name, entities.owner,
                 COUNT(DISTINCT documents.id) AS documents, COUNT(DISTINCT incidents.id) AS incidents
             FROM entities
             JOIN document_entities ON document_entities.entity = entities.id
             JOIN documents ON documents.id = document_entities.document AND documents.verdict <> 'irrelevant'
             LEFT JOIN incident_documents ON incident_documents.document = documents.id
             LEFT JOIN incidents ON incidents.id = incident_documents.incident AND incidents.merged_into IS NULL
             WHERE $1 = '' OR entities.kind = $1
             GROUP BY entities.id, entities.kind, entities.name, entities.owner
             ORDER BY documents DESC, entities.name, entities.id",
        )
        .bind(kind.map_or("", EntityKind::as_str))
        .fetch_all(self.readers())
        .await?;
        let mut counts = Vec::with_capacity(rows.len());
        for row in &rows {
            let columns = Columns::of("entities", row);
            counts.push(EntityCount {
                entity: entity_of(row)?,
                documents: columns.count("documents")?,
                incidents: columns.count("incidents")?,
            });
        }
        Ok(counts)
    }
}

/// Adds entities not seen before and takes over new names and owners of those that were, each once.
pub(crate) async fn upsert_entities(
    connection: &mut SqliteConnection,
    entities: impl Iterator<Item = &Entity>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let distinct: HashMap<&EntityId, &Entity> = entities.map(|entity| (&entity.id, entity)).collect();
    for entity in distinct.values() {
        sqlx::query(
            "INSERT INTO entities (id, kind, name, owner, first_seen) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, owner = excluded.owner",
        )
        .bind(entity.id.as_str())
        .bind(entity.kind.as_str())
        .bind(&entity.name)
        .bind(entity.owner.as_ref().map(EntityId::as_str))
        .bind(micros(now))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

fn entity_of(row: &SqliteRow) -> Result<Entity, StoreError> {
    let columns = Columns::of("entities", row);
    Ok(Entity {
        id: EntityId(columns.text("id")?),
        kind: columns.word("kind")?,
        name: columns.text("name")?,
        owner: columns.text_or_none("owner")?.map(EntityId),
    })
}

#[cfg(test)]
mod tests;
