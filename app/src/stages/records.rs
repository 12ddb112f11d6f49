//! From what the store knows to what the finder needs: flat records of documents, events and incidents.

use std::collections::BTreeSet;

use watchline_model::{
    Corroborated, DocumentId, Entity, EntityId, EntityKind, Event, Incident, IncidentId, Record, RecordKind, Severity,
    SourceId, Status, Taxonomy,
};
use watchline_store::DocumentView;

use super::tag::counts;

/// Documents that came by `import` were chosen by a person: they are found whatever the machine thinks of them.
pub const IMPORT_SOURCE: &str = "import";

/// One record for the document and one for each of its events; none if it is irrelevant.
pub fn document(view: &DocumentView, incidents: &[Incident], taxonomy: &Taxonomy) -> Vec<Record> {
    let chosen = view.source.id == SourceId::from(IMPORT_SOURCE);
    let relevant = view.document.relevance.as_ref().is_some_and(|relevance| counts(relevance.verdict));
    if !chosen && !relevant {
        return Vec::new();
    }
    let mut records = vec![document_record(view, incidents, taxonomy)];
    for (number, event) in view.events.iter().enumerate() {
        records.push(event_record(&records[0], number, event, view, taxonomy));
    }
    records
}

fn document_record(view: &DocumentView, incidents: &[Incident], taxonomy: &Taxonomy) -> Record {
    let reading = &view.version.reading;
    let published = reading.published.map_or(view.document.first_seen, |date| date.value);
    Record {
        kind: RecordKind::Document,
        key: document_key(view.document.id),
        document: Some(view.document.id),
        incidents: incidents.iter().map(|incident| incident.id).collect(),
        title: reading.title.clone(),
        text: reading.text.clone(),
        url: Some(view.document.url.clone()),
        vendors: of_kind(&view.entities, &[EntityKind::Vendor]),
        products: of_kind(&view.entities, &[EntityKind::Product, EntityKind::Model]),
        entities: view.entities.iter().map(|entity| entity.id.clone()).collect(),
        vulnerabilities: vulnerabilities(&view.entities),
        countries: countries(&view.entities, taxonomy),
        event_kinds: sorted(view.events.iter().map(|event| event.kind.0.clone())),
        status: highest_status(incidents),
        severity: highest_severity(incidents),
        document_kind: Some(view.document.kind.as_str().to_owned()),
        tiers: vec![view.source.tier.as_str().to_owned()],
        sources: vec![view.source.id.0.clone()],
        languages: reading.language.iter().cloned().collect(),
        published: Some(published),
        happened: view.events.iter().filter_map(|event| event.date).collect(),
        known: Some(published),
        independent_sources: 1,
    }
}

fn event_record(document: &Record, number: usize, event: &Event, view: &DocumentView, taxonomy: &Taxonomy) -> Record {
    let named: Vec<Entity> = view
        .entities
        .iter()
        .filter(|entity| event.actors.contains(&entity.id) || event.targets.contains(&entity.id))
        .cloned()
        .collect();
    let title = format!("{}: {}", label(event, taxonomy), document.title);
    Record {
        kind: RecordKind::Event,
        key: format!("{}e{number}", document.key),
        title,
        text: event.evidence.quote.clone(),
        vendors: with_owners(&of_kind(&named, &[EntityKind::Vendor]), &named),
        products: of_kind(&named, &[EntityKind::Product, EntityKind::Model]),
        entities: named.iter().map(|entity| entity.id.clone()).collect(),
        vulnerabilities: vulnerabilities(&named),
        event_kinds: vec![event.kind.0.clone()],
        happened: event.date.into_iter().collect(),
        ..document.clone()
    }
}

fn label(event: &Event, taxonomy: &Taxonomy) -> String {
    taxonomy.event(&event.kind).map_or_else(|| event.kind.label(), |definition| definition.label.clone())
}

