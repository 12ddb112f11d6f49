//! The incidents in a status page's answer, cut out byte for byte.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

use crate::collect::json_parts::{elements, member};
use crate::collect::round::{Listed, ListedItem};
use crate::read::lenient::text;
use crate::read::{collapse, dates};
use crate::url::canonical_url;

/// Statuspage lists 50; nobody lists more than a few hundred.
const INCIDENTS_MAX: usize = 1000;

/// `None` for anything but an answer that holds a list of incidents, be it empty.
pub(super) fn read(answer: &str, base: &str) -> Option<Listed> {
    let answer = answer.as_bytes();
    let place = Place::of(answer, base);
    let mut records: Vec<Vec<u8>> = Vec::new();
    let mut is_known = false;
    let mut breaks_off = false;
    for key in ["incidents", "activeIncidents", "ongoing_incidents"] {
        let Some(list) = member(answer, key).and_then(elements) else { continue };
        is_known = true;
        breaks_off |= list.breaks_off;
        records.extend(list.parts.into_iter().map(<[u8]>::to_vec));
    }
    if let Some(reports) = reports(answer) {
        is_known = true;
        records.extend(reports);
    }
    if !is_known {
        return None;
    }
    let mut listed = Listed { title: place.name.clone(), ..Listed::default() };
    if breaks_off {
        listed.warnings.push("the answer breaks off within the list of incidents".to_owned());
    }
    if records.len() > INCIDENTS_MAX {
        listed.warnings.push(format!("{} incidents, of which the first {INCIDENTS_MAX} are taken", records.len()));
        records.truncate(INCIDENTS_MAX);
    }
    for (index, record) in records.into_iter().enumerate() {
        match item(record, &place) {
            Ok(Some(item)) => listed.items.push(item),
            Ok(None) => {}
            Err(reason) => listed.warnings.push(format!("incident {} was left out: {reason}", index + 1)),
        }
    }
    Some(listed)
}

/// Where the incidents belong.
struct Place {
    name: Option<String>,
    /// With a final slash.
    url: String,
}

impl Place {
    fn of(answer: &[u8], base: &str) -> Self {
        let value = |key: &str| member(answer, key).and_then(|part| serde_json::from_slice::<Value>(part).ok());
        let page = value("page").unwrap_or_default();
        let data = value("data").unwrap_or_default();
        let attributes = data.get("attributes").cloned().unwrap_or_default();
        let plain = |key: &str| value(key).and_then(|value| value.as_str().map(str::to_owned));
        let name = text(&page, "name").or_else(|| plain("page_title")).or_else(|| text(&attributes, "company_name"));
        let url = text(&page, "url").or_else(|| plain("page_url")).and_then(|url| canonical_url(&url));
        let url = url.unwrap_or_else(|| base.to_owned());
        Self {
            name: name.map(|name| collapse(&name)).filter(|name| !name.is_empty()),
            url: if url.ends_with('/') { url } else { format!("{url}/") },
        }
    }
}

/// Better Stack keeps reports and their updates side by side (JSON:API); a record is a report with its own updates, each
/// part byte for byte as it stands there.
fn reports(answer: &[u8]) -> Option<Vec<Vec<u8>>> {
    let included = elements(member(answer, "included")?)?;
    let parts = included.parts.into_iter();
    let parts: Vec<(&[u8], Value)> = parts.filter_map(|raw| Some((raw, serde_json::from_slice(raw).ok()?))).collect();
    let of_kind = |kind: &'static str| parts.iter().filter(move |(_, part)| part["type"] == kind);
    let mut updates: BTreeMap<String, Vec<&[u8]>> = BTreeMap::new();
    for (raw, update) in of_kind("status_update") {
        let related = &update["relationships"]["status_report"]["data"];
        if let Some(report) = text(&update["attributes"], "status_report_id").or_else(|| text(related, "id")) {
            updates.entry(report).or_default().push(raw);
        }
    }
    let record = |(raw, report): &(&[u8], Value)| {
        let own = updates.get(&text(report, "id")?).map(|updates| updates.join(&b',')).unwrap_or_default();
        let is_maintenance = report["attributes"]["report_type"] == "maintenance";
        (!is_maintenance).then(|| [b"{\"report\":", *raw, b",\"updates\":[", own.as_slice(), b"]}"].concat())
    };
    Some(of_kind("status_report").filter_map(record).collect())
}

/// `Ok(None)` for maintenance.
fn item(record: Vec<u8>, place: &Place) -> Result<Option<ListedItem>, &'static str> {
    let value: Value = serde_json::from_slice(&record).map_err(|_| "it cannot be read as JSON")?;
    let report = value.get("report").unwrap_or(&value);
    let attributes = report.get("attributes").unwrap_or(report);
    let first = |keys: &[&str]| keys.iter().find_map(|key| text(attributes, key));
    if first(&["impact", "type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("maintenance")) {
        return Ok(None);
    }
    let name = first(&["name", "title"]).map(|name| collapse(&name)).ok_or("it has no name")?;
    let id = text(report, "id");
    let url =
        address(id.as_deref(), first(&["shortlink", "url"]).as_deref(), place).ok_or("it has neither id nor link")?;
    let moment = |keys: &[&str]| keys.iter().find_map(|key| date(attributes, key));
    let updated = moment(&["updated_at", "updatedAt", "last_update_at", "lastUpdatedAt", "updated"]);
    let revision = match updated {
        Some(updated) => updated.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
        None => Sha256::digest(&record).iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
    };
    let title = match &place.name {
        Some(page) if !name.to_lowercase().contains(&page.to_lowercase()) => format!("{page}: {name}"),
        _ => name,
    };
    Ok(Some(ListedItem {
        url,
        title: Some(title),
        published: moment(&["created_at", "createdAt", "published_at", "started_at", "started", "starts_at"]),
        updated,
        revision: Some(revision),
        record: Some(record),
        ..ListedItem::default()
    }))
}

/// The link on the page's own host; else where Statuspage and its likes show an incident. Link shorteners forget.
fn address(id: Option<&str>, link: Option<&str>, place: &Place) -> Option<String> {
    let page = Url::parse(&place.url).ok();
    let link = link.and_then(canonical_url);
    let is_own = |link: &String| {
        Url::parse(link).ok().and_then(|link| link.host_str().map(str::to_owned))
            == page.as_ref().and_then(|page| page.host_str().map(str::to_owned))
    };
    let shown = || {
        let id = id.filter(|id| !id.is_empty() && id.len() <= 200)?;
        let mut url = page.clone()?;
        url.path_segments_mut().ok()?.pop_if_empty().extend(["incidents", id]);
        canonical_url(url.as_str())
    };
    link.clone().filter(is_own).or_else(shown).or(link)
}

/// To the fraction of a second where it is given: two changes may lie that close.
fn date(value: &Value, key: &str) -> Option<DateTime<Utc>> {
    let text = text(value, key)?;
    let exact = DateTime::parse_from_rfc3339(&text).ok().map(|moment| moment.with_timezone(&Utc));
    exact.or_else(|| dates::parse(&text).map(|date| date.value))
}
