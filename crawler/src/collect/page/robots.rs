//! The sitemaps that a `robots.txt` names (sitemaps.org, "Specifying the Sitemap location in your robots.txt file").

use crate::read::encoding;
use crate::url::canonical_url;

/// The rest of a longer file is not read, as crawlers do (RFC 9309, 2.5).
const MAX_BYTES: usize = 512 * 1024;
const SITEMAPS_MAX: usize = 100;

/// Absolute addresses in the order of the file, none twice; empty for anything that is no `robots.txt`.
pub fn sitemaps_of_robots(body: &[u8]) -> Vec<String> {
    let head = body.get(..MAX_BYTES).unwrap_or(body);
    let text = encoding::decode(head, Some("text/plain")).text;
    let mut sitemaps: Vec<String> = Vec::new();
    for line in text.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if !name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case("sitemap") {
            continue;
        }
        let value = value.split_once(" #").map_or(value, |(value, _)| value);
        if let Some(url) = canonical_url(value)
            && sitemaps.len() < SITEMAPS_MAX
            && !sitemaps.contains(&url)
        {
            sitemaps.push(url);
        }
    }
    sitemaps
}

#[cfg(test)]
mod tests;
