//! Results to take away: JSON Lines, CSV, STIX 2.1, BibTeX and CSL-JSON, for any query.
//!
//! Documents are written in pages as the search gives them, and whoever reads sets the pace, so that memory does not
//! grow with the archive (STIX keeps the identifiers it has written). The same query gives the same bytes as long as
//! the archive is the same. Nothing is cut: an export that fails midway ends without its end.

pub(crate) mod bibtex;
pub(crate) mod csl;
pub(crate) mod csv;
mod format;
mod jsonl;
mod stix;
mod writer;

use std::io::Write;

use watchline_index::Sort;
use watchline_model::{DocumentId, IncidentId, RecordKind};

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::state::WebState;

use self::writer::Writer;

pub use format::ExportFormat;

/// Documents asked of the store at once.
const BATCH: usize = 100;

/// An export under way: each call of [`Self::next`] gives the next part of it.
pub(crate) struct Export {
    state: WebState,
    writer: Writer,
    params: SearchParams,
    stage: Stage,
    written: u64,
}

#[derive(Debug, PartialEq)]
enum Stage {
    Beginning,
    Documents,
    /// Incidents that are still to be written, where the format has them.
    Incidents(Vec<IncidentId>),
    Done,
}

impl Export {
    pub(crate) fn new(state: &WebState, format: ExportFormat, query: &str) -> Self {
        Self {
            state: state.clone(),
            writer: Writer::new(format, state, query),
            params: SearchParams { sort: Some(Sort::Newest), limit: BATCH, ..SearchParams::of(query) },
            stage: Stage::Beginning,
            written: 0,
        }
    }

    /// The next part; may be empty. `None` after the last.
    ///
    /// # Errors
    /// Where store or index fail.
    pub(crate) async fn next(&mut self) -> Result<Option<String>, WebError> {
        let mut out = String::new();
        match &mut self.stage {
            Stage::Beginning => {
                self.writer.begin(&mut out);
                self.stage = Stage::Documents;
            }
            Stage::Documents => self.write_documents(&mut out).await?,
            Stage::Incidents(left) => {
                let rest = left.split_off(left.len().min(BATCH));
                let ids = std::mem::replace(left, rest);
                let incidents = self.state.store.list_incidents(&ids).await?;
                self.writer.incidents(&incidents, &self.state, &mut out);
                if ids.is_empty() {
                    self.writer.end(&mut out);
                    self.stage = Stage::Done;
                }
            }
            Stage::Done => return Ok(None),
        }
        Ok(Some(out))
    }

    async fn write_documents(&mut self, out: &mut String) -> Result<(), WebError> {
        let finding = finding::find(&self.state, RecordKind::Document, &self.params, Counting::HitsOnly).await?;
        let ids: Vec<DocumentId> = finding.found.hits.iter().filter_map(|hit| hit.document).collect();
        for view in self.state.store.list_documents(&ids).await? {
            let first = match (self.writer.asks_for_first_versions(), view.version.number) {
                (true, 2..) => self.state.store.find_version(view.document.id, 1).await?,
                _ => None,
            };
            self.writer.document(&view, first.as_ref(), &self.state, out);
            self.written += 1;
        }
        self.params.cursor = finding.found.next_cursor;
        if self.params.cursor.is_none() {
            self.stage = Stage::Incidents(self.writer.told_incidents());
        }
        Ok(())
    }
}

/// Writes every document that `query` finds, newest first; returns how many.
///
/// # Errors
/// Where `out` cannot be written to, or store or index fail.
pub async fn export(
    state: &WebState,
    format: ExportFormat,
    query: &str,
    out: &mut (dyn Write + Send),
) -> Result<u64, WebError> {
    let mut export = Export::new(state, format, query);
    while let Some(part) = export.next().await? {
        out.write_all(part.as_bytes())?;
    }
    Ok(export.written)
}
