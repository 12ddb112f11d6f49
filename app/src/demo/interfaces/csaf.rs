//! A provider of CSAF documents: its metadata names a feed (ROLIE), the feed names the documents and their hashes.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Answer, Asked, record};
use crate::demo::content::Site;
use crate::demo::records::{Interface, Record};

const FEED: &str = "/csaf/white/feed.json";

pub(super) fn answer(site: &Site, interface: &Interface, asked: &Asked<'_>) -> Option<Answer> {
    if asked.path == interface.path {
        return Some(Answer::json(metadata(site, interface)));
    }
    if asked.path == FEED {
        return Some(Answer::json(feed(site, interface, asked.edition)));
    }
    if let Some(path) = asked.path.strip_suffix(".sha256") {
        return Some(Answer::text(hash_file(interface.record_at(path, asked.edition)?, asked.edition)));
    }
    record(interface, asked)
}

fn metadata(site: &Site, interface: &Interface) -> String {
    let feed = json!({"summary": "Advisories for everybody", "tlp_label": "WHITE", "url": url(site, FEED)});
    json!({
        "canonical_url": url(site, &interface.path),
        "distributions": [{"rolie": {"feeds": [feed]}}],
        "last_updated": "2026-08-01T08:00:00Z",
        "list_on_CSAF_aggregators": false,
        "metadata_version": "2.0",
        "mirror_on_CSAF_aggregators": false,
        "publisher": {"category": "vendor", "name": site.name, "namespace": format!("http://{}", site.host)},
        "role": "csaf_trusted_provider",
    })
    .to_string()
}

fn feed(site: &Site, interface: &Interface, edition: u32) -> String {
    let entries: Vec<serde_json::Value> = interface
        .records_in(edition)
        .map(|record| {
            let address = url(site, record.path.as_deref().unwrap_or_default());
            json!({
                "id": record.text("/document/tracking/id", edition),
                "title": record.text("/document/title", edition),
                "published": record.text("/document/tracking/initial_release_date", edition),
                "updated": record.text("/document/tracking/current_release_date", edition),
                "link": [
                    {"rel": "self", "href": address},
                    {"rel": "hash", "href": format!("{address}.sha256")},
                ],
                "content": {"type": "application/json", "src": address},
                "format": {"schema": "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", "version": "2.0"},
            })
        })
        .collect();
    json!({"feed": {"id": site.host, "title": site.name, "updated": "2026-08-01T08:00:00Z", "entry": entries}})
        .to_string()
}

fn hash_file(record: &Record, edition: u32) -> String {
    let mut body = record.json_in(edition);
    if record.wrong_hash {
        body.push_str("as it was before it was changed on the way");
    }
    let hash: String = Sha256::digest(body.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = record.path.as_deref().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    format!("{hash}  {name}\n")
}

fn url(site: &Site, path: &str) -> String {
    format!("http://{}{path}", site.host)
}
