use watchline_model::{DecisionId, RelevanceVerdict, Step, VersionId};

use crate::Deciding;
use crate::fixture::{TestStore, at, placement, tags};

#[tokio::test]
async fn decisions_about_places_come_in_order_with_the_signatures_by_which_documents_came() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let second = store.relevant("https://press.example/2").await;
    let home = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    store.record_tags(&[tags(VersionId(1), RelevanceVerdict::Borderline, "acme")], 2, at(5)).await.unwrap();
    let other = store.record_placement(&placement(second, None), at(6)).await.unwrap();
    let zoe = Deciding::person("zoe", "", at(7));
    store.retitle_incident(home, Some("A title"), &zoe).await.unwrap();
    store.merge_incidents(home, other, &zoe).await.unwrap();
    let all = store.reopened().await.placing_decisions_after(DecisionId(0), 100).await.unwrap();
    let told: Vec<(i64, usize)> = all.iter().map(|one| (one.decision.id.0, one.signatures.len())).collect();
    assert_eq!(told, [(1, 1), (2, 0), (3, 1), (5, 1)]);
    assert_eq!(all[0].signatures[&first], "{\"version\":1}");
    assert!(matches!(all[3].decision.steps.first(), Some(Step::Left(_))));
    assert_eq!(store.placing_decisions_after(DecisionId(3), 100).await.unwrap().len(), 1);
    assert_eq!(store.last_decision().await.unwrap(), DecisionId(5));
}

#[tokio::test]
async fn what_binds_rules_is_read_of_one_moment() {
    let store = TestStore::open().await;
    let (first, second) =
        (store.relevant("https://press.example/1").await, store.relevant("https://press.example/2").await);
    let home = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    store.record_placement(&placement(second, Some(home)), at(4)).await.unwrap();
    assert_eq!(store.bindings().await.unwrap(), crate::Bindings::default());
    let zoe = Deciding::person("zoe", "", at(7));
    let young = store.split_incident(home, &[second], None, &zoe).await.unwrap().incident.unwrap();
    let bindings = store.bindings().await.unwrap();
    assert_eq!(bindings.pinned, [(first, home), (second, young)]);
    assert_eq!(bindings.kept_apart, [(first, young), (second, home)]);
    assert_eq!(bindings.incidents_kept_apart, [(home, young)]);
}

#[tokio::test]
async fn placeable_documents_are_walked_in_the_order_of_placing() {
    let store = TestStore::open().await;
    for number in [3, 1, 2] {
        store.relevant(&format!("https://press.example/{number}")).await;
    }
    let first = store.placeable_documents(None, 2).await.unwrap();
    assert_eq!(
        first.iter().map(|one| one.url.as_str()).collect::<Vec<_>>(),
        ["https://press.example/1", "https://press.example/2",]
    );
    let home = store.record_placement(&placement(first[0].document, None), at(4)).await.unwrap();
    let rest = store.placeable_documents(first.last(), 2).await.unwrap();
    assert_eq!((rest.len(), rest[0].url.as_str(), rest[0].incidents.len()), (1, "https://press.example/3", 0));
    assert_eq!(store.placeable_documents(None, 1).await.unwrap()[0].incidents, [home]);
}
