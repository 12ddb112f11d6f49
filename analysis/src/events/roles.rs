//! Who did it, and to whom or what: from the places of names around a match.
//!
//! Where the sentence names nobody ("the company", "it"), the nearest earlier sentence or the headline does.

mod law;
mod verdicts;

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::{Family, Side};
use watchline_model::{DocumentKind, EntityId, EntityKind};

use super::{Setting, Sighting};
use crate::entities::{Found, Seen};
use crate::text::Text;

/// How many sentences back a pronoun may reach.
const REACH: usize = 3;

const SUBSTITUTION: &str = "product_substitution";

static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:the (?:[a-z-]+ ){0,3}(?:company|group|giant|firm|startup|start-up|vendor|maker|lab|developer|conglomerate|retailer|ministry|agency|bank|school|university|department|regulator|authority)|it|its|they|he|she|staff|employees|workers|memo|notice)\b")
        .expect("the pattern is a constant")
});

/// "he" as the nearest subject before the verb.
static PERSONAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u)\b(?:he|she)(?: [a-z]+){0,3} ?$").expect("the pattern is a constant"));

static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\bthe (?:company|firm|vendor|maker|start-?up|developer|lab|provider|operator) ")
        .expect("the pattern is a constant")
});

static THE_TOOL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)\b(?:the|this|that) (?:[a-z-]+ ){0,3}(?:tool|chatbot|assistant|app|product|software|programme?)\b",
    )
    .expect("the pattern is a constant")
});

#[derive(Debug, Default)]
pub(super) struct Roles {
    pub(super) actors: Vec<EntityId>,
    pub(super) targets: Vec<EntityId>,
}

/// "stop using Corvid", "instead of Corvid": that one is not what is taken instead.
fn is_given_up(text: &Text, seen: &Seen) -> bool {
    let before = &text.plain()[seen.start.saturating_sub(24)..seen.start];
    [&b"stop using "[..], b"instead of ", b"away from ", b"rather than ", b"drop "]
        .iter()
        .any(|word| before.windows(word.len()).any(|window| window == *word))
}

/// A party acts and speaks: vendor, organization, regulator, person.
pub(crate) fn is_party(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator | EntityKind::Person)
}

fn is_product(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Product | EntityKind::Model)
}

pub(super) fn fill(text: &Text, found: &Found, setting: &Setting, sighting: &Sighting) -> Roles {
    let sentence = &text.sentences[sighting.sentence];
    let here = found.within(sentence.start, sentence.end);
    let targets = targets(text, found, sighting, here);
    let actors = actors(text, found, setting, sighting, here, &targets);
    let mut roles = Roles { actors, targets };
    settle(&mut roles, found, sighting);
    verdicts::settle(text, &mut roles, found, sighting, here);
    roles.targets.retain(|target| !roles.actors.contains(target));
    roles
}

fn targets(text: &Text, found: &Found, sighting: &Sighting, here: &[Seen]) -> Vec<EntityId> {
    let product = || nearest(here, sighting, |seen| is_product(seen.kind));
    // "the coding tool": one named before, even if the sentence goes on to name another.
    let sentence = &text.sentences[sighting.sentence];
    let so_far = &text.plain()[sentence.start..sighting.end];
    let named = here.iter().any(|seen| is_product(seen.kind) && seen.start < sighting.end);
    if !named
        && sighting.target != Side::None
        && !matches!(sighting.family, Family::Law | Family::Response)
        && sighting.kind.as_str() != SUBSTITUTION
        && THE_TOOL.is_match(so_far)
        && let Some(seen) = earlier(text, found, sighting.sentence, |seen| is_product(seen.kind))
    {
        return vec![seen.entity.clone()];
    }
    let after = |wanted: &dyn Fn(&Seen) -> bool| {
        let behind = here.iter().find(|seen| seen.start >= sighting.end && wanted(seen));
        behind.or_else(|| here.iter().find(|seen| seen.start >= sighting.start && wanted(seen)))
    };
    let chosen = match sighting.target {
        Side::None => return Vec::new(),
        Side::Product => product(),
        // What is taken instead: never what is given up, and nobody's name but a product's.
        Side::After if sighting.kind.as_str() == SUBSTITUTION => {
            after(&|seen| is_product(seen.kind) && seen.start < sighting.end + 70 && !is_given_up(text, seen))
        }
        Side::After => after(&|seen| is_product(seen.kind) && seen.start < sighting.end + 70)
            .or_else(|| after(&|seen| is_party(seen.kind)))
            .or_else(product),
        Side::Before => {
            here.iter().rev().find(|seen| seen.end <= sighting.start && (is_party(seen.kind) || is_product(seen.kind)))
        }
        Side::Organization => nearest(here, sighting, |seen| is_party(seen.kind)),
    };
    // "sued Acme over its Corvid": a suit, fine or inquiry is aimed at the party, not at the product.
    let chosen = if sighting.family == Family::Law && sighting.target == Side::After {
        after(&|seen| matches!(seen.kind, EntityKind::Vendor | EntityKind::Organization)).or(chosen)
    } else {
        chosen
    };
    if let Some(seen) = chosen {
        return vec![seen.entity.clone()];
    }
    if sighting.family == Family::Law {
        return law::met(text, found, sighting).into_iter().collect();
    }
    if sighting.family == Family::Response || sighting.kind.as_str() == SUBSTITUTION {
        return Vec::new();
    }
    earlier(text, found, sighting.sentence, |seen| is_product(seen.kind))
        .map(|seen| vec![seen.entity.clone()])
        .unwrap_or_default()
}

