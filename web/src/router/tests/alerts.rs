use super::*;

async fn subscribed(site: &Site) -> SubscriptionId {
    let made = site.post("/alerts/new", "q=vendor%3Aorchid&channel=email&email=ada%40example.org&rhythm=daily").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert!(made.body.contains("ada@example.org"));
    SubscriptionId(1)
}

#[tokio::test]
async fn a_subscription_begins_with_a_confirmation_in_the_outbox() {
    let site = site().await;
    let id = subscribed(&site).await;
    let found = site.state.store.find_subscription(id).await.expect("reads").expect("is there");
    assert_eq!((found.query.as_str(), found.confirmed_at), ("vendor:orchid", None));
    let due = site.state.store.due_deliveries(fixture::now() + TimeDelta::minutes(1), 10).await.expect("reads");
    assert_eq!(due.len(), 1);
    let body = &due[0].delivery.body_text;
    let start = body.find("https://watch.example/alerts/confirm/").expect("the link");
    let link = body[start + "https://watch.example".len()..].split_whitespace().next().expect("a link");
    let confirmed = site.get(link).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.body);
    let found = site.state.store.find_subscription(id).await.expect("reads").expect("is there");
    assert_eq!(found.confirmed_at, Some(fixture::now()));
    assert_eq!(site.get(link).await.status, StatusCode::OK, "a second opening changes nothing");
}

#[tokio::test]
async fn unsubscribing_takes_a_post_and_one_is_enough() {
    let site = site().await;
    let id = subscribed(&site).await;
    let path = format!("/alerts/unsubscribe/{id}?s={}", sign(SECRET, "unsubscribe", id));
    let asked = site.get(&path).await;
    assert!(asked.body.contains("<button"), "{}", asked.body);
    let ended = || async { site.state.store.find_subscription(id).await.expect("reads").expect("is there").ended_at };
    assert_eq!(ended().await, None, "a GET ends nothing: mail scanners open links");
    let one_click = Request::post(&path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://mail.example")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .expect("a request");
    assert_eq!(site.ask(one_click).await.status, StatusCode::OK);
    assert_eq!(ended().await, Some(fixture::now()));
    assert!(site.get(&path).await.body.contains("You will hear no more of this"));
}

#[tokio::test]
async fn a_link_that_was_not_signed_for_this_is_refused() {
    let site = site().await;
    let id = subscribed(&site).await;
    let wrong = sign(SECRET, "confirm", id);
    for path in [
        format!("/alerts/unsubscribe/{id}?s={wrong}"),
        format!("/alerts/{id}?s={wrong}"),
        format!("/alerts/confirm/{id}?s={}", &wrong[..10]),
        format!("/alerts/confirm/{id}"),
        format!("/alerts/confirm/2?s={wrong}"),
    ] {
        assert_eq!(site.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let manage = format!("/alerts/{id}?s={}", sign(SECRET, "manage", id));
    assert!(site.get(&manage).await.body.contains("Your subscription"));
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let site = site().await;
    let forged = Request::post("/alerts/new")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "watch.example")
        .header(header::ORIGIN, "https://evil.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("q=fern&channel=email&email=ada%40example.org"))
        .expect("a request");
    assert_eq!(site.ask(forged).await.status, StatusCode::FORBIDDEN);
    assert!(site.state.store.list_subscriptions().await.expect("reads").is_empty());
}

#[tokio::test]
async fn a_form_with_slips_comes_back_filled_in() {
    let site = site().await;
    let back = site.post("/alerts/new", "q=fern%22%3E&channel=webhook&url=ftp%3A%2F%2Fx&rhythm=daily").await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("https:// or http://"), "{}", back.body);
    assert!(back.body.contains("ftp://x"));
    let long = "q=".to_owned() + &"x".repeat(100_000);
    assert_eq!(site.post("/alerts/new", &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_webhook_gets_its_secret_once() {
    let site = site().await;
    let made = site.post("/alerts/new", "q=fern&channel=webhook&url=https%3A%2F%2Fhooks.example%2Fin").await;
    assert_eq!(made.status, StatusCode::CREATED);
    assert!(made.body.contains("whsec_"));
}

#[tokio::test]
async fn the_form_cannot_flood_an_address() {
    let site = site().await;
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(site.post("/alerts/new", "q=fern&channel=email&email=ada%40example.org").await.status.as_u16());
    }
    assert_eq!(answers, [201, 201, 201, 429]);
}
