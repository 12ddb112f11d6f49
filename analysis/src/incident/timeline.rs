//! The timeline: one line a happening, however many documents tell it.
//!
//! # Design
//! All events are put into one order that does not depend on the order of the documents: well-dated ones first, then the
//! vague, then the undated. Each is folded into the first line of its kind that it is compatible with (dates, actors, targets)
//! or starts a line. So a line's date is always its most precise one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, Utc};
use watchline_model::{Basis, Dated, DocumentId, EntityId, Event, EventKind, Evidence, Modality, Precision};

use super::{Told, in_order};

/// A date that is only that of the report fits a happening of so many days before it.
const REPORTED_WITHIN_DAYS: u64 = 10;

/// One happening.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEvent {
    pub kind: EventKind,
    pub date: Option<Dated>,
    /// Publication of the earliest document that tells it.
    pub known: Option<DateTime<Utc>>,
    pub actors: Vec<EntityId>,
    pub targets: Vec<EntityId>,
    /// As most documents put it; the more cautious word among equals.
    pub modality: Modality,
    /// Best first.
    pub evidence: Vec<(DocumentId, Evidence)>,
}

struct Line<'a> {
    date: Option<Dated>,
    tellings: Vec<Telling<'a>>,
    actors: BTreeSet<&'a EntityId>,
    targets: BTreeSet<&'a EntityId>,
}

#[derive(Clone, Copy)]
struct Telling<'a> {
    told: &'a Told<'a>,
    event: &'a Event,
}

/// All that happened, by date, what is undated by when it became known.
pub fn timeline(documents: &[Told]) -> Vec<TimelineEvent> {
    let documents = in_order(documents);
    let owners = owners(&documents);
    let mut tellings: Vec<Telling> = Vec::new();
    for told in &documents {
        tellings.extend(told.events.iter().map(|event| Telling { told, event }));
    }
    tellings.sort_by_key(|telling| {
        (
            firmness(telling.event.date),
            telling.event.date,
            telling.told.moment(),
            telling.told.document,
            telling.event.evidence.start,
        )
    });
    let mut lines: BTreeMap<&EventKind, Vec<Line>> = BTreeMap::new();
    for telling in tellings {
        let lines = lines.entry(&telling.event.kind).or_default();
        match lines.iter_mut().find(|line| fits(line, telling.event, &owners)) {
            Some(line) => line.add(telling),
            None => lines.push(Line::starting(telling)),
        }
    }
    let mut events: Vec<TimelineEvent> = lines.into_values().flatten().map(Line::finish).collect();
    events.sort_by(|left, right| {
        let key = |event: &TimelineEvent| (event.date.map(|date| date.value).or(event.known), event.known);
        key(left).cmp(&key(right)).then_with(|| left.kind.cmp(&right.kind))
    });
    events
}

/// Product or model -> vendor, so that "Claude Code" in one document meets "Anthropic" in another.
fn owners<'a>(documents: &[Told<'a>]) -> BTreeMap<&'a EntityId, &'a EntityId> {
    let entities = documents.iter().flat_map(|told| told.entities);
    entities.filter_map(|entity| Some((&entity.id, entity.owner.as_ref()?))).collect()
}

/// 0 for a day that the text gives, rising with vagueness.
fn firmness(date: Option<Dated>) -> u8 {
    match date {
        Some(date) if is_of_report(date) => 3,
        Some(Dated { precision: Precision::Time | Precision::Day, .. }) => 0,
        Some(Dated { precision: Precision::Month, .. }) => 1,
        Some(Dated { precision: Precision::Year, .. }) => 2,
        None => 4,
    }
}

/// Dates that say when it was told rather than when it happened.
fn is_of_report(date: Dated) -> bool {
    matches!(date.basis, Basis::Published | Basis::FirstReported)
}

fn fits(line: &Line, event: &Event, owners: &BTreeMap<&EntityId, &EntityId>) -> bool {
    let denied = |modality: Modality| modality == Modality::Denied;
    line.tellings.iter().all(|telling| denied(telling.event.modality) == denied(event.modality))
        && dates_fit(line.date, event.date)
        && parties_fit(&line.actors, &event.actors, owners)
        && parties_fit(&line.targets, &event.targets, owners)
}