fn actors(
    text: &Text,
    found: &Found,
    setting: &Setting,
    sighting: &Sighting,
    here: &[Seen],
    targets: &[EntityId],
) -> Vec<EntityId> {
    let sentence = &text.sentences[sighting.sentence];
    // The maker of a product with a hidden function, or of a service that fails, is its actor.
    if matches!(
        sighting.kind.as_str(),
        "covert_tracking" | "backdoor_alleged" | "outage" | "degradation" | "product_withdrawal"
    ) && let Some(owner) = targets.first().and_then(|target| owner(found, target))
    {
        return vec![owner];
    }
    let own = setting
        .voice
        .filter(|voice| says_we(sentence.plain(text), setting) && !another_decides(text, found, sighting, here, voice));
    if let Some(voice) = own.filter(|_| sighting.family == Family::Response || sighting.actor != Side::None) {
        return vec![voice.clone()];
    }
    let owners: Vec<EntityId> = targets.iter().filter_map(|target| owner(found, target)).collect();
    let by_others = is_by_others(sighting);
    // Lawmakers are written to, unless they are the ones who write (the third pattern).
    let written_to = sighting.kind.as_str() == "letter_to_lawmakers" && !sighting.rule.ends_with("#3");
    let fits = |seen: &&Seen| {
        let is_left_out = (written_to && seen.kind == EntityKind::Regulator)
            || (by_others && owners.contains(&seen.entity))
            || targets.contains(&seen.entity);
        is_party(seen.kind) && !is_left_out
    };
    let chosen = match sighting.actor {
        Side::None => return Vec::new(),
        Side::Before => product_speaks(text, here, sighting)
            .or_else(|| the_company(text, found, here, sighting))
            .or_else(|| {
                let mut before = here.iter().rev().filter(|seen| seen.end <= sighting.start).filter(fits);
                before.find(|seen| !is_object(text, seen))
            })
            .or_else(|| {
                here.iter().find(|seen| {
                    seen.end <= sighting.start && seen.kind == EntityKind::Country && !is_object(text, seen)
                })
            })
            .or_else(|| here.iter().find(|seen| by_others && fits(seen) && seen.start < sighting.end))
            .or_else(|| speaker_behind(text, here, sighting))
            .or_else(|| referred(text, found, sighting, targets))
            .or_else(|| {
                here.iter().rev().find(|seen| seen.end <= sighting.start && fits(seen) && !is_possessive(text, seen))
            }),
        Side::After => here.iter().filter(fits).find(|seen| seen.start >= sighting.start),
        Side::Product => nearest(here, sighting, |seen| is_product(seen.kind)),
        Side::Organization => nearest(here, sighting, |seen| fits(&seen)),
    };
    if let Some(seen) = chosen {
        return match &seen.owner {
            Some(owner) if is_product(seen.kind) && sighting.actor == Side::Before => vec![owner.clone()],
            _ => with_owner(seen),
        };
    }
    if let Some(voice) = setting.voice {
        return vec![voice.clone()];
    }
    // A product that acts stands for its maker.
    let product = here
        .iter()
        .rev()
        .find(|seen| seen.end <= sighting.start && is_product(seen.kind) && !targets.contains(&seen.entity));
    if let Some(owner) = product.and_then(|seen| seen.owner.clone()) {
        return vec![owner];
    }
    // Whose product leaks or runs wild, he it is whom the matter concerns.
    let concerns_maker = !matches!(sighting.family, Family::Restriction | Family::Law | Family::Response);
    if sighting.actor == Side::Organization && concerns_maker && !owners.is_empty() && !by_others {
        return owners;
    }
    if matches!(sighting.family, Family::Misuse | Family::Breach | Family::Weakness) {
        return Vec::new();
    }
    let before = |wanted: &dyn Fn(&Seen) -> bool| earlier(text, found, sighting.sentence, wanted);
    if let Some(seen) = before(&|seen| is_party(seen.kind) && !targets.contains(&seen.entity)) {
        return with_owner(seen);
    }
    // "The firm acknowledged this" where only its product has been named.
    let is_made = |seen: &Seen| is_product(seen.kind) && seen.owner.is_some();
    let made = before(&is_made).filter(|_| sighting.family == Family::Response);
    made.and_then(|seen| seen.owner.clone()).into_iter().collect()
}

