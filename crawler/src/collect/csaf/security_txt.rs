//! The `CSAF:` lines of a security.txt (RFC 9116; CSAF 2.0, requirement 8).

use crate::url::canonical_url;

const MAX_BYTES: usize = 64 * 1024;
const ADDRESSES_MAX: usize = 5;

/// Addresses of provider metadata, in the order of the file; signed files are read through.
pub(super) fn metadata_addresses(body: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(body.get(..MAX_BYTES).unwrap_or(body));
    let mut addresses: Vec<String> = Vec::new();
    for line in text.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case("csaf")
            && let Some(url) = canonical_url(value)
            && !addresses.contains(&url)
        {
            addresses.push(url);
        }
    }
    addresses.truncate(ADDRESSES_MAX);
    addresses
}

#[cfg(test)]
mod tests;
