//! An advisory database that answers as GitHub's `/advisories` does: by type, the latest changed first, pages by `Link`.

use super::{Answer, Asked, list};
use crate::demo::content::Site;
use crate::demo::records::Interface;

/// Whatever `per_page` asks for: the made-up advisories are few, and have to fill three pages.
const ADVISORIES_A_PAGE: usize = 1;

pub(super) fn answer(site: &Site, interface: &Interface, asked: &Asked<'_>) -> Option<Answer> {
    if asked.path != interface.path {
        return None;
    }
    // Without a type malware and what nobody reviewed are left out, as in the original.
    let wanted = asked.parameter("type").unwrap_or_else(|| "reviewed".to_owned());
    let of_type = interface.records_in(asked.edition).filter(|record| record.text("/type", asked.edition) == wanted);
    let mut found: Vec<(String, String)> =
        of_type.map(|record| (record.text("/updated_at", asked.edition), record.json_in(asked.edition))).collect();
    found.sort_by(|a, b| b.cmp(a));
    let start: usize = asked.parameter("after").and_then(|after| after.parse().ok()).unwrap_or(0);
    let page: Vec<String> = found.iter().skip(start).take(ADVISORIES_A_PAGE).map(|(_, json)| json.clone()).collect();
    let next = start + ADVISORIES_A_PAGE;
    let link = (next < found.len())
        .then(|| format!("<http://{}{}?type={wanted}&after={next}>; rel=\"next\"", site.host, asked.path));
    Some(Answer { link, ..Answer::json(list(&page)) })
}
