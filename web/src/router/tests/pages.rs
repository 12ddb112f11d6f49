use super::*;

#[tokio::test]
async fn each_page_answers_with_its_heading() {
    let site = site().await;
    let statement = format!("/documents/{}", site.statement);
    for (path, heading) in [
        ("/", "What is new"),
        ("/search", "documents"),
        ("/search?q=fern", "About recent reports on"),
        ("/search?q=event:ban&type=events", "Ban"),
        ("/search?q=vendor:bluefin&type=incidents", "Reef Chat exposed"),
        ("/search?q=zzzzzz", "Nothing found, but"),
        ("/incidents", "Incidents</h1>"),
        ("/incidents/INC-2026-0001", "Harbour Group bans Fern Code; Orchid AI acknowledges an experiment</h1>"),
        ("/incidents/inc-2026-0001", "Who says what"),
        (&statement, "About recent reports on Fern Code</h1>"),
        (&format!("{statement}/versions/1"), "Version 1 of 2"),
        (&format!("{statement}/versions/2"), "the latest"),
        (&format!("{statement}/diff/1..2"), "1.2 million</ins> accounts."),
        ("/entities", "Orchid AI"),
        ("/entities/orchid", "Orchid AI</h1>"),
        ("/entities/fern-code", "of <a href=\"/entities/orchid\">Orchid AI</a>"),
        ("/sources", "The Meridian Post"),
        ("/sources/meridian", "after its own rhythm"),
        ("/alerts", "Be told when something changes"),
        ("/alerts/new?q=vendor:orchid", "This would have fired <strong>3 times</strong>"),
        ("/about", "How Watchline works out what happened"),
        ("/static/style.css", "font-face"),
        ("/robots.txt", "Disallow: /search"),
        ("/healthz", "ok"),
        ("/readyz", "ok"),
        ("/metrics", "watchline_archive_documents 7"),
    ] {
        let answered = site.get(path).await;
        assert_eq!(answered.status, StatusCode::OK, "{path}");
        assert!(answered.body.contains(heading), "{path} lacks {heading:?}:\n{}", answered.body);
    }
}

#[tokio::test]
async fn an_incident_shows_its_words_and_where_they_stand() {
    let site = site().await;
    let page = site.get("/incidents/INC-2026-0001").await.body;
    for shown in [
        "March 2026",
        "10 July 2026",
        "<mark>Ilse Brandt of Orchid AI acknowledged</mark>",
        "/documents/3/versions/1#c48-85",
        "Open original",
        "97 % of its sentences stand in an earlier document",
        "1 copy of this text",
        "3 independent sources, 4 documents",
        "@online{INC-2026-0001,",
        "/diff/1..2",
    ] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
}

#[tokio::test]
async fn the_archived_words_can_be_linked_to() {
    let site = site().await;
    let page = site.get("/documents/3/versions/1").await.body;
    assert!(page.contains("id=\"c48-85\""), "{page}");
    let older = site.get(&format!("/documents/{}/versions/1?c=35-60", site.statement)).await.body;
    assert!(older.contains("id=\"c35-60\" class=\"focus\""), "{older}");
}

#[tokio::test]
async fn third_party_text_is_not_republished_whole() {
    let site = site().await;
    let hidden = "did not answer questions by the time of publication";
    for path in ["/documents/1", "/documents/1/versions/1", "/documents/1/versions/1?c=0-99999", "/api/v1/documents/1"]
    {
        let answered = site.get(path).await;
        assert_eq!(answered.status, StatusCode::OK, "{path}");
        assert!(!answered.body.contains(hidden), "{path}");
    }
    let statement = site.get(&format!("/documents/{}", site.statement)).await.body;
    assert!(statement.contains("Questions can be sent to our press office."));
}

