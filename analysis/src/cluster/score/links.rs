//! Documents that point at each other.

use super::clue::Clue;
use super::{Meeting, Sheet};
use crate::cluster::values::Sort;

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
