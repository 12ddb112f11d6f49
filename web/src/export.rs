//! Results to take away: JSON Lines, CSV, STIX 2.1, BibTeX and CSL-JSON, for any query.
//!
//! Documents are written in pages as the search gives them, so that memory does not grow with the archive (STIX
//! keeps the identifiers it has written). The same query gives the same bytes as long as the archive is the same.

pub(crate) mod bibtex;
pub(crate) mod csl;
pub(crate) mod csv;
mod jsonl;
mod stix;

use std::io::Write;
use std::str::FromStr;

use watchline_index::Sort;
use watchline_model::ids::NotAWord;
use watchline_model::{DocumentId, RecordKind};
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::state::WebState;

/// Documents asked of the store at once.
const BATCH: usize = 100;

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    Jsonl,
    Csv,
    Stix,
    Bibtex,
    Csl,
}

impl ExportFormat {
    pub const ALL: [Self; 5] = [Self::Jsonl, Self::Csv, Self::Stix, Self::Bibtex, Self::Csl];

    /// As `--format` takes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Stix => "stix",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl",
        }
    }

    /// As it stands in `/export.{…}`.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Stix => "stix.json",
            Self::Bibtex => "bib",
            Self::Csl => "csl.json",
        }
    }

    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Jsonl => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Stix => "application/stix+json;version=2.1",
            Self::Bibtex => "application/x-bibtex; charset=utf-8",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = NotAWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.map(Self::as_str);
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| NotAWord::new("format", text, &known))
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
    let mut writer = Writer::new(format, state);
    writer.begin(out)?;
    let mut params = SearchParams { sort: Some(Sort::Newest), limit: BATCH, ..SearchParams::of(query) };
    let mut written = 0;
    loop {
        let finding = finding::find(state, RecordKind::Document, &params, Counting::HitsOnly).await?;
        let ids: Vec<DocumentId> = finding.found.hits.iter().filter_map(|hit| hit.document).collect();
        for view in state.store.list_documents(&ids).await? {
            writer.document(&view, state, out)?;
            written += 1;
        }
        params.cursor = finding.found.next_cursor;
        if params.cursor.is_none() {
            break;
        }
    }
    writer.end(state, out).await?;
    Ok(written)
}

/// What each format keeps between documents.
enum Writer {
    Jsonl,
    Csv,
    Stix(Box<stix::Bundle>),
    Bibtex,
    /// Whether nothing has been written yet.
    Csl {
        first: bool,
    },
}

impl Writer {
    fn new(format: ExportFormat, state: &WebState) -> Self {
        match format {
            ExportFormat::Jsonl => Self::Jsonl,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Stix => Self::Stix(Box::new(stix::Bundle::new(state))),
            ExportFormat::Bibtex => Self::Bibtex,
            ExportFormat::Csl => Self::Csl { first: true },
        }
    }

    fn begin(&mut self, out: &mut (dyn Write + Send)) -> Result<(), WebError> {
        match self {
            Self::Csv => out.write_all(csv::header().as_bytes())?,
            Self::Csl { .. } => out.write_all(b"[")?,
            Self::Stix(bundle) => bundle.begin(out)?,
            Self::Jsonl | Self::Bibtex => {}
        }
        Ok(())
    }

    fn document(
        &mut self,
        view: &DocumentView,
        state: &WebState,
        out: &mut (dyn Write + Send),
    ) -> Result<(), WebError> {
        match self {
            Self::Jsonl => out.write_all(jsonl::line(view, state).as_bytes())?,
            Self::Csv => out.write_all(csv::row(view, state).as_bytes())?,
            Self::Bibtex => out.write_all(bibtex::document(view, state).as_bytes())?,
            Self::Stix(bundle) => bundle.document(view, state, out)?,
            Self::Csl { first } => {
                let comma = if std::mem::take(first) { "\n" } else { ",\n" };
                write!(out, "{comma}{}", csl::document(view, state))?;
            }
        }
        Ok(())
    }

    async fn end(&mut self, state: &WebState, out: &mut (dyn Write + Send)) -> Result<(), WebError> {
        match self {
            Self::Csl { .. } => out.write_all(b"\n]\n")?,
            Self::Stix(bundle) => {
                let incidents = state.store.list_incidents(&bundle.incidents()).await?;
                bundle.end(&incidents, state, out)?;
            }
            Self::Jsonl | Self::Csv | Self::Bibtex => {}
        }
        Ok(())
    }
}
