//! `/entities`: whoever and whatever is spoken of, by kind and from A to Z; and each of them by its slug.

pub(crate) mod one;
mod peers;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use watchline_index::narrow;
use watchline_model::{Entity, EntityId, EntityKind};
use watchline_store::EntityCount;

use crate::error::WebError;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::names::entity_address;
use crate::view::when::{grouped, plural};

/// Names of one kind on the page of all kinds: the most spoken of.
const OF_A_KIND: usize = 24;
/// Names on one page; where there are more, a letter is chosen.
const ON_A_PAGE: usize = 400;

#[derive(Template)]
#[template(path = "entities.html")]
struct Entities {
    frame: Frame,
    /// Label, address, whether it is chosen.
    kinds: Vec<(String, String, bool)>,
    /// Of the chosen kind: letter, address, whether it is chosen.
    letters: Vec<(String, String, bool)>,
    groups: Vec<Group>,
    /// What is not listed.
    cut: Option<String>,
}

struct Group {
    /// For links within the page.
    id: String,
    title: String,
    lines: Vec<EntityLine>,
    /// All of this kind.
    more: Option<(String, String)>,
}

struct EntityLine {
    address: String,
    name: String,
    documents: String,
    incidents: String,
}

pub(crate) async fn entities(State(state): State<WebState>, params: Params) -> Page {
    let kind = match params.get("kind") {
        None => None,
        Some(word) => {
            let words: Vec<&str> = EntityKind::all().iter().map(|kind| kind.as_str()).collect();
            let found = EntityKind::all().iter().find(|kind| kind.as_str() == word).copied();
            let known = words.join(", ");
            Some(found.ok_or_else(|| WebError::bad("kind", format!("is not a kind of entity; use one of: {known}")))?)
        }
    };
    let mut all = state.store.list_entities(None).await?;
    all.sort_by(|a, b| {
        b.incidents.cmp(&a.incidents).then(b.documents.cmp(&a.documents)).then(a.entity.name.cmp(&b.entity.name))
    });
    let of = |kind: EntityKind| all.iter().filter(move |count| count.entity.kind == kind);
    let mut kinds = vec![("Every kind".to_owned(), "/entities".to_owned(), kind.is_none())];
    kinds.extend(KINDS.iter().filter_map(|(one, title)| {
        let count = of(*one).count() as u64;
        (count > 0).then(|| (format!("{title} ({})", grouped(count)), kind_address(*one, ""), kind == Some(*one)))
    }));
    let letter = params.text("letter");
    let path = kind.map_or_else(|| "/entities".to_owned(), |kind| kind_address(kind, &letter));
    let title = kind.map_or("Vendors, products and others", title_of);
    let (letters, groups, cut) = match kind {
        Some(kind) => alphabet(kind, &of(kind).collect::<Vec<_>>(), &letter),
        None => (
            Vec::new(),
            KINDS.iter().filter_map(|(kind, title)| most_spoken_of(*kind, title, of(*kind))).collect(),
            None,
        ),
    };
    render(&Entities { frame: Frame::new(&state, Section::Entities, title, &path), kinds, letters, groups, cut })
}

fn most_spoken_of<'a>(kind: EntityKind, title: &str, counts: impl Iterator<Item = &'a EntityCount>) -> Option<Group> {
    let counts: Vec<&EntityCount> = counts.collect();
    let lines: Vec<EntityLine> = counts.iter().take(OF_A_KIND).map(|count| line(count)).collect();
    let more = counts.len() > lines.len();
    let more = more.then(|| (format!("All {}, from A to Z", grouped(counts.len() as u64)), kind_address(kind, "")));
    (!lines.is_empty()).then(|| Group { id: kind.as_str().to_owned(), title: title.to_owned(), lines, more })
}

/// One kind from A to Z: letters to jump to, or to choose from where the page would grow too long.
#[expect(clippy::type_complexity, reason = "the three parts of a page, taken apart at once")]
fn alphabet(
    kind: EntityKind,
    counts: &[&EntityCount],
    chosen: &str,
) -> (Vec<(String, String, bool)>, Vec<Group>, Option<String>) {
    let mut by_letter: BTreeMap<String, Vec<&EntityCount>> = BTreeMap::new();
    for count in counts {
        by_letter.entry(letter_of(&count.entity)).or_default().push(count);
    }
    let long = counts.len() > ON_A_PAGE;
    let chosen = by_letter.keys().find(|letter| letter.eq_ignore_ascii_case(chosen)).cloned();
    let link = |letter: &String| match long {
        true => kind_address(kind, letter),
        false => format!("#{}", anchor(letter)),
    };
    let letters = by_letter.keys().map(|letter| (letter.clone(), link(letter), Some(letter) == chosen.as_ref()));
    let letters: Vec<(String, String, bool)> = letters.collect();
    if long && chosen.is_none() {
        let mut group = most_spoken_of(kind, "The most spoken of", counts.iter().copied().take(ON_A_PAGE));
        group.iter_mut().for_each(|group| {
            group.lines = counts.iter().take(ON_A_PAGE).map(|count| line(count)).collect();
            group.more = None;
        });
        let cut = format!(
            "The {} most spoken of, of {}. Choose a letter.",
            grouped(ON_A_PAGE as u64),
            grouped(counts.len() as u64)
        );
        return (letters, group.into_iter().collect(), Some(cut));
    }
    let shown = by_letter.into_iter().filter(|(letter, _)| chosen.as_ref().is_none_or(|chosen| chosen == letter));
    let groups = shown.map(|(letter, mut counts)| {
        counts.sort_by_key(|count| (count.entity.name.to_lowercase(), count.entity.id.clone()));
        let lines = counts.iter().take(ON_A_PAGE * 4).map(|count| line(count)).collect();
        Group { id: anchor(&letter), title: letter, lines, more: None }
    });
    (letters, groups.collect(), None)
}

fn kind_address(kind: EntityKind, letter: &str) -> String {
    address("/entities", &[("kind", kind.as_str()), ("letter", letter)])
}

fn anchor(letter: &str) -> String {
    let plain: String = letter.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("letter-{}", plain.to_lowercase())
}

/// What an entity stands under: its first letter; a CVE its year.
fn letter_of(entity: &Entity) -> String {
    if entity.kind == EntityKind::Vulnerability && entity.name.starts_with("CVE-") {
        return entity.name.chars().take(8).collect();
    }
    match entity.name.chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().collect(),
        _ => "0–9".to_owned(),
    }
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

fn title_of(kind: EntityKind) -> &'static str {
    KINDS.iter().find(|(one, _)| *one == kind).map_or("Others", |(_, title)| title)
}

fn line(count: &EntityCount) -> EntityLine {
    EntityLine {
        address: entity_address(&count.entity.id),
        name: count.entity.name.clone(),
        documents: plural(count.documents, "document"),
        incidents: plural(count.incidents, "incident"),
    }
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

#[cfg(test)]
mod tests;
