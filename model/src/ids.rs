//! Identifiers as types of their own, so that a page can never be taken for a document.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A word that is not one of the words asked for; says which are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAWord {
    message: String,
}

impl NotAWord {
    pub fn new(what: &str, found: &str, known: &[&str]) -> Self {
        let expected = if known.is_empty() { String::new() } else { format!("; use one of: {}", known.join(", ")) };
        Self { message: format!("`{found}` is not a {}{expected}", what.to_lowercase()) }
    }
}

impl fmt::Display for NotAWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NotAWord {}

macro_rules! number_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+ };
}

number_id! {
    /// What a source listed: an address to fetch.
    EntryId,
    /// The raw answer of one fetch.
    PageId,
    /// What a page says to a reader.
    DocumentId,
    /// One reading of a document.
    VersionId,
    /// Something that happened, as one version tells it.
    EventId,
    /// A party's stance on an event.
    ClaimId,
    /// A placement, merge, correction, …
    DecisionId,
    /// Position in the change log.
    ChangeSeq,
    /// Who wants what.
    SubscriptionId,
    /// One attempt to tell one recipient.
    DeliveryId,
    /// An editor's account.
    UserId,
}

macro_rules! text_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+ };
}

text_id! {
    /// A source's id in the configuration: `example-news`.
    SourceId,
    /// An entity's slug, also its address under `/entities/`: `anthropic`, `claude-code`, `cve-2026-1234`.
    EntityId,
}

/// Public, permanent id of an incident: `INC-2026-0042` (year in which it was opened, running number).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IncidentId {
    pub year: i32,
    pub number: u32,
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "INC-{:04}-{:04}", self.year, self.number)
    }
}

impl FromStr for IncidentId {
    type Err = NotAWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotAWord::new("incident id (INC-2026-0042)", text, &[]);
        let mut parts = text.splitn(3, '-');
        let prefix = parts.next().unwrap_or_default();
        let year = parts.next().unwrap_or_default();
        let number = parts.next().unwrap_or_default();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !prefix.eq_ignore_ascii_case("inc") || year.len() != 4 || !digits(year) || !digits(number) {
            return Err(refuse());
        }
        Ok(Self { year: year.parse().map_err(|_| refuse())?, number: number.parse().map_err(|_| refuse())? })
    }
}

impl Serialize for IncidentId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IncidentId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
