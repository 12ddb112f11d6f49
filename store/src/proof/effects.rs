//! That everything is where the decisions say: what the steps of all decisions make of nothing is compared with what is
//! stored.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Row, SqliteConnection};
use watchline_model::{DecisionId, IncidentId, Step};

use super::{Part, STEP};
use crate::columns::Columns;
use crate::decisions::decision_of;
use crate::{Store, StoreError};

/// What the steps make of nothing: which rows there are in each table of places and bindings.
#[derive(Default)]
struct Folded {
    places: BTreeSet<(i64, String)>,
    pinned: BTreeSet<(i64, String)>,
    kept_apart: BTreeSet<(i64, String)>,
    pairs: BTreeSet<(String, String)>,
    merged: BTreeMap<String, String>,
    titles: BTreeMap<String, String>,
}

pub(super) async fn examine(store: &Store) -> Result<Part, StoreError> {
    // One moment for all: what is decided meanwhile must not look like a contradiction.
    let mut reading = store.read().await?;
    let (mut folded, mut after, mut sound) = (Folded::default(), DecisionId(0), 0);
    loop {
        let rows = sqlx::query("SELECT * FROM decisions WHERE id > $1 ORDER BY id LIMIT $2")
            .bind(after.0)
            .bind(STEP)
            .fetch_all(&mut *reading)
            .await?;
        let Some(last) = rows.last() else { break };
        after = decision_of(last)?.id;
        for row in &rows {
            decision_of(row)?.steps.iter().for_each(|step| folded.take(step));
            sound += 1;
        }
    }
    let finding = folded.compare(&mut reading).await?;
    Ok(Part { sound, finding })
}

fn put<T: Ord>(set: &mut BTreeSet<T>, item: T, is_there: bool) {
    if is_there {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}

impl Folded {
    fn take(&mut self, step: &Step) {
        match step {
            Step::Entered(place) => {
                let key = (place.document.0, place.incident.to_string());
                put(&mut self.pinned, key.clone(), place.pinned);
                self.places.insert(key);
            }
            Step::Left(place) => {
                let key = (place.document.0, place.incident.to_string());
                self.pinned.remove(&key);
                self.places.remove(&key);
            }
            Step::Pinned { document, incident, after } => {
                put(&mut self.pinned, (document.0, incident.to_string()), *after);
            }
            Step::KeptApart { document, incident, after } => {
                put(&mut self.kept_apart, (document.0, incident.to_string()), *after);
            }
            Step::IncidentsKeptApart { left, right, after } => {
                put(&mut self.pairs, (left.to_string(), right.to_string()), *after);
            }
            Step::Redirected { incident, after, .. } => set(&mut self.merged, incident, after.map(|id| id.to_string())),
            Step::Retitled { incident, after, .. } => set(&mut self.titles, incident, after.clone()),
            _ => {}
        }
    }

    /// The first row that is not as decided, in a sentence.
    async fn compare(&self, reading: &mut SqliteConnection) -> Result<Option<String>, StoreError> {
        let places = "SELECT document, incident FROM incident_documents";
        let pinned = "SELECT document, incident FROM incident_documents WHERE pinned = TRUE";
        let kept_apart = "SELECT document, incident FROM kept_apart";
        for (sql, decided, what) in [
            (places, &self.places, "its place in"),
            (pinned, &self.pinned, "that a person put it into"),
            (kept_apart, &self.kept_apart, "that a person keeps it out of"),
        ] {
            let mut found = BTreeSet::new();
            for row in &sqlx::query(sql).fetch_all(&mut *reading).await? {
                found.insert((row.try_get(0)?, row.try_get(1)?));
            }
            if let Some((document, incident)) = found.symmetric_difference(decided).next() {
                return Ok(Some(format!("document {document}: {what} {incident} is not what was decided")));
            }
        }
        let mut pairs = BTreeSet::new();
        let sql = "SELECT left_incident, right_incident FROM incidents_kept_apart";
        for row in &sqlx::query(sql).fetch_all(&mut *reading).await? {
            pairs.insert((row.try_get(0)?, row.try_get(1)?));
        }
        if let Some((left, right)) = pairs.symmetric_difference(&self.pairs).next() {
            return Ok(Some(format!("incident {left}: that it is kept apart from {right} is not what was decided")));
        }
        for row in &sqlx::query("SELECT id, merged_into, set_title FROM incidents").fetch_all(&mut *reading).await? {
            let columns = Columns::of("incidents", row);
            let id = columns.text("id")?;
            if columns.text_or_none("merged_into")?.as_ref() != self.merged.get(&id) {
                return Ok(Some(format!("incident {id}: where its address leads is not what was decided")));
            }
            if columns.text_or_none("set_title")?.as_ref() != self.titles.get(&id) {
                return Ok(Some(format!("incident {id}: the title that a person set is not what was decided")));
            }
        }
        Ok(None)
    }
}

fn set(map: &mut BTreeMap<String, String>, incident: &IncidentId, value: Option<String>) {
    match value {
        Some(value) => map.insert(incident.to_string(), value),
        None => map.remove(&incident.to_string()),
    };
}

#[cfg(test)]
mod tests;
