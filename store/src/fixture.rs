//! A real database in a folder of its own, and short ways to fill it, for the tests of all nouns.

use std::collections::BTreeMap;
use std::ops::Deref;

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use watchline_model::page::FetchedPage;
use watchline_model::{
    Author, Basis, ChangeSeq, Claim, Dated, DocumentId, DocumentKind, Entity, EntityId, EntityKind, EntryId, Event,
    EventKind, Evidence, IncidentId, Mention, Modality, PageId, Reading, Reason, Relevance, RelevanceVerdict, Source,
    SourceId, SourceKind, Stance, Tier, VersionId,
};

use crate::{
    EntryOutcome, Fetched, Keep, Listing, NewEntry, NewPlacement, ReadOutcome, Recorded, Round, RoundOutcome,
    SourceAnswer, Store, Tagged, pack_page,
};

/// A store that vanishes with its folder.
pub(crate) struct TestStore {
    pub(crate) folder: TempDir,
    store: Store,
}

impl Deref for TestStore {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

/// So many minutes after midnight of 1 July 2026.
pub(crate) fn at(minutes: i64) -> DateTime<Utc> {
    "2026-07-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

pub(crate) fn source(id: &str) -> Source {
    Source {
        name: format!("{id} news"),
        language: Some("en".to_owned()),
        ..Source::new(id, SourceKind::Feed, Tier::Press, format!("https://{id}.example/feed"))
    }
}

pub(crate) fn entry(url: &str) -> NewEntry {
    NewEntry { url: url.to_owned(), title: Some("as listed".to_owned()), ..NewEntry::default() }
}

pub(crate) fn page(url: &str, body: &str, minutes: i64) -> FetchedPage {
    FetchedPage {
        url: url.to_owned(),
        final_url: format!("{url}?final"),
        status: 200,
        headers: vec![
            ("ETag".to_owned(), format!("\"{minutes}\"")),
            ("content-type".to_owned(), "text/html".to_owned()),
        ],
        fetched_at: at(minutes),
        body: body.as_bytes().to_vec(),
    }
}

/// An answer without a body.
pub(crate) fn answer(url: &str, status: u16, minutes: i64) -> FetchedPage {
    FetchedPage { status, ..page(url, "", minutes) }
}

/// A round that brought something and is due again.
pub(crate) fn round(next_due: i64) -> Round {
    Round {
        next_due: at(next_due),
        interval_seconds: None,
        memory: BTreeMap::new(),
        validators: None,
        outcome: RoundOutcome::Changed,
        new_entries: 0,
    }
}

pub(crate) fn reading(url: Option<&str>, title: &str, text: &str) -> Reading {
    Reading {
        canonical_url: url.map(str::to_owned),
        title: title.to_owned(),
        text: text.to_owned(),
        language: Some("en".to_owned()),
        ..Reading::default()
    }
}

pub(crate) fn published(reading: Reading, minutes: i64) -> Reading {
    Reading { published: Some(Dated::time(at(minutes), Basis::Published)), ..reading }
}

pub(crate) fn article(reading: Reading) -> ReadOutcome {
    ReadOutcome::Document { kind: DocumentKind::Article, reading, words_sha256: None }
}

pub(crate) fn entity(id: &str) -> Entity {
    Entity { id: EntityId::from(id), kind: EntityKind::Vendor, name: id.to_uppercase(), owner: None }
}

/// Tags with one entity, mention, event and claim each.
pub(crate) fn tags(version: VersionId, verdict: RelevanceVerdict, entity_id: &str) -> Tagged {
    let evidence = Evidence { version: None, start: 0, end: 4, quote: "Acme".to_owned() };
    Tagged {
        version,
        relevance: Relevance { verdict, score: 0.75, reasons: vec![Reason::new("entity", 0.5, "names a vendor")] },
        entities: vec![entity(entity_id)],
        mentions: vec![Mention {
            entity: EntityId::from(entity_id),
            start: 0,
            end: 4,
            text: "Acme".to_owned(),
            rule: "alias:acme".to_owned(),
        }],
        events: vec![Event {
            kind: EventKind::from("ban"),
            actors: vec![EntityId::from(entity_id)],
            targets: Vec::new(),
            date: None,
            modality: Modality::Stated,
            evidence: evidence.clone(),
            rule: "ban-1".to_owned(),
            participants: Vec::new(),
        }],
        claims: vec![Claim {
            party: None,
            party_name: "a reader".to_owned(),
            stance: Stance::Reports,
            event: Some(0),
            evidence,
            rule: "said".to_owned(),
        }],
        signature: format!("{{\"version\":{version}}}"),
    }
}

pub(crate) fn placement(document: DocumentId, incident: Option<IncidentId>) -> NewPlacement {
    NewPlacement {
        document,
        incident,
        year: 2026,
        copy_of: None,
        author: Author::Rule { name: "cluster".to_owned(), version: 1 },
        reasons: vec![Reason::new("shared-entities", 0.5, "both speak of Acme")],
        review: false,
    }
}

impl TestStore {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&format!("sqlite:{}", folder.path().join("made/watchline.db").display())).await.unwrap();
        Self { folder, store }
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite:{}", self.file().display())
    }

