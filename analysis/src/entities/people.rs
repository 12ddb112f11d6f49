//! People, where the text says for whom they speak: "Ada Beispiel, an engineer at Acme", "Acme's Ada Beispiel said".
//!
//! A person without an employer is not taken here; who is known by what they are or what was done with them ("the lawyer Ada
//! Beispiel", "police arrested …") is for `coined::persons`. Names of passers-by are no business of ours.

mod gates;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, bytes};
use watchline_model::{Entity, EntityId, EntityKind};

use super::{Found, LONGEST_MENTION, Seen};
use crate::text::Text;

/// How many sentences back "the company" may reach.
const REACH: usize = 3;

/// A person seen at characters `start..end`, and by which rule.
type Hit = (Entity, usize, usize, &'static str);
/// With the family name.
type Known = BTreeMap<EntityId, (Entity, String)>;

/// Two to four capitalised words, with initials and particles.
const NAME: &str =
    r"\p{Lu}[\p{Latin}'’-]+(?: (?:\p{Lu}\.|de|van|von|der|den|al|bin|el|la|di|da))*(?: \p{Lu}[\p{Latin}'’-]+){1,2}";
/// What people are at a firm.
const ROLE: &str = r"(?:(?i:senior|principal|staff|lead|chief|vice|deputy|former|founding|software|security|safety|research|product|policy|communications|technical|executive|global|engineering|head of \w+(?: \w+)?|member of (?:the )?\w+(?: \w+)?)\s)*(?i:chief|engineer|researcher|scientist|developer|ceo|cto|coo|ciso|cfo|chief executive(?: officer)?|chief \w+ officer|\w+ officer|president|vice[ -]president|co-?founder|founder|chair(?:man|woman|person)?|spokes(?:person|man|woman)|representative|director|manager|lead|head|employee|lawyer|counsel|attorney|executive|boss|designer|staffer|product manager)";
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

/// What `of_the_company` cannot match without, in plain letters: far cheaper to search.
static THE_COMPANY: LazyLock<bytes::Regex> = LazyLock::new(|| {
    bytes::Regex::new(r"(?-u)\b(?:the|this) (?:company|firm|vendor|start-?up|lab|developer|maker)\b")
        .expect("the pattern is a constant")
});

#[derive(Debug)]
pub(super) struct People {
    before_vendor: Regex,
    after_vendor: Regex,
    after_possessive: Regex,
    in_brackets: Regex,
    after_wide: Regex,
    before_product: Regex,
    of_the_company: Regex,
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
            // "Ada Beispiel, who works on |"
            before_product: build(format!(
                r"(?:^|[^\p{{L}}])({NAME}), who (?:also )?(?:works on|worked on|leads|led|builds|built|maintains|heads|runs|develops|oversees|manages|helps build|co-created|created) (?:the )?$"
            )),
            // "Ada Beispiel, writing on X for the company", "the company's security chief, Ada Beispiel"
            of_the_company: build(format!(
                r"(?:^|[^\p{{L}}])({NAME}),? (?:(?:who |writing|speaking|posting|commenting|answering|an? |the |its )[^.;:!?()]{{0,60}} )?(?:for|at|of|with) (?:the|this) (?:company|firm|vendor|start-?up|lab|developer|maker)\b|\b[Tt]he (?:company|firm|vendor|start-?up|lab|developer|maker)['’]s (?:{ROLE}),? ({NAME})"
            )),
            // "|工程师Ada Beispiel"
            after_wide: build(format!(
                r"^(?:公司|的|一名|一位|员工|高级|首席|\s)*(?:工程师|发言人|执行官|创始人|联合创始人|研究员|负责人|高管|员工|成员)?\s*[（(]?({NAME})"
            )),
        }
    }

    /// People with an employer, and later mentions by family name.
    pub(super) fn find(&self, text: &Text, found: &Found) -> Vec<Hit> {
        let mut people: Known = BTreeMap::new();
        let mut hits: Vec<Hit> = Vec::new();
        self.of_products(text, found, &mut people, &mut hits);
        for vendor in found.seen.iter().filter(|seen| employs(seen.kind)) {
            let Some(sentence) = text.sentence_at(vendor.start).map(|index| text.sentences[index]) else { continue };
            let mut note = |start: usize, name: &str, rule: &'static str| {
                note(found, &vendor.entity, start, name, rule, &mut people, &mut hits);
            };
            let before = text.slice(sentence.start.max(vendor.start.saturating_sub(160)), vendor.start);
            let offset = vendor.start - before.chars().count();
            if gates::may_introduce(before)
                && let Some(name) = self.before_vendor.captures(before).and_then(|captures| captures.get(1))
            {
                // "…, Acme" alone is apposition only if a role follows: "Ada Beispiel, Acme's head of safety".
                let bare = before[name.end()..].trim() == ",";
                let role_follows = after(text, vendor, sentence.end).starts_with(['\'', '’']);
                if !bare || role_follows {
                    note(offset + before[..name.start()].chars().count(), name.as_str(), "person-of");
                }
            }
            let rest = after(text, vendor, sentence.end);
            let rules = [
                (gates::may_be_role(rest), &self.after_vendor, "person-role"),
                (rest.starts_with(['\'', '’']), &self.after_possessive, "person-possessive"),
                (rest.starts_with(" ("), &self.in_brackets, "person-brackets"),
            ];
            for (may, regex, rule) in rules {
                if may && let Some(name) = regex.captures(rest).and_then(|captures| captures.get(1)) {
                    note(vendor.end + rest[..name.start()].chars().count(), name.as_str(), rule);
                }
            }
            if sentence.wide
                && let Some(name) = self.after_wide.captures(rest).and_then(|captures| captures.get(1))
            {
                note(vendor.end + rest[..name.start()].chars().count(), name.as_str(), "person-role");
            }
        }
        self.of_companies(text, found, &mut people, &mut hits);
        let mut first: BTreeMap<EntityId, usize> = BTreeMap::new();
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for (entity, start, end, _) in &hits {
            let known = first.entry(entity.id.clone()).or_insert(*start);
            *known = (*known).min(*start);
            take(&mut taken, *start, *end);
        }
        for (entity, family) in people.values() {
            let first = first.get(&entity.id).copied().unwrap_or(0);
            again(text, found, (entity, family), first, &mut taken, &mut hits);
        }
        hits.sort_by(|a, b| (a.1, a.2, &a.0.id).cmp(&(b.1, b.2, &b.0.id)));
        hits.dedup_by(|a, b| a.1 < b.2 && b.1 < a.2);
        hits
    }

    /// "Ada Beispiel, who works on Corvid": its maker employs her, unless an employer is named behind.
    fn of_products(&self, text: &Text, found: &Found, people: &mut Known, hits: &mut Vec<Hit>) {
        for product in found.seen.iter().filter(|seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model)) {
            let Some(sentence) = text.sentence_at(product.start).map(|index| text.sentences[index]) else { continue };
            let Some(owner) = &product.owner else { continue };
            let behind = text.slice(product.end, sentence.end);
            if behind.starts_with(" at ") || behind.starts_with(" for ") {
                continue;
            }
            let before = text.slice(sentence.start.max(product.start.saturating_sub(120)), product.start);
            let offset = product.start - before.chars().count();
            if before.contains(", who ")
                && let Some(name) = self.before_product.captures(before).and_then(|captures| captures.get(1))
            {
                let start = offset + before[..name.start()].chars().count();
                note(found, owner, start, name.as_str(), "person-of-product", people, hits);
            }
        }
    }

    /// "Ada Beispiel, writing for the company": the vendor named last employs her.
    fn of_companies(&self, text: &Text, found: &Found, people: &mut Known, hits: &mut Vec<Hit>) {
        for (number, sentence) in text.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.clutter) {
            if !THE_COMPANY.is_match(sentence.plain(text)) {
                continue;
            }
            let words = sentence.words(text);
            let Some(captures) = self.of_the_company.captures(words) else { continue };
            let Some(name) = captures.get(1).or_else(|| captures.get(2)) else { continue };
            let start = sentence.start + words[..name.start()].chars().count();
            if hits.iter().any(|hit| hit.1 <= start && start < hit.2) {
                continue;
            }
            let employer = (number.saturating_sub(REACH)..=number).rev().find_map(|number| {
                let sentence = &text.sentences[number];
                let here = found.within(sentence.start, sentence.end);
                here.iter().find(|seen| seen.kind == EntityKind::Vendor && seen.end <= start)
            });
            if let Some(employer) = employer {
                note(found, &employer.entity, start, name.as_str(), "person-of-company", people, hits);
            }
        }
    }
}

