//! An incident as it stands in a list: mark, headline, one sentence, who is concerned, who reports it.

use askama::Template;
use watchline_model::{EntityKind, Incident};
use watchline_store::DocumentView;

use crate::pages::search::foreign;
use crate::view::coverage::Coverage;
use crate::view::evidence::EvidenceMark;
use crate::view::marks::{Chip, SeverityMark, StatusMark};
use crate::view::names;
use crate::view::timeline::{came_out, came_out_by};
use crate::view::when::{When, plural};

/// Chips on a card.
const CHIPS: usize = 6;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/card.html")]
pub(crate) struct Card {
    id: String,
    address: String,
    title: String,
    status: StatusMark,
    severity: Option<SeverityMark>,
    sentence: Option<Sentence>,
    chips: Vec<Chip>,
    /// "4 independent sources".
    sources: String,
    first: Option<(String, When)>,
    coverage: Option<Coverage>,
}

/// What happened, in the words of a document.
#[derive(Debug, Clone)]
struct Sentence {
    words: String,
    /// The language of the words, unless it is that of the page around them.
    lang: Option<String>,
    mark: EvidenceMark,
}

crate::view::pieces!(Card);

impl Card {
    pub(crate) fn new(incident: &Incident, documents: &[DocumentView]) -> Self {
        let first = documents.iter().min_by_key(|view| (came_out_by(view), view.document.id));
        let sentence = incident.summary.first().map(|sentence| {
            let told = documents.iter().find(|view| view.document.id == sentence.document);
            Sentence {
                words: sentence.evidence.quote.trim().to_owned(),
                lang: told.and_then(foreign),
                mark: EvidenceMark::new(documents, [(sentence.document, &sentence.evidence)]),
            }
        });
        Self {
            id: incident.id.to_string(),
            address: format!("/incidents/{}", incident.id),
            title: incident.title.clone(),
            status: StatusMark(incident.status),
            severity: incident.severity.map(SeverityMark),
            sentence,
            chips: names::leading(documents, &[EntityKind::Vendor, EntityKind::Product, EntityKind::Model], CHIPS),
            sources: plural(u64::from(incident.independent_sources), "independent source"),
            first: first.map(|view| (view.source.publisher.clone(), When::moment(came_out(view)))),
            coverage: Coverage::new(documents.iter().map(came_out).collect()),
        }
    }

    /// Leads to the incident as known on a date.
    pub(crate) fn by(self, date: &str) -> Self {
        Self { address: crate::params::address(&self.address, &[("by", date)]), ..self }
    }
}
