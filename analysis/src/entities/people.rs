//! People, where the text says for whom they speak: "Ada Beispiel, an engineer at Acme", "Acme's Ada Beispiel said".
//!
//! A person without an employer is not taken: the taxonomy knows nobody by name, and names of passers-by are no business
//! of ours.

use std::collections::BTreeMap;

use regex::Regex;
use watchline_model::{Entity, EntityId, EntityKind};

use super::{Found, Seen};
use crate::text::Text;

/// Two to four capitalised words, with initials and particles.
const NAME: &str =
    r"\p{Lu}[\p{Latin}'’-]+(?: (?:\p{Lu}\.|de|van|von|der|den|al|bin|el|la|di|da))*(?: \p{Lu}[\p{Latin}'’-]+){1,2}";
/// What people are at a firm.
const ROLE: &str = r"(?:(?i:senior|principal|staff|lead|chief|vice|deputy|former|founding|software|security|safety|research|product|policy|communications|technical|executive|global|engineering|head of \w+(?: \w+)?|member of (?:the )?\w+(?: \w+)?)\s)*(?i:engineer|researcher|scientist|developer|ceo|cto|coo|ciso|cfo|chief executive(?: officer)?|chief \w+ officer|\w+ officer|president|vice[ -]president|co-?founder|founder|chair(?:man|woman|person)?|spokes(?:person|man|woman)|representative|director|manager|lead|head|employee|lawyer|counsel|attorney|executive|boss|designer|staffer|product manager)";
/// Words that begin a sentence or name no person.
const NOT_NAMES: &[&str] = &[
    "The",
    "In",
    "On",
    "At",
    "It",
    "A",
    "An",
    "But",
    "And",
    "Chief",
    "Head",
    "Senior",
    "President",
    "Vice",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "According",
    "After",
    "Before",
    "When",
    "While",
    "If",
    "For",
    "From",
    "This",
    "That",
    "These",
    "Earlier",
    "Last",
    "New",
    "United",
    "White",
    "House",
    "Justice",
    "Department",
    "Artificial",
    "Intelligence",
    "Security",
    "Research",
    "Code",
    "AI",
    "Inc",
    "Corp",
    "Labs",
    "University",
    "Court",
    "Judge",
    "Senator",
    "Senators",
    "Sen",
    "Rep",
    "Google",
    "Chat",
    "Studio",
    "News",
    "Times",
    "Post",
    "Street",
    "Journal",
    "Trust",
    "Safety",
    "Team",
    "Cloud",
    "Terms",
    "Service",
    "Privacy",
    "Policy",
    "State",
    "States",
    "High",
    "Meanwhile",
    "However",
    "Its",
    "His",
    "Her",
    "Their",
    "Our",
    "We",
    "They",
    "He",
    "She",
    "Superior",
    "District",
    "Update",
];

#[derive(Debug)]
pub(super) struct People {
    before_vendor: Regex,
    after_vendor: Regex,
    after_possessive: Regex,
    in_brackets: Regex,
    after_wide: Regex,
}

impl People {
    pub(super) fn new() -> Self {
        let build = |pattern: String| Regex::new(&pattern).expect("the patterns are constants");
        Self {
            // "Ada Beispiel of |", "Ada Beispiel, a security engineer at |", "Ada Beispiel, |'s head of …"
            before_vendor: build(format!(
                r"(?:^|[^\p{{L}}])({NAME})(?: (?:of|at|from|with) (?:the )?|,? \(?(?:(?:a|an|the|who is|who works as|one of the) )?[^.;:!?()]{{0,60}}?(?:{ROLE})[^.;:!?()]{{0,24}}? (?:of|at|for|with|from) (?:the )?|, (?:who|a member|part of)[^.;:!?()]{{0,60}}? (?:at|for|with) |, )$"
            )),
            // "| security engineer Ada Beispiel"
            after_vendor: build(format!(r"^(?:['’]s)? (?:{ROLE})(?:(?: and |,? )(?:{ROLE}))?,? ({NAME})")),
            // "|'s Ada Beispiel said"
            after_possessive: build(format!(
                r"^['’]s ({NAME}),? (?:said|says|wrote|told|posted|acknowledged|confirmed|denied|explained|added|apologi[sz]ed|announced|tweeted|admitted|replied|responded|who|on X)"
            )),
            // "| (Ada Beispiel, on X)"
            in_brackets: build(format!(r"^ \(({NAME})[,)]")),
            // "|工程师Ada Beispiel"
            after_wide: build(format!(
                r"^(?:公司|的|一名|一位|员工|高级|首席|\s)*(?:工程师|发言人|执行官|创始人|联合创始人|研究员|负责人|高管|员工|成员)?\s*[（(]?({NAME})"
            )),
        }
    }

