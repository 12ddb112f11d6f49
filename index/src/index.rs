//! The index itself: opening, changing and asking it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError, Term};
use watchline_model::{ChangeSeq, DocumentId, Record, Taxonomy};

use crate::columns::Columns;
use crate::complete::{self, Completion};
use crate::error::IndexError;
use crate::folder::{self, Payload};
use crate::packed::{Kept, Packer};
use crate::query::{Names, Parsed, parse};
use crate::record::{self, Maker};
use crate::schema::Fields;
use crate::search::{self, Found, Request, Shelves};
use crate::sources;
use crate::tokenize::Stemmer;

/// What tantivy needs for one indexing thread, in bytes.
const LEAST_WRITER_MEMORY: usize = 15_000_000;
/// A segment of which so much is deleted is merged, whatever its size: tantivy's own default never does so.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// A handle on one index; clones share it. All methods may be called from several threads.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    /// For messages; `(memory)` for one without.
    folder: PathBuf,
    index: tantivy::Index,
    reader: IndexReader,
    /// `None`: opened for reading only.
    writer: Option<Mutex<Writer>>,
    fields: Fields,
    names: Names,
    columns: Columns,
    texts: Kept,
}

struct Writer {
    records: IndexWriter,
    maker: Maker,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.inner.folder).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `folder` for writing and holds its lock. One that is missing, broken or of another
    /// format is begun anew, with cursor 0; files that are not tantivy's stay. `writer_memory_bytes` is
    /// what indexing may hold before it writes a segment, at least 15 MB.
    ///
    /// # Errors
    /// `Locked` while another process has it open for writing, `Folder` where the folder cannot be written to.
    pub fn open(folder: &Path, writer_memory_bytes: usize, taxonomy: &Taxonomy) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::build();
        let opened = folder::open_or_begin(folder, &schema)?;
        Self::assemble(folder, opened, fields, Some(writer_memory_bytes), taxonomy)
    }

    /// Opens the index in `folder` to search it, also while another process writes to it; follows that one's
    /// commits.
    ///
    /// # Errors
    /// `Broken` where there is no index of this format.
    pub fn open_read_only(folder: &Path, taxonomy: &Taxonomy) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::build();
        let opened =
            folder::open(folder, &schema).map_err(|source| IndexError::Broken { folder: folder.to_owned(), source })?;
        Self::assemble(folder, opened, fields, None, taxonomy)
    }

    /// An empty index in memory: for tests, and to match alerts against a batch.
    ///
    /// # Errors
    /// `Broken` where its thread cannot be started.
    pub fn in_memory(taxonomy: &Taxonomy) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::build();
        let opened = (folder::in_memory(&schema), Kept::in_memory());
        Self::assemble(Path::new("(memory)"), opened, fields, Some(LEAST_WRITER_MEMORY), taxonomy)
    }

    fn assemble(
        folder: &Path,
        (index, texts): (tantivy::Index, Kept),
        fields: Fields,
        writer_memory_bytes: Option<usize>,
        taxonomy: &Taxonomy,
    ) -> Result<Self, IndexError> {
        let broken = |source| from_tantivy(folder, source);
        let writer = match writer_memory_bytes {
            Some(bytes) => {
                let records = open_writer(&index, bytes).map_err(broken)?;
                let maker = Maker { stemmer: Stemmer::new(), packer: Packer::new(&texts) };
                Some(Mutex::new(Writer { records, maker }))
            }
            None => None,
        };
        // The one who writes reloads after each commit; who only reads has to watch.
        let policy = if writer.is_some() { ReloadPolicy::Manual } else { ReloadPolicy::OnCommitWithDelay };
        let reader = index.reader_builder().reload_policy(policy).try_into().map_err(broken)?;
        let names = Names::new(taxonomy);
        let (folder, columns) = (folder.to_owned(), Columns::default());
        Ok(Self { inner: Arc::new(Inner { folder, index, reader, writer, fields, names, columns, texts }) })
    }

    /// How far along the change log the index is: what the last `apply` said, 0 for a new one.
    pub fn cursor(&self) -> ChangeSeq {
        folder::read_cursor(&self.inner.index).unwrap_or(ChangeSeq(0))
    }

    /// Puts records in, each in the place of the one with its key, takes others out, and remembers `cursor`: all
    /// or, after an error, nothing. Searches that begin after it see the change. What is removed is
    /// removed first, so that a document's records can be replaced by a new set in one call.
    ///
    /// # Errors
    /// `ReadOnly`; `Broken` where tantivy cannot write.
    pub fn apply(
        &self,
        records: &[Record],
        removed_keys: &[String],
        removed_documents: &[DocumentId],
        cursor: ChangeSeq,
    ) -> Result<(), IndexError> {
        let fields = &self.inner.fields;
        self.write(cursor, |writer| {
            let Writer { records: writer, maker } = writer;
            maker.packer.learn(&self.inner.texts);
            for document in removed_documents {
                writer.delete_term(Term::from_field_i64(fields.document, document.0));
                writer.delete_term(Term::from_field_text(fields.key, &record::document_key(*document)));
            }
            for key in removed_keys {
                writer.delete_term(Term::from_field_text(fields.key, key));
            }
            for record in records {
                writer.delete_term(Term::from_field_text(fields.key, &record.key));
                writer.add_document(record::document(fields, record, maker))?;
            }
            Ok(())
        })
    }

    /// Takes everything out; the cursor is 0 again.
    ///
    /// # Errors
    /// As [`Self::apply`].
    pub fn clear(&self) -> Result<(), IndexError> {
        self.write(ChangeSeq(0), |writer| writer.records.delete_all_documents().map(|_| ()))
    }

    fn write(
        &self,
        cursor: ChangeSeq,
        change: impl FnOnce(&mut Writer) -> tantivy::Result<()>,
    ) -> Result<(), IndexError> {
        let inner = &self.inner;
        let Some(writer) = &inner.writer else { return Err(IndexError::ReadOnly { folder: inner.folder.clone() }) };
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        let written = change(&mut writer).and_then(|()| {
            let mut commit = writer.records.prepare_commit()?;
            commit.set_payload(&Payload::text(cursor, &inner.texts));
            commit.commit()?;
            inner.reader.reload()
        });
        written.map_err(|source| {
            // Otherwise what was half done would be part of the next commit.
            if let Err(error) = writer.records.rollback() {
                tracing::error!(folder = %inner.folder.display(), %error, "index could not be rolled back");
            }
            from_tantivy(&inner.folder, source)
        })
    }

    /// Reads a query; never fails. `now` is what `7d` and the preference for what is new go by.
    pub fn parse(&self, query: &str, now: DateTime<Utc>) -> Parsed {
        let mut parsed = parse(query, &self.inner.names, now);
        match sources::notes(&self.inner.reader.searcher(), &parsed.query.0) {
            Ok(notes) => parsed.notes.extend(notes),
            Err(error) => {
                tracing::warn!(folder = %self.inner.folder.display(), %error, "index cannot tell its sources")
            }
        }
        parsed
    }

    /// Finds what matches.
    ///
    /// # Errors
    /// `BadCursor`; `Broken` where a file of the index cannot be read.
    pub fn search(&self, request: &Request<'_>) -> Result<Found, IndexError> {
        let inner = &self.inner;
        let ranking = search::ranking(request)?;
        let searcher = inner.reader.searcher();
        search::search(inner.shelves(&searcher), request, ranking).map_err(|source| from_tantivy(&inner.folder, source))
    }

    /// What may be typed where the cursor stands, in bytes from the beginning of the query; at most `limit`
    /// candidates. Names of fields and values with the number of documents that have them, words of the index. A
    /// cursor beyond the query stands at its end.
    ///
    /// # Errors
    /// `Broken` where a file of the index cannot be read.
    pub fn complete(
        &self,
        query: &str,
        cursor: usize,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<Completion, IndexError> {
        let inner = &self.inner;
        let searcher = inner.reader.searcher();
        let completed = inner
            .columns
            .of(&searcher)
            .and_then(|_| complete::complete(inner.shelves(&searcher), query, cursor.min(query.len()), limit, now));
        completed.map_err(|source| from_tantivy(&inner.folder, source))
    }

    /// Which of these records match, in the order given, whatever their kind.
    ///
    /// # Errors
    /// `Broken` where a file of the index cannot be read.
    pub fn matches(&self, parsed: &Parsed, keys: &[String]) -> Result<Vec<String>, IndexError> {
        let inner = &self.inner;
        let searcher = inner.reader.searcher();
        search::matches(inner.shelves(&searcher), parsed, keys).map_err(|source| from_tantivy(&inner.folder, source))
    }
}

impl Inner {
    fn shelves<'a>(&'a self, searcher: &'a Searcher) -> Shelves<'a> {
        Shelves { searcher, columns: &self.columns, fields: &self.fields, names: &self.names, texts: &self.texts }
    }
}

fn open_writer(index: &tantivy::Index, memory_bytes: usize) -> tantivy::Result<IndexWriter> {
    // One thread: batches are small, and each thread would leave a segment of its own behind every commit.
    let writer: IndexWriter = index.writer_with_num_threads(1, memory_bytes.max(LEAST_WRITER_MEMORY))?;
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

fn from_tantivy(folder: &Path, source: TantivyError) -> IndexError {
    let folder = folder.to_owned();
    match source {
        TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked { folder },
        source => IndexError::Broken { folder, source },
    }
}

#[cfg(test)]
mod tests;
