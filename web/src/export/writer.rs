//! What each format keeps from one document to the next.

use watchline_model::{Incident, IncidentId, Version};
use watchline_store::DocumentView;

use super::{ExportFormat, bibtex, csl, csv, jsonl, stix};
use crate::state::WebState;

pub(super) enum Writer {
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
    pub(super) fn new(format: ExportFormat, state: &WebState, query: &str) -> Self {
        match format {
            ExportFormat::Jsonl => Self::Jsonl,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Stix => Self::Stix(Box::new(stix::Bundle::new(state, query))),
            ExportFormat::Bibtex => Self::Bibtex,
            ExportFormat::Csl => Self::Csl { first: true },
        }
    }

    /// Whether `document` wants to know how a document read at first.
    pub(super) fn asks_for_first_versions(&self) -> bool {
        matches!(self, Self::Stix(_))
    }

    pub(super) fn begin(&mut self, out: &mut String) {
        match self {
            Self::Csv => out.push_str(&csv::header()),
            Self::Csl { .. } => out.push('['),
            Self::Stix(bundle) => bundle.begin(out),
            Self::Jsonl | Self::Bibtex => {}
        }
    }

    /// `first`: its first version, where that is not the latest.
    pub(super) fn document(
        &mut self,
        view: &DocumentView,
        first: Option<&Version>,
        state: &WebState,
        out: &mut String,
    ) {
        match self {
            Self::Jsonl => out.push_str(&jsonl::line(view, state)),
            Self::Csv => out.push_str(&csv::row(view, state)),
            Self::Bibtex => out.push_str(&bibtex::document(view, state)),
            Self::Stix(bundle) => bundle.document(view, first, state, out),
            Self::Csl { first } => {
                out.push_str(if std::mem::take(first) { "\n" } else { ",\n" });
                out.push_str(&csl::document(view, state).to_string());
            }
        }
    }

    /// The incidents that are to be written after the documents.
    pub(super) fn told_incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::Stix(bundle) => bundle.incidents(),
            Self::Jsonl | Self::Csv | Self::Bibtex | Self::Csl { .. } => Vec::new(),
        }
    }

    pub(super) fn incidents(&mut self, incidents: &[Incident], state: &WebState, out: &mut String) {
        if let Self::Stix(bundle) = self {
            incidents.iter().for_each(|incident| bundle.incident(incident, state, out));
        }
    }

    pub(super) fn end(&mut self, out: &mut String) {
        match self {
            Self::Csl { .. } => out.push_str("\n]\n"),
            Self::Stix(bundle) => bundle.end(out),
            Self::Jsonl | Self::Csv | Self::Bibtex => {}
        }
    }
}
