//! What rows must agree on with each other. Each rule is a question whose every answer is a finding.

use sqlx::Row;

use super::Part;
use crate::{Store, StoreError};

/// Each names the rows that break it, in the form `noun number: finding`.
const RULES: [&str; 12] = [
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
         AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.kind = 'relevance' AND decisions.by_person = TRUE
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
    // What is undone is undone by one decision of that kind, about the same.
    "SELECT 'decision ' || CAST(decisions.id AS TEXT) || ': what undid it did not'
     FROM decisions LEFT JOIN decisions AS undoing ON undoing.id = decisions.undone_by
     WHERE decisions.undone_by IS NOT NULL AND (undoing.id IS NULL OR undoing.kind <> 'undo'
         OR undoing.id <= decisions.id OR undoing.subject_kind <> decisions.subject_kind
         OR undoing.subject_id <> decisions.subject_id)",
    "SELECT 'decision ' || CAST(undoing.id AS TEXT) || ': what it undid is not undone'
     FROM decisions AS undoing WHERE undoing.kind = 'undo'
         AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.undone_by = undoing.id)",
    "SELECT 'document ' || CAST(incident_documents.document AS TEXT) || ': its place in ' || incident || ' was not decided'
     FROM incident_documents LEFT JOIN decisions ON decisions.id = incident_documents.decision
     LEFT JOIN versions ON versions.id = incident_documents.version
     WHERE decisions.id IS NULL OR decisions.subject_kind <> 'document'
         OR decisions.subject_id <> CAST(incident_documents.document AS TEXT)
         OR versions.id IS NULL OR versions.document <> incident_documents.document",
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
