//! `/entities/{slug}`: a vendor's, product's or anybody's own timeline, and what can be counted about it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use watchline_index::{Found, narrow};
use watchline_model::{DocumentId, Entity, EntityId, EntityKind, IncidentId, RecordKind};

use super::peers::{PeerRow, peers};
use super::{entity_query, find_entity};
use crate::error::WebError;
use crate::finding::{self, Counting, Finding, SearchParams};
use crate::material;
use crate::pages::search::title;
use crate::pages::timeline::found::Lines;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::card::Card;
use crate::view::evidence::published;
use crate::view::frame::{Frame, Section};
use crate::view::happenings::Timeline;
use crate::view::histogram::Histogram;
use crate::view::lanes::ask::{Ask, Place};
use crate::view::marks::Chip;
use crate::view::names::entity_address;
use crate::view::when::{When, grouped, plural};

/// Incidents and documents listed: the latest.
const INCIDENTS: usize = 6;
const DOCUMENTS: usize = 8;
/// Kinds of events and other values counted.
const COUNTED: usize = 10;

#[derive(Template)]
#[template(path = "entity.html")]
struct OneEntity {
    frame: Frame,
    name: String,
    kind: &'static str,
    aliases: Vec<String>,
    owner: Option<Chip>,
    owned: Vec<Chip>,
    incidents_total: String,
    documents_total: String,
    incidents: Vec<Arc<Card>>,
    more_incidents: Option<String>,
    documents: Vec<DocumentRow>,
    /// What happened, and how the incidents stand: label, count, address.
    kinds: Vec<Counted>,
    statuses: Vec<Counted>,
    peers: Vec<PeerRow>,
    happenings: String,
    cut: Option<String>,
    overview: Option<Histogram>,
    timeline: Timeline,
    histogram: Histogram,
    search: String,
    events: String,
    alert: String,
    feeds: Vec<(&'static str, String)>,
    json: String,
}

struct DocumentRow {
    address: String,
    title: String,
    publisher: String,
    published: When,
}

struct Counted {
    label: String,
    count: String,
    /// Of the greatest, in hundredths.
    share: u64,
    address: String,
}

pub(crate) async fn entity(State(state): State<WebState>, Path(slug): Path<String>, params: Params) -> Page {
    let entity = find_entity(&state, &slug).await?;
    let ask = Ask::read(&params)?;
    let q = entity_query(&entity);
    let find = async |kind, limit, counting| -> Result<Finding, WebError> {
        finding::find(&state, kind, &SearchParams { limit, ..SearchParams::of(q.as_str()) }, counting).await
    };
    let documents = find(RecordKind::Document, DOCUMENTS, Counting::WithFacets).await?.found;
    let found = find(RecordKind::Incident, INCIDENTS, Counting::WithFacets).await?.found;
    let told = find(RecordKind::Event, 0, Counting::WithFacets).await?.found;
    let ids: Vec<IncidentId> = found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    let lines = Lines::find(&state, &q, &ask).await?;
    let place = Place { path: entity_address(&entity.id), ..Place::default() };
    let is_vendor = entity.kind == EntityKind::Vendor;
    let search = |kind| address("/search", &[("q", &q), ("type", kind)]);
    let feed = |path| address(path, &[("q", &q)]);
    render(&OneEntity {
        frame: Frame::new(&state, Section::Entities, &entity.name, &entity_address(&entity.id))
            .described(format!("{}: incidents, timeline, answers and documents.", entity.name))
            .with_feed(feed("/feed.atom")),
        kind: entity.kind.as_str(),
        aliases: aliases(&state, &entity),
        owner: owner(&state, &entity).await?,
        owned: owned(&state, &entity),
        incidents_total: plural(found.total, "incident"),
        documents_total: plural(documents.total, "document"),
        incidents: material::cards(&state, &incidents).await?,
        more_incidents: (found.total > ids.len() as u64).then(|| search("incidents")),
        documents: document_rows(&state, &documents).await?,
        kinds: counted(&told, "event", &q, "events"),
        statuses: counted(&found, "status", &q, "incidents"),
        peers: if is_vendor { peers(&state, &entity.id).await? } else { Vec::new() },
        happenings: lines.total(),
        cut: lines.cut(),
        overview: lines.overview.clone(),
        timeline: lines.timeline(&state, &ask, &place),
        histogram: Histogram::new(&documents.histogram, state.now(), "/search", &[("q", &q)], "documents"),
        search: search("documents"),
        events: address("/timeline", &[("q", &q)]),
        alert: feed("/alerts/new"),
        feeds: vec![
            ("Atom", feed("/feed.atom")),
            ("JSON Feed", feed("/feed.json")),
            ("Calendar", feed("/calendar.ics")),
        ],
        json: address("/api/v1/incidents", &[("q", &q)]),
        name: entity.name,
    })
}

/// What else it is called, as the taxonomy has it.
fn aliases(state: &WebState, entity: &Entity) -> Vec<String> {
    let Some(known) = state.taxonomy.entity(&entity.id) else { return Vec::new() };
    let mut names: Vec<String> = known.aliases.iter().chain(&known.ambiguous).cloned().collect();
    names.retain(|name| !name.eq_ignore_ascii_case(&entity.name));
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup_by_key(|name| name.to_lowercase());
    names
}

async fn owner(state: &WebState, entity: &Entity) -> Result<Option<Chip>, WebError> {
    let Some(id) = &entity.owner else { return Ok(None) };
    let listed = state.taxonomy.entity(id).map(|known| known.entity());
    let owner = match listed {
        Some(owner) => Some(owner),
        None => state.store.find_entity(id).await?,
    };
    Ok(owner.map(|owner| chip(&owner)))
}

fn owned(state: &WebState, entity: &Entity) -> Vec<Chip> {
    let made = [EntityKind::Product, EntityKind::Model];
    let of = |known: &&watchline_model::taxonomy::TaxonomyEntity| {
        known.owner.as_ref() == Some(&entity.id) && made.contains(&known.kind)
    };
    state.taxonomy.entities.iter().filter(of).map(|known| chip(&known.entity())).collect()
}

fn chip(entity: &Entity) -> Chip {
    let address = entity_address(&EntityId::from(entity.id.as_str()));
    Chip { address, name: entity.name.clone(), kind: entity.kind.as_str() }
}

async fn document_rows(state: &WebState, found: &Found) -> Result<Vec<DocumentRow>, WebError> {
    let ids: Vec<DocumentId> = found.hits.iter().filter_map(|hit| hit.document).collect();
    let views = state.store.list_documents(&ids).await?;
    let row = |view: &watchline_store::DocumentView| DocumentRow {
        address: format!("/documents/{}", view.document.id),
        title: title(view),
        publisher: view.source.publisher.clone(),
        published: published(view),
    };
    Ok(views.iter().map(row).collect())
}

/// The values of a facet with a bar each.
fn counted(found: &Found, facet: &str, q: &str, tab: &str) -> Vec<Counted> {
    let values = found.facets.iter().find(|one| one.name == facet).map(|one| one.values.as_slice()).unwrap_or_default();
    let most = values.iter().map(|(_, _, count)| *count).max().unwrap_or(0).max(1);
    let line = |(value, label, count): &(String, String, u64)| Counted {
        label: label.clone(),
        count: grouped(*count),
        share: (count * 100 / most).max(1),
        address: address("/search", &[("q", &narrow(q, facet, value)), ("type", tab)]),
    };
    values.iter().filter(|(_, _, count)| *count > 0).take(COUNTED).map(line).collect()
}
