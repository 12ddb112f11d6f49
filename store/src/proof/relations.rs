//! What rows must agree on with each other. Each rule is a question whose every answer is a finding.

use sqlx::Row;

use super::Part;
use crate::{Store, StoreError};

/// Each names the rows that break it, in the form `noun number: finding`.
const RULES: [&str; 18] = [
    // A document's latest version is its own, and none is later.
    "SELECT 'document ' || CAST(documents.id AS TEXT) || ': its latest version is not the one written last'
     FROM documents LEFT JOIN versions ON versions.id = documents.latest_version
     WHERE versions.id IS NULL OR versions.document <> documents.id OR versions.number <> documents.latest
         OR documents.latest <> (SELECT MAX(number) FROM versions AS own WHERE own.document = documents.id)",
    "SELECT 'document ' || CAST(documents.id AS TEXT) || ': it was not first seen with its first version'
     FROM documents LEFT JOIN versions ON versions.document = documents.id AND versions.number = 1
     WHERE versions.id IS NULL OR versions.created_at <> documents.first_seen",
    "SELECT 'document ' || CAST(documents.id AS TEXT) || ': its address does not lead to it'
     FROM documents WHERE NOT EXISTS (SELECT 1 FROM document_addresses
         WHERE document_addresses.url = documents.url AND document_addresses.document = documents.id)",
    "SELECT 'document ' || CAST(documents.id AS TEXT) || ': its verdict is not that of its relevance'
     FROM documents WHERE (verdict IS NULL) <> (relevance IS NULL)
         OR relevance NOT LIKE '%\"verdict\":\"' || verdict || '\"%'",
    // A person's decision outlives the tags.
    "SELECT 'document ' || CAST(documents.id AS TEXT) || ': its relevance is not that of its tags'
     FROM documents JOIN tags ON tags.version = documents.latest_version
     WHERE documents.relevance IS NULL OR (documents.relevance <> tags.relevance
         AND documents.judged = FALSE AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.kind = 'relevance' AND decisions.by_person = TRUE
             AND decisions.subject_kind = 'document' AND decisions.subject_id = CAST(documents.id AS TEXT)))",
    "SELECT 'document ' || CAST(documents.id AS TEXT) || ': whether it is placed is not what its places say'
     FROM documents WHERE placed <> EXISTS (SELECT 1 FROM incident_documents
         WHERE incident_documents.document = documents.id)",
    "SELECT 'version ' || CAST(versions.id AS TEXT) || ': it was tagged by another analysis than it says'
     FROM versions LEFT JOIN tags ON tags.version = versions.id
     WHERE versions.tagged_with <> 0 AND (tags.version IS NULL OR tags.analysis_version <> versions.tagged_with)",
    // A page made a version, or showed one that was there.
    "SELECT 'page ' || CAST(pages.id AS TEXT) || ': the version that it showed is not of its document'
     FROM pages LEFT JOIN versions ON versions.id = pages.version
     WHERE pages.version IS NOT NULL AND (versions.id IS NULL OR versions.document <> pages.document
         OR pages.made_version <> (versions.page IS NOT NULL AND versions.page = pages.id))",
    "SELECT 'version ' || CAST(versions.id AS TEXT) || ': the page that made it does not say so'
     FROM versions JOIN pages ON pages.id = versions.page WHERE pages.version IS NULL OR pages.version <> versions.id",
    // What is undone is undone by one decision of that kind, about the same, which is in force.
    "SELECT 'decision ' || CAST(decisions.id AS TEXT) || ': what undid it did not'
     FROM decisions LEFT JOIN decisions AS undoing ON undoing.id = decisions.undone_by
     WHERE decisions.undone_by IS NOT NULL AND (undoing.id IS NULL OR undoing.kind <> 'undo'
         OR undoing.id <= decisions.id OR undoing.subject_kind <> decisions.subject_kind
         OR undoing.subject_id <> decisions.subject_id OR undoing.undoes IS NULL OR undoing.undoes <> decisions.id)",
    "SELECT 'decision ' || CAST(undoing.id AS TEXT) || ': what it undid is not undone'
     FROM decisions AS undoing WHERE undoing.kind = 'undo' AND undoing.undone_by IS NULL
         AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.undone_by = undoing.id)",
    "SELECT 'decision ' || CAST(id AS TEXT) || ': it undoes something and is no undoing, or the other way round'
     FROM decisions WHERE (kind = 'undo') <> (undoes IS NOT NULL)",
    "SELECT 'document ' || CAST(incident_documents.document AS TEXT) || ': its place in ' || incident || ' was not decided'
     FROM incident_documents LEFT JOIN decisions ON decisions.id = incident_documents.decision
     LEFT JOIN versions ON versions.id = incident_documents.version
     WHERE decisions.id IS NULL OR NOT EXISTS (SELECT 1 FROM decision_targets WHERE decision_targets.decision = decisions.id
             AND decision_targets.subject_kind = 'document'
             AND decision_targets.subject_id = CAST(incident_documents.document AS TEXT))
         OR decisions.steps NOT LIKE '%{\"entered\":{\"document\":' || CAST(incident_documents.document AS TEXT)
             || ',\"incident\":\"' || incident_documents.incident || '\"%'
         OR versions.id IS NULL OR versions.document <> incident_documents.document",
    "SELECT 'decision ' || CAST(decisions.id AS TEXT) || ': its subject is not among what it is about'
     FROM decisions WHERE NOT EXISTS (SELECT 1 FROM decision_targets WHERE decision_targets.decision = decisions.id
         AND decision_targets.subject_kind = decisions.subject_kind
         AND decision_targets.subject_id = decisions.subject_id)",
    // Every address leads to an incident that stands: one that was merged away holds nothing and leads on, never in a ring.
    "SELECT 'document ' || CAST(incident_documents.document AS TEXT) || ': it is in ' || incident || ', which was merged away'
     FROM incident_documents JOIN incidents ON incidents.id = incident_documents.incident
     WHERE incidents.merged_into IS NOT NULL",
    "SELECT 'incident ' || id || ': its address leads nowhere' FROM incidents WHERE merged_into IS NOT NULL
         AND id NOT IN (WITH RECURSIVE reached (id) AS (SELECT id FROM incidents WHERE merged_into IS NULL UNION
             SELECT incidents.id FROM incidents JOIN reached ON incidents.merged_into = reached.id) SELECT id FROM reached)",
    // What a person decided stands.
    "SELECT 'incident ' || id || ': it does not show what a person set' FROM incidents
     WHERE (set_title IS NOT NULL AND set_title <> title) OR (set_status IS NOT NULL AND set_status <> status)
         OR (set_severity IS NOT NULL AND set_severity <> COALESCE(severity, 'none'))",
    "SELECT 'document ' || CAST(kept_apart.document AS TEXT) || ': it is in ' || kept_apart.incident
             || ', which a person keeps it out of'
     FROM kept_apart JOIN incident_documents ON incident_documents.document = kept_apart.document
         AND incident_documents.incident = kept_apart.incident",
];

pub(super) async fn examine(store: &Store) -> Result<Part, StoreError> {
    // One moment for all rules: what is written meanwhile must not look like a contradiction.
    let mut reading = store.read().await?;
    for rule in RULES {
        let broken = sqlx::query(rule).fetch_optional(&mut *reading).await?;
        if let Some(row) = broken {
            return Ok(Part { sound: 0, finding: Some(row.try_get(0)?) });
        }
    }
    Ok(Part { sound: RULES.len() as u64, finding: None })
}
