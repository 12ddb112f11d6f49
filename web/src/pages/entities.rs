//! `/entities` and `/entities/{slug}`: a vendor's or product's own timeline.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use watchline_index::narrow;
use watchline_model::{DocumentId, Entity, EntityId, EntityKind, IncidentId, RecordKind};
use watchline_store::EntityCount;

use crate::error::WebError;
use crate::finding::{self, Counting, Finding, SearchParams};
use crate::material;
use crate::pages::{Page, render};
use crate::params::address;
use crate::state::WebState;
use crate::view::card::Card;
use crate::view::evidence::EvidenceMark;
use crate::view::frame::{Frame, Section};
use crate::view::histogram::Histogram;
use crate::view::marks::{Chip, modality};
use crate::view::names::{Names, entity_address};
use crate::view::timeline::lines;
use crate::view::when::{When, grouped, plural};

/// Events read for a timeline, incidents shown.
const EVENTS: usize = 100;
const INCIDENTS: usize = 12;

#[derive(Template)]
#[template(path = "entities.html")]
struct Entities {
    frame: Frame,
    groups: Vec<(&'static str, Vec<EntityLine>)>,
}

struct EntityLine {
    address: String,
    name: String,
    documents: String,
    incidents: String,
}

pub(crate) async fn entities(State(state): State<WebState>) -> Page {
    let mut all = state.store.list_entities(None).await?;
    all.sort_by(|a, b| {
        b.incidents.cmp(&a.incidents).then(b.documents.cmp(&a.documents)).then(a.entity.name.cmp(&b.entity.name))
    });
    let groups = KINDS.iter().filter_map(|(kind, title)| {
        let lines: Vec<EntityLine> = all.iter().filter(|count| count.entity.kind == *kind).map(line).collect();
        (!lines.is_empty()).then_some((*title, lines))
    });
    render(&Entities {
        frame: Frame::new(&state, Section::Entities, "Vendors and products", "/entities"),
        groups: groups.collect(),
    })
}

const KINDS: [(EntityKind, &str); 8] = [
    (EntityKind::Vendor, "Vendors"),
    (EntityKind::Product, "Products"),
    (EntityKind::Model, "Models"),
    (EntityKind::Organization, "Organizations"),
    (EntityKind::Regulator, "Regulators"),
    (EntityKind::Person, "People"),
    (EntityKind::Country, "Countries"),
    (EntityKind::Vulnerability, "Vulnerabilities"),
];

fn line(count: &EntityCount) -> EntityLine {
    EntityLine {
        address: entity_address(&count.entity.id),
        name: count.entity.name.clone(),
        documents: plural(count.documents, "document"),
        incidents: grouped(count.incidents),
    }
}

#[derive(Template)]
#[template(path = "entity.html")]
struct OneEntity {
    frame: Frame,
    name: String,
    kind: &'static str,
    owner: Option<Chip>,
    owned: Vec<Chip>,
    incidents_total: String,
    documents_total: String,
    incidents: Vec<Arc<Card>>,
    lines: Vec<EntityEvent>,
    histogram: Histogram,
    search: String,
    events: String,
    alert: String,
}

struct EntityEvent {
    date: Option<When>,
    known: When,
    kind: String,
    actors: Vec<Chip>,
    targets: Vec<Chip>,
    modality: &'static str,
    incident: Option<String>,
    evidence: EvidenceMark,
}

/// An entity by its slug: one that documents speak of, or one that the taxonomy knows.
///
/// # Errors
/// `NotFound` where neither knows it.
pub(crate) async fn find_entity(state: &WebState, slug: &str) -> Result<Entity, WebError> {
    let id = EntityId::new(slug.to_lowercase());
    if let Some(entity) = state.store.find_entity(&id).await? {
        return Ok(entity);
    }
    state.taxonomy.entity(&id).map(|known| known.entity()).ok_or_else(|| WebError::missing("such vendor or product"))
}

/// The query that finds what is about an entity.
pub(crate) fn entity_query(entity: &Entity) -> String {
    let field = match entity.kind {
        EntityKind::Vendor => "vendor",
        EntityKind::Product | EntityKind::Model => "product",
        EntityKind::Country => "country",
        EntityKind::Vulnerability => "cve",
        EntityKind::Organization | EntityKind::Person | EntityKind::Regulator => {
            return format!("\"{}\"", entity.name.replace('"', ""));
        }
    };
    let value = if entity.kind == EntityKind::Vulnerability { &entity.name } else { entity.id.as_str() };
    narrow("", field, value).trim().to_owned()
}

pub(crate) async fn entity(State(state): State<WebState>, Path(slug): Path<String>) -> Page {
    let entity = find_entity(&state, &slug).await?;
    let q = entity_query(&entity);
    let find = async |kind, limit, counting| -> Result<Finding, WebError> {
        finding::find(&state, kind, &SearchParams { limit, ..SearchParams::of(q.as_str()) }, counting).await
    };
    let documents = find(RecordKind::Document, 1, Counting::WithFacets).await?.found;
    let found = find(RecordKind::Incident, INCIDENTS, Counting::HitsOnly).await?.found;
    let ids: Vec<IncidentId> = found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    let events = find(RecordKind::Event, EVENTS, Counting::HitsOnly).await?.found;
    let owner = entity.owner.as_ref().and_then(|owner| state.taxonomy.entity(owner));
    let chip = |id: &EntityId, name: &str, kind: EntityKind| Chip {
        address: entity_address(id),
        name: name.to_owned(),
        kind: kind.as_str(),
    };
    let made = [EntityKind::Product, EntityKind::Model];
    let owned = state.taxonomy.entities.iter();
    let owned = owned.filter(|known| known.owner.as_ref() == Some(&entity.id) && made.contains(&known.kind));
    render(&OneEntity {
        frame: Frame::new(&state, Section::Entities, &entity.name, &entity_address(&entity.id))
            .with_feed(address("/feed.atom", &[("q", &q)])),
        kind: entity.kind.as_str(),
        owner: owner.map(|owner| chip(&owner.id, &owner.name, owner.kind)),
        owned: owned.map(|known| chip(&known.id, &known.name, known.kind)).collect(),
        incidents_total: plural(found.total, "incident"),
        documents_total: plural(documents.total, "document"),
        incidents: material::cards(&state, &incidents).await?,
        lines: happenings(&state, &events).await?,
        histogram: Histogram::new(&documents.histogram, state.now(), "/search", &[("q", &q)], "documents"),
        search: address("/search", &[("q", &q)]),
        events: address("/search", &[("q", &q), ("type", "events")]),
        alert: address("/alerts/new", &[("q", &q)]),
        name: entity.name,
    })
}

/// The events found, told once each, the latest first.
async fn happenings(state: &WebState, found: &watchline_index::Found) -> Result<Vec<EntityEvent>, WebError> {
    let hits: Vec<(DocumentId, usize)> =
        found.hits.iter().filter_map(|hit| Some((hit.document?, hit.event?))).collect();
    let mut ids: Vec<DocumentId> = hits.iter().map(|(document, _)| *document).collect();
    ids.sort_unstable();
    ids.dedup();
    let documents = state.store.list_documents(&ids).await?;
    let names = Names::new(&documents, &state.taxonomy);
    let told = lines(&documents);
    let told = told.iter().rev().filter(|line| line.events.iter().any(|event| hits.contains(event)));
    let event = |line: &crate::view::timeline::Line| {
        let first = line.evidence.first().map(|(document, _)| *document);
        let view = documents.iter().find(|view| Some(view.document.id) == first);
        EntityEvent {
            date: line.date.as_ref().map(When::dated),
            known: When::day(line.known),
            kind: line.kind.label(),
            actors: names.chips(&line.actors),
            targets: names.chips(&line.targets),
            modality: modality(line.modality),
            incident: view.and_then(|view| view.incidents.first()).map(ToString::to_string),
            evidence: EvidenceMark::new(&documents, line.evidence.iter().map(|(id, words)| (*id, words))),
        }
    };
    Ok(told.map(event).collect())
}
