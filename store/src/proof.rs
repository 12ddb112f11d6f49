//! The proof that nothing archived has changed: every record is hashed again, every link retraced, every body
//! decompressed, every quote looked up in its text, and the file itself examined.
//!
//! A finding is a sentence that names the record, not an error: damage is what this looks for. It reads in small steps
//! and never writes.
//!
//! # What it covers
//! Pages, bodies, versions, changes, decisions and observations in every column; tags in every column; what documents
//! and places must agree on with these; that places, merges, pins and what is kept apart are what the decisions
//! made of them; the shape of all tables; the structure of the file and every index. Working
//! state (sources' health, entries, subscriptions, deliveries, cursors) is only covered as far as the structure goes.
//!
//! # What it cannot see
//! Somebody who rewrites a chain from some record to its end writes a whole one: keep the last links that a backup's
//! manifest tells elsewhere. Bytes that no record uses (free space within the file) mean nothing and are not looked at.

use std::future::Future;

use crate::{Store, StoreError, Verified};

mod bodies;
mod chains;
mod effects;
mod file;
mod quotes;
mod relations;

/// Rows looked at between two breaths, so that writing goes on meanwhile.
const STEP: i64 = 200;

/// What one part of the proof came to.
#[derive(Default)]
struct Part {
    /// Records that are as they were written.
    sound: u64,
    /// The first that is not, in a sentence.
    finding: Option<String>,
}

impl Store {
    /// Examines everything archived up to now. `broken` names the first record that is not as it was written, whose link
    /// does not fit, or that is missing; `findings` the first of each part.
    ///
    /// # Errors
    /// Only where the database cannot be asked at all; damage is a finding.
    pub async fn verify(&self) -> Result<Verified, StoreError> {
        let mut verified = Verified::default();
        let mut findings = Vec::new();
        verified.pages = examined(chains::walk(self, &chains::PAGES), &mut findings).await?;
        verified.versions = examined(chains::walk(self, &chains::VERSIONS), &mut findings).await?;
        verified.changes = examined(chains::walk(self, &chains::CHANGES), &mut findings).await?;
        verified.decisions = examined(chains::walk(self, &chains::DECISIONS), &mut findings).await?;
        verified.observations = examined(chains::walk(self, &chains::OBSERVATIONS), &mut findings).await?;
        verified.bodies = examined(bodies::examine(self), &mut findings).await?;
        verified.quotes = examined(quotes::examine_tags(self), &mut findings).await?;
        verified.quotes += examined(quotes::examine_observations(self), &mut findings).await?;
        examined(relations::examine(self), &mut findings).await?;
        examined(effects::examine(self), &mut findings).await?;
        examined(file::examine_shape(self), &mut findings).await?;
        examined(file::examine_structure(self), &mut findings).await?;
        verified.broken = findings.first().cloned();
        verified.findings = findings;
        Ok(verified)
    }
}

/// Waits for a part; a table that cannot be read is a finding too.
async fn examined(
    part: impl Future<Output = Result<Part, StoreError>>,
    findings: &mut Vec<String>,
) -> Result<u64, StoreError> {
    match part.await {
        Ok(part) => {
            findings.extend(part.finding);
            Ok(part.sound)
        }
        Err(StoreError::Corrupt(finding)) => {
            findings.push(finding);
            Ok(0)
        }
        // Damage to the schema shows as a table or column that is not there.
        Err(StoreError::Database(error @ (sqlx::Error::Database(_) | sqlx::Error::ColumnNotFound(_)))) => {
            findings.push(format!("the database cannot be read: {error}"));
            Ok(0)
        }
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests;
