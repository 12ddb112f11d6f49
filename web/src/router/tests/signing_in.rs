use super::*;

fn form(name: &str, password: &str, next: &str) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("name", name).append_pair("password", password).append_pair("next", next);
    form.finish()
}

#[tokio::test]
async fn a_page_of_the_editors_leads_to_the_sign_in_and_back() {
    let site = desk().await;
    let asked = site.get("/review?kind=placement").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let login = asked.header(header::LOCATION).to_owned();
    assert_eq!(login, "/login?next=%2Freview%3Fkind%3Dplacement");
    assert!(site.get(&login).await.body.contains("value=\"/review?kind=placement\""));
    let entered = site.post("/login", &form("ada", PASSWORD, "/review?kind=placement")).await;
    assert_eq!((entered.status, entered.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/review?kind=placement"));
    let cookie = entered.header(header::SET_COOKIE).to_owned();
    for flag in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    let page = site.get_as(&cookie, "/review?kind=placement").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Signed in as <strong>ada</strong>"));
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    assert!(page.header(header::CONTENT_SECURITY_POLICY).contains("script-src 'self'"));
}

#[tokio::test]
async fn public_pages_are_the_same_for_somebody_signed_in() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    for path in ["/", "/incidents", "/incidents/INC-2026-0001", "/documents/1", "/search", "/about", "/login"] {
        let (anybody, somebody) = (site.get(path).await, site.get_as(&ada, path).await);
        assert_eq!(anybody.body, somebody.body, "{path}");
        assert!(!somebody.body.contains("/static/review.js"), "{path}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_refused_and_a_name_is_not_given_away() {
    let site = desk().await;
    let wrong = site.post("/login", &form("ada", "a wrong password", "/review")).await;
    let unknown = site.post("/login", &form("nobody", "a wrong password", "/review")).await;
    assert_eq!((wrong.status, unknown.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(wrong.body.replace("ada", "nobody"), unknown.body);
    assert!(wrong.header(header::SET_COOKIE).is_empty());
    assert!(!wrong.body.contains("a wrong password"));
    let empty = site.post("/login", "name=ada&password=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_guesses_has_to_wait() {
    let site = desk().await;
    for _ in 0..5 {
        assert_eq!(site.post("/login", &form("ada", "a guess", "")).await.status, StatusCode::UNAUTHORIZED);
    }
    let right = site.post("/login", &form("ada", PASSWORD, "")).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "even the right password waits");
    assert!((1..=30).contains(&right.header(header::RETRY_AFTER).parse::<u32>().expect("seconds")));
    let other = site.post("/login", &form("rea", PASSWORD, "")).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "others do not wait");
}

#[tokio::test]
async fn a_sign_in_never_leads_to_another_site() {
    let site = desk().await;
    for away in ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"] {
        let entered = site.post("/login", &form("ada", PASSWORD, away)).await;
        assert_eq!(entered.header(header::LOCATION), "/review", "{away}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_in_the_store() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    assert_eq!(site.get_as(&ada, "/review").await.status, StatusCode::OK);
    let left = site.post_as(&ada, "/logout", "").await;
    assert_eq!((left.status, left.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
    assert!(left.header(header::SET_COOKIE).contains("Max-Age=0"));
    assert_eq!(site.get_as(&ada, "/review").await.status, StatusCode::SEE_OTHER, "the old cookie opens nothing");
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let site = desk().await;
    let user = site.state.store.find_user("ada").await.expect("reads").expect("an account");
    let (token, digest) = session::new_token();
    let (began, ended) = (fixture::at("2026-07-01"), fixture::now());
    site.state.store.add_session(user.id, &digest, ended, began).await.expect("a session");
    let cookie = format!("watchline_session={token}");
    assert_eq!(site.get_as(&cookie, "/review").await.status, StatusCode::SEE_OTHER);
    let refused = site.post_as(&cookie, "/review/relevance:8", "choice=relevant").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "a form is not lost on the way to the sign-in");
    assert!(refused.body.contains("sign in at /login"));
}

#[tokio::test]
async fn a_session_that_is_used_lasts() {
    let site = desk().await;
    let user = site.state.store.find_user("ada").await.expect("reads").expect("an account");
    let (token, digest) = session::new_token();
    let soon = fixture::now() + TimeDelta::days(1);
    site.state.store.add_session(user.id, &digest, soon, fixture::at("2026-06-25")).await.expect("a session");
    assert_eq!(site.get_as(&format!("watchline_session={token}"), "/review").await.status, StatusCode::OK);
    let prolonged = site.state.store.find_session(&digest, fixture::now()).await.expect("reads").expect("a session");
    assert_eq!(prolonged.expires_at, fixture::now() + TimeDelta::days(14));
}

#[tokio::test]
async fn a_reader_may_sign_in_and_decide_nothing() {
    let site = desk().await;
    let rea = site.session_of("rea").await;
    for path in ["/review", "/review/audit", "/incidents/INC-2026-0001/edit", "/documents/1/edit"] {
        assert_eq!(site.get_as(&rea, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let refused = site.post_as(&rea, "/review/undo", "decision=1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let history = site.get_as(&rea, "/incidents/INC-2026-0001/history").await;
    assert_eq!(history.status, StatusCode::OK);
    assert!(!history.body.contains("/review/undo"), "reading is all that is offered");
}

#[tokio::test]
async fn a_decision_from_another_site_is_refused() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let item =
        site.state.store.list_review(watchline_store::ReviewKind::Relevance, None, 1).await.expect("reads").remove(0);
    for path in [format!("/review/{}", item.key), "/logout".to_owned(), "/login".to_owned(), "/review/undo".to_owned()]
    {
        let forged = Request::post(&path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &ada)
            .header(header::HOST, "watch.example")
            .header(header::ORIGIN, "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .body(Body::from("choice=irrelevant&decision=1"))
            .expect("a request");
        assert_eq!(site.ask(forged).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(site.state.store.find_review(&item.key).await.expect("reads").is_some(), "nothing was decided");
    assert_eq!(site.get_as(&ada, "/review").await.status, StatusCode::OK, "nobody was signed out");
}
