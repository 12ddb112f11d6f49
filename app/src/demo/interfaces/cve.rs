//! A copy of the CVE list: `delta.json` names what changed last, each record stands at its own path.

use super::{Answer, Asked, record};
use crate::demo::content::Site;
use crate::demo::records::{Interface, Record};

pub(super) fn answer(site: &Site, interface: &Interface, asked: &Asked<'_>) -> Option<Answer> {
    if asked.path != interface.path {
        return record(interface, asked);
    }
    let entry = |record: &Record| {
        let updated = record.text("/cveMetadata/dateUpdated", asked.edition);
        format!(
            "{{\"cveId\":\"{}\",\"githubLink\":\"http://{}{}\",\"dateUpdated\":\"{updated}\"}}",
            record.text("/cveMetadata/cveId", asked.edition),
            site.host,
            record.path.as_deref().unwrap_or_default(),
        )
    };
    let is_new = |record: &&Record| record.since == asked.edition;
    // What stayed as it was is in no delta.
    let is_updated = |record: &&Record| record.since < asked.edition && !record.edits.is_empty();
    let new: Vec<String> = interface.records_in(asked.edition).filter(is_new).map(entry).collect();
    let updated: Vec<String> = interface.records_in(asked.edition).filter(is_updated).map(entry).collect();
    Some(Answer::json(format!(
        "{{\"fetchTime\":\"2026-08-{:02}T08:30:00.000Z\",\"numberOfChanges\":{},\"new\":[{}],\"updated\":[{}]}}",
        asked.edition + 2,
        new.len() + updated.len(),
        new.join(","),
        updated.join(","),
    )))
}
