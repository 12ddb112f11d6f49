//! The lines of a timeline that is not one incident's own: the events that a query finds, told once an incident.
//!
//! Never more documents than one answer can hold: the latest known are taken, and the page says how many there are.

use watchline_index::Note;
use watchline_model::{DocumentId, RecordKind};
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::state::WebState;
use crate::view::happenings::{Source, Timeline};
use crate::view::histogram::{Histogram, Narrowing, Scale};
use crate::view::lanes::Today;
use crate::view::lanes::ask::{Ask, Axis, Place};
use crate::view::names::Names;
use crate::view::timeline::{Line, lines};
use crate::view::when::{grouped, plural};

/// Events that are read: the texts of their documents come with them.
const MOST: usize = 400;
/// Bars of the overview.
const BARS: usize = 12;

pub(crate) struct Lines {
    lines: Vec<Line>,
    documents: Vec<DocumentView>,
    names: Names,
    /// Events that match, whether read or not.
    found: u64,
    read: u64,
    incidents: usize,
    /// Where not all could be read: how many there are, by month or year; a bar leads to its own timeline.
    pub(crate) overview: Option<Histogram>,
    pub(crate) notes: Vec<Note>,
}

impl Lines {
    /// What `q` finds in the part of the time that is asked for.
    ///
    /// # Errors
    /// Where the index or the store fails.
    pub(crate) async fn find(state: &WebState, q: &str, ask: &Ask) -> Result<Self, WebError> {
        let params = match ask.axis {
            Axis::Known => SearchParams {
                after: ask.after.map(|after| after.value),
                before: ask.before.map(|before| before.value),
                limit: MOST,
                ..SearchParams::of(q)
            },
            Axis::Happened => SearchParams { limit: MOST, ..SearchParams::of(happened(q, ask)) },
        };
        let finding = finding::find(state, RecordKind::Event, &params, Counting::HitsOnly).await?;
        let overview =
            if finding.found.total > MOST as u64 { Some(overview(state, &params, ask).await?) } else { None };
        let hits: Vec<(DocumentId, usize)> =
            finding.found.hits.iter().filter_map(|hit| Some((hit.document?, hit.event?))).collect();
        let mut ids: Vec<DocumentId> = hits.iter().map(|(document, _)| *document).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut documents = state.store.list_documents(&ids).await?;
        // The same is told once within an incident; two incidents are two happenings, however alike.
        documents.sort_by_key(|view| (view.incidents.first().copied(), view.document.id));
        let together =
            |a: &DocumentView, b: &DocumentView| a.incidents.first().is_some_and(|id| b.incidents.first() == Some(id));
        let groups = documents.chunk_by(together);
        let incidents = groups.clone().filter(|group| group.iter().any(|view| !view.incidents.is_empty())).count();
        let told = groups.flat_map(lines).filter(|line| line.events.iter().any(|event| hits.contains(event)));
        let told: Vec<Line> = told.collect();
        Ok(Self {
            names: Names::new(&documents, &state.taxonomy),
            lines: told,
            found: finding.found.total,
            read: hits.len() as u64,
            incidents,
            overview,
            notes: finding.parsed.notes,
            documents,
        })
    }

    pub(crate) fn timeline(&self, state: &WebState, ask: &Ask, place: &Place) -> Timeline {
        let source = Source {
            lines: &self.lines,
            documents: &self.documents,
            names: &self.names,
            taxonomy: &state.taxonomy,
            today: Today { at: state.now(), name: "today" },
            own: None,
            fold: None,
        };
        Timeline::new(&source, ask, place)
    }

    /// "16 happenings in 3 incidents".
    pub(crate) fn total(&self) -> String {
        let lines = plural(self.lines.len() as u64, "happening");
        if self.incidents == 0 { lines } else { format!("{lines} in {}", plural(self.incidents as u64, "incident")) }
    }

    /// Where not all could be read.
    pub(crate) fn cut(&self) -> Option<String> {
        (self.read < self.found).then(|| {
            format!(
                "Made of the {} events that became known last, of {} that match",
                grouped(self.read),
                grouped(self.found)
            )
        })
    }
}

/// Exact counts of everything that matches.
async fn overview(state: &WebState, params: &SearchParams, ask: &Ask) -> Result<Histogram, WebError> {
    let params = SearchParams { limit: 0, ..params.clone() };
    let found = finding::find(state, RecordKind::Event, &params, Counting::WithFacets).await?.found;
    let pairs = [("axis", if ask.axis == Axis::default() { "" } else { ask.axis.as_str() })];
    let to = Narrowing { path: "/timeline", q: &params.q, pairs: &pairs, noun: "events" };
    // A bar must be broad enough for a finger on a phone: of more months than these the years are drawn.
    let scale = if found.histogram.len() > BARS { Scale::Year } else { Scale::Month };
    Ok(Histogram::drawn(&found.histogram, state.now(), scale, &to))
}

/// The query narrowed to what may have happened in the part that is asked for.
fn happened(q: &str, ask: &Ask) -> String {
    if !ask.is_part() {
        return q.to_owned();
    }
    let after = ask.after.map_or_else(String::new, |after| after.value.format("%Y-%m-%d").to_string());
    // Both ends of a span belong to it.
    let last = ask.before.and_then(|before| before.value.date_naive().pred_opt());
    let last = last.map_or_else(String::new, |last| last.format("%Y-%m-%d").to_string());
    watchline_index::narrow(q, "happened", &format!("{after}..{last}"))
}