    /// The same file through new connections, as after a restart.
    pub(crate) async fn reopened(&self) -> Store {
        Store::open(&self.url()).await.unwrap()
    }

    /// Lists an address under the source `press` and answers its entry.
    pub(crate) async fn listed(&self, url: &str) -> EntryId {
        if self.find_source(&SourceId::from("press")).await.unwrap().is_none() {
            self.sync_sources(&[source("press")], at(0)).await.unwrap();
        }
        self.list("press", &[entry(url)], 60, 0).await;
        let due = self.due_entries(at(0), 1000).await.unwrap();
        due.into_iter().find(|due| due.entry.url == url).unwrap().entry.id
    }

    /// A whole round of a source: one answer that lists these, archived only as what it lists.
    pub(crate) async fn list(&self, source: &str, entries: &[NewEntry], next_due: i64, minutes: i64) -> Listing {
        let page = page(&format!("https://{source}.example/feed"), "", minutes);
        let answer = SourceAnswer { page: &page, keep: Keep::RecordsOnly, entries };
        let listing = self.record_answer(&source.into(), &answer, at(minutes)).await.unwrap();
        self.finish_round(&source.into(), &round(next_due), at(minutes)).await.unwrap();
        listing
    }

    /// What became of one entry; the page that waits to be read.
    pub(crate) async fn outcome(
        &self,
        entry: EntryId,
        what: Fetched,
        next_due: Option<i64>,
        minutes: i64,
    ) -> Option<PageId> {
        let outcome = EntryOutcome { entry, next_due: next_due.map(at), what };
        self.record_entry_outcomes(&[outcome], at(minutes)).await.unwrap().remove(0)
    }

    /// An entry is fetched well.
    pub(crate) async fn fetch(
        &self,
        entry: EntryId,
        page: FetchedPage,
        next_due: Option<i64>,
        minutes: i64,
    ) -> Option<PageId> {
        self.outcome(entry, Fetched::Page(pack_page(page)), next_due, minutes).await
    }

    /// Lists an address and fetches it.
    pub(crate) async fn fetched(&self, url: &str, body: &str) -> PageId {
        let entry = self.listed(url).await;
        self.fetch(entry, page(url, body, 1), None, 1).await.unwrap()
    }

    /// Lists, fetches and reads an address.
    pub(crate) async fn read_at(&self, url: &str, title: &str) -> Recorded {
        let page = self.fetched(url, title).await;
        let outcome = article(reading(Some(url), title, "Acme was banned."));
        self.record_reading(page, &outcome, at(2)).await.unwrap().unwrap()
    }

    /// A relevant document about `acme`, with its tags.
    pub(crate) async fn relevant(&self, url: &str) -> DocumentId {
        let recorded = self.read_at(url, &format!("Acme at {url}")).await;
        let tagged = tags(recorded.version.unwrap(), RelevanceVerdict::Relevant, "acme");
        self.record_tags(&[tagged], 1, at(3)).await.unwrap();
        recorded.document
    }

    /// The kinds of all changes after `seq`.
    pub(crate) async fn kinds_after(&self, seq: ChangeSeq) -> Vec<String> {
        let changes = self.changes_after(seq, 1000).await.unwrap();
        changes.iter().map(|change| format!("{} {}", change.kind, change.subject)).collect()
    }

    /// Alters the database behind the store's back.
    pub(crate) async fn spoil(&self, sql: &'static str) {
        let mut writing = self.write().await.unwrap();
        sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *writing).await.unwrap();
        assert!(sqlx::query(sql).execute(&mut *writing).await.unwrap().rows_affected() > 0, "nothing was spoilt");
        writing.commit().await.unwrap();
    }
}
