//! What a kind of source asks of its keys: which it may have, which it needs, what its address must be.

use watchline_model::{ListingSelectors, Source, SourceKind};

use super::keys::SELECTOR_KEYS;
use super::packages;
use crate::fields::Fields;

/// Where kinds are asked that have one home.
pub(super) fn default_url(kind: SourceKind) -> Option<&'static str> {
    match kind {
        SourceKind::Osv => Some("https://api.osv.dev"),
        SourceKind::Ghsa => Some("https://api.github.com/advisories"),
        _ => None,
    }
}

const WITH_PACKAGES: &[SourceKind] = &[SourceKind::Osv, SourceKind::Ghsa];
const WITH_PATTERNS: &[SourceKind] = &[SourceKind::Listing, SourceKind::Sitemap];
const WITH_SELECTORS: &[SourceKind] = &[SourceKind::Listing];
const WITH_ARTICLES: &[SourceKind] = &[SourceKind::Feed, SourceKind::Listing, SourceKind::Page, SourceKind::Sitemap];

/// Fills in the keys that only some kinds have: as given, else as in `base` where the kind still has them.
pub(super) fn read(fields: &mut Fields<'_, '_>, source: &mut Source, base: Option<&Source>) {
    let kind = source.kind;
    if allowed(fields, "packages", kind, WITH_PACKAGES) {
        source.packages = texts(fields, "packages", base.map(|base| &base.packages));
        for package in &source.packages {
            if let Err(message) = packages::check(package, kind) {
                fields.problem("packages", message);
            }
        }
    }
    if allowed(fields, "include", kind, WITH_PATTERNS) {
        source.include = patterns(fields, "include", base.map(|base| &base.include));
    }
    if allowed(fields, "exclude", kind, WITH_PATTERNS) {
        source.exclude = patterns(fields, "exclude", base.map(|base| &base.exclude));
    }
    if allowed(fields, "selectors", kind, WITH_SELECTORS) {
        source.selectors = read_selectors(fields, base.and_then(|base| base.selectors.as_ref()));
    }
    if allowed(fields, "article_selector", kind, WITH_ARTICLES) {
        let given = fields.text("article_selector");
        if given.as_deref() == Some("") {
            fields.problem("article_selector", "must not be empty; leave the key out for the general reader");
        }
        source.article_selector = given.or_else(|| base.and_then(|base| base.article_selector.clone()));
    }
    if !source.url.is_empty() {
        check_address(fields, source);
    }
}

/// Whether sources of `kind` have `key`; one that is given nevertheless is told.
fn allowed(fields: &mut Fields<'_, '_>, key: &str, kind: SourceKind, kinds: &[SourceKind]) -> bool {
    if kinds.contains(&kind) {
        return true;
    }
    if fields.has(key) {
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let message = format!("a source of kind `{kind}` has none, only those of kind {}; remove it", kinds.join(", "));
        fields.problem(key, message);
    }
    false
}

fn texts(fields: &mut Fields<'_, '_>, key: &str, shipped: Option<&Vec<String>>) -> Vec<String> {
    if !fields.has(key) {
        return shipped.cloned().unwrap_or_default();
    }
    let texts = fields.texts(key);
    for (nth, text) in texts.iter().enumerate() {
        if text.is_empty() {
            fields.problem(key, "holds an empty text; remove it");
        } else if texts.iter().take(nth).any(|before| before == text) {
            fields.problem(key, format!("`{text}` is given twice; remove one of the two"));
        }
    }
    texts
}

/// A pattern without a scheme is held against the path, where a host's name fits nothing.
fn patterns(fields: &mut Fields<'_, '_>, key: &str, shipped: Option<&Vec<String>>) -> Vec<String> {
    let patterns = texts(fields, key, shipped);
    for pattern in &patterns {
        let first = pattern.split('/').next().unwrap_or_default();
        if first.contains('.') && pattern.contains('/') && !first.contains('*') {
            let message = format!("`{pattern}` has no scheme; write \"https://{pattern}\", or the path alone");
            fields.problem(key, message);
        }
    }
    patterns
}

/// What the table leaves out stays as shipped.
fn read_selectors(fields: &mut Fields<'_, '_>, shipped: Option<&ListingSelectors>) -> Option<ListingSelectors> {
    let Some(mut table) = fields.within("selectors", SELECTOR_KEYS) else { return shipped.cloned() };
    for key in SELECTOR_KEYS {
        if table.text(key.name).as_deref() == Some("") {
            table.problem(key.name, "must not be empty; write a CSS selector, as \"article.post\"");
        }
    }
    let shipped = shipped.cloned().unwrap_or_default();
    let item = table.text("item").unwrap_or(shipped.item);
    if item.is_empty() && !table.has("item") {
        table.problem("item", "missing; write the CSS selector of one item's block, as `item = \"article.post\"`");
    }
    Some(ListingSelectors {
        item,
        link: table.text("link").or(shipped.link),
        title: table.text("title").or(shipped.title),
        date: table.text("date").or(shipped.date),
        summary: table.text("summary").or(shipped.summary),
    })
}

fn check_address(fields: &mut Fields<'_, '_>, source: &Source) {
    let path = source.url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    match source.kind {
        SourceKind::Osv if source.packages.is_empty() => {
            let one_record = path.contains("/v1/vulns/") || ends(&[".json", ".yaml", ".yml"]);
            if !one_record && !ends(&[".zip", ".csv"]) {
                let message = "an osv source without `packages` must point at a bulk .zip, a modified_id.csv or one \
                    record; add `packages = [\"PyPI/langchain\"]` or change the address";
                fields.problem(if fields.has("url") { "url" } else { "packages" }, message);
            }
        }
        SourceKind::Statuspage if path.contains("/api/") || ends(&[".json", ".rss", ".atom", ".xml"]) => {
            let message = "give the address of the status page itself, as \"https://status.example.org\"; its \
                addresses for programs follow from it";
            fields.problem("url", message);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
