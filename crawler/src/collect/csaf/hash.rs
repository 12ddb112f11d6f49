//! Whether a document is the one whose hash its publisher gives (CSAF 2.0, requirement 18: `.sha256` and `.sha512` files).

use sha2::{Digest, Sha256, Sha512};

/// A file of hashes is a line or two.
const MAX_BYTES: usize = 64 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashCheck {
    Matches,
    Differs,
    /// What is published holds no SHA-256 or SHA-512 in hexadecimal.
    NotAHash,
}

/// Holds `body` against a published file in any of its usual forms: `hex`, `hex  name`, `hex *name`, `SHA256 (name) = hex`.
/// Of several hashes one has to match.
pub fn matches_hash(body: &[u8], published: &[u8]) -> HashCheck {
    let text = String::from_utf8_lossy(published.get(..MAX_BYTES).unwrap_or(published));
    let hashes: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| matches!(word.len(), 64 | 128) && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(str::to_ascii_lowercase)
        .collect();
    if hashes.is_empty() {
        return HashCheck::NotAHash;
    }
    let short = hex(&Sha256::digest(body));
    let long = hex(&Sha512::digest(body));
    if hashes.iter().any(|hash| *hash == short || *hash == long) { HashCheck::Matches } else { HashCheck::Differs }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
