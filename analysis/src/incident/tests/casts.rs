//! Documents, entities and a taxonomy for the tests; all names are made up.

use chrono::{DateTime, TimeZone, Utc};
use watchline_model::taxonomy::{EventDefinition, Family, SeverityFact, SeverityRules, SeverityThreshold};
use watchline_model::{
    Basis, Claim, Dated, DocumentId, DocumentKind, Entity, EntityId, EntityKind, Event, EventKind, Evidence, Modality,
    Reading, Severity, SourceId, Stance, Taxonomy, Tier, VersionId,
};

use crate::incident::Told;

/// A day of May 2026.
pub(super) fn day(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, day, 0, 0, 0).single().expect("a day of May")
}

#[derive(Clone)]
pub(super) struct Doc {
    pub(super) id: i64,
    pub(super) publisher: &'static str,
    pub(super) source: SourceId,
    pub(super) tier: Tier,
    pub(super) kind: DocumentKind,
    pub(super) voice: Option<EntityId>,
    pub(super) first_seen: DateTime<Utc>,
    pub(super) copy_of: Option<DocumentId>,
    pub(super) events: Vec<Event>,
    pub(super) claims: Vec<Claim>,
    pub(super) reading: Reading,
    pub(super) cast: Vec<Entity>,
}

impl Doc {
    pub(super) fn press(
        id: i64,
        publisher: &'static str,
        published: u32,
        title: &'static str,
        body: &'static str,
    ) -> Self {
        let moment = Dated::time(day(published), Basis::Published);
        let reading =
            Reading { title: title.to_owned(), text: body.to_owned(), published: Some(moment), ..Reading::default() };
        Self {
            id,
            publisher,
            source: SourceId::from(publisher),
            tier: Tier::Press,
            kind: DocumentKind::Article,
            voice: None,
            first_seen: day(28),
            copy_of: None,
            events: Vec::new(),
            claims: Vec::new(),
            reading,
            cast: cast(),
        }
    }

    pub(super) fn statement(id: i64, published: u32, title: &'static str, body: &'static str) -> Self {
        Self {
            tier: Tier::Vendor,
            kind: DocumentKind::Statement,
            voice: Some("corvina".into()),
            ..Self::press(id, "Corvina Labs", published, title, body)
        }
    }

    pub(super) fn event(mut self, kind: &str, quote: &str, actors: &[&str], targets: &[&str]) -> Self {
        let ids = |names: &[&str]| names.iter().map(|name| EntityId::from(*name)).collect();
        self.events.push(Event {
            kind: EventKind::from(kind),
            actors: ids(actors),
            targets: ids(targets),
            date: None,
            modality: Modality::Stated,
            evidence: self.cite(quote),
            rule: "test".to_owned(),
            participants: Vec::new(),
        });
        self
    }

    /// Modality of the last event.
    pub(super) fn with(mut self, modality: Modality) -> Self {
        self.events.last_mut().expect("an event").modality = modality;
        self
    }

    pub(super) fn claim(mut self, party: Option<&str>, stance: Stance, quote: &str) -> Self {
        self.claims.push(Claim {
            party: party.map(EntityId::from),
            party_name: party.unwrap_or("posts").to_owned(),
            stance,
            event: None,
            evidence: self.cite(quote),
            rule: "test".to_owned(),
        });
        self
    }

    pub(super) fn reading(&self) -> &Reading {
        &self.reading
    }

    fn cite(&self, quote: &str) -> Evidence {
        let text = self.reading.full_text();
        // The last place, since a headline may hold the same words.
        let place = text.rfind(quote).expect("the quote stands in the text");
        let start = text[..place].chars().count();
        Evidence::cut(&text, start, start + quote.chars().count())
    }
}

pub(super) fn told(documents: &[Doc]) -> Vec<Told<'_>> {
    let told = documents.iter().map(|doc| Told {
        document: DocumentId(doc.id),
        source: &doc.source,
        publisher: doc.publisher,
        tier: doc.tier,
        kind: doc.kind,
        voice: doc.voice.as_ref(),
        reading: &doc.reading,
        version: VersionId(doc.id * 10),
        first_seen: doc.first_seen,
        copy_of: doc.copy_of,
        events: &doc.events,
        claims: &doc.claims,
        entities: &doc.cast,
    });
    told.collect()
}

fn cast() -> Vec<Entity> {
    let entity = |id: &str, kind, owner: Option<&str>| Entity {
        id: id.into(),
        kind,
        name: id.to_owned(),
        owner: owner.map(EntityId::from),
    };
    vec![
        entity("corvina", EntityKind::Vendor, None),
        entity("corvina-clerk", EntityKind::Product, Some("corvina")),
        entity("nordlys", EntityKind::Vendor, None),
        entity("mirela-osk", EntityKind::Person, Some("corvina")),
        entity("data-office", EntityKind::Regulator, None),
    ]
}

pub(super) fn taxonomy() -> Taxonomy {
    let definition = |id: &str, family, severity_weight| EventDefinition {
        id: EventKind::from(id),
        family,
        label: id.to_owned(),
        definition: String::new(),
        example: String::new(),
        counter_example: None,
        recognised: None,
        severity_weight,
        patterns: Vec::new(),
    };
    let threshold = |severity, score| SeverityThreshold { severity, score };
    Taxonomy {
        entities: Vec::new(),
        events: vec![
            definition("data_exposure", Family::Breach, 6.0),
            definition("covert_tracking", Family::Weakness, 5.0),
            definition("vulnerability_patched", Family::Weakness, 1.0),
            definition("model_extraction", Family::Misuse, 4.0),
            definition("settlement", Family::Law, 1.0),
            definition("fine", Family::Law, 2.0),
            definition("product_withdrawal", Family::Restriction, 3.0),
            definition("ban", Family::Restriction, 3.0),
            definition("outage", Family::Service, 2.0),
            definition("acknowledgement", Family::Response, 0.0),
            definition("denial", Family::Response, 0.0),
            definition("mitigation", Family::Response, 0.0),
            definition("postmortem", Family::Response, 0.0),
        ],
        severity: SeverityRules {
            thresholds: vec![
                threshold(Severity::Low, 2.0),
                threshold(Severity::Moderate, 4.0),
                threshold(Severity::High, 6.5),
                threshold(Severity::Critical, 9.0),
            ],
            facts: vec![SeverityFact {
                id: "thousands".to_owned(),
                text: r"\d{1,3},\d{3}".to_owned(),
                weight: 0.8,
                label: "thousands of records".to_owned(),
            }],
        },
    }
}
