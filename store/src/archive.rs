//! The hash chains: each page, version, change, decision and observation is tied to all that were written before it.
//!
//! A link is the SHA-256 of the link before and of the record in a canonical encoding: every field as its length in
//! bytes (8 bytes, big-endian) and its bytes. So no two different records encode alike, and a record that is
//! altered, inserted, moved or taken out breaks every link after it. Pure; must never change for records that exist.

use sha2::{Digest as _, Sha256};
use watchline_model::page::Digest;

/// What a page's link covers.
pub(crate) struct PageRecord<'a> {
    pub(crate) source: &'a str,
    pub(crate) entry: Option<i64>,
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
    pub(crate) words_sha256: Option<Digest>,
}

/// What a change's link covers.
pub(crate) struct ChangeRecord<'a> {
    pub(crate) seq: i64,
    /// Microseconds since 1970.
    pub(crate) changed_at: i64,
    pub(crate) kind: &'a str,
    pub(crate) subject_kind: &'a str,
    pub(crate) subject_id: &'a str,
    pub(crate) detail: &'a str,
}

/// What a decision's link covers: all but `undone_by`, which another decision says.
pub(crate) struct DecisionRecord<'a> {
    pub(crate) id: i64,
    pub(crate) kind: &'a str,
    pub(crate) subject_kind: &'a str,
    pub(crate) subject_id: &'a str,
    /// As it is written, JSON.
    pub(crate) author: &'a str,
    pub(crate) by_person: bool,
    /// As they are written, JSON.
    pub(crate) reasons: &'a str,
    /// As they are written, JSON.
    pub(crate) steps: &'a str,
    pub(crate) undoes: Option<i64>,
    /// Microseconds since 1970.
    pub(crate) decided_at: i64,
}

/// What an observation's link covers.
pub(crate) struct ObservationRecord<'a> {
    pub(crate) document: i64,
    pub(crate) version: i64,
    pub(crate) kind: &'a str,
    /// As it is written, JSON.
    pub(crate) event: &'a str,
    /// Microseconds since 1970; so is the next.
    pub(crate) since: i64,
    pub(crate) observed_at: i64,
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
    let mut link = Link::after(previous, "watchline page 2");
    link.field(page.source.as_bytes());
    match page.entry {
        Some(entry) => link.field(&entry.to_be_bytes()),
        None => link.field(b""),
    }
    link.page(page)
}

/// The link of a page archived by a version that left out which source and entry it answers.
pub(crate) fn first_page_link(previous: &Digest, page: &PageRecord) -> Digest {
    Link::after(previous, "watchline page 1").page(page)
}

/// The link of a version after the link `previous`.
pub(crate) fn version_link(previous: &Digest, version: &VersionRecord) -> Digest {
    // A version whose words have a digest is of a form of its own, so that the digest can neither be altered nor taken out.
    let form = if version.words_sha256.is_some() { "watchline version 2" } else { "watchline version 1" };
    let mut link = Link::after(previous, form);
    link.field(&version.document.to_be_bytes());
    link.field(&version.number.to_be_bytes());
    match version.page {
        Some(page) => link.field(&page.to_be_bytes()),
        None => link.field(b""),
    }
    link.field(&version.created_at.to_be_bytes());
    link.field(&version.sha256.0);
    link.field(&version.reading_sha256.0);
    if let Some(words) = version.words_sha256 {
        link.field(&words.0);
    }
    link.close()
}

/// The link of a line of the change log after the link `previous`.
pub(crate) fn change_link(previous: &Digest, change: &ChangeRecord) -> Digest {
    let mut link = Link::after(previous, "watchline change 1");
    link.field(&change.seq.to_be_bytes());
    link.field(&change.changed_at.to_be_bytes());
    link.texts(&[change.kind, change.subject_kind, change.subject_id, change.detail]);
    link.close()
}

/// The link of a decision after the link `previous`.
pub(crate) fn decision_link(previous: &Digest, decision: &DecisionRecord) -> Digest {
    let mut link = Link::after(previous, "watchline decision 2");
    link.decision(decision);
    link.texts(&[decision.steps]);
    match decision.undoes {
        Some(undoes) => link.field(&undoes.to_be_bytes()),
        None => link.field(b""),
    }
    link.close()
}

/// The link of a decision made by a version in which decisions did not say what they did.
pub(crate) fn first_decision_link(previous: &Digest, decision: &DecisionRecord) -> Digest {
    let mut link = Link::after(previous, "watchline decision 1");
    link.decision(decision);
    link.close()
}

/// The link of an observation after the link `previous`.
pub(crate) fn observation_link(previous: &Digest, observation: &ObservationRecord) -> Digest {
    let mut link = Link::after(previous, "watchline observation 1");
    link.field(&observation.document.to_be_bytes());
    link.field(&observation.version.to_be_bytes());
    link.texts(&[observation.kind, observation.event]);
    link.field(&observation.since.to_be_bytes());
    link.field(&observation.observed_at.to_be_bytes());
    link.close()
}

/// Digest of texts that are written together and may be written anew: no link, since it follows nothing.
pub(crate) fn digest_of_fields(form: &str, fields: &[&str]) -> Digest {
    let mut link = Link::after(&Digest::ZERO, form);
    link.texts(fields);
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

    fn page(mut self, page: &PageRecord) -> Digest {
        self.field(page.url.as_bytes());
        self.field(page.final_url.as_bytes());
        self.field(&page.status.to_be_bytes());
        self.field(&(page.headers.len() as u64).to_be_bytes());
        for (name, value) in page.headers {
            self.field(name.as_bytes());
            self.field(value.as_bytes());
        }
        self.field(&page.fetched_at.to_be_bytes());
        self.field(&page.sha256.0);
        self.close()
    }

    fn decision(&mut self, decision: &DecisionRecord) {
        self.field(&decision.id.to_be_bytes());
        self.texts(&[decision.kind, decision.subject_kind, decision.subject_id, decision.author, decision.reasons]);
        self.field(&[u8::from(decision.by_person)]);
        self.field(&decision.decided_at.to_be_bytes());
    }

    fn texts(&mut self, texts: &[&str]) {
        for text in texts {
            self.field(text.as_bytes());
        }
    }

    fn close(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests;
