//! Small marks: status by shape and word, severity by a word and a bar of four, chips.

use askama::Template;
use watchline_model::{Modality, Severity, Status};

/// A shape and a word; colour comes third.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "parts/status.html")]
pub(crate) struct StatusMark(pub(crate) Status);

impl StatusMark {
    pub(crate) fn word(&self) -> &'static str {
        self.0.as_str()
    }

    /// What the word means, on hover.
    fn meaning(&self) -> &'static str {
        meaning(self.0)
    }
}

/// One sentence a status, shown on hover and on the page about the method.
pub(crate) fn meaning(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported by the press or a researcher; the vendor has not spoken",
        Status::Alleged => "alleged by a party; nobody responsible has confirmed it",
        Status::Disputed => "the accused party denies or disputes it",
        Status::Acknowledged => "the vendor acknowledges the happening, or a part of it",
        Status::Confirmed => "confirmed by the vendor, a regulator or a court",
        Status::Mitigated => "the vendor says that the effects are contained",
        Status::Resolved => "the vendor says that the cause is removed",
        Status::Retracted => "whoever said so has taken it back",
    }
}

#[derive(Debug, Clone, Copy, Template)]
#[template(path = "parts/severity.html")]
pub(crate) struct SeverityMark(pub(crate) Severity);

impl SeverityMark {
    fn word(&self) -> &'static str {
        self.0.as_str()
    }

    fn level(&self) -> usize {
        Severity::all().iter().position(|severity| *severity == self.0).unwrap_or(0) + 1
    }
}

/// How firmly it is told, as a page says it.
pub(crate) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Stated => "stated",
        Modality::Alleged => "alleged",
        Modality::Planned => "announced",
        Modality::Denied => "denied",
    }
}

/// A link to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chip {
    pub(crate) address: String,
    pub(crate) name: String,
    /// The word of the entity's kind; products look different from vendors.
    pub(crate) kind: &'static str,
}

crate::view::pieces!(StatusMark, SeverityMark);