/// A person is taken where a name of the taxonomy does not stand already.
fn note(
    found: &Found,
    employer: &EntityId,
    start: usize,
    name: &str,
    rule: &'static str,
    people: &mut Known,
    hits: &mut Vec<Hit>,
) {
    let end = start + name.chars().count();
    let id = EntityId::new(slug(name));
    if found.touches(start, end) || !is_name(name) || id.as_str().len() < 4 {
        return;
    }
    let owner = Some(employer.clone());
    let entity = Entity { id: id.clone(), kind: EntityKind::Person, name: name.to_owned(), owner };
    let family = name.rsplit(' ').next().unwrap_or(name).to_owned();
    let (entity, _) = people.entry(id).or_insert((entity, family));
    hits.push((entity.clone(), start, end, rule));
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
    (entity, family): (&Entity, &str),
    first: usize,
    taken: &mut BTreeMap<usize, usize>,
    hits: &mut Vec<Hit>,
) {
    if family.chars().count() < 3 {
        return;
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let before_family = entity.name.strip_suffix(family).unwrap_or_default();
    let full = text.full();
    for (at, _) in full.match_indices(family) {
        let behind = at + family.len();
        if full[..at].ends_with(is_word) || full[behind..].starts_with(is_word) {
            continue;
        }
        let whole = full[..at].ends_with(before_family);
        let from = if whole { at - before_family.len() } else { at };
        let (start, end) = (text.character(from), text.character(behind));
        if (start < first && !whole) || found.touches(start, end) || is_taken(taken, start, end) {
            continue;
        }
        take(taken, start, end);
        hits.push((entity.clone(), start, end, if whole { "person-again" } else { "person-family-name" }));
    }
}

/// Of spans that begin at one character the longest is kept.
fn take(taken: &mut BTreeMap<usize, usize>, start: usize, end: usize) {
    let known = taken.entry(start).or_insert(end);
    *known = (*known).max(end);
}

/// Whether a span overlaps one that is taken; none is longer than [`LONGEST_MENTION`].
fn is_taken(taken: &BTreeMap<usize, usize>, start: usize, end: usize) -> bool {
    taken.range(start.saturating_sub(LONGEST_MENTION)..end).any(|(_, taken_end)| start < *taken_end)
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
