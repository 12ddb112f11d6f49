//! Backup and restore: one file that is the whole store, and a manifest that proves it.
//!
//! The copy is taken while everything goes on, and is of one moment (`VACUUM INTO`). Nothing is ever overwritten.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use watchline_model::ChangeSeq;
use watchline_model::page::Digest;

use crate::counts::count_all;
use crate::ledger::{Chain, last_link};
use crate::numbers::last_number;
use crate::store::file_of;
use crate::{BackupManifest, Store, StoreError};

const DATABASE: &str = "watchline.db";
const MANIFEST: &str = "manifest.json";
/// Form of the manifest; a restore refuses one it does not know.
const FORMAT: u32 = 1;
/// Read at once when a file is hashed.
const BUFFER_BYTES: usize = 1 << 20;

impl Store {
    /// Writes `watchline.db` and `manifest.json` into `dir`, which is made where it is missing.
    ///
    /// # Errors
    /// `Conflict` where a backup is there already, `Unavailable` where the folder cannot be written.
    pub async fn backup(&self, dir: &Path) -> Result<BackupManifest, StoreError> {
        let (database, manifest_file) = (dir.join(DATABASE), dir.join(MANIFEST));
        for file in [&database, &manifest_file] {
            refuse_existing(file, "choose an empty folder for the backup")?;
        }
        std::fs::create_dir_all(dir).map_err(unavailable("make the folder", dir))?;
        let target = database.to_str().ok_or_else(|| {
            StoreError::Conflict(format!("the path {} is not Unicode; choose another folder", database.display()))
        })?;
        // A connection of its own: neither writers nor readers wait for it.
        let mut connection = SqliteConnectOptions::new().filename(self.file()).connect().await?;
        sqlx::query("VACUUM INTO $1").bind(target).execute(&mut connection).await?;
        connection.close().await?;
        let manifest = describe(&database).await?;
        let text = serde_json::to_string_pretty(&manifest).expect("a manifest has string keys only");
        std::fs::write(&manifest_file, text + "\n").map_err(unavailable("write", &manifest_file))?;
        Ok(manifest)
    }
}

/// Puts the backup in `dir` back as the database at `url`, after checking it against its manifest.
///
/// # Errors
/// `Conflict` where a database is there already or the folder holds no backup of a known form, `Corrupt` where the
/// file is not what was backed up, `Unavailable` where a file cannot be read or written.
pub async fn restore(dir: &Path, url: &str) -> Result<BackupManifest, StoreError> {
    let target = file_of(url)?;
    refuse_existing(&target, "move it away first; a restore overwrites nothing")?;
    for rest in ["-wal", "-shm"] {
        refuse_existing(&beside(&target, rest), "it belongs to a database that was moved; move it too")?;
    }
    let manifest = read_manifest(dir)?;
    let database = dir.join(DATABASE);
    let (sha256, size_bytes) = hash_file(database.clone()).await?;
    if sha256.hex() != manifest.sha256 || size_bytes != manifest.size_bytes {
        return Err(StoreError::Corrupt(format!("{} is not the file its manifest describes", database.display())));
    }
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(unavailable("make the folder", folder))?;
    }
    // Under another name first: a kill in the middle must not leave half a database where a whole one is looked for.
    let unfinished = beside(&target, ".restoring");
    std::fs::copy(&database, &unfinished).map_err(unavailable("write", &unfinished))?;
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(unavailable("write", &unfinished))?;
    std::fs::rename(&unfinished, &target).map_err(unavailable("write", &target))?;
    Store::open(url).await?.close().await;
    Ok(manifest)
}

/// What a database file holds; it is opened for reading only, so that its hash stays.
async fn describe(database: &Path) -> Result<BackupManifest, StoreError> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true).immutable(true);
    let mut connection: SqliteConnection = options.connect().await?;
    let counts = count_all(&mut connection).await?;
    let last_page_chain = last_link(&mut connection, Chain::Pages).await?;
    let last_version_chain = last_link(&mut connection, Chain::Versions).await?;
    let last_change = ChangeSeq(last_number(&mut connection, "change").await?);
    connection.close().await?;
    let (sha256, size_bytes) = hash_file(database.to_owned()).await?;
    Ok(BackupManifest {
        format: FORMAT,
        database: DATABASE.to_owned(),
        size_bytes,
        sha256: sha256.hex(),
        last_page_chain: last_page_chain.hex(),
        last_version_chain: last_version_chain.hex(),
        last_change,
        counts,
    })
}

fn read_manifest(dir: &Path) -> Result<BackupManifest, StoreError> {
    let file = dir.join(MANIFEST);
    let text = std::fs::read_to_string(&file).map_err(unavailable("read", &file))?;
    let manifest: BackupManifest = serde_json::from_str(&text)
        .map_err(|error| StoreError::Conflict(format!("{} is no manifest of a backup: {error}", file.display())))?;
    if manifest.format != FORMAT {
        let message = format!("{} has form {}, this program reads form {FORMAT}", file.display(), manifest.format);
        return Err(StoreError::Conflict(message));
    }
    Ok(manifest)
}

async fn hash_file(path: PathBuf) -> Result<(Digest, u64), StoreError> {
    crate::blobs::off_thread(move || {
        let mut file = File::open(&path).map_err(unavailable("read", &path))?;
        let (mut hash, mut size) = (Sha256::new(), 0);
        let mut buffer = vec![0; BUFFER_BYTES];
        loop {
            match file.read(&mut buffer).map_err(unavailable("read", &path))? {
                0 => return Ok((Digest(hash.finalize().into()), size)),
                read => {
                    hash.update(&buffer[..read]);
                    size += read as u64;
                }
            }
        }
    })
    .await
}

fn refuse_existing(file: &Path, remedy: &str) -> Result<(), StoreError> {
    if file.exists() {
        return Err(StoreError::Conflict(format!("{} exists; {remedy}", file.display())));
    }
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn unavailable(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Unavailable { action, path, source }
}

#[cfg(test)]
mod tests;
