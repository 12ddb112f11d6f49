//! Addresses where a site's feed is likely to be, where the page names none: for the caller to try, in this order.

use url::Url;

/// Seen from the page's own directory.
const BESIDE: &[&str] = &["feed", "feed.xml", "rss.xml", "atom.xml", "index.xml", "rss"];
/// Seen from the root of the site.
const AT_ROOT: &[&str] = &[
    "feed",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "rss",
    "feed.json",
    "blog/feed",
    "blog/rss.xml",
    "blog/feed.xml",
    "blog/index.xml",
    "news/rss.xml",
    "news/feed",
];

/// None twice, the likeliest first; empty where `url` is no web address.
pub fn guesses(url: &str) -> Vec<String> {
    let Ok(mut page) = Url::parse(url) else { return Vec::new() };
    if !matches!(page.scheme(), "http" | "https") || page.host_str().is_none() {
        return Vec::new();
    }
    page.set_query(None);
    page.set_fragment(None);
    let last = page.path().rsplit('/').next().unwrap_or_default();
    if !last.is_empty() && !last.contains('.') {
        let path = format!("{}/", page.path());
        page.set_path(&path);
    }
    let root = page.join("/").into_iter();
    let beside = BESIDE.iter().filter_map(|path| page.join(path).ok());
    let at_root = root.flat_map(|root| AT_ROOT.iter().filter_map(move |path| root.join(path).ok()));
    let mut addresses: Vec<String> = Vec::new();
    for address in beside.chain(at_root).map(String::from) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

#[cfg(test)]
mod tests;
