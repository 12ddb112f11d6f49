//! What collecting hands over and asks back: sources and their rounds, entries and what became of them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;
use watchline_model::{Document, Entry, EntryId, EntryState, Page, Source, SourceHealth, SourceId, Version};

use crate::PackedPage;

/// A source and how it is doing.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceView {
    pub source: Source,
    pub health: SourceHealth,
    /// `false` once the configuration no longer names it: kept for its documents, no longer fetched.
    pub configured: bool,
}

/// A source whose time has come, with what a conditional request and a back-off need.
#[derive(Debug, Clone, PartialEq)]
pub struct DueSource {
    pub source: Source,
    pub validators: Validators,
    pub consecutive_failures: u32,
    /// Seconds that its rhythm gives it between two rounds; `None` before the first.
    pub interval_seconds: Option<u64>,
    /// What it remembers between rounds: cursors, what was seen last.
    pub memory: BTreeMap<String, String>,
    /// Rounds in a row that brought the same as the one before.
    pub unchanged_in_a_row: u32,
    /// Its validators were once found to stay while the body changed.
    pub distrusts_validators: bool,
}

/// An address that a source lists. `url` is canonical.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewEntry {
    pub url: String,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<DateTime<Utc>>,
    pub updated: Option<DateTime<Utc>>,
    pub summary: Option<String>,
    pub watched: bool,
    /// Differs once the publisher has changed the thing: a known entry is then fetched again.
    pub revision: Option<String>,
    /// Where the SHA-2 of what `url` answers is published.
    pub hash_url: Option<String>,
    /// The thing itself, byte for byte as it stands in the answer: then nothing is fetched.
    pub record: Option<Vec<u8>>,
}

/// What of a source's answer is archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The answer as it came (and the records cut out of it).
    Answer,
    /// Only the records cut out of it: it is a bulk file of which most was seen before.
    RecordsOnly,
}

/// One answer within a source's round, and what it lists.
#[derive(Debug, Clone, Copy)]
pub struct SourceAnswer<'a> {
    pub page: &'a FetchedPage,
    pub keep: Keep,
    pub entries: &'a [NewEntry],
}

/// What an answer brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Listing {
    pub new_entries: u32,
    /// Known entries that are due again, or whose record is another than before.
    pub revised: u32,
}

/// What a round showed, compared with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundOutcome {
    Changed,
    /// 304, or the same body.
    Unchanged,
    /// The body changed though the validators did not.
    ValidatorsLied,
}

/// A round that is over and went well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub next_due: DateTime<Utc>,
    /// The source's rhythm from now on; `None`: as before.
    pub interval_seconds: Option<u64>,
    /// Takes the place of all that was remembered.
    pub memory: BTreeMap<String, String>,
    /// Of the main address; `None`: as before.
    pub validators: Option<Validators>,
    pub outcome: RoundOutcome,
    pub new_entries: u32,
}

/// An entry whose time has come.
#[derive(Debug, Clone, PartialEq)]
pub struct DueEntry {
    pub entry: Entry,
    pub source: Source,
    pub validators: Validators,
    /// As listed.
    pub updated: Option<DateTime<Utc>>,
    pub revision: Option<String>,
    pub hash_url: Option<String>,
    /// Answers in a row that brought nothing new.
    pub unchanged_in_a_row: u32,
    /// Its validators were once found to stay while the body changed.
    pub distrusts_validators: bool,
    /// When it last was there (200 or 304).
    pub last_seen: Option<DateTime<Utc>>,
    /// Answers 404 or 410 in a row, and the first of them.
    pub absences: u32,
    pub absent_since: Option<DateTime<Utc>>,
}

/// What became of an entry that was due.
#[derive(Debug, Clone)]
pub struct EntryOutcome {
    pub entry: EntryId,
    /// When it is looked at again; `None`: never, unless a listing brings a new revision.
    pub next_due: Option<DateTime<Utc>>,
    pub what: Fetched,
}

/// The answer to an entry's fetch. Every HTTP answer is archived.
#[derive(Debug, Clone)]
pub enum Fetched {
    /// It is there (200).
    Page(PackedPage),
    /// It is there, and as it was (304).
    Unchanged(FetchedPage),
    /// The host says that it is not there (404, 410).
    Absent(FetchedPage),
    /// Nothing is known: no answer, or one that says nothing about the page. `state` says whether it is tried again
    /// (`Pending`) or not (`Refused`, `Failed`).
    Failed { error: String, state: EntryState, answer: Option<FetchedPage> },
    /// It was not asked, since its host rests: no attempt is counted.
    Postponed,
}

/// A fetched page that answers an entry and that nobody has read yet.
#[derive(Debug, Clone, PartialEq)]
pub struct UnreadPage {
    pub page: Page,
    pub body: Vec<u8>,
    pub source: Source,
    pub entry: Option<Entry>,
    /// When the entry was changed last, as listed.
    pub updated: Option<DateTime<Utc>>,
}

/// A time in which a source did not answer well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub source: SourceId,
    /// First failure.
    pub began: DateTime<Utc>,
    /// First success after it; `None`: it lasts.
    pub ended: Option<DateTime<Utc>>,
    pub failures: u32,
    /// Of the latest failure, in a sentence.
    pub reason: String,
    /// Last success before it: what was published since may be missing.
    pub last_success: Option<DateTime<Utc>>,
}

/// A watched statement that has not been there for a while.
#[derive(Debug, Clone, PartialEq)]
pub struct AbsentDocument {
    pub document: Document,
    pub source: Source,
    pub entry: EntryId,
    /// The entry's.
    pub url: String,
    pub last_seen: DateTime<Utc>,
    pub absent_since: DateTime<Utc>,
    /// Answers 404 or 410 in a row.
    pub absences: u32,
    /// The latest.
    pub version: Version,
}
