use watchline_model::page::FetchedPage;
use watchline_model::{EntryId, EntryState, PageId};

use crate::fixture::{TestStore, answer, at, page};
use crate::{DueEntry, EntryOutcome, Fetched, pack_page};

const URL: &str = "https://press.example/1";

fn there(entry: EntryId, url: &str, body: &str, minutes: i64) -> EntryOutcome {
    EntryOutcome { entry, next_due: Some(at(minutes + 1)), what: Fetched::Page(pack_page(page(url, body, minutes))) }
}

async fn due(store: &TestStore) -> DueEntry {
    store.due_entries(at(99_999), 1).await.unwrap().remove(0)
}

#[tokio::test]
async fn every_answer_becomes_a_page_of_the_chain_whatever_its_status() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    store.fetch(entry, page(URL, "x", 1), Some(2), 1).await.unwrap();
    assert_eq!(store.outcome(entry, Fetched::Unchanged(answer(URL, 304, 2)), Some(3), 2).await, None);
    let gone = FetchedPage { body: b"<h1>not here</h1>".to_vec(), ..answer(URL, 404, 3) };
    assert_eq!(store.outcome(entry, Fetched::Absent(gone), Some(4), 3).await, None);
    let error = "503 Service Unavailable".to_owned();
    let failed = Fetched::Failed { error, state: EntryState::Pending, answer: Some(answer(URL, 503, 4)) };
    assert_eq!(store.outcome(entry, failed, Some(5), 4).await, None);
    let mut statuses = Vec::new();
    for id in 1..=4 {
        statuses.push(store.find_page(PageId(id)).await.unwrap().unwrap().0.status);
    }
    assert_eq!(statuses, [200, 304, 404, 503]);
    assert_eq!(store.find_page(PageId(3)).await.unwrap().unwrap().1, b"<h1>not here</h1>");
    assert_eq!(store.unread_pages(9).await.unwrap().len(), 1, "only what is there is read");
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn many_outcomes_are_taken_in_together_in_their_order() {
    let store = TestStore::open().await;
    let urls: Vec<String> = (0..40).map(|number| format!("https://press.example/{number}")).collect();
    let mut outcomes = Vec::new();
    for url in &urls {
        outcomes.push(there(store.listed(url).await, url, url, 1));
    }
    let again = outcomes[0].entry;
    outcomes.push(there(again, &urls[0], "edited", 2));
    outcomes.push(there(again, &urls[0], "edited", 3));
    let to_read = store.record_entry_outcomes(&outcomes, at(3)).await.unwrap();
    let expected: Vec<Option<PageId>> = (1..=41).map(|id| Some(PageId(id))).chain([None]).collect();
    assert_eq!(to_read, expected, "the same body a second time is not read, even within one transaction");
    assert_eq!(store.verify().await.unwrap().pages, 42);
    let entry = store.due_entries(at(9), 99).await.unwrap().into_iter().find(|due| due.entry.id == again).unwrap();
    assert_eq!((entry.entry.last_page, entry.unchanged_in_a_row), (Some(PageId(42)), 1));
}

#[tokio::test]
async fn answers_without_a_change_are_counted_until_one_comes() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    store.fetch(entry, page(URL, "x", 1), Some(2), 1).await;
    store.outcome(entry, Fetched::Unchanged(answer(URL, 304, 2)), Some(3), 2).await;
    store.fetch(entry, page(URL, "x", 3), Some(4), 3).await;
    let twice = due(&store).await;
    assert_eq!((twice.unchanged_in_a_row, twice.last_seen, twice.distrusts_validators), (2, Some(at(3)), false));
    store.fetch(entry, page(URL, "y", 4), Some(5), 4).await;
    assert_eq!(due(&store).await.unchanged_in_a_row, 0);
}

#[tokio::test]
async fn a_body_that_changes_under_the_same_validators_makes_them_distrusted_for_good() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    let with = |headers: &[(&str, &str)], body: &str, minutes: i64| FetchedPage {
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ..page(URL, body, minutes)
    };
    store.fetch(entry, with(&[("ETag", "\"a\"")], "1", 1), Some(2), 1).await;
    store.fetch(entry, with(&[("ETag", "\"b\"")], "2", 2), Some(3), 2).await;
    assert!(!due(&store).await.distrusts_validators);
    store.fetch(entry, with(&[("ETag", "\"b\"")], "3", 3), Some(4), 3).await;
    assert!(due(&store).await.distrusts_validators);
    store.fetch(entry, with(&[("ETag", "\"c\"")], "4", 4), Some(5), 4).await;
    assert!(due(&store).await.distrusts_validators);

    let other = store.listed("https://press.example/2").await;
    let dated = [("Last-Modified", "Wed, 01 Jul 2026 10:00:00 GMT")];
    store.fetch(other, with(&dated, "1", 1), None, 1).await;
    store.fetch(other, with(&dated, "2", 2), Some(0), 2).await;
    assert!(due(&store).await.distrusts_validators, "a date of change that stays counts where there is no ETag");
    let bare = store.listed("https://press.example/3").await;
    store.fetch(bare, with(&[], "1", 1), None, 1).await;
    store.fetch(bare, with(&[], "2", 2), Some(-1), 2).await;
    assert!(!due(&store).await.distrusts_validators, "no validators cannot lie");
}

#[tokio::test]
async fn absence_is_counted_from_answers_that_say_so_and_ends_when_it_is_back() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    store.fetch(entry, page(URL, "x", 1), Some(2), 1).await;
    store.outcome(entry, Fetched::Absent(answer(URL, 404, 10)), Some(11), 10).await;
    let failed = Fetched::Failed { error: "timeout".to_owned(), state: EntryState::Pending, answer: None };
    store.outcome(entry, failed, Some(12), 11).await;
    store.outcome(entry, Fetched::Absent(answer(URL, 410, 12)), Some(13), 12).await;
    let absent = due(&store).await;
    assert_eq!((absent.absences, absent.absent_since, absent.last_seen), (2, Some(at(10)), Some(at(1))));
    assert_eq!((absent.entry.attempts, absent.entry.last_page), (3, Some(PageId(1))));
    store.outcome(entry, Fetched::Unchanged(answer(URL, 304, 14)), Some(15), 14).await;
    let back = due(&store).await;
    assert_eq!((back.absences, back.absent_since, back.last_seen), (0, None, Some(at(14))));
    assert_eq!((back.entry.attempts, back.entry.last_error, back.entry.state), (0, None, EntryState::Done));
}

#[tokio::test]
async fn a_postponed_entry_only_waits() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    let before = due(&store).await;
    store.outcome(entry, Fetched::Postponed, Some(30), 5).await;
    assert!(store.due_entries(at(29), 9).await.unwrap().is_empty());
    let mut after = due(&store).await;
    assert_eq!(after.entry.next_due, Some(at(30)));
    after.entry.next_due = before.entry.next_due;
    assert_eq!(after, before);
    assert_eq!(store.counts().await.unwrap().pages, 0);
}
