//! What happened, in order: the events of all documents, the same happening told by several of them as one line.
//!
//! Two tellings are one if they are of the same kind, their dates can both be true, and they share an actor (or,
//! where no actor is named, a target). The most exact date wins, and the words that give it come first; else the
//! earliest telling. What is alleged without a date is not the same as what is stated with one: an admission of an
//! experiment in March must not lend its date to the accusation.

use chrono::{DateTime, Utc};
use watchline_model::{
    Basis, Corroborated, Dated, DocumentId, DocumentKind, EntityId, Event, EventKind, Evidence, Modality,
};
use watchline_store::DocumentView;

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) kind: EventKind,
    pub(crate) date: Option<Dated>,
    /// When the first document that tells it came out.
    pub(crate) known: DateTime<Utc>,
    pub(crate) actors: Vec<EntityId>,
    pub(crate) targets: Vec<EntityId>,
    /// The firmest telling.
    pub(crate) modality: Modality,
    /// By whom it is told: the earliest first.
    pub(crate) evidence: Vec<(DocumentId, Evidence)>,
    /// Document and number of each event that became this line.
    pub(crate) events: Vec<(DocumentId, usize)>,
}

/// When a document came out: its own date, else when it was first seen.
pub(crate) fn came_out(view: &DocumentView) -> DateTime<Utc> {
    view.version.reading.published.map_or(view.document.first_seen, |date| date.value)
}

/// What a date is the date of, where it can be compared with the moment of an edit: what takes effect is told before.
const BASES: [Basis; 2] = [Basis::Occurred, Basis::FirstReported];

/// When an event became known. A status page goes on telling after it came out: each of its updates has its own time. What
/// happened after a document came out stands in it since an edit: nobody knew it before.
fn known(view: &DocumentView, event: &Event) -> DateTime<Utc> {
    let told = event.date.filter(|_| view.document.kind == DocumentKind::Status && event.rule == "record");
    match told {
        Some(date) => date.value.max(came_out(view)),
        None => known_by(came_out(view), view.version.number, view.version.created_at, event),
    }
}

/// By when a document of that day, in its version of that number and moment, made an event known.
fn known_by(came_out: DateTime<Utc>, number: u32, edited: DateTime<Utc>, event: &Event) -> DateTime<Utc> {
    let later = event.date.filter(|date| BASES.contains(&date.basis) && date.value > came_out && date.value <= edited);
    if number > 1 && event.modality == Modality::Stated && later.is_some() { edited } else { came_out }
}

/// The latest that [`came_out`] can mean: orders documents, so that one that gives only the day is not called the
/// first of that day.
pub(crate) fn came_out_by(view: &DocumentView) -> DateTime<Utc> {
    view.version.reading.published.map_or(view.document.first_seen, |date| date.latest())
}

/// The documents' events as lines, by date; what has no date stands where it became known.
pub(crate) fn lines(documents: &[DocumentView]) -> Vec<Line> {
    let mut ordered: Vec<&DocumentView> = documents.iter().collect();
    ordered.sort_by_key(|view| (came_out_by(view), view.copy_of.is_some(), view.document.id));
    let originals = documents.iter().filter(|view| view.copy_of.is_none());
    let corroborated = Corroborated::new(originals.map(|view| view.events.as_slice()));
    let mut lines: Vec<Line> = Vec::new();
    for view in ordered {
        for (number, event) in view.events.iter().enumerate().filter(|(_, event)| corroborated.counts(event)) {
            match lines.iter_mut().find(|line| is_same(line, event)) {
                Some(line) => join(line, view, number, event),
                None => lines.push(open(view, number, event)),
            }
        }
    }
    lines.sort_by_key(|line| (line.date.map_or(line.known, |date| date.value), line.known));
    lines
}

fn open(view: &DocumentView, number: usize, event: &Event) -> Line {
    Line {
        kind: event.kind.clone(),
        date: event.date,
        known: known(view, event),
        actors: event.actors.clone(),
        targets: event.targets.clone(),
        modality: event.modality,
        evidence: vec![(view.document.id, event.evidence.clone())],
        events: vec![(view.document.id, number)],
    }
}

fn join(line: &mut Line, view: &DocumentView, number: usize, event: &Event) {
    let dates_it = event.date.is_some_and(|new| line.date.is_none_or(|known| new.precision > known.precision));
    if dates_it {
        line.date = event.date;
    }
    line.modality = line.modality.min(event.modality);
    for (into, from) in [(&mut line.actors, &event.actors), (&mut line.targets, &event.targets)] {
        for id in from {
            if !into.contains(id) {
                into.push(id.clone());
            }
        }
    }
    let again = |(id, evidence): &(DocumentId, Evidence)| {
        *id == view.document.id && evidence.start == event.evidence.start && evidence.end == event.evidence.end
    };
    if !line.evidence.iter().any(again) {
        let place = if dates_it { 0 } else { line.evidence.len() };
        line.evidence.insert(place, (view.document.id, event.evidence.clone()));
    }
    line.events.push((view.document.id, number));
}

fn is_same(line: &Line, event: &Event) -> bool {
    line.kind == event.kind && agree(line.date, event.date) && equally_sure(line, event) && share(line, event)
}

fn equally_sure(line: &Line, event: &Event) -> bool {
    let alleged = |modality| modality == Modality::Alleged;
    alleged(line.modality) == alleged(event.modality) || line.date.is_some() == event.date.is_some()
}

/// Whether both dates can be true of one happening; no date agrees with any.
fn agree(left: Option<Dated>, right: Option<Dated>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return true };
    let ends = |date: Dated| date.end().max(date.value + chrono::TimeDelta::seconds(1));
    left.value < ends(right) && right.value < ends(left)
}

fn share(line: &Line, event: &Event) -> bool {
    if line.actors.is_empty() || event.actors.is_empty() {
        let nobody = line.targets.is_empty() || event.targets.is_empty();
        return nobody || line.targets.iter().any(|target| event.targets.contains(target));
    }
    line.actors.iter().any(|actor| event.actors.contains(actor))
}

#[cfg(test)]
mod tests;