#[tokio::test]
async fn hostile_words_are_shown_and_never_run() {
    let site = site().await;
    for path in
        ["/", "/incidents/INC-2026-0003", "/documents/7", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/feed.atom"]
    {
        let answered = site.get(path).await;
        assert_eq!(answered.status, StatusCode::OK, "{path}");
        // Files of our own, and nothing that stands in the page itself.
        let bare = answered.body.replace("<script src=\"/static/", "");
        assert!(!bare.contains("<script"), "{path}");
        assert!(!answered.body.contains("<img src=x"), "{path}");
    }
    let policy = site.get("/").await;
    assert!(policy.header(header::CONTENT_SECURITY_POLICY).contains("script-src 'self';"));
}

#[tokio::test]
async fn nonsense_gets_a_page_and_never_a_5xx() {
    let site = site().await;
    let deep = format!("/search?q={}", "(".repeat(900));
    let long = format!("/search?q={}", "a+".repeat(3000));
    for path in [
        "/search?q=%FF%00%22((((+OR+-:::",
        "/search?q=vendor:&sort=newest&type=x",
        "/search?cursor=abc",
        "/search?limit=-1",
        "/search?q=after:99999-99&after=0000",
        "/search?after=-262144-01-01",
        "/search?q=severity%3E=%F0%9F%92%A9",
        "/incidents/INC-9999-99999999999",
        "/incidents/%00",
        "/incidents?before=1_INC-2026-0001",
        "/incidents?before=x",
        "/documents/0",
        "/documents/-1",
        "/documents/99999999999999999999",
        "/documents/1/versions/0",
        "/documents/1/versions/1?c=9-1",
        "/documents/1/versions/1?c=99999999999999999999-1",
        "/documents/1/diff/1..9",
        "/documents/1/diff/x",
        "/entities/%2e%2e",
        "/entities/%FF",
        "/static/..%2f..%2fCargo.toml",
        "/alerts/1",
        "/alerts/x?s=1",
        "/api/v1/documents?limit=1000",
        "/api/v1/incidents/x",
        "/feed.atom?q=)))",
        "/calendar.ics?q=%22",
        "/export.csv?q=a:b:c",
        &deep,
        &long,
    ] {
        let answered = site.get(path).await;
        assert!(!answered.status.is_server_error(), "{path}: {}", answered.status);
        if answered.status == StatusCode::NOT_FOUND && !path.starts_with("/api/") {
            assert!(answered.body.contains("What is new"), "{path} has no way out");
        }
    }
}

#[tokio::test]
async fn what_is_not_understood_is_said_with_what_may_have_been_meant() {
    let site = site().await;
    let page = site.get("/search?q=fern+vendr:orchid").await.body;
    assert!(page.contains("Search with <code>vendor:orchid</code> instead"), "{page}");
    assert!(page.contains("q=fern+vendor%3Aorchid"), "{page}");
}

#[tokio::test]
async fn a_merged_incident_redirects_for_ever() {
    let site = site().await;
    let mut incident = site.state.store.find_incident(site.incidents[1]).await.expect("reads").expect("is there");
    incident.merged_into = Some(site.incidents[0]);
    let changes = [(ChangeKind::IncidentMerged, "merged".to_owned())];
    site.state.store.update_incident(&incident, &changes, fixture::now()).await.expect("writes");
    let page = site.get("/incidents/INC-2026-0002").await;
    assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(page.header(header::LOCATION), "/incidents/INC-2026-0001");
    let api = site.get("/api/v1/incidents/INC-2026-0002").await;
    assert_eq!(api.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(api.json()["merged_into"], "INC-2026-0001");
}

#[tokio::test]
async fn what_the_reader_has_is_not_sent_again() {
    let site = site().await;
    for path in ["/", "/incidents/INC-2026-0001", "/api/v1/documents", "/feed.atom"] {
        let first = site.get(path).await;
        let tag = first.header(header::ETAG).to_owned();
        assert!(tag.starts_with("W/\""), "{path}");
        let again = Request::get(path).header(header::IF_NONE_MATCH, &tag).body(Body::empty()).expect("a request");
        let again = site.ask(again).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
    }
    let modified = site.get("/incidents/INC-2026-0001").await.header(header::LAST_MODIFIED).to_owned();
    let since = Request::get("/incidents/INC-2026-0001").header(header::IF_MODIFIED_SINCE, modified);
    assert_eq!(site.ask(since.body(Body::empty()).expect("a request")).await.status, StatusCode::NOT_MODIFIED);
}