/// Whether both can be the date of one happening: one span holds the other, or one is unknown.
fn dates_fit(line: Option<Dated>, other: Option<Dated>) -> bool {
    let (Some(line), Some(other)) = (line, other) else { return true };
    if is_of_report(line) || is_of_report(other) {
        let (happened, reported) = if is_of_report(other) { (line, other) } else { (other, line) };
        let (start, end) = (happened.value, span_end(happened));
        let latest = end.checked_add_days(Days::new(REPORTED_WITHIN_DAYS)).unwrap_or(end);
        let earliest = start.checked_sub_days(Days::new(REPORTED_WITHIN_DAYS)).unwrap_or(start);
        return reported.value >= earliest && reported.value < latest;
    }
    let (left, right) = ((day_start(line), span_end(line)), (day_start(other), span_end(other)));
    (left.0 <= right.0 && right.1 <= left.1) || (right.0 <= left.0 && left.1 <= right.1)
}

/// Times of day are compared as days: clocks and time zones of reports differ.
fn day_start(date: Dated) -> DateTime<Utc> {
    watchline_model::date::midnight(date.value.date_naive())
}

fn span_end(date: Dated) -> DateTime<Utc> {
    match date.precision {
        Precision::Time => Dated::day(date.value.date_naive(), date.basis).end(),
        _ => date.end(),
    }
}

/// Whether they meet, directly or by owner; nobody named fits everybody.
fn parties_fit(line: &BTreeSet<&EntityId>, other: &[EntityId], owners: &BTreeMap<&EntityId, &EntityId>) -> bool {
    if line.is_empty() || other.is_empty() {
        return true;
    }
    let meets = |left: &EntityId, right: &EntityId| {
        left == right
            || owners.get(left).is_some_and(|owner| *owner == right)
            || owners.get(right).is_some_and(|owner| *owner == left)
    };
    other.iter().any(|party| line.iter().any(|named| meets(named, party)))
}

impl<'a> Line<'a> {
    fn starting(telling: Telling<'a>) -> Self {
        let mut line =
            Self { date: telling.event.date, tellings: Vec::new(), actors: BTreeSet::new(), targets: BTreeSet::new() };
        line.add(telling);
        line
    }

    fn add(&mut self, telling: Telling<'a>) {
        self.actors.extend(&telling.event.actors);
        self.targets.extend(&telling.event.targets);
        self.tellings.push(telling);
    }

    fn finish(mut self) -> TimelineEvent {
        let known = self.tellings.iter().map(|telling| telling.told.moment()).min();
        let modality = self.modality();
        let kind = self.tellings[0].event.kind.clone();
        self.tellings.sort_by_key(|telling| {
            let in_headline = telling.event.evidence.start < telling.told.reading.body_offset();
            let copy = telling.told.copy_of.is_some();
            let undated = firmness(telling.event.date);
            (in_headline, copy, undated, telling.told.moment(), telling.told.document, telling.event.evidence.start)
        });
        let evidence =
            self.tellings.iter().map(|telling| (telling.told.document, telling.told.cite(&telling.event.evidence)));
        let mut evidence: Vec<(DocumentId, Evidence)> = evidence.collect();
        let mut seen = BTreeSet::new();
        evidence.retain(|(document, evidence)| seen.insert((*document, evidence.start, evidence.end)));
        TimelineEvent {
            kind,
            date: self.date,
            known,
            actors: self.actors.into_iter().cloned().collect(),
            targets: self.targets.into_iter().cloned().collect(),
            modality,
            evidence,
        }
    }

    fn modality(&self) -> Modality {
        const CAUTIOUS_LAST: [Modality; 4] = [Modality::Stated, Modality::Planned, Modality::Alleged, Modality::Denied];
        let count =
            |modality: Modality| self.tellings.iter().filter(|telling| telling.event.modality == modality).count();
        // `max_by_key` gives the last of equals.
        CAUTIOUS_LAST.into_iter().max_by_key(|modality| count(*modality)).unwrap_or(Modality::Stated)
    }
}