/// The last word on roles, by kind.
fn settle(roles: &mut Roles, found: &Found, sighting: &Sighting) {
    let kind = sighting.kind.as_str();
    // The maker of a copied or misused model tells of it; others did it.
    if kind == "fraudulent_accounts" || kind == "model_extraction" {
        roles
            .actors
            .retain(|actor| found.entities.get(actor).is_none_or(|entity| entity.kind != EntityKind::Regulator));
    }
    if is_by_others(sighting) {
        let owners: Vec<EntityId> = roles.targets.iter().filter_map(|target| owner(found, target)).collect();
        roles.actors.retain(|actor| !owners.contains(actor));
        roles.actors.retain(|actor| {
            found.entities.get(actor).is_none_or(|entity| entity.kind != EntityKind::Person && !owners.contains(actor))
        });
    }
    roles.actors.dedup();
}

/// What others do with or to a vendor's product; a vendor that shuts accounts is its own actor.
fn is_by_others(sighting: &Sighting) -> bool {
    match sighting.kind.as_str() {
        "fraudulent_accounts" => !sighting.rule.ends_with("#2"),
        kind => matches!(
            kind,
            "model_extraction"
                | "malicious_use"
                | "impersonation"
                | "prompt_injection"
                | "safety_bypass"
                | "vulnerability_exploited"
        ),
    }
}

/// A person speaks for an employer: both act.
fn with_owner(seen: &Seen) -> Vec<EntityId> {
    match (&seen.owner, seen.kind) {
        (Some(owner), EntityKind::Person) => vec![owner.clone(), seen.entity.clone()],
        _ => vec![seen.entity.clone()],
    }
}

fn owner(found: &Found, entity: &EntityId) -> Option<EntityId> {
    found.entities.get(entity).and_then(|entity| entity.owner.clone())
}

fn nearest<'s>(here: &'s [Seen], sighting: &Sighting, wanted: impl Fn(&Seen) -> bool) -> Option<&'s Seen> {
    here.iter().filter(|seen| wanted(seen)).min_by_key(|seen| {
        if seen.start >= sighting.end {
            (seen.start - sighting.end, seen.start)
        } else {
            (sighting.start.saturating_sub(seen.end), seen.start)
        }
    })
}

/// Whether the name is no subject: after a preposition, or a possessive ("of Acme", "Acme's Corvid").
fn is_object(text: &Text, seen: &Seen) -> bool {
    let plain = text.plain();
    let before = &plain[seen.start.saturating_sub(12)..seen.start];
    let objects: [&[u8]; 20] = [
        b" of ",
        b" in ",
        b" from ",
        b" to ",
        b" with ",
        b" for ",
        b" by ",
        b" against ",
        b" at ",
        b" over ",
        b" about ",
        b" using ",
        b" of the ",
        b" in the ",
        b" told ",
        b" informed ",
        b" accused ",
        b" sued ",
        b" urged ",
        b" asked ",
    ];
    is_possessive(text, seen) || objects.iter().any(|word| before.ends_with(word))
}

/// "Acme's", "青禾的".
fn is_possessive(text: &Text, seen: &Seen) -> bool {
    let after = text.slice(seen.end, seen.end + 2);
    seen.kind != EntityKind::Person && (after.starts_with("'s") || after.starts_with("’s") || after.starts_with('的'))
}

