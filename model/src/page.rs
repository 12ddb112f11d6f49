//! The raw answer of one fetch. Never changed.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::ids::{EntryId, PageId, SourceId};

/// A SHA-256, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest before the first link of a chain.
    pub const ZERO: Self = Self([0; 32]);

    pub fn hex(&self) -> String {
        use fmt::Write;
        self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// `None` unless the text is exactly 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// One fetch: what was asked, what came back, when. Its body is stored apart, by `sha256`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub id: PageId,
    pub source: SourceId,
    /// The entry it answers; `None` for a feed's own page.
    pub entry: Option<EntryId>,
    pub url: String,
    pub final_url: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub fetched_at: DateTime<Utc>,
    pub sha256: Digest,
    /// Bytes after content decoding.
    pub size_bytes: u64,
    /// Hash chain over all pages: SHA-256 of the link before and of this record.
    pub chain: Digest,
}

/// A fetch that is not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedPage {
    pub url: String,
    pub final_url: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub fetched_at: DateTime<Utc>,
    /// After content decoding (gzip, brotli, …), before character decoding.
    pub body: Vec<u8>,
}

impl FetchedPage {
    /// The value of a header, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
