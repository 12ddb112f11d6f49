use watchline_model::{ChangeKind, ChangeSeq, Subject};

use super::append_change;
use crate::fixture::{TestStore, at};

#[tokio::test]
async fn lines_are_numbered_without_gaps_and_an_abandoned_one_leaves_none() {
    let store = TestStore::open().await;
    let subject = Subject::Source("press".into());
    for (index, keep) in [true, false, true].into_iter().enumerate() {
        let mut writing = store.write().await.unwrap();
        let detail = format!("change {index}");
        append_change(&mut writing, ChangeKind::SourceFailed, &subject, &detail, at(1)).await.unwrap();
        if keep {
            writing.commit().await.unwrap();
        }
    }
    let changes = store.changes_after(ChangeSeq(0), 10).await.unwrap();
    let told: Vec<(i64, &str)> = changes.iter().map(|change| (change.seq.0, change.detail.as_str())).collect();
    assert_eq!(told, [(1, "change 0"), (2, "change 2")]);
    assert_eq!((changes[0].at, &changes[0].subject), (at(1), &subject));
    assert_eq!(store.last_change().await.unwrap(), ChangeSeq(2));
}

#[tokio::test]
async fn a_follower_goes_on_where_it_stopped() {
    let store = TestStore::open().await;
    assert_eq!(store.last_change().await.unwrap(), ChangeSeq(0));
    assert_eq!(store.cursor("alert").await.unwrap(), ChangeSeq(0));
    store.set_cursor("alert", ChangeSeq(4)).await.unwrap();
    store.set_cursor("alert", ChangeSeq(7)).await.unwrap();
    store.set_cursor("index", ChangeSeq(1)).await.unwrap();
    assert_eq!(store.reopened().await.cursor("alert").await.unwrap(), ChangeSeq(7));
}

#[tokio::test]
async fn a_page_of_the_log_begins_after_the_line_asked_for() {
    let store = TestStore::open().await;
    store.read_at("https://press.example/1", "one").await;
    store.read_at("https://press.example/2", "two").await;
    let changes = store.changes_after(ChangeSeq(1), 1).await.unwrap();
    assert_eq!(changes.iter().map(|change| change.seq.0).collect::<Vec<_>>(), [2]);
}
