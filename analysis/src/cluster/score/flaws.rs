//! Numbers of flaws, names of code and versions: what tells two flaws of one product apart.

use super::clue::Clue;
use super::{Meeting, ONE_IN, Sheet};
use crate::cluster::signature::scheme;
use crate::cluster::values::Sort;

/// Names shared that count.
const MOST_SHARED: f32 = 3.0;

/// A document about one vulnerability is about it; a round-up of twenty is about none of them.
pub(super) fn flaws(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let (signature, profile) = (meeting.signature(), meeting.profile);
    if let Some(flaw) = signature.flaws.iter().find(|flaw| profile.contains(Sort::Flaw, flaw)) {
        sheet.add(Clue::SameFlaw, 1.0, || format!("both are about {flaw}"));
    } else if let Some(flaw) = signature.flaws.iter().find(|flaw| is_another(meeting, flaw)) {
        sheet.add(Clue::OtherFlaw, 1.0, || format!("it is about {flaw}, the incident about another one"));
        return;
    }
    let own = &signature.vulnerabilities;
    if own.is_empty() || profile.knows_no(Sort::Vulnerability) {
        return;
    }
    let shared = profile.shared(Sort::Vulnerability, own, ONE_IN);
    if shared.is_empty() {
        sheet.add(Clue::OtherVulnerability, 1.0, || "it names another vulnerability".to_owned());
        return;
    }
    let share = (shared.len() as f32 / own.len() as f32).sqrt();
    sheet.add(Clue::SameVulnerability, share, || shared.join(", "));
}

/// The incident is about one of the same scheme, and no document on several names this one.
fn is_another(meeting: &Meeting<'_>, flaw: &str) -> bool {
    meeting.profile.contains(Sort::FlawScheme, scheme(flaw)) && !meeting.profile.contains(Sort::FlawOfMany, flaw)
}

pub(super) fn code(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let (signature, profile) = (meeting.signature(), meeting.profile);
    for (same, other, sort, own) in [
        (Clue::SameCode, Clue::OtherCode, Sort::Code, &signature.code),
        (Clue::SameRelease, Clue::OtherRelease, Sort::Release, &signature.releases),
    ] {
        if own.is_empty() || profile.knows_no(sort) {
            continue;
        }
        let shared = profile.shared(sort, own, ONE_IN);
        if shared.is_empty() {
            sheet.add(other, 1.0, || format!("{} is not known there", own.first().map_or("", String::as_str)));
        } else {
            sheet.add(same, (shared.len() as f32).min(MOST_SHARED) / MOST_SHARED, || shared.join(", "));
        }
    }
}
