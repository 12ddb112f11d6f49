//! Parts that stand for themselves: vulnerabilities and links.

use super::clue::Clue;
use super::{Meeting, ONE_IN, Sheet};
use crate::cluster::values::Sort;

/// A document about one vulnerability is about it; a round-up of twenty is about none of them.
pub(super) fn vulnerabilities(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let own = &meeting.signature().vulnerabilities;
    if own.is_empty() || meeting.profile.knows_no(Sort::Vulnerability) {
        return;
    }
    let shared = meeting.profile.shared(Sort::Vulnerability, own, ONE_IN);
    if shared.is_empty() {
        sheet.add(Clue::OtherVulnerability, 1.0, || "it names another vulnerability".to_owned());
        return;
    }
    let share = (shared.len() as f32 / own.len() as f32).sqrt();
    sheet.add(Clue::SameVulnerability, share, || shared.join(", "));
}

pub(super) fn links(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let (signature, profile) = (meeting.signature(), meeting.profile);
    if let Some(link) = signature.links.iter().find(|link| profile.contains(Sort::Url, link)) {
        sheet.add(Clue::LinksTo, 1.0, || format!("it links to {link}"));
    } else if let Some(url) = signature.url.as_ref().filter(|url| profile.contains(Sort::Link, url)) {
        sheet.add(Clue::LinksTo, 1.0, || format!("a document of the incident links to {url}"));
    } else if let Some(link) = signature.links.iter().find(|link| profile.contains(Sort::Link, link)) {
        sheet.add(Clue::SameLink, 1.0, || format!("both link to {link}"));
    }
}
