//! The address of an item, out of all that a feed says of it. Pure.

use url::Url;

use super::draft::{Link, Part};
use crate::url::{absolute, canonical_url};

/// Relations that lead to something else than what the item is about.
const ELSEWHERE: &[&str] = &[
    "self",
    "edit",
    "edit-media",
    "replies",
    "enclosure",
    "hub",
    "next",
    "prev",
    "previous",
    "first",
    "last",
    "up",
    "related",
    "via",
    "license",
    "payment",
    "author",
    "icon",
    "search",
    "service.edit",
    "service.post",
    "service.feed",
    "image",
    "http://schemas.google.com/g/2005#feed",
];

/// From where relative addresses inside `part` are seen.
pub(super) fn base_of(part: &Part, outer: Option<&Url>) -> Option<Url> {
    part.base.as_deref().and_then(|base| join(outer, base)).or_else(|| outer.cloned())
}

/// The address that leads to what the item is about, canonical: the address behind a counted one, the
/// alternate link (a web page before other media), an address that only is called one, an id that is
/// one, any other link, the item itself.
pub(super) fn address(part: &Part, base: Option<&Url>) -> Option<String> {
    let original = part.original_link.as_deref().and_then(|link| resolve(None, link));
    let pages = part.links.iter().filter(|link| is_alternate(link) && !link.is_guess);
    let typed = |wanted: bool| move |link: &&Link| link.kind.as_deref().is_none_or(is_page) == wanted;
    let guesses = part.links.iter().filter(|link| link.is_guess);
    let candidates = pages.clone().filter(typed(true)).chain(pages.filter(typed(false)));
    original
        .or_else(|| candidates.filter_map(|link| of(link, base)).next())
        // Of an item that is cut off, the id may be there and the link not yet.
        .or_else(|| if part.is_cut_off && part.id_is_address != Some(true) { None } else { id_address(part, base) })
        .or_else(|| guesses.filter_map(|link| of(link, base)).next())
        .or_else(|| if part.is_cut_off { None } else { other(part, base) })
}

/// An id is an address if it is written as one.
fn id_address(part: &Part, base: Option<&Url>) -> Option<String> {
    let id = part.id.as_deref()?.trim();
    let base = base.filter(|_| part.id_is_address == Some(true) && id.starts_with('/'));
    let is_address = base.is_some() || has_scheme(id) || id.starts_with("www.");
    if is_address { resolve(base, id) } else { None }
}

fn other(part: &Part, base: Option<&Url>) -> Option<String> {
    let unknown = part.links.iter().filter(|link| !is_alternate(link) && !is_elsewhere(link));
    let related = part.links.iter().filter(|link| matches!(rel(link), "related" | "via" | "self"));
    unknown.chain(related).find_map(|link| of(link, base))
}

fn of(link: &Link, base: Option<&Url>) -> Option<String> {
    match &link.base {
        Some(own) => resolve(join(base, own).as_ref().or(base), &link.href),
        None => resolve(base, &link.href),
    }
}

/// The address of a link of the feed itself, as it stands, for WebSub: not canonical, for hubs compare.
pub(super) fn exact(link: &Link, base: Option<&Url>) -> Option<String> {
    join(base, link.href.trim()).filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from)
}

pub(super) fn has_rel(link: &Link, wanted: &str) -> bool {
    link.rel.as_deref().unwrap_or_default().split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(wanted))
}

fn rel(link: &Link) -> &str {
    link.rel.as_deref().map(str::trim).unwrap_or_default()
}

fn is_alternate(link: &Link) -> bool {
    let rel = rel(link);
    rel.is_empty() || rel.rsplit('/').next().is_some_and(|rel| rel.eq_ignore_ascii_case("alternate"))
}

fn is_elsewhere(link: &Link) -> bool {
    let rel = rel(link).to_ascii_lowercase();
    ELSEWHERE.contains(&rel.as_str()) || link.kind.as_deref().is_some_and(is_media)
}

fn is_page(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.trim().is_empty() || kind.contains("html") || kind.contains("text")
}

fn is_media(kind: &str) -> bool {
    ["audio/", "video/", "image/"].iter().any(|media| kind.trim_start().starts_with(media))
}

/// `href` as it was meant, seen from `base`, canonical.
pub(super) fn resolve(base: Option<&Url>, href: &str) -> Option<String> {
    let href = repaired(href);
    if has_scheme(&href) { canonical_url(&href) } else { absolute(base, &href) }
}

fn join(base: Option<&Url>, address: &str) -> Option<Url> {
    match base {
        Some(base) => base.join(address.trim()).ok(),
        None => Url::parse(address.trim()).ok(),
    }
}

fn has_scheme(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    lower.starts_with("http:") || lower.starts_with("https:")
}

/// What hands and tools do to addresses, undone.
fn repaired(href: &str) -> String {
    let mut href = href.trim().to_owned();
    if href.contains('<') {
        href = within_markup(&href);
    }
    if href.contains(['\n', '\r', '\t']) {
        href = href.split(['\n', '\r', '\t']).map(str::trim).collect();
    }
    while href.contains("&amp;") || href.contains("&#38;") || href.contains("&#038;") {
        href = href.replace("&amp;", "&").replace("&#38;", "&").replace("&#038;", "&");
    }
    let wrapping = ['"', '\'', '<', '>', '\u{201c}', '\u{201d}', '\u{200b}', '\u{feff}', '\\'];
    let mut bare = href.trim_matches(|c: char| wrapping.contains(&c) || c.is_whitespace());
    // `feed:https://…`, and an address in front of which another one begins.
    bare = bare.strip_prefix("feed:").map_or(bare, |rest| rest.trim_start_matches("//"));
    if let Some(doubled) = bare.strip_prefix("http://").or_else(|| bare.strip_prefix("https://"))
        && (doubled.starts_with("http://") || doubled.starts_with("https://"))
    {
        bare = doubled;
    }
    for (wrong, right) in [("http//", "http://"), ("https//", "https://"), ("www.", "https://www.")] {
        if let Some(rest) = bare.strip_prefix(wrong) {
            return format!("{right}{rest}");
        }
    }
    bare.to_owned()
}

/// `<a href="https://…">…</a>` in place of the address.
fn within_markup(text: &str) -> String {
    let quoted = text.split_once("href=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    if let Some(quoted) = quoted.filter(|quoted| !quoted.trim().is_empty()) {
        return quoted.trim().to_owned();
    }
    let mut bare = String::new();
    for (index, part) in text.split('<').enumerate() {
        let words = if index == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) };
        bare.push_str(words);
    }
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests;
