//! The hash chain: each page and each version is tied to all that were archived before it.
//!
//! A link is the SHA-256 of the link before and of the record in a canonical encoding: every field as its length in
//! bytes (8 bytes, big-endian) and its bytes. So no two different records encode alike, and a record that is
//! altered, inserted, moved or taken out breaks every link after it. Pure; must never change for records that exist.

use sha2::{Digest as _, Sha256};
use watchline_model::page::Digest;

/// What a page's link covers.
pub(crate) struct PageRecord<'a> {
    pub(crate) url: &'a str,
    pub(crate) final_url: &'a str,
    pub(crate) status: u16,
    pub(crate) headers: &'a [(String, String)],
    /// Microseconds since 1970.
    pub(crate) fetched_at: i64,
    pub(crate) sha256: Digest,
}

/// What a version's link covers.
pub(crate) struct VersionRecord {
    pub(crate) document: i64,
    pub(crate) number: i64,
    pub(crate) page: Option<i64>,
    /// Microseconds since 1970.
    pub(crate) created_at: i64,
    pub(crate) sha256: Digest,
    pub(crate) reading_sha256: Digest,
}

/// SHA-256 of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// SHA-256 of a version's title and text, with one blank line between.
pub(crate) fn digest_of_text(title: &str, text: &str) -> Digest {
    let mut hash = Sha256::new();
    hash.update(title.as_bytes());
    hash.update(b"\n\n");
    hash.update(text.as_bytes());
    Digest(hash.finalize().into())
}

/// The link of a page after the link `previous` ([`Digest::ZERO`] before the first page).
pub(crate) fn page_link(previous: &Digest, page: &PageRecord) -> Digest {
    let mut link = Link::after(previous, "watchline page 1");
    link.field(page.url.as_bytes());
    link.field(page.final_url.as_bytes());
    link.field(&page.status.to_be_bytes());
    link.field(&(page.headers.len() as u64).to_be_bytes());
    for (name, value) in page.headers {
        link.field(name.as_bytes());
        link.field(value.as_bytes());
    }
    link.field(&page.fetched_at.to_be_bytes());
    link.field(&page.sha256.0);
    link.close()
}

/// The link of a version after the link `previous`.
pub(crate) fn version_link(previous: &Digest, version: &VersionRecord) -> Digest {
    let mut link = Link::after(previous, "watchline version 1");
    link.field(&version.document.to_be_bytes());
    link.field(&version.number.to_be_bytes());
    match version.page {
        Some(page) => link.field(&page.to_be_bytes()),
        None => link.field(b""),
    }
    link.field(&version.created_at.to_be_bytes());
    link.field(&version.sha256.0);
    link.field(&version.reading_sha256.0);
    link.close()
}

struct Link(Sha256);

impl Link {
    fn after(previous: &Digest, form: &str) -> Self {
        let mut link = Self(Sha256::new());
        link.field(form.as_bytes());
        link.field(&previous.0);
        link
    }

    fn field(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    fn close(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests;
