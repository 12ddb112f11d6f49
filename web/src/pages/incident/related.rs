//! Incidents near this one, each with the reasons: the same document, the same weakness, the same product and kind of event.
//!
//! Found by the index and by places, never by likeness of words alone; nothing here moves or joins anything.

use std::collections::{BTreeMap, BTreeSet};

use watchline_index::narrow;
use watchline_model::{EntityKind, Incident, IncidentId, RecordKind};
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::material::IncidentMaterial;
use crate::state::WebState;
use crate::view::marks::StatusMark;
use crate::view::when::When;

/// Related incidents shown.
const SHOWN: usize = 6;
/// Products, weaknesses and kinds that are asked for: an incident is about few, and each is a search of its own.
const ASKED: usize = 2;

pub(crate) struct Related {
    pub(crate) id: IncidentId,
    pub(crate) title: String,
    pub(crate) status: StatusMark,
    pub(crate) at: Option<When>,
    pub(crate) reasons: Vec<String>,
}

/// # Errors
/// Where the index or the store fails.
pub(crate) async fn related(state: &WebState, material: &IncidentMaterial) -> Result<Vec<Related>, WebError> {
    let own = material.incident.id;
    let mut reasons: BTreeMap<IncidentId, (u32, Vec<String>)> = BTreeMap::new();
    let mut add = |id: IncidentId, weight: u32, reason: String| {
        if id != own {
            let (sum, list) = reasons.entry(id).or_default();
            if !list.contains(&reason) {
                *sum += weight;
                list.push(reason);
            }
        }
    };
    for view in &material.documents {
        for id in &view.incidents {
            add(*id, 8, format!("“{}” tells of both", crate::pages::search::title(view)));
        }
    }
    for (q, weight, reason) in questions(&material.documents) {
        let params = SearchParams { limit: SHOWN * 2, ..SearchParams::of(q) };
        let found = finding::find(state, RecordKind::Incident, &params, Counting::HitsOnly).await?.found;
        for id in found.hits.iter().filter_map(|hit| hit.incident) {
            add(id, weight, reason.clone());
        }
    }
    let ids: Vec<IncidentId> = reasons.keys().copied().collect();
    let mut incidents: Vec<Incident> = state.store.list_incidents(&ids).await?;
    incidents.retain(|incident| incident.merged_into.is_none() && incident.documents > 0);
    let near = |incident: &Incident| {
        let days = incident.first_reported.zip(material.incident.first_reported);
        days.map_or(i64::MAX, |(a, b)| (a - b).num_days().abs())
    };
    let sum = |incident: &Incident| reasons.get(&incident.id).map_or(0, |(sum, _)| *sum);
    incidents.sort_by_key(|incident| (std::cmp::Reverse(sum(incident)), near(incident), incident.id));
    let related = incidents.into_iter().take(SHOWN).map(|incident| Related {
        reasons: reasons.get(&incident.id).map_or_else(Vec::new, |(_, list)| firmest(list)),
        id: incident.id,
        status: StatusMark(incident.status),
        at: incident.first_reported.map(When::day),
        title: incident.title,
    });
    Ok(related.collect())
}

/// That it concerns the same is no reason beside a better one.
fn firmest(reasons: &[String]) -> Vec<String> {
    let better: Vec<String> = reasons.iter().filter(|reason| !reason.starts_with(CONCERNS)).cloned().collect();
    if better.is_empty() { reasons.to_vec() } else { better }
}

/// What to ask the index, what an answer weighs, and the reason in words.
fn questions(documents: &[DocumentView]) -> Vec<(String, u32, String)> {
    let leading = |kinds: &[EntityKind]| {
        let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for view in documents {
            for entity in view.entities.iter().filter(|entity| kinds.contains(&entity.kind)) {
                counts.entry(entity.id.as_str()).or_insert((0, entity.name.as_str())).0 += 1;
            }
        }
        // Named in passing by one of many is not what it is about.
        let mut counts: Vec<(&str, usize, &str)> =
            counts.into_iter().map(|(id, (count, name))| (id, count, name)).collect();
        counts.retain(|(_, count, _)| count * 3 >= documents.len());
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        // A package is called after its product ("PyPI/name"): asked once.
        let mut asked: Vec<(String, String)> = Vec::new();
        for (id, _, name) in counts {
            let is_again = |(_, known): &(String, String)| known.contains(name) || name.contains(known.as_str());
            if asked.len() < ASKED && !asked.iter().any(is_again) {
                asked.push((id.to_owned(), name.to_owned()));
            }
        }
        asked
    };
    let kinds = leading_kinds(documents);
    let mut questions = Vec::new();
    for (_, name) in leading(&[EntityKind::Vulnerability]) {
        questions.push((format!("cve:{name}"), 8, format!("the same weakness, {name}")));
    }
    let products = leading(&[EntityKind::Product, EntityKind::Model]);
    let (field, about) =
        if products.is_empty() { ("vendor", leading(&[EntityKind::Vendor])) } else { ("product", products) };
    for (id, name) in &about {
        let of_it = narrow("", field, id);
        for kind in &kinds {
            let label = kind.replace('_', " ");
            questions.push((narrow(&of_it, "event", kind), 3, format!("{label} at {name} too")));
        }
        questions.push((of_it, 1, format!("{CONCERNS} {name}")));
    }
    questions
}

/// The kinds that most of the documents tell of. Answers come with every incident: they make none like another.
fn leading_kinds(documents: &[DocumentView]) -> Vec<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for view in documents {
        let told: BTreeSet<&str> = view.events.iter().map(|event| event.kind.as_str()).collect();
        told.into_iter()
            .filter(|kind| !RESPONSES.contains(kind))
            .for_each(|kind| *counts.entry(kind).or_default() += 1);
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(ASKED).map(|(kind, _)| kind).collect()
}

/// How the weakest reason begins.
const CONCERNS: &str = "also concerns";

const RESPONSES: [&str; 6] =
    ["acknowledgement", "denial", "mitigation", "apology", "user_notification", "policy_change"];

#[cfg(test)]
mod tests;
