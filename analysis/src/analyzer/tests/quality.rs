//! Floors: figures over all labelled documents that may rise and never fall.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use watchline_model::{EntityKind, Event, RelevanceVerdict};

use super::labelled::{ExpectedEvent, documents, folder};
use crate::Analysis;

#[derive(Debug, Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, found: &BTreeSet<String>, wanted: &BTreeSet<String>) {
        self.right += found.intersection(wanted).count();
        self.found += found.len();
        self.wanted += wanted.len();
    }

    fn f1(&self) -> f64 {
        if self.found + self.wanted == 0 { 1.0 } else { 2.0 * self.right as f64 / (self.found + self.wanted) as f64 }
    }
}

#[derive(Debug, Deserialize)]
struct Floors {
    documents: usize,
    relevance: f64,
    vendors: f64,
    products: f64,
    event_kinds: f64,
    event_details: f64,
    claims: f64,
}

fn ids(analysis: &Analysis, kind: EntityKind) -> BTreeSet<String> {
    analysis.entities.iter().filter(|entity| entity.kind == kind).map(|entity| entity.id.to_string()).collect()
}

/// Whether the event is of the kind and has every detail that is asked for.
fn has_details(event: &Event, expected: &ExpectedEvent) -> bool {
    let any = |ids: &[watchline_model::EntityId], wanted: &Option<String>| {
        wanted.as_ref().is_none_or(|wanted| ids.iter().any(|id| id.as_str() == wanted))
    };
    event.kind.as_str() == expected.kind
        && expected.date.as_ref().is_none_or(|date| event.date.is_some_and(|found| found.value_text() == *date))
        && any(&event.actors, &expected.actor)
        && any(&event.targets, &expected.target)
        && expected.modality.as_ref().is_none_or(|modality| event.modality.as_str() == modality)
}

#[test]
fn quality_over_the_labelled_documents_is_above_its_floors() {
    let floors: Floors = toml::from_str(&std::fs::read_to_string(folder().join("floors.toml")).unwrap()).unwrap();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut misses = Vec::new();
    let documents = documents();
    for document in &documents {
        let analysis = document.analyze();
        let mut note = |name: &'static str, found: BTreeSet<String>, wanted: BTreeSet<String>| {
            if found != wanted {
                let missed: Vec<_> = wanted.difference(&found).collect();
                let more: Vec<_> = found.difference(&wanted).collect();
                misses.push(format!("{}: {name}: missed {missed:?}, found besides {more:?}", document.id));
            }
            scores.entry(name).or_default().add(&found, &wanted);
        };
        let one =
            |is_relevant: bool| if is_relevant { BTreeSet::from(["relevant".to_owned()]) } else { BTreeSet::new() };
        let expected = &document.expected;
        note(
            "relevance",
            one(analysis.relevance.verdict == RelevanceVerdict::Relevant),
            one(expected.relevance == RelevanceVerdict::Relevant),
        );
        note("vendors", ids(&analysis, EntityKind::Vendor), expected.vendors.iter().cloned().collect());
        note("products", ids(&analysis, EntityKind::Product), expected.products.iter().cloned().collect());
        note(
            "event_kinds",
            analysis.events.iter().map(|event| event.kind.to_string()).collect(),
            expected.events.iter().map(|event| event.kind.clone()).collect(),
        );
        let details: BTreeSet<String> = expected.events.iter().map(|event| format!("{event:?}")).collect();
        let kept =
            expected.events.iter().filter(|wanted| analysis.events.iter().any(|event| has_details(event, wanted)));
        note("event_details", kept.map(|event| format!("{event:?}")).collect(), details);
        // A found claim is named by the expected one that it meets, if any.
        let claims = analysis.claims.iter().map(|claim| {
            let meets = expected.claims.iter().find(|wanted| {
                wanted.stance == claim.stance.as_str()
                    && claim.party_name.to_lowercase().contains(&wanted.party.to_lowercase())
            });
            meets.map_or_else(|| format!("{} {}", claim.party_name, claim.stance), |wanted| format!("{wanted:?}"))
        });
        note("claims", claims.collect(), expected.claims.iter().map(|claim| format!("{claim:?}")).collect());
    }
    let wanted = [
        ("relevance", floors.relevance),
        ("vendors", floors.vendors),
        ("products", floors.products),
        ("event_kinds", floors.event_kinds),
        ("event_details", floors.event_details),
        ("claims", floors.claims),
    ];
    for (name, floor) in wanted {
        println!("{name}: F1 {:.3}, floor {floor}", scores[name].f1());
    }
    println!("{}", misses.join("\n"));
    assert!(documents.len() >= floors.documents, "{} labelled documents", documents.len());
    for (name, floor) in wanted {
        assert!(scores[name].f1() >= floor, "{name}: F1 {:.3} is below its floor {floor}", scores[name].f1());
    }
}
