use std::future::{Future, poll_fn};
use std::task::Poll;

use watchline_model::{DocumentId, DocumentKind, PageId};

use super::{file_of, hide_password};
use crate::fixture::{TestStore, article, at, placement, reading, source};
use crate::{ReadOutcome, Store, StoreError};

#[test]
fn an_address_names_a_file() {
    for url in ["sqlite:data/watchline.db", "sqlite://data/watchline.db"] {
        assert_eq!(file_of(url).unwrap().to_str(), Some("data/watchline.db"));
    }
    assert_eq!(file_of("sqlite:///var/w.db").unwrap().to_str(), Some("/var/w.db"));
}

#[test]
fn an_address_that_cannot_be_used_is_refused_with_reason_and_remedy() {
    for url in ["data/watchline.db", "sqlite:", "sqlite::memory:", "sqlite:w.db?mode=ro", "postgres://w:secret@db/w"] {
        let error = file_of(url).unwrap_err().to_string();
        assert!(error.contains("sqlite:data/watchline.db"), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
    assert_eq!(hide_password("postgres://w:secret@db/w"), "postgres://w:…@db/w");
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let error = Store::open(&format!("sqlite:{}/w.db", file.display())).await.unwrap_err();
    assert!(matches!(&error, StoreError::Unavailable { path, .. } if *path == file), "{error}");
    assert!(error.to_string().contains("set store.url"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    let notes = "these are somebody's notes, long enough not to look like an empty file ".repeat(20);
    std::fs::write(&file, &notes).unwrap();
    let error = Store::open(&format!("sqlite:{}", file.display())).await.unwrap_err();
    assert!(matches!(&error, StoreError::Corrupt(_)), "{error}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), notes);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let store = TestStore::open().await;
    store
        .spoil(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', TRUE, x'00', 1)",
        )
        .await;
    let error = Store::open(&store.url()).await.unwrap_err();
    assert!(matches!(&error, StoreError::Migration(_)), "{error}");
}

#[tokio::test]
async fn two_that_open_a_new_database_at_once_both_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("w.db").display());
    let opened = futures::future::join_all((0..4).map(|_| Store::open(&url))).await;
    for store in opened {
        assert_eq!(store.unwrap().counts().await.unwrap().documents, 0);
    }
}

#[tokio::test]
async fn the_writer_keeps_the_promised_settings_and_readers_cannot_write() {
    let store = TestStore::open().await;
    let mut writing = store.write().await.unwrap();
    for (pragma, expected) in [("PRAGMA synchronous", 1), ("PRAGMA foreign_keys", 1), ("PRAGMA busy_timeout", 10_000)] {
        let row = sqlx::query(pragma).fetch_one(&mut *writing).await.unwrap();
        assert_eq!(sqlx::Row::get::<i64, _>(&row, 0), expected, "{pragma}");
    }
    let row = sqlx::query("PRAGMA journal_mode").fetch_one(&mut *writing).await.unwrap();
    assert_eq!(sqlx::Row::get::<String, _>(&row, 0), "wal");
    drop(writing);
    assert!(sqlx::query("DELETE FROM pages").execute(store.readers()).await.is_err());
}

#[tokio::test]
async fn readers_see_the_last_committed_state_while_somebody_writes() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    let before = store.counts().await.unwrap();
    let mut writing = store.write().await.unwrap();
    sqlx::query("UPDATE documents SET verdict = 'irrelevant'").execute(&mut *writing).await.unwrap();
    assert_eq!(store.counts().await.unwrap(), before);
    assert!(store.find_document(document).await.unwrap().is_some());
    writing.commit().await.unwrap();
    assert_eq!(store.counts().await.unwrap().relevant, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_and_readers_at_once_lose_and_double_nothing() {
    let store = TestStore::open().await;
    let pages = futures::future::join_all((0..40).map(|number| {
        let store = &store;
        async move { store.fetched(&format!("https://press.example/{number}"), &format!("body {number}")).await }
    }))
    .await;
    let mut tasks = Vec::new();
    for (number, page) in pages.into_iter().enumerate() {
        let writer = Store::clone(&store);
        tasks.push(tokio::spawn(async move {
            // Two entries lead to each canonical address, and every page is read by two at once.
            let url = format!("https://press.example/canonical/{}", number / 2);
            let outcome = article(reading(Some(&url), "Title", "Body"));
            let (one, other) = tokio::join!(
                writer.record_reading(page, &outcome, at(2)),
                writer.record_reading(page, &outcome, at(3))
            );
            assert_eq!(one.unwrap().unwrap().document, other.unwrap().unwrap().document);
        }));
        let reader = Store::clone(&store);
        tasks.push(tokio::spawn(async move {
            let ids: Vec<DocumentId> = (1..=40).map(DocumentId).collect();
            for view in reader.list_documents(&ids).await.unwrap() {
                assert_eq!(view.versions.len(), 1, "a half-written document was seen");
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.documents, counts.versions, counts.pending_pages), (20, 20, 0));
    assert_eq!(store.last_change().await.unwrap().0, 20);
    assert_eq!(store.verify().await.unwrap().broken, None);
}

/// How many times the recording of this page was dropped after so and so many answers of the database before it was done;
/// `before` is how many documents there were.
async fn abandon_at_every_step(store: &TestStore, page: PageId, outcome: &ReadOutcome, before: u64) -> u64 {
    let mut abandoned = 0;
    for steps in 0.. {
        let mut work = Box::pin(store.record_reading(page, outcome, at(2)));
        let mut left = steps;
        // One step for each time that the database answers; then dropped, like a task that is cancelled.
        let finished = poll_fn(|context| {
            if left == 0 {
                return Poll::Ready(false);
            }
            left -= 1;
            work.as_mut().poll(context).map(|recorded| recorded.is_ok())
        })
        .await;
        drop(work);
        // Behind whatever the dropped work had still asked of the database: rolling back, or the commit itself.
        drop(store.write().await.unwrap());
        let counts = store.counts().await.unwrap();
        let whole = counts.documents - before;
        assert_eq!((counts.versions - before, counts.pending_pages), (whole, 1 - whole), "after {steps} steps");
        assert_eq!(store.last_change().await.unwrap().0.unsigned_abs(), counts.documents);
        assert!(whole == 1 || !finished);
        if finished {
            break;
        }
        abandoned += 1;
    }
    abandoned
}

#[tokio::test]
async fn work_abandoned_at_any_step_is_done_whole_or_not_at_all() {
    let store = TestStore::open().await;
    // On how many answers the work waits is a matter of luck: a database that has answered before it is asked again is
    // not waited for. Some page meets a slow one.
    let mut most = 0;
    let outcome = |number: u64| article(reading(None, "Title", &format!("Body {number}")));
    for number in 0..200 {
        let page = store.fetched(&format!("https://press.example/{number}"), &format!("x{number}")).await;
        most = most.max(abandon_at_every_step(&store, page, &outcome(number), number).await);
        if most > 3 {
            let recorded = store.record_reading(page, &outcome(number), at(3)).await.unwrap().unwrap();
            assert_eq!(recorded.document.0.unsigned_abs(), number + 1);
            break;
        }
    }
    assert!(most > 3, "abandoned at most {most} times: not in the middle of the transaction");
    assert_eq!(store.verify().await.unwrap().broken, None);
}

#[tokio::test]
async fn a_copy_of_the_files_taken_at_any_moment_opens_to_a_whole_state() {
    let store = TestStore::open().await;
    for number in 1..=12 {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        let mut unfinished = store.write().await.unwrap();
        sqlx::query("DELETE FROM documents WHERE id = 0").execute(&mut *unfinished).await.unwrap();
        sqlx::query("UPDATE documents SET placed = TRUE").execute(&mut *unfinished).await.unwrap();
        // What a killed process leaves behind: the files as they are now, the transaction open.
        let copy = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(store.file().parent().unwrap()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        drop(unfinished);
        let revived = Store::open(&format!("sqlite:{}/watchline.db", copy.path().display())).await.unwrap();
        assert_eq!(revived.counts().await.unwrap(), store.counts().await.unwrap());
        assert!(revived.unplaced_documents(10).await.unwrap().iter().any(|one| one.document.id == document));
        assert_eq!(revived.verify().await.unwrap().broken, None);
        store.record_placement(&placement(document, None), at(4)).await.unwrap();
    }
}

#[tokio::test]
async fn a_large_import_is_readable_at_once() {
    let store = TestStore::open().await;
    let documents: Vec<_> = (0..1200)
        .map(|number| {
            let url = format!("https://archive.example/{number}");
            (DocumentKind::Article, reading(Some(&url), &format!("Title {number}"), "Body"))
        })
        .collect();
    store.import_documents(&source("import"), &documents, at(1)).await.unwrap();
    let ids = store.all_document_ids_after(DocumentId(0), 5000).await.unwrap();
    let views = store.list_documents(&ids).await.unwrap();
    assert_eq!(views.len(), 1200);
    assert_eq!(views[1199].version.reading.title, "Title 1199");
}