/// "the company", "it", "its staff": the subject of an earlier sentence.
fn referred<'f>(text: &Text, found: &'f Found, sighting: &Sighting, targets: &[EntityId]) -> Option<&'f Seen> {
    let sentence = &text.sentences[sighting.sentence];
    if !PRONOUN.is_match(&text.plain()[sentence.start..sighting.end.max(sentence.start)]) {
        return None;
    }
    if PERSONAL.find_iter(&text.plain()[sentence.start..sighting.start]).last().is_some()
        && let Some(person) = earlier(text, found, sighting.sentence, |seen| seen.kind == EntityKind::Person)
    {
        return Some(person);
    }
    let owners: Vec<EntityId> = targets.iter().filter_map(|target| owner(found, target)).collect();
    let acts = |seen: &Seen| is_party(seen.kind) && !targets.contains(&seen.entity) && !is_object(text, seen);
    // Restrictions are the work of others than the maker of what is restricted, if there are others.
    let stranger =
        |seen: &Seen| acts(seen) && (sighting.family != Family::Restriction || !owners.contains(&seen.entity));
    earlier(text, found, sighting.sentence, stranger).or_else(|| earlier(text, found, sighting.sentence, acts))
}

/// "Corvid, which denies that": what a product says its maker says.
fn product_speaks<'s>(text: &Text, here: &'s [Seen], sighting: &Sighting) -> Option<&'s Seen> {
    let seen = here.iter().rev().find(|seen| seen.end <= sighting.start)?;
    let between = text.plain().get(seen.end..sighting.start)?;
    let is_subject = matches!(between, b", which " | b" has " | b" had " | b", which has " | b" ");
    (sighting.family == Family::Response && is_product(seen.kind) && seen.owner.is_some() && is_subject).then_some(seen)
}

/// "The authority said the company had notified users": the company did, not the authority.
fn the_company<'f>(text: &Text, found: &'f Found, here: &[Seen], sighting: &Sighting) -> Option<&'f Seen> {
    let teller = here.iter().rev().find(|seen| seen.end <= sighting.start && is_party(seen.kind))?;
    let between = text.plain().get(teller.end..sighting.start)?;
    if teller.kind != EntityKind::Regulator || !COMPANY.is_match(between) {
        return None;
    }
    earlier(text, found, sighting.sentence, |seen| seen.kind == EntityKind::Vendor)
}

/// "We regret the decision of the county to ban": between "we" and the deed stands another who does it.
fn another_decides(text: &Text, found: &Found, sighting: &Sighting, here: &[Seen], voice: &EntityId) -> bool {
    let is_own = |seen: &Seen| seen.entity == *voice || owner(found, &seen.entity).as_ref() == Some(voice);
    sighting.family == Family::Restriction
        && here.iter().any(|seen| {
            is_party(seen.kind)
                && !is_own(seen)
                && seen.end <= sighting.start
                && text.plain()[seen.end..sighting.start].starts_with(b" to ")
        })
}

/// "…, Acme said."
fn speaker_behind<'s>(text: &Text, here: &'s [Seen], sighting: &Sighting) -> Option<&'s Seen> {
    let said: [&[u8]; 6] = [b" said", b" says", b" told", b" wrote", b" announced", b" confirmed"];
    here.iter().filter(|seen| seen.start >= sighting.end && is_party(seen.kind)).find(|seen| {
        let after = &text.plain()[seen.end..];
        said.iter().any(|word| after.starts_with(word))
    })
}

fn says_we(sentence: &[u8], setting: &Setting) -> bool {
    let own = [&b"we "[..], b"our ", b"we'", b"us "].iter().any(|word| {
        sentence
            .windows(word.len())
            .enumerate()
            .any(|(at, window)| window == *word && (at == 0 || !sentence[at - 1].is_ascii_alphanumeric()))
    });
    own && setting.kind != Some(DocumentKind::Advisory)
}

/// The first fitting name of the nearest earlier sentence that has one, within reach; else of the headline.
fn earlier<'f>(text: &Text, found: &'f Found, sentence: usize, wanted: impl Fn(&Seen) -> bool) -> Option<&'f Seen> {
    let from = sentence.saturating_sub(REACH);
    let headline = text.sentences.first().filter(|first| first.headline).map(|_| 0);
    (from..sentence).rev().chain(headline).find_map(|number| {
        let sentence = &text.sentences[number];
        found.within(sentence.start, sentence.end).iter().find(|seen| wanted(seen))
    })
}
