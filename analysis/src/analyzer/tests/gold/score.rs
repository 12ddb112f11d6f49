//! How far an analysis and the labels agree, task by task.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use watchline_model::{EntityId, EntityKind, RelevanceVerdict};

use super::documents::{self, Document, Labels};
use crate::Analysis;

/// Micro-averaged over documents.
#[derive(Debug, Default)]
pub(super) struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    pub(super) fn f1(&self) -> f64 {
        if self.found + self.wanted == 0 { 1.0 } else { 2.0 * self.right as f64 / (self.found + self.wanted) as f64 }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.wanted));
        write!(f, "F1 {:.3}, precision {precision:.3}, recall {recall:.3} of {}", self.f1(), self.wanted)
    }
}

#[derive(Debug)]
pub(super) struct Miss {
    pub(super) task: &'static str,
    pub(super) line: String,
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) scores: BTreeMap<&'static str, Score>,
    pub(super) misses: Vec<Miss>,
}

impl Sheet {
    fn add(&mut self, document: &Document, task: &'static str, found: &BTreeSet<String>, wanted: &BTreeSet<String>) {
        let score = self.scores.entry(task).or_default();
        score.right += found.intersection(wanted).count();
        score.found += found.len();
        score.wanted += wanted.len();
        if found != wanted {
            let missed: Vec<_> = wanted.difference(found).collect();
            let besides: Vec<_> = found.difference(wanted).collect();
            let line = format!(
                "{}: missed {missed:?}, found besides {besides:?}\n    {} | {}",
                document.id, document.title, document.text
            );
            self.misses.push(Miss { task, line });
        }
    }
}

pub(super) fn score(documents: &[Document]) -> Sheet {
    let mut sheet = Sheet::default();
    for document in documents {
        let analysis = document.analyze();
        let labels = &document.labels;
        let relevant = |yes: bool| if yes { BTreeSet::from(["relevant".to_owned()]) } else { BTreeSet::new() };
        let verdict = analysis.relevance.verdict == RelevanceVerdict::Relevant;
        sheet.add(document, "relevance", &relevant(verdict), &relevant(labels.relevance == "relevant"));
        let mut entities = |task, kinds: &[EntityKind], wanted: &[String]| {
            let found = named(&analysis, kinds, wanted);
            sheet.add(document, task, &found, &wanted.iter().map(|name| key(name)).collect());
        };
        entities("vendors", &[EntityKind::Vendor], &labels.vendors);
        entities("products", &[EntityKind::Product], &labels.products);
        let both: Vec<String> = labels.products.iter().chain(&labels.models).cloned().collect();
        entities("products and models", &[EntityKind::Product, EntityKind::Model], &both);
        let kinds = |kinds: &mut dyn Iterator<Item = &str>| kinds.map(str::to_owned).collect::<BTreeSet<_>>();
        let found = kinds(&mut analysis.events.iter().map(|event| event.kind.as_str()));
        let wanted = kinds(&mut labels.events.iter().map(|event| event.kind.as_str()));
        sheet.add(document, "event_kinds", &found, &wanted);
        let (found, wanted) = dates(&analysis, labels);
        sheet.add(document, "event_dates", &found, &wanted);
        let (found, wanted) = claims(&analysis, labels);
        sheet.add(document, "claims", &found, &wanted);
        if labels.relevance == "relevant" {
            let found = analysis.status.map(|status| status.as_str().to_owned()).into_iter().collect();
            sheet.add(document, "status", &found, &labels.status.clone().into_iter().collect());
        }
    }
    sheet
}

/// An id as it is; a name that the taxonomy does not have by its letters and digits alone.
fn key(label: &str) -> String {
    let Some(name) = label.strip_prefix("new:") else { return label.to_owned() };
    let letters = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    format!("new:{}", letters.collect::<String>())
}

/// Keys of the found entities of these kinds.
fn named(analysis: &Analysis, kinds: &[EntityKind], wanted: &[String]) -> BTreeSet<String> {
    let wanted: BTreeSet<String> = wanted.iter().map(|name| key(name)).collect();
    let of_kind = analysis.entities.iter().filter(|entity| kinds.contains(&entity.kind));
    of_kind
        .map(|entity| {
            let as_new = key(&format!("new:{}", entity.name));
            if wanted.contains(&as_new) { as_new } else { entity.id.to_string() }
        })
        .collect()
}

/// Labelled dates of events (kind and date), and which of them an event of the same kind has at the same precision. An
/// event of a labelled kind with another date counts as found, too.
fn dates(analysis: &Analysis, labels: &Labels) -> (BTreeSet<String>, BTreeSet<String>) {
    let dated = labels.events.iter().filter_map(|event| Some(format!("{} {}", event.kind, event.date.as_ref()?)));
    let wanted: BTreeSet<String> = dated.collect();
    let mut found = BTreeSet::new();
    for kind in labels.events.iter().filter(|event| event.date.is_some()).map(|event| event.kind.as_str()) {
        let same = analysis.events.iter().filter(|event| event.kind.as_str() == kind);
        let given: BTreeSet<String> =
            same.filter_map(|event| Some(format!("{kind} {}", event.date?.value_text()))).collect();
        let right: Vec<&String> = given.iter().filter(|date| wanted.contains(*date)).collect();
        if right.is_empty() { found.extend(given) } else { found.extend(right.into_iter().cloned()) }
    }
    (found, wanted)
}

/// A claim is met by one of the same stance by the same party: the name as shown holds the labelled one, or the other way
/// round, or both are names of one entity of the taxonomy.
fn claims(analysis: &Analysis, labels: &Labels) -> (BTreeSet<String>, BTreeSet<String>) {
    let label = |party: &str, stance: &str| format!("{} {stance}", party.to_lowercase());
    let wanted = labels.claims.iter().map(|claim| label(&claim.party, &claim.stance)).collect();
    let found = analysis
        .claims
        .iter()
        .map(|claim| {
            let name = bare(&claim.party_name);
            let meets = |party: &str| {
                party.contains(&name)
                    || name.contains(party)
                    || claim.party.as_ref().is_some_and(|id| is_named(id, party))
            };
            let met = labels
                .claims
                .iter()
                .find(|wanted| wanted.stance == claim.stance.as_str() && meets(&bare(&wanted.party)));
            met.map_or_else(|| label(&name, claim.stance.as_str()), |met| label(&met.party, &met.stance))
        })
        .collect();
    (found, wanted)
}

/// In lower case and without its article.
fn bare(party: &str) -> String {
    let party = party.to_lowercase();
    ["the ", "a ", "an ", "its "].iter().find_map(|article| party.strip_prefix(article)).unwrap_or(&party).to_owned()
}

/// Whether the entity is called so (lower case, without article).
fn is_named(id: &EntityId, name: &str) -> bool {
    let entity = documents::entity(id);
    entity.is_some_and(|entity| {
        let mut names = entity.aliases.iter().chain(&entity.ambiguous).chain([&entity.name]);
        names.any(|known| bare(known) == name)
    })
}
