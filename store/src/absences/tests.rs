use watchline_model::{EntryId, Event, EventKind, Evidence, Modality, Source, SourceId, Tier};

use crate::AbsentDocument;
use crate::fixture::{TestStore, answer, article, at, entry, page, reading, source};
use crate::{Fetched, NewEntry};

const URL: &str = "https://acme.example/statement";
const DAY: i64 = 24 * 60;

/// A statement of a source of this tier, fetched and read, watched or not.
async fn statement(store: &TestStore, tier: Tier, watched: bool) -> EntryId {
    store.sync_sources(&[Source { tier, ..source("acme") }], at(0)).await.unwrap();
    add(store, URL, "https://acme.example/statement", watched).await
}

async fn add(store: &TestStore, url: &str, canonical: &str, watched: bool) -> EntryId {
    store.list("acme", &[NewEntry { watched, ..entry(url) }], 60, 0).await;
    let due = store.due_entries(at(0), 9).await.unwrap();
    let entry = due.into_iter().find(|due| due.entry.url == url).unwrap().entry.id;
    let page = store.fetch(entry, page(url, url, 1), Some(2), 1).await.unwrap();
    store.record_reading(page, &article(reading(Some(canonical), "Acme", "We apologise.")), at(1)).await.unwrap();
    entry
}

async fn absent_at(store: &TestStore, entry: EntryId, minutes: &[i64]) {
    for minute in minutes {
        store.outcome(entry, Fetched::Absent(answer(URL, 404, *minute)), Some(minute + 1), *minute).await;
    }
}

async fn found(store: &TestStore, least: u32, before: i64) -> Vec<AbsentDocument> {
    store.absent_documents(least, at(before)).await.unwrap()
}

fn removal(absent: &AbsentDocument) -> Event {
    let text = absent.version.reading.full_text();
    Event {
        kind: EventKind::from("statement_removed"),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence { version: Some(absent.version.id), ..Evidence::cut(&text, 0, 4) },
        rule: "watching".to_owned(),
        participants: Vec::new(),
    }
}

#[tokio::test]
async fn a_statement_is_absent_after_enough_answers_over_enough_time() {
    let store = TestStore::open().await;
    let entry = statement(&store, Tier::Vendor, true).await;
    absent_at(&store, entry, &[DAY]).await;
    assert!(found(&store, 2, 3 * DAY).await.is_empty(), "once is not enough");
    absent_at(&store, entry, &[2 * DAY]).await;
    assert!(found(&store, 2, DAY).await.is_empty(), "not long enough");
    let absent = found(&store, 2, DAY + 1).await.remove(0);
    assert_eq!((absent.entry, absent.url.as_str(), absent.source.id), (entry, URL, SourceId::from("acme")));
    assert_eq!((absent.last_seen, absent.absent_since, absent.absences), (at(1), at(DAY), 2));
    assert_eq!((absent.version.number, absent.version.reading.text.as_str()), (1, "We apologise."));
}

#[tokio::test]
async fn a_removal_is_found_once_and_again_only_after_a_return() {
    let store = TestStore::open().await;
    let entry = statement(&store, Tier::Regulator, true).await;
    absent_at(&store, entry, &[DAY, 2 * DAY]).await;
    let absent = found(&store, 2, 9 * DAY).await.remove(0);
    assert!(store.record_observation(absent.document.id, &removal(&absent), at(2 * DAY)).await.unwrap());
    absent_at(&store, entry, &[3 * DAY]).await;
    assert!(found(&store, 2, 9 * DAY).await.is_empty());
    assert!(!store.record_observation(absent.document.id, &removal(&absent), at(3 * DAY)).await.unwrap());
    store.fetch(entry, page(URL, URL, 4 * DAY), Some(5 * DAY), 4 * DAY).await;
    assert!(found(&store, 1, 9 * DAY).await.is_empty(), "it is back");
    absent_at(&store, entry, &[5 * DAY, 6 * DAY]).await;
    let again = found(&store, 2, 9 * DAY).await.remove(0);
    assert_eq!((again.last_seen, again.absent_since), (at(4 * DAY), at(5 * DAY)));
    assert!(store.record_observation(again.document.id, &removal(&again), at(6 * DAY)).await.unwrap());
    let view = store.find_document(again.document.id).await.unwrap().unwrap();
    assert_eq!(view.events.len(), 2, "two removals of one version");
}

#[tokio::test]
async fn a_page_that_moved_failed_or_is_nobody_s_own_word_is_not_absent() {
    let store = TestStore::open().await;
    let entry = statement(&store, Tier::Vendor, true).await;
    let failed = |minutes| Fetched::Failed {
        error: "503".to_owned(),
        state: watchline_model::EntryState::Pending,
        answer: Some(answer(URL, 503, minutes)),
    };
    for day in 1..9 {
        store.outcome(entry, failed(day * DAY), Some(day * DAY + 1), day * DAY).await;
    }
    assert!(found(&store, 1, 99 * DAY).await.is_empty(), "a failed fetch is never evidence");
    absent_at(&store, entry, &[10 * DAY]).await;
    assert_eq!(found(&store, 1, 99 * DAY).await.len(), 1);
    let elsewhere = add(&store, "https://acme.example/moved", URL, true).await;
    store.fetch(elsewhere, page("https://acme.example/moved", "x", 11 * DAY), None, 11 * DAY).await;
    assert!(found(&store, 1, 99 * DAY).await.is_empty(), "it is there under another address");

    for (tier, watched) in [(Tier::Press, true), (Tier::Vendor, false)] {
        let store = TestStore::open().await;
        let entry = statement(&store, tier, watched).await;
        absent_at(&store, entry, &[DAY, 2 * DAY]).await;
        assert!(found(&store, 1, 99 * DAY).await.is_empty(), "{tier} {watched}");
    }
}
