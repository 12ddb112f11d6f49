//! Documents and incidents side by side: what they share and what only one of them has.
//!
//! The first side is the one in question; on it everything is marked that any other side has too, on the others what
//! they have in common with the first. Marks are drawn and said, never only coloured.

use std::collections::BTreeSet;

use askama::Template;
use watchline_model::{DocumentId, EntityId, EntityKind, EventKind, Incident};
use watchline_store::DocumentView;

use crate::pages::document::marks;
use crate::pages::search::title;
use crate::view::evidence::published;
use crate::view::marks::{SeverityMark, StatusMark};
use crate::view::names::entity_address;
use crate::view::reading::{self, Extent, Paragraph};
use crate::view::timeline::came_out_by;
use crate::view::when::{When, plural};

/// Documents of an incident that are shown, the latest first.
const LATEST: usize = 4;
/// Entities of one side that are shown, by how often they are spoken of.
const ENTITIES: usize = 28;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/contrast.html")]
pub(crate) struct Contrast {
    pub(crate) sides: Vec<Side>,
}

crate::view::pieces!(Contrast);

#[derive(Debug, Clone)]
pub(crate) struct Side {
    /// "The document", "INC-2026-0042".
    heading: String,
    address: String,
    title: String,
    status: Option<StatusMark>,
    severity: Option<SeverityMark>,
    /// What is known of it in short lines.
    facts: Vec<String>,
    /// Of a document: its beginning and its evidence.
    paragraphs: Vec<Paragraph>,
    original: Option<String>,
    /// Of an incident.
    latest: Vec<Latest>,
    entities: Vec<Compared>,
    kinds: Vec<Compared>,
    named: BTreeSet<EntityId>,
    told: BTreeSet<EventKind>,
}

#[derive(Debug, Clone)]
struct Latest {
    address: String,
    title: String,
    publisher: String,
    at: When,
}

#[derive(Debug, Clone)]
struct Compared {
    text: String,
    kind: &'static str,
    address: Option<String>,
    shared: bool,
}

impl Contrast {
    pub(crate) fn new(mut sides: Vec<Side>) -> Self {
        let first = sides.first().map(|side| (side.named.clone(), side.told.clone())).unwrap_or_default();
        let others = sides.iter().skip(1).fold((BTreeSet::new(), BTreeSet::new()), |(mut named, mut told), side| {
            named.extend(side.named.iter().cloned());
            told.extend(side.told.iter().cloned());
            (named, told)
        });
        for (place, side) in sides.iter_mut().enumerate() {
            let (named, told) = if place == 0 { &others } else { &first };
            let address = |id: &str| entity_address(&EntityId::from(id));
            for entity in &mut side.entities {
                let own = entity.address.clone().unwrap_or_default();
                entity.shared = named.iter().any(|id| address(id.as_str()) == own);
            }
            for kind in &mut side.kinds {
                kind.shared = told.iter().any(|known| known.label() == kind.text);
            }
            side.entities.sort_by_key(|entity| !entity.shared);
            side.kinds.sort_by_key(|kind| !kind.shared);
        }
        Self { sides }
    }

    /// One side: its reasons stand beside it.
    pub(crate) fn is_single(&self) -> bool {
        self.sides.len() == 1
    }

    fn compares(&self) -> bool {
        self.sides.len() > 1
    }
}

impl Side {
    /// A document with its excerpt.
    pub(crate) fn document(view: &DocumentView) -> Self {
        let reading = &view.version.reading;
        let mut facts = vec![
            format!("{}, {} ({})", view.document.kind, view.source.publisher, view.source.tier),
            format!("published {}", published(view).text),
            format!("first seen {}", When::moment(view.document.first_seen).text),
        ];
        facts.extend(reading.language.as_ref().map(|language| format!("language {language}")));
        let (entities, named) = entities(std::slice::from_ref(view));
        let (kinds, told) = kinds(std::slice::from_ref(view));
        Self {
            heading: "The document".to_owned(),
            address: format!("/documents/{}", view.document.id),
            title: title(view),
            status: None,
            severity: None,
            facts,
            paragraphs: reading::paragraphs(reading, &marks(view), Extent::Excerpts),
            original: Some(view.document.url.clone()),
            latest: Vec::new(),
            entities,
            kinds,
            named,
            told,
        }
    }

    /// An incident by what it holds besides the document in question.
    pub(crate) fn incident(
        heading: &str,
        incident: &Incident,
        documents: &[DocumentView],
        but: Option<DocumentId>,
    ) -> Self {
        let mut others: Vec<DocumentView> =
            documents.iter().filter(|view| Some(view.document.id) != but).cloned().collect();
        others.sort_by_key(|view| std::cmp::Reverse((came_out_by(view), view.document.id)));
        let mut facts = vec![match others.len() {
            0 => "holds nothing but this document".to_owned(),
            count if but.is_some() => format!("holds {} besides", plural(count as u64, "document")),
            count => format!("holds {}", plural(count as u64, "document")),
        }];
        facts.extend(others.last().map(|view| format!("first report {}", published(view).text)));
        facts.extend(others.first().map(|view| format!("latest report {}", published(view).text)));
        let latest = others.iter().take(LATEST).map(|view| Latest {
            address: format!("/documents/{}", view.document.id),
            title: title(view),
            publisher: view.source.publisher.clone(),
            at: published(view),
        });
        let (kinds, told) = kinds(&others);
        let (entities, named) = entities(&others);
        Self {
            heading: heading.to_owned(),
            address: format!("/incidents/{}", incident.id),
            title: format!("{} {}", incident.id, incident.title),
            status: Some(StatusMark(incident.status)),
            severity: incident.severity.map(SeverityMark),
            facts,
            paragraphs: Vec::new(),
            original: None,
            latest: latest.collect(),
            entities,
            kinds,
            named,
            told,
        }
    }
}

/// The most spoken of first; a name that all documents share says more than one that stands once.
fn entities(documents: &[DocumentView]) -> (Vec<Compared>, BTreeSet<EntityId>) {
    let mut counted: Vec<(&watchline_model::Entity, usize)> = Vec::new();
    for view in documents {
        for entity in view.entities.iter().filter(|entity| entity.kind != EntityKind::Country) {
            let mentions = view.mentions.iter().filter(|mention| mention.entity == entity.id).count().max(1);
            match counted.iter_mut().find(|(known, _)| known.id == entity.id) {
                Some((_, count)) => *count += mentions,
                None => counted.push((entity, mentions)),
            }
        }
    }
    counted.sort_by(|(a, left), (b, right)| right.cmp(left).then(a.name.cmp(&b.name)));
    let named = counted.iter().map(|(entity, _)| entity.id.clone()).collect();
    let compared = counted.into_iter().take(ENTITIES).map(|(entity, _)| Compared {
        text: entity.name.clone(),
        kind: entity.kind.as_str(),
        address: Some(entity_address(&entity.id)),
        shared: false,
    });
    (compared.collect(), named)
}

fn kinds(documents: &[DocumentView]) -> (Vec<Compared>, BTreeSet<EventKind>) {
    let told: BTreeSet<EventKind> =
        documents.iter().flat_map(|view| &view.events).map(|event| event.kind.clone()).collect();
    let compared = told.iter().map(|kind| Compared { text: kind.label(), kind: "event", address: None, shared: false });
    (compared.collect(), told)
}
