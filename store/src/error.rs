//! What can go wrong in the store, named by what the caller does about it.
//!
//! "Not found" is never an error here: it is `Ok(None)`.

use std::path::PathBuf;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The address is not one this build can open. Remedy: the configuration.
    #[error("store.url `{url}` cannot be used: {reason}; write `sqlite:data/watchline.db`")]
    Refused { url: String, reason: String },
    /// The folder or file cannot be read or written. Remedy: the file system.
    #[error("cannot {action} {}: {source}; create the folder, check who may write there, or set store.url", path.display())]
    Unavailable { action: &'static str, path: PathBuf, source: std::io::Error },
    /// Others keep the database, or all connections to it, for longer than the store waits. Remedy: try again.
    #[error("the database is busy with other work; try again in a moment")]
    Busy,
    /// What was asked contradicts what is stored. Remedy: the caller's.
    #[error("{0}")]
    Conflict(String),
    /// A rule would go against what a person decided. Remedy: none; the person's decision stands.
    #[error("a person decided otherwise: {0}")]
    Kept(String),
    /// What is stored cannot be what was written. Remedy: `watchline verify`, then a backup.
    #[error("stored data is damaged: {0}; run `watchline verify`, then restore a backup")]
    Corrupt(String),
    /// The database was written by a version that this one does not know. Remedy: the newer program.
    #[error(
        "the database cannot be brought up to date: {0}; run the version of watchline that wrote it, or a newer one"
    )]
    Migration(String),
    /// Anything else the database reports.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
}

impl StoreError {
    /// Whether the same call may succeed a little later.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

/// SQLITE_BUSY and SQLITE_LOCKED, the low byte of an extended result code.
const BUSY_CODES: [i64; 2] = [5, 6];
/// SQLITE_CORRUPT and SQLITE_NOTADB.
const CORRUPT_CODES: [i64; 2] = [11, 26];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(inner) => {
                inner.code().and_then(|code| code.parse::<i64>().ok()).map(|code| code & 0xff)
            }
            sqlx::Error::PoolTimedOut => return Self::Busy,
            _ => None,
        };
        match code {
            Some(code) if BUSY_CODES.contains(&code) => Self::Busy,
            Some(code) if CORRUPT_CODES.contains(&code) => Self::Corrupt(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

#[cfg(test)]
mod tests;
