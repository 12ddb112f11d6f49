use chrono::{DateTime, Utc};
use watchline_model::{RelevanceVerdict, VersionId};

use crate::fixture::{TestStore, at, tags};
use crate::{FailedAsk, ProposalCounts, TaggedWith};

const WITH: TaggedWith = TaggedWith { analysis: 1, taxonomy: 0 };

async fn fail(store: &TestStore, version: i64, next_due: Option<i64>, minutes: i64) {
    let reason = "no complete answer in time".to_owned();
    let failed = FailedAsk { reason, next_due: next_due.map(at), counts: true };
    store.record_failed_ask(VersionId(version), "m", &failed, at(minutes)).await.unwrap();
}

async fn due(store: &TestStore, now: DateTime<Utc>) -> Vec<i64> {
    store.unasked_versions(WITH, now, 10).await.unwrap().iter().map(|unasked| unasked.version.version.id.0).collect()
}

/// Two relevant documents, a borderline and an irrelevant one, in this order.
async fn filled() -> TestStore {
    let store = TestStore::open().await;
    store.relevant("https://press.example/1").await;
    store.relevant("https://press.example/2").await;
    for (url, verdict) in [("3", RelevanceVerdict::Borderline), ("4", RelevanceVerdict::Irrelevant)] {
        let recorded = store.read_at(&format!("https://press.example/{url}"), "Acme").await;
        store.record_tags(&[tags(recorded.version.unwrap(), verdict, "acme")], 1, at(3)).await.unwrap();
    }
    store
}

#[tokio::test]
async fn a_model_is_asked_about_what_may_matter_the_newest_first_and_never_twice() {
    let store = filled().await;
    assert_eq!(due(&store, at(5)).await, [3, 2, 1]);
    let last = store.last_change().await.unwrap();
    let tagged = tags(VersionId(2), RelevanceVerdict::Relevant, "umbrella");
    store.record_proposals("example-8b", "{\"events\":[]}", &tagged, WITH, at(5)).await.unwrap();
    assert_eq!(store.kinds_after(last).await, ["document_changed document 2"], "the tags came with the answer");
    assert_eq!(due(&store, at(5)).await, [3, 1]);
    let kept = store.proposals_of(&[VersionId(1), VersionId(2)]).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[&VersionId(2)].model, "example-8b");
    assert_eq!(store.count_proposals().await.unwrap(), ProposalCounts { waiting: 2, answered: 1, given_up: 0 });
}

#[tokio::test]
async fn what_failed_is_asked_again_when_its_time_has_come_and_after_what_was_never_asked() {
    let store = filled().await;
    fail(&store, 3, Some(10), 5).await;
    assert_eq!(due(&store, at(9)).await, [2, 1]);
    assert_eq!(due(&store, at(10)).await, [2, 1, 3]);
    fail(&store, 3, Some(11), 10).await;
    let unasked = store.unasked_versions(WITH, at(11), 10).await.unwrap();
    assert_eq!(unasked[2].failures, 2);
    fail(&store, 3, None, 11).await;
    assert_eq!(due(&store, at(9_000)).await, [2, 1]);
    assert_eq!(store.count_proposals().await.unwrap(), ProposalCounts { waiting: 2, answered: 0, given_up: 1 });
}

#[tokio::test]
async fn a_model_is_not_asked_about_what_waits_to_be_tagged_anew() {
    let store = filled().await;
    let with = TaggedWith { taxonomy: 7, ..WITH };
    assert!(store.unasked_versions(with, at(5), 10).await.unwrap().is_empty());
    store.record_tags(&[tags(VersionId(1), RelevanceVerdict::Relevant, "acme")], with, at(5)).await.unwrap();
    assert_eq!(store.unasked_versions(with, at(5), 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn no_more_is_asked_within_an_hour_than_the_limit_says_also_after_a_restart() {
    let store = filled().await;
    assert!(store.begin_request(VersionId(1), 2, at(0)).await.unwrap());
    assert!(store.begin_request(VersionId(1), 2, at(30)).await.unwrap());
    assert!(!store.begin_request(VersionId(2), 2, at(59)).await.unwrap());
    let reopened = store.reopened().await;
    assert!(!reopened.begin_request(VersionId(2), 2, at(59)).await.unwrap());
    assert!(reopened.begin_request(VersionId(2), 2, at(60)).await.unwrap(), "the first is an hour ago");
    assert!(!reopened.begin_request(VersionId(2), 2, at(60)).await.unwrap());
}
