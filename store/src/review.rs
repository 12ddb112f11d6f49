//! The review queue: what a person should look at, newest first, with what is needed to answer it.
//!
//! Nothing is queued: every question is read off what is stored, so it goes by itself once it is answered, by whatever
//! way. Only "leave it as it is" has to be remembered.

mod list;

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, Row};
use watchline_model::{DecisionKind, IncidentId, Reason, Step, Subject};

use crate::columns::{json, micros};
use crate::deciding::scene::{Scene, pair};
use crate::deciding::{Matter, carry_out, take};
use crate::{Decided, Deciding, ReviewCounts, ReviewItem, ReviewKey, ReviewKind, Store, StoreError};
use list::list;

/// Borderline, and no person said anything.
const RELEVANCE: &str = "FROM documents WHERE documents.verdict = 'borderline' AND documents.judged = FALSE
    AND documents.relevance IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM dismissed WHERE item = 'relevance:' || CAST(documents.id AS TEXT))";
/// To be looked at, and not put there by a person. Once an incident has grown around a document that nearly joined another,
/// the question is about the two incidents.
const PLACEMENT: &str = "FROM incident_documents AS places JOIN decisions ON decisions.id = places.decision
    WHERE places.review = TRUE AND places.pinned = FALSE
    AND NOT EXISTS (SELECT 1 FROM incidents WHERE incidents.id = places.rival AND incidents.merged_into = places.incident)
    AND (places.rival IS NULL OR (SELECT own.documents FROM incidents AS own WHERE own.id = places.incident) = 1)
    AND NOT EXISTS (SELECT 1 FROM dismissed
        WHERE item = 'placement:' || places.incident || ':' || CAST(places.document AS TEXT))";
/// Used by three documents or more that concern us, in no list: one or two may be a slip. Written as cross joins, which keep
/// their order: names in no list are few, relevant documents many.
const ENTITY: &str = "FROM document_entities AS named CROSS JOIN documents CROSS JOIN entities
    WHERE named.unlisted = TRUE AND documents.id = named.document AND documents.verdict = 'relevant'
    AND entities.id = named.entity AND entities.kind IN ('vendor', 'product', 'model')
    AND NOT EXISTS (SELECT 1 FROM dismissed WHERE item = 'entity:' || named.entity)
    GROUP BY named.entity HAVING COUNT(*) >= 3";
/// Both stand, nobody keeps them apart, and it is not asked as a placement.
const DUPLICATE: &str = "FROM suspected_duplicates AS pairs
    JOIN incidents AS older ON older.id = pairs.older AND older.merged_into IS NULL AND older.documents > 0
    JOIN incidents AS younger ON younger.id = pairs.younger AND younger.merged_into IS NULL AND younger.documents > 0
    WHERE NOT EXISTS (SELECT 1 FROM incidents_kept_apart AS apart
        WHERE (apart.left_incident = pairs.older AND apart.right_incident = pairs.younger)
           OR (apart.left_incident = pairs.younger AND apart.right_incident = pairs.older))
    AND NOT EXISTS (SELECT 1 FROM incident_documents AS places JOIN incidents AS own ON own.id = places.incident
        WHERE places.review = TRUE AND own.documents = 1 AND places.incident IN (pairs.older, pairs.younger)
        AND places.rival IN (pairs.older, pairs.younger))
    AND NOT EXISTS (SELECT 1 FROM dismissed WHERE item IN ('duplicate:' || pairs.older || ':' || pairs.younger,
        'duplicate:' || pairs.younger || ':' || pairs.older))";

