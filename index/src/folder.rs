//! The folder of an index: opened if it is ours and whole, else emptied and begun anew. What is in it can
//! always be made again from the store.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory, RamDirectory};
use tantivy::schema::Schema;
use tantivy::store::Compressor;
use tantivy::{IndexSettings, TantivyError};
use watchline_model::ChangeSeq;

use crate::error::IndexError;
use crate::packed::{FILE, Kept};
use crate::schema::FORMAT;
use crate::tokenize::{Use, WORDS, words};

/// What each commit says about itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Payload {
    pub(crate) format: u32,
    pub(crate) cursor: i64,
    /// The stamp of the vocabulary that texts are written by, where there is one.
    vocabulary: Option<u16>,
}

impl Payload {
    pub(crate) fn text(cursor: ChangeSeq, texts: &Kept) -> String {
        let vocabulary = texts.current().map(|vocabulary| vocabulary.stamp());
        serde_json::json!({ "format": FORMAT, "cursor": cursor.0, "vocabulary": vocabulary }).to_string()
    }
}

/// Opens the index in a folder for writing; one that is missing, broken or of another format is begun anew.
pub(crate) fn open_or_begin(folder: &Path, schema: &Schema) -> Result<(tantivy::Index, Kept), IndexError> {
    let folder_error = |source: io::Error| IndexError::Folder { folder: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(folder_error)?;
    let directory = MmapDirectory::open(folder).map_err(|error| folder_error(io::Error::other(error)))?;
    // Held while the folder is looked at and emptied, so that nobody else's index is.
    let lock = directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| match error {
        LockError::LockBusy => IndexError::Locked { folder: folder.to_owned() },
        LockError::IoError(error) => folder_error(io::Error::other(error)),
    })?;
    let opened = match open(folder, schema).and_then(verify) {
        Ok(opened) => Ok(opened),
        Err(error) => {
            if directory.exists(Path::new(META)).unwrap_or(true) {
                tracing::warn!(folder = %folder.display(), %error, "index cannot be used as it is, it is begun anew");
            }
            empty(folder).map_err(folder_error)?;
            let begun = begin(folder, schema);
            let begun = begun.map_err(|source| IndexError::Broken { folder: folder.to_owned(), source });
            begun.map(|index| (index, Kept::in_folder(folder)))
        }
    };
    drop(lock);
    opened
}

/// Opens an index that is whole and of this format.
pub(crate) fn open(folder: &Path, schema: &Schema) -> tantivy::Result<(tantivy::Index, Kept)> {
    let index = tantivy::Index::open(MmapDirectory::open(folder)?)?;
    if index.schema() != *schema {
        return Err(TantivyError::SchemaError("the index has other fields".to_owned()));
    }
    register(&index);
    let texts = Kept::in_folder(folder);
    if let Some(stamp) = read_payload(&index)?.and_then(|payload| payload.vocabulary)
        && texts.current().is_none_or(|known| known.stamp() != stamp)
    {
        return Err(TantivyError::SystemError(format!("{FILE} is missing or damaged")));
    }
    // Opens every segment.
    index.reader()?;
    Ok((index, texts))
}

/// Reads every file of an index and compares its checksum: a damaged one would fail in the middle of a search.
fn verify((index, texts): (tantivy::Index, Kept)) -> tantivy::Result<(tantivy::Index, Kept)> {
    match index.validate_checksum()?.iter().next() {
        None => Ok((index, texts)),
        Some(file) => Err(TantivyError::SystemError(format!("{} is damaged", file.display()))),
    }
}

/// An empty index in memory.
pub(crate) fn in_memory(schema: &Schema) -> tantivy::Index {
    let index = tantivy::Index::create(RamDirectory::create(), schema.clone(), settings())
        .expect("a directory in memory is empty and can be written to");
    register(&index);
    index
}

/// How far along the change log the last commit is; 0 before the first.
pub(crate) fn read_cursor(index: &tantivy::Index) -> tantivy::Result<ChangeSeq> {
    Ok(ChangeSeq(read_payload(index)?.map_or(0, |payload| payload.cursor)))
}

/// What the last commit says about itself; nothing before the first.
fn read_payload(index: &tantivy::Index) -> tantivy::Result<Option<Payload>> {
    let Some(payload) = index.load_metas()?.payload else { return Ok(None) };
    match serde_json::from_str::<Payload>(&payload) {
        Ok(payload) if payload.format == FORMAT => Ok(Some(payload)),
        _ => Err(TantivyError::SchemaError("the index has another format".to_owned())),
    }
}

const META: &str = "meta.json";
const MANAGED: &str = ".managed.json";

fn begin(folder: &Path, schema: &Schema) -> tantivy::Result<tantivy::Index> {
    let directory = MmapDirectory::open(folder)?;
    let index = tantivy::Index::create(directory, schema.clone(), settings())?;
    register(&index);
    Ok(index)
}

/// What is stored is packed already.
fn settings() -> IndexSettings {
    IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() }
}

fn register(index: &tantivy::Index) {
    index.tokenizers().register(WORDS, words(Use::Index));
}

/// Takes away tantivy's files and the vocabulary, and nothing else: the folder may have been named by mistake.
fn empty(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_segment = name
            .split_once('.')
            .is_some_and(|(stem, _)| stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if (is_segment || [META, MANAGED, FILE].contains(&name)) && entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
