//! A ROLIE feed of advisories (RFC 8322 in JSON; CSAF 2.0, section 7.1.15).

use serde_json::Value;
use url::Url;
use watchline_model::page::FetchedPage;

use crate::collect::csaf::updates::{Update, listed};
use crate::collect::round::{Listed, Memory, Request};
use crate::read::lenient::{self, list, text};
use crate::read::{collapse, plain_text};
use crate::url::absolute;

/// `None` for what is no ROLIE feed.
pub(super) fn read(page: &FetchedPage, request: &Request, memory: &Memory) -> Option<Listed> {
    let document = lenient::object(&page.body)?;
    let feed = document.get("feed").filter(|feed| feed.is_object())?;
    let base = Url::parse(&page.final_url).ok();
    let mut warnings = Vec::new();
    let mut updates = Vec::new();
    for (index, entry) in list(feed, "entry").iter().enumerate() {
        match update(entry, base.as_ref()) {
            Some(update) => updates.push(update),
            None => {
                let id = text(entry, "id").unwrap_or_else(|| "without an id".to_owned());
                warnings.push(format!("entry {} ({}) names no document and was left out", index + 1, collapse(&id)));
                warnings.truncate(20);
            }
        }
    }
    let mut listed = listed(updates, request, page, memory);
    listed.title = text(feed, "title").map(|title| collapse(&title));
    listed.warnings.extend(warnings);
    Some(listed)
}

fn update(entry: &Value, base: Option<&Url>) -> Option<Update> {
    let links = list(entry, "link");
    let with_rel = |rel: &str| {
        let links = links.iter().filter(move |link| text(link, "rel").is_some_and(|own| own.eq_ignore_ascii_case(rel)));
        links.filter_map(|link| text(link, "href")).filter_map(|href| absolute(base, &href)).collect::<Vec<String>>()
    };
    let content = entry.get("content").unwrap_or(&Value::Null);
    let source = text(content, "src").and_then(|src| absolute(base, &src));
    let url = with_rel("self").into_iter().next().or(source)?;
    let hashes = with_rel("hash");
    // The longer hash where both are published.
    let hash_url = hashes.iter().find(|hash| hash.ends_with(".sha512")).or(hashes.first()).cloned();
    let summary = entry.get("summary").and_then(|summary| text(summary, "content").or_else(|| lenient::plain(summary)));
    Some(Update {
        url,
        hash_url,
        title: text(entry, "title").map(|title| collapse(&title)),
        summary: summary.map(|summary| plain_text(&summary)),
        published: lenient::date(entry, "published").map(|date| date.value),
        updated: lenient::date(entry, "updated").map(|date| date.value),
    })
}

#[cfg(test)]
mod tests;
