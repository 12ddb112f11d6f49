//! A name that was taken once is the same name wherever it stands again, in the headline as well: "Corvid", and "CPD" where the
//! text says "Corvid Police Department (CPD)".

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use watchline_model::{EntityId, EntityKind};

use super::coined::is_coined;
use super::names::slug;
use super::{Found, Seen};
use crate::text::Text;

/// A shorter name is not looked for a second time.
const SHORTEST: usize = 3;
/// So many names are looked for one by one, sooner than an automaton for them is built.
const FEW: usize = 6;

/// Adds the later and earlier mentions of what was taken by a construction.
pub(super) fn add(text: &Text, found: &mut Found) {
    let mut names: BTreeMap<String, (EntityId, bool)> = BTreeMap::new();
    for seen in found.seen.iter().filter(|seen| is_coined(&seen.rule)) {
        let written = text.slice(seen.start, seen.end);
        names.entry(written.to_owned()).or_insert_with(|| (seen.entity.clone(), false));
        if let Some(short) = abbreviation(text, seen) {
            names.entry(short).or_insert_with(|| (seen.entity.clone(), true));
        }
    }
    names.retain(|name, (_, short)| *short || name.chars().count() >= SHORTEST);
    if names.is_empty() {
        return;
    }
    let known: Vec<&(EntityId, bool)> = names.values().collect();
    let mut more: Vec<(EntityId, usize, usize, &'static str)> = Vec::new();
    let mut note = |name: usize, start: usize, end: usize| {
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        let whole = !text.full()[..start].ends_with(inside) && !text.full()[end..].starts_with(inside);
        if whole {
            let (entity, short) = known[name];
            let rule = if *short { "coined:abbreviation" } else { "coined:again" };
            more.push((entity.clone(), text.character(start), text.character(end), rule));
        }
    };
    if names.len() <= FEW {
        for (number, name) in names.keys().enumerate() {
            each(text.full(), name, |start, end| note(number, start, end));
        }
    } else {
        // For one text a table of all moves would cost more than it saves.
        let builder = AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(names.keys());
        let Ok(automaton) = builder else { return };
        for hit in automaton.find_overlapping_iter(text.full()) {
            note(hit.pattern().as_usize(), hit.start(), hit.end());
        }
    }
    // Of names within each other the longer counts.
    more.sort_by_key(|(_, start, end, _)| (*start, std::cmp::Reverse(*end)));
    let mut added: Vec<(EntityId, usize, usize, &'static str)> = Vec::new();
    for (id, start, end, rule) in more {
        let behind_last = added.last().is_none_or(|last| last.2 <= start);
        if behind_last && !found.touches(start, end) {
            added.push((id, start, end, rule));
        }
    }
    for (id, start, end, rule) in added {
        if let Some(entity) = found.entities.get(&id).cloned() {
            found.add(&entity, start, end, rule.to_owned());
        }
    }
    found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
}

/// Calls `seen` for every place of a name, overlapping ones too.
fn each(text: &str, name: &str, mut seen: impl FnMut(usize, usize)) {
    let width = name.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    while let Some(at) = text[from..].find(name) {
        let start = from + at;
        seen(start, start + name.len());
        from = start + width;
    }
}

/// "(CPD)" behind "Corvid Police Department".
fn abbreviation(text: &Text, seen: &Seen) -> Option<String> {
    if seen.kind == EntityKind::Person {
        return None;
    }
    let short = text.slice(seen.end, seen.end + 12).strip_prefix(" (")?.split_once(')')?.0;
    let initials: String =
        slug(text.slice(seen.start, seen.end)).split('-').filter_map(|word| word.chars().next()).collect();
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let fits = letters.len() >= 2
        && letters.starts_with(initials.chars().next()?)
        && letters.chars().all(|c| initials.contains(c));
    (fits && short.chars().filter(|c| c.is_uppercase()).count() >= 2).then(|| short.to_owned())
}

#[cfg(test)]
mod tests;
