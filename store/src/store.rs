//! The handle to the database: one connection that writes, several that only read.
//!
//! SQLite allows one writer at a time; with a single writing connection the tasks of this process queue in order
//! instead of failing, and other processes are waited for (`busy_timeout`). Readers see the last committed state
//! and never wait (WAL). `synchronous = NORMAL`: a kill of the process loses nothing that was committed; a power cut
//! may lose the last transactions, whole ones, which the pipeline then does again.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};

use crate::StoreError;
use crate::migrations;

/// How long another process is waited for before the store says that it is busy.
const WAIT_SECONDS: u64 = 10;
/// How often a file that another is just making is opened, and by how much the wait grows each time: a second in all.
const OPENING_ATTEMPTS: u32 = 5;
const OPENING_GAP: Duration = Duration::from_millis(100);
/// Readers answer pages, and each holds a connection for milliseconds; more would only share the same cores.
const READERS: u32 = 8;
/// Long work in this process (an import, a backup) may hold the writer; queueing for it is not an error.
const WRITER_QUEUE_SECONDS: u64 = 600;

/// 32 MiB (negative: in KiB): the upper parts of all indexes of some hundred thousand pages, which every row changes.
const WRITER_CACHE_KIB: &str = "-32768";
/// 16 MiB of log between two checkpoints: what hundreds of transactions change again and again is copied once.
const CHECKPOINT_PAGES: &str = "4096";

/// The database; cheap to clone, all clones share their connections.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
    file: PathBuf,
}

/// One piece of writing: all of it, or nothing.
pub(crate) type Writing = Transaction<'static, Sqlite>;

impl Store {
    /// Opens the database at `url` (`sqlite:path/to/file.db`), makes folder and file where they are missing, and
    /// brings the tables up to date.
    ///
    /// # Errors
    /// `Refused` for an address that is not SQLite's, `Unavailable` where the folder or file cannot be made or read,
    /// `Migration` where a newer program wrote it.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let file = file_of(url)?;
        make_folder(&file)?;
        let mut attempt = 1;
        loop {
            match Self::connect(&file).await {
                // Two that turn a new file into one with a log at once would wait for each other for ever: SQLite refuses
                // one of them without waiting.
                Err(StoreError::Busy) if attempt < OPENING_ATTEMPTS => attempt += 1,
                opened => return opened,
            }
            tokio::time::sleep(OPENING_GAP * attempt).await;
        }
    }

    async fn connect(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(WAIT_SECONDS))
            .pragma("cache_size", WRITER_CACHE_KIB)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            .pragma("temp_store", "memory");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(WRITER_QUEUE_SECONDS))
            .connect_with(options)
            .await
            .map_err(|error| cannot_open(file, error))?;
        migrations::migrate(&writer).await?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .read_only(true)
            .busy_timeout(Duration::from_secs(WAIT_SECONDS))
            .pragma("temp_store", "memory");
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_secs(WAIT_SECONDS))
            .connect_with(options)
            .await
            .map_err(|error| cannot_open(file, error))?;
        Ok(Self { writer, readers, file: file.to_owned() })
    }

    /// Where reading goes.
    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// The database file.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Begins to write. Dropped without `commit`, nothing has happened.
    pub(crate) async fn write(&self) -> Result<Writing, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Begins to read: everything read through it belongs to one moment.
    pub(crate) async fn read(&self) -> Result<Writing, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// Closes all connections and folds the log into the file. Optional: what is committed is safe without it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// The file that a store address means.
pub(crate) fn file_of(url: &str) -> Result<PathBuf, StoreError> {
    let refuse = |reason: &str| StoreError::Refused { url: hide_password(url), reason: reason.to_owned() };
    let Some(path) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) else {
        let postgres = url.starts_with("postgres:") || url.starts_with("postgresql:");
        return Err(refuse(if postgres {
            "this build speaks SQLite only"
        } else {
            "it does not begin with `sqlite:`"
        }));
    };
    match path {
        "" => Err(refuse("it names no file")),
        ":memory:" => Err(refuse("a database in memory cannot be shared by writer and readers")),
        _ if path.contains('?') => Err(refuse("options after `?` are not read")),
        _ => Ok(PathBuf::from(path)),
    }
}

/// `postgres://user:secret@host/db` without the secret.
fn hide_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((login, place)) = rest.rsplit_once('@') else { return url.to_owned() };
    let user = login.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}:…@{place}")
}

fn make_folder(file: &Path) -> Result<(), StoreError> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|source| StoreError::Unavailable {
        action: "make the folder",
        path: folder.to_owned(),
        source,
    })
}

fn cannot_open(file: &Path, error: sqlx::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Database(error) => StoreError::Unavailable {
            action: "open the database",
            path: file.to_owned(),
            source: std::io::Error::other(error),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