/// A product's vendor is a party to what happened to the product.
fn with_owners(vendors: &[EntityId], named: &[Entity]) -> Vec<EntityId> {
    sorted(vendors.iter().cloned().chain(named.iter().filter_map(|entity| entity.owner.clone())))
}

/// One record; none for an incident that was joined to another, has no description yet, or no document any more.
pub fn incident(incident: &Incident, material: &[DocumentView], taxonomy: &Taxonomy) -> Option<Record> {
    if incident.merged_into.is_some() || incident.status_path.is_empty() || material.is_empty() {
        return None;
    }
    let entities: Vec<&Entity> = material.iter().flat_map(|view| &view.entities).collect();
    let unique: Vec<Entity> = sorted(entities.iter().map(|entity| entity.id.clone()))
        .into_iter()
        .filter_map(|id| find(&entities, &id))
        .collect();
    let originals = material.iter().filter(|view| view.copy_of.is_none());
    let corroborated = Corroborated::new(originals.map(|view| view.events.as_slice()));
    let events = || material.iter().flat_map(|view| &view.events).filter(|event| corroborated.counts(event));
    let titles = sorted(material.iter().map(|view| view.version.reading.title.clone()));
    let quotes: Vec<String> = incident.summary.iter().map(|sentence| sentence.evidence.quote.clone()).collect();
    Some(Record {
        kind: RecordKind::Incident,
        key: incident.id.to_string(),
        document: None,
        incidents: vec![incident.id],
        title: incident.title.clone(),
        text: [quotes, titles, sorted(events().map(|event| event.evidence.quote.clone()))].concat().join("\n\n"),
        url: None,
        vendors: of_kind(&unique, &[EntityKind::Vendor]),
        products: of_kind(&unique, &[EntityKind::Product, EntityKind::Model]),
        entities: unique.iter().map(|entity| entity.id.clone()).collect(),
        vulnerabilities: vulnerabilities(&unique),
        countries: countries(&unique, taxonomy),
        event_kinds: sorted(events().map(|event| event.kind.0.clone())),
        status: Some(incident.status),
        severity: incident.severity,
        document_kind: None,
        tiers: sorted(material.iter().map(|view| view.source.tier.as_str().to_owned())),
        sources: sorted(material.iter().map(|view| view.source.id.0.clone())),
        languages: sorted(material.iter().filter_map(|view| view.version.reading.language.clone())),
        published: incident.first_reported.or(Some(incident.opened_at)),
        happened: sorted(events().filter_map(|event| event.date)),
        known: incident.first_reported,
        independent_sources: incident.independent_sources,
    })
}

fn find(entities: &[&Entity], id: &EntityId) -> Option<Entity> {
    entities.iter().find(|entity| entity.id == *id).map(|entity| (*entity).clone())
}

pub fn document_key(id: DocumentId) -> String {
    format!("d{id}")
}

pub fn incident_key(id: IncidentId) -> String {
    id.to_string()
}

fn of_kind(entities: &[Entity], kinds: &[EntityKind]) -> Vec<EntityId> {
    sorted(entities.iter().filter(|entity| kinds.contains(&entity.kind)).map(|entity| entity.id.clone()))
}

fn vulnerabilities(entities: &[Entity]) -> Vec<String> {
    let found = entities.iter().filter(|entity| entity.kind == EntityKind::Vulnerability);
    sorted(found.map(|entity| entity.name.to_uppercase()))
}

fn countries(entities: &[Entity], taxonomy: &Taxonomy) -> Vec<String> {
    let found = entities.iter().filter(|entity| entity.kind == EntityKind::Country);
    sorted(found.filter_map(|entity| taxonomy.entity(&entity.id).and_then(|known| known.country.clone())))
}

fn highest_status(incidents: &[Incident]) -> Option<Status> {
    incidents.iter().map(|incident| incident.status).max()
}

fn highest_severity(incidents: &[Incident]) -> Option<Severity> {
    incidents.iter().filter_map(|incident| incident.severity).max()
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    values.collect::<BTreeSet<T>>().into_iter().collect()
}
