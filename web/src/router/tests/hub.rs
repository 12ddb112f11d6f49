use super::*;
use watchline_model::{HubState, HubSubscription, SourceId};

const TOKEN: &str = "b1946ac92492d2347c6235b4d2611184";

async fn subscribed() -> (Site, SourceId) {
    let site = site().await;
    let source = site.state.store.list_sources().await.expect("sources")[0].source.id.clone();
    let subscription = HubSubscription {
        source: source.clone(),
        hub: "https://hub.example/".to_owned(),
        topic: "https://news.example/feed".to_owned(),
        token: TOKEN.to_owned(),
        state: HubState::Requested,
        lease_until: None,
        asked_at: fixture::now(),
    };
    site.state.store.save_hub_subscription(&subscription).await.expect("a subscription is stored");
    (site, source)
}

#[tokio::test]
async fn a_hub_gets_its_challenge_back_for_the_topic_that_was_asked_for() {
    let (site, source) = subscribed().await;
    let verify = |topic: &str| {
        format!("/hub/{TOKEN}?hub.mode=subscribe&hub.topic={topic}&hub.challenge=xyzzy&hub.lease_seconds=864000")
    };
    assert_eq!(site.get(&verify("https%3A%2F%2Fother.example%2Ffeed")).await.status, StatusCode::NOT_FOUND);
    let answered = site.get(&verify("https%3A%2F%2Fnews.example%2Ffeed")).await;
    assert_eq!((answered.status, answered.body.as_str()), (StatusCode::OK, "xyzzy"));
    let known = site.state.store.hub_subscription_of(&source).await.expect("read").expect("known");
    assert_eq!(known.state, HubState::Active);
    assert_eq!(known.lease_until, Some(fixture::now() + TimeDelta::days(10)));
}

#[tokio::test]
async fn nobody_subscribes_or_unsubscribes_us_unasked() {
    let (site, source) = subscribed().await;
    for path in [
        "/hub/unknown?hub.mode=subscribe&hub.challenge=x",
        &format!("/hub/{TOKEN}?hub.mode=unsubscribe&hub.challenge=x"),
        &format!("/hub/{TOKEN}"),
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let known = site.state.store.hub_subscription_of(&source).await.expect("read").expect("known");
    assert_eq!(known.state, HubState::Requested);
    assert_eq!(site.post("/hub/unknown", "news").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_announcement_makes_the_feed_due_and_nothing_else() {
    let (site, source) = subscribed().await;
    let documents = site.state.store.counts().await.expect("counts").documents;
    assert_eq!(
        site.post(&format!("/hub/{TOKEN}"), "<rss><item>believe me</item></rss>").await.status,
        StatusCode::ACCEPTED
    );
    let due = site.state.store.due_sources(fixture::now(), 100).await.expect("due sources");
    assert!(due.iter().any(|due| due.source.id == source));
    assert_eq!(site.state.store.counts().await.expect("counts").documents, documents);
}
