//! What can go wrong in the finder. A query cannot: whatever is typed is searched as well as it can be.

use std::path::PathBuf;

/// Why the finder could not do it.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process writes to the same folder: stop it, or use another folder.
    #[error("index folder {folder} is in use by another process; stop it, or set `index.folder` to another place")]
    Locked { folder: PathBuf },
    /// The index was opened for reading only.
    #[error("index folder {folder} was opened for reading only; open it for writing to change it")]
    ReadOnly { folder: PathBuf },
    /// The caller's cursor is not one that a search gave for the same sort.
    #[error("`{cursor}` is not a cursor of this search; leave it out to begin with the first page")]
    BadCursor { cursor: String },
    /// The folder cannot be made, read or emptied.
    #[error("cannot use index folder {folder}; check that it can be written to, or set `index.folder`")]
    Folder { folder: PathBuf, source: std::io::Error },
    /// Tantivy failed; the index may be deleted and rebuilt with `watchline reindex`.
    #[error("index in {folder} failed; if it fails again, rebuild it with `watchline reindex`")]
    Broken { folder: PathBuf, source: tantivy::TantivyError },
}