    /// People with an employer, and later mentions by family name.
    pub(super) fn find(&self, text: &Text, found: &Found) -> Vec<(Entity, usize, usize, &'static str)> {
        let mut people: BTreeMap<EntityId, (Entity, String)> = BTreeMap::new();
        let mut hits: Vec<(Entity, usize, usize, &'static str)> = Vec::new();
        for vendor in found.seen.iter().filter(|seen| employs(seen.kind)) {
            let Some(sentence) = text.sentence_at(vendor.start).map(|index| text.sentences[index]) else { continue };
            let mut note = |start: usize, name: &str, rule: &'static str| {
                let end = start + name.chars().count();
                let taken = found.seen.iter().any(|seen| seen.start < end && start < seen.end);
                if taken || !is_name(name) {
                    return;
                }
                let id = EntityId::new(slug(name));
                if id.as_str().len() < 4 {
                    return;
                }
                let owner = Some(vendor.entity.clone());
                let entity = Entity { id: id.clone(), kind: EntityKind::Person, name: name.to_owned(), owner };
                let family = name.rsplit(' ').next().unwrap_or(name).to_owned();
                let (entity, _) = people.entry(id).or_insert((entity, family));
                hits.push((entity.clone(), start, end, rule));
            };
            let before = text.slice(sentence.start.max(vendor.start.saturating_sub(160)), vendor.start);
            let offset = vendor.start - before.chars().count();
            if let Some(name) = self.before_vendor.captures(before).and_then(|captures| captures.get(1)) {
                // "…, Acme" alone is apposition only if a role follows: "Ada Beispiel, Acme's head of safety".
                let bare = before[name.end()..].trim() == ",";
                let role_follows = after(text, vendor, sentence.end).starts_with(['\'', '’']);
                if !bare || role_follows {
                    note(offset + before[..name.start()].chars().count(), name.as_str(), "person-of");
                }
            }
            let rest = after(text, vendor, sentence.end);
            let rules = [
                (&self.after_vendor, "person-role"),
                (&self.after_possessive, "person-possessive"),
                (&self.in_brackets, "person-brackets"),
            ];
            for (regex, rule) in rules {
                if let Some(name) = regex.captures(rest).and_then(|captures| captures.get(1)) {
                    note(vendor.end + rest[..name.start()].chars().count(), name.as_str(), rule);
                }
            }
            if sentence.wide
                && let Some(name) = self.after_wide.captures(rest).and_then(|captures| captures.get(1))
            {
                note(vendor.end + rest[..name.start()].chars().count(), name.as_str(), "person-role");
            }
        }
        for (entity, family) in people.values() {
            again(text, found, entity, family, &mut hits);
        }
        hits.sort_by(|a, b| (a.1, a.2, &a.0.id).cmp(&(b.1, b.2, &b.0.id)));
        hits.dedup_by(|a, b| a.1 < b.2 && b.1 < a.2);
        hits
    }
}

/// Whoever may have people.
fn employs(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator)
}

fn after<'t>(text: &'t Text, vendor: &Seen, end: usize) -> &'t str {
    text.slice(vendor.end, end.min(vendor.end + 120))
}

/// Later mentions: the whole name, or the family name alone.
fn again(
    text: &Text,
    found: &Found,
    entity: &Entity,
    family: &str,
    hits: &mut Vec<(Entity, usize, usize, &'static str)>,
) {
    let first = hits.iter().filter(|hit| hit.0.id == entity.id).map(|hit| hit.1).min().unwrap_or(0);
    if family.chars().count() < 3 {
        return;
    }
    let Ok(regex) = Regex::new(&format!(
        r"(?:{} )?\b{}\b",
        regex::escape(entity.name.trim_end_matches(family).trim()),
        regex::escape(family)
    )) else {
        return;
    };
    for hit in regex.find_iter(text.full()) {
        let (start, end) = (text.character(hit.start()), text.character(hit.end()));
        let overlaps = |from: usize, to: usize| from < end && start < to;
        let whole = hit.as_str() == entity.name;
        if (start < first && !whole)
            || found.seen.iter().any(|seen| overlaps(seen.start, seen.end))
            || hits.iter().any(|hit| overlaps(hit.1, hit.2))
        {
            continue;
        }
        hits.push((entity.clone(), start, end, if whole { "person-again" } else { "person-family-name" }));
    }
}

fn is_name(name: &str) -> bool {
    let mut words = name.split(' ');
    words.all(|word| !NOT_NAMES.contains(&word.trim_end_matches('.')))
        && name.split(' ').all(|word| word.chars().filter(|c| c.is_uppercase()).count() <= 2)
        && name.chars().count() < 50
}

/// `Thariq Shihipar` -> `thariq-shihipar`.
fn slug(name: &str) -> String {
    let plain = crate::text::plain_text(name);
    let words: Vec<String> = plain
        .split(|byte| !byte.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect();
    words.join("-")
}