impl Store {
    /// How many questions wait, of one moment.
    pub async fn count_review(&self) -> Result<ReviewCounts, StoreError> {
        let mut reading = self.read().await?;
        let mut counts = [0_u64; 4];
        for (count, from) in counts.iter_mut().zip([RELEVANCE, PLACEMENT, ENTITY, DUPLICATE]) {
            let sql = format!("SELECT COUNT(*) FROM (SELECT 1 {from}) AS questions");
            let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut *reading).await?;
            *count = u64::try_from(row.try_get::<i64, _>(0)?).unwrap_or_default();
        }
        let [relevance, placement, entities, duplicates] = counts;
        Ok(ReviewCounts { relevance, placement, entities, duplicates })
    }

    /// Questions of a kind, newest first; `before`: goes on after this one.
    pub async fn list_review(
        &self,
        kind: ReviewKind,
        before: Option<&ReviewKey>,
        limit: u32,
    ) -> Result<Vec<ReviewItem>, StoreError> {
        let mut reading = self.read().await?;
        let before = before.filter(|key| key.kind() == kind);
        list(&mut reading, kind, Asked::Before(before), limit).await
    }

    /// One question, with what is needed to answer it; `None` once it is answered.
    pub async fn find_review(&self, key: &ReviewKey) -> Result<Option<ReviewItem>, StoreError> {
        let mut reading = self.read().await?;
        Ok(list(&mut reading, key.kind(), Asked::This(key), 1).await?.pop())
    }

    /// A person looked, and leaves it as it is: the question is not asked again. Of duplicates and of a placement that
    /// also says that the two are not one: no rule brings them together.
    ///
    /// # Errors
    /// `Conflict` where the question is not asked, or not any more.
    pub async fn dismiss_review(&self, key: &ReviewKey, by: &Deciding) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let asked = list(&mut writing, key.kind(), Asked::This(key), 1).await?.pop();
        let asked = asked.ok_or_else(|| StoreError::Conflict(format!("nobody is asked about {key} any more")))?;
        let mut scene = Scene::default();
        scene.load_dismissed(&mut writing, &key.to_string()).await?;
        take(&mut scene, Step::Dismissed { item: key.to_string(), after: true })?;
        let first = asked.documents.first().copied();
        let subject = match (key, first) {
            (ReviewKey::Duplicate(left, right), _) => {
                let (left, right) = pair(*left, *right);
                scene.load_incident(&mut writing, left).await?;
                scene.load_incident(&mut writing, right).await?;
                take(&mut scene, Step::IncidentsKeptApart { left, right, after: true })?;
                Subject::Incident(left)
            }
            (ReviewKey::Placement(own, document), _) => {
                scene.load_document(&mut writing, *document).await?;
                let rival = asked.incidents.get(1).copied();
                if let Some(rival) = rival {
                    let (left, right) = pair(*own, rival);
                    scene.load_incident(&mut writing, rival).await?;
                    take(&mut scene, Step::IncidentsKeptApart { left, right, after: true })?;
                }
                if let Some(incident) = rival.filter(|rival| scene.place(*document, *rival).is_none()) {
                    take(&mut scene, Step::KeptApart { document: *document, incident, after: true })?;
                }
                Subject::Document(*document)
            }
            (ReviewKey::Relevance(document), _) => Subject::Document(*document),
            (ReviewKey::Entity(_), Some(document)) => Subject::Document(document),
            (ReviewKey::Entity(entity), None) => {
                return Err(StoreError::Conflict(format!("no document names {entity} any more")));
            }
        };
        let matter = Matter { kind: DecisionKind::Dismiss, subject, undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(Decided { decision, incident: None })
    }

    /// Two incidents may be one: asks a person. Asked once; a repeated call brings score and reasons up to date.
    pub async fn suspect_duplicate(
        &self,
        one: IncidentId,
        other: IncidentId,
        score: f32,
        reasons: &[Reason],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let (older, younger) = pair(one, other);
        sqlx::query(
            "INSERT INTO suspected_duplicates (older, younger, score, reasons, suspected_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (older, younger) DO UPDATE SET score = excluded.score, reasons = excluded.reasons",
        )
        .bind(older.to_string())
        .bind(younger.to_string())
        .bind(f64::from(score))
        .bind(json(reasons))
        .bind(micros(now))
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }
}

/// Which questions of a kind.
#[derive(Clone, Copy)]
enum Asked<'a> {
    This(&'a ReviewKey),
    /// All after this one.
    Before(Option<&'a ReviewKey>),
}

#[cfg(test)]
mod tests;
