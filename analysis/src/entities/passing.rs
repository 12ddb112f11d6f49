//! Mentions that play no part in what the text tells: the key of a service that a flaw gives away, the product that another is a
//! clone of or compared with, a name within a path, a network on which something was spread, a party of a case that is cited. An
//! entity that is only mentioned so is not taken.

mod spread;

use std::collections::BTreeSet;

use watchline_model::{EntityId, EntityKind};

use super::{Found, Seen};
use crate::text::{Text, is_word};

/// Formats and protocols: they count only where nothing else that is made is named.
const STANDARDS: [&str; 3] = ["model-context-protocol", "safetensors", "ggml"];
/// How far an address or a path is followed to either side.
const LONGEST_RUN: usize = 200;
/// A longer headline is the beginning of the text.
const SHORT_HEADLINE: usize = 90;
/// What a service only lends its name to, from behind the name.
const BEHIND: [&str; 24] = [
    " api key",
    " api token",
    " api credential",
    " api-key",
    " key",
    " keys",
    " account",
    " accounts",
    " clone",
    "-compatible",
    " compatible",
    " api-compatible",
    "-like",
    "-style",
    "-related",
    " credentials",
    " access token",
    " alternative",
    " api specification",
    " api format",
    " plugin loader",
    " secret",
    " v.",
    " vs.",
];
/// The same from in front of it.
const BEFORE: [&str; 22] = [
    "alternative to ",
    "alternatives to ",
    "clone of ",
    "fork of ",
    "forks of ",
    "similar to ",
    "compatible with ",
    "rates than ",
    "better than ",
    "worse than ",
    "compared with ",
    "compared to ",
    "unlike ",
    "rather than ",
    "lower than ",
    "higher than ",
    "keys for ",
    "tokens for ",
    "credentials for ",
    "outside of ",
    " v. ",
    " vs. ",
];

pub(super) fn drop(text: &Text, found: &mut Found) {
    let mut passing: Vec<bool> = found.seen.iter().map(|seen| is_passing(text, seen)).collect();
    spread::mark(text, &found.seen, &mut passing);
    let hosts = found.seen.windows(2).map(|pair| matches!(pair, [guest, host] if is_host(text, guest, host)));
    passing.iter_mut().skip(1).zip(hosts).for_each(|(passing, is_host)| *passing |= is_host);
    // "than Corvid or Beak": what is beside a comparison is compared, too.
    for nth in 1..found.seen.len() {
        let between = text.slice(found.seen[nth - 1].end, found.seen[nth].start);
        passing[nth] |= passing[nth - 1] && matches!(between, " or " | " and " | ", " | ", and " | ", or ");
    }
    let mut kept: BTreeSet<EntityId> = BTreeSet::new();
    for (seen, passing) in found.seen.iter().zip(&passing) {
        if !passing {
            kept.insert(seen.entity.clone());
        }
    }
    let made = |seen: &&Seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model);
    let owners: BTreeSet<&EntityId> =
        found.seen.iter().filter(|seen| is_standard(&seen.entity)).filter_map(|seen| seen.owner.as_ref()).collect();
    let other = |seen: &&Seen| made(seen) || seen.kind == EntityKind::Vendor && !owners.contains(&seen.entity);
    let others = found.seen.iter().filter(other).any(|seen| !is_standard(&seen.entity) && kept.contains(&seen.entity));
    if others {
        kept.retain(|entity| !is_standard(entity));
    }
    let (seen, aside): (Vec<Seen>, Vec<Seen>) =
        std::mem::take(&mut found.seen).into_iter().partition(|seen| kept.contains(&seen.entity));
    let (entities, aside_entities) =
        std::mem::take(&mut found.entities).into_iter().partition(|(id, _)| kept.contains(id));
    (found.seen, found.entities) = (seen, entities);
    (found.aside.seen, found.aside.entities) = (aside, aside_entities);
}

/// "Corvid for Beak", "the Corvid extension for Beak": where something is used.
fn is_host(text: &Text, guest: &Seen, host: &Seen) -> bool {
    let between = if guest.end < host.start { text.slice(guest.end, host.start) } else { "" };
    matches!(guest.kind, EntityKind::Product | EntityKind::Model)
        && matches!(between, " for " | " plugin for " | " extension for " | " extensions in " | " extension in ")
        && guest.entity != host.entity
}

fn is_standard(id: &EntityId) -> bool {
    STANDARDS.contains(&id.as_str())
}

pub(super) fn is_passing(text: &Text, seen: &Seen) -> bool {
    if !matches!(seen.kind, EntityKind::Vendor | EntityKind::Product | EntityKind::Model)
        || seen.rule.starts_with("coined")
    {
        return false;
    }
    let plain = text.plain();
    let behind = &plain[seen.end..(seen.end + 24).min(plain.len())];
    let before = &plain[seen.start.saturating_sub(18)..seen.start];
    let whole = |phrase: &str| {
        behind.starts_with(phrase.as_bytes())
            && !behind.get(phrase.len()).copied().is_some_and(|next| is_word(next) && next != b's')
    };
    // In a headline the key or the account is what it is about.
    let named = seen.start < text.body && text.body < SHORT_HEADLINE;
    is_in_path(plain, seen)
        || !named && BEHIND.iter().any(|phrase| whole(phrase))
        || BEFORE.iter().any(|phrase| before.ends_with(phrase.as_bytes()))
}

/// Within an address, a path or an identifier: "https://github.com/…", "vllm/entrypoints/openai/tool.py", "openai_list()".
fn is_in_path(plain: &[u8], seen: &Seen) -> bool {
    let before = seen.start.checked_sub(1).and_then(|at| plain.get(at)).copied().unwrap_or(b' ');
    let behind = plain.get(seen.end).copied().unwrap_or(b' ');
    let earliest = seen.start.saturating_sub(LONGEST_RUN);
    let latest = (seen.end + LONGEST_RUN).min(plain.len());
    let space = |byte: &u8| byte.is_ascii_whitespace();
    let from = plain[earliest..seen.start].iter().rposition(space).map_or(earliest, |at| earliest + at + 1);
    let to = plain[seen.end..latest].iter().position(space).map_or(latest, |at| seen.end + at);
    let run = &plain[from..to];
    let address = run.windows(3).any(|part| part == b"://") || run.starts_with(b"www.");
    let path = run.iter().filter(|byte| **byte == b'/').count() >= 2 && seen.end - seen.start < run.len();
    address || path || before == b'_' || behind == b'_' && plain.get(seen.end + 1).copied().is_some_and(is_word)
}

#[cfg(test)]
mod tests;
