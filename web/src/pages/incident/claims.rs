//! Who says what about what: claims by what they are about, then by party, to be read aloud line by line.

use watchline_model::{DocumentId, Evidence, Stance};

use crate::material::IncidentMaterial;
use crate::pages::search::foreign;
use crate::view::evidence::EvidenceMark;
use crate::view::fold::{Fold, Rest, share};
use crate::view::names::entity_address;
use crate::view::timeline::came_out;
use crate::view::when::When;

/// Lines that are shown at once; where there are more, the first few about each kind of happening …
const LINES: usize = 40;
/// … and pieces of evidence beneath them all.
const EXHIBITS: usize = 80;

/// Everything that is said about one kind of happening.
pub(crate) struct ClaimGroup {
    /// "data exposure"; empty: about the incident as a whole.
    pub(crate) about: String,
    pub(crate) rows: Vec<ClaimRow>,
    /// Lines that are not shown.
    pub(crate) more: usize,
}

/// One party's stance in one wording.
pub(crate) struct ClaimRow {
    pub(crate) party: String,
    pub(crate) address: Option<String>,
    pub(crate) stance: &'static str,
    pub(crate) at: When,
    pub(crate) quote: String,
    /// Of the words, where it is not the page's own.
    pub(crate) lang: Option<String>,
    pub(crate) evidence: EvidenceMark,
}

struct Found<'a> {
    party: &'a str,
    address: Option<String>,
    stance: Stance,
    about: String,
    at: chrono::DateTime<chrono::Utc>,
    quote: &'a str,
    lang: Option<String>,
    by: Vec<(DocumentId, &'a Evidence)>,
}

/// The same words in copies are told once, with all who print them. What was spoken of first comes first.
pub(crate) fn claims(material: &IncidentMaterial, fold: &Fold) -> (Vec<ClaimGroup>, Option<Rest>) {
    let mut found: Vec<Found<'_>> = Vec::new();
    for view in &material.documents {
        for claim in &view.claims {
            let about = claim.event.and_then(|event| view.events.get(event));
            let about = about.map_or_else(String::new, |event| event.kind.label());
            let quote = claim.evidence.quote.trim();
            let same = |one: &&mut Found<'_>| {
                one.party == claim.party_name && one.stance == claim.stance && one.about == about && one.quote == quote
            };
            match found.iter_mut().find(same) {
                Some(one) => one.by.push((view.document.id, &claim.evidence)),
                None => found.push(Found {
                    party: &claim.party_name,
                    address: claim.party.as_ref().map(entity_address),
                    stance: claim.stance,
                    about,
                    at: came_out(view),
                    quote,
                    lang: foreign(view),
                    by: vec![(view.document.id, &claim.evidence)],
                }),
            }
        }
    }
    let mut groups: Vec<(String, Vec<Found<'_>>)> = Vec::new();
    for one in found {
        match groups.iter_mut().find(|(about, _)| *about == one.about) {
            Some((_, group)) => group.push(one),
            None => groups.push((one.about.clone(), vec![one])),
        }
    }
    groups.sort_by_key(|(about, _)| about.is_empty());
    let sizes: Vec<usize> = groups.iter().map(|(_, group)| group.len()).collect();
    let total = sizes.iter().sum();
    let each = if fold.is_open("claims") { usize::MAX } else { share(&sizes, LINES) };
    let rest = fold.rest("claims", sizes.iter().map(|size| *size.min(&each)).sum(), total, "lines");
    let shown = groups.iter().flat_map(|(_, group)| group.iter().take(each));
    let sizes: Vec<usize> = shown.map(|one| one.by.len()).collect();
    let exhibits = if fold.is_open("claims") { usize::MAX } else { share(&sizes, EXHIBITS) };
    let finished = groups.into_iter().map(|(about, group)| {
        let more = group.len().saturating_sub(each);
        // The first that were said, in the order of who said them.
        let mut group: Vec<Found<'_>> = group.into_iter().take(each).collect();
        group.sort_by(|a, b| a.party.to_lowercase().cmp(&b.party.to_lowercase()).then(a.at.cmp(&b.at)));
        ClaimGroup { about, rows: group.into_iter().map(|one| row(material, one, exhibits, fold)).collect(), more }
    });
    (finished.collect(), rest)
}

fn row(material: &IncidentMaterial, one: Found<'_>, exhibits: usize, fold: &Fold) -> ClaimRow {
    ClaimRow {
        party: one.party.to_owned(),
        address: one.address,
        stance: one.stance.as_str(),
        at: When::moment(one.at),
        quote: in_marks(one.quote),
        lang: one.lang,
        evidence: EvidenceMark::first(exhibits, &material.documents, one.by, || fold.address("claims")),
    }
}

/// In quotation marks, unless it stands in some already.
fn in_marks(words: &str) -> String {
    if words.starts_with(['"', '“', '„', '«', '‘', '「']) { words.to_owned() } else { format!("“{words}”") }
}

#[cfg(test)]
mod tests;
