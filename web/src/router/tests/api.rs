use super::*;

#[tokio::test]
async fn a_list_has_total_items_facets_histogram_and_cursor() {
    let site = site().await;
    for (kind, total) in [("documents", 7), ("incidents", 3)] {
        let found = site.get(&format!("/api/v1/{kind}?limit=2")).await.json();
        assert_eq!(found["total"], total, "{kind}");
        assert_eq!(found["items"].as_array().map(Vec::len), Some(2), "{kind}");
        assert!(found["facets"]["vendor"][0]["count"].is_u64(), "{kind}: {found}");
        assert_eq!(found["histogram"][0]["month"], "2026-05", "{kind}");
        let cursor = found["next_cursor"].as_str().expect("there is more");
        let next = site
            .get(&crate::params::address(&format!("/api/v1/{kind}"), &[("limit", "2"), ("cursor", cursor)]))
            .await
            .json();
        assert_ne!(next["items"][0]["id"], found["items"][0]["id"], "{kind}");
    }
    let events = site.get("/api/v1/events?q=event:ban").await.json();
    assert_eq!(events["items"][0]["kind"], "ban");
    assert_eq!(events["items"][0]["date"]["value"], "2026-07-10");
    assert_eq!(events["items"][0]["date"]["precision"], "day");
}

#[tokio::test]
async fn an_incident_holds_all_that_its_page_shows() {
    let site = site().await;
    let incident = site.get("/api/v1/incidents/INC-2026-0001").await.json();
    assert_eq!(incident["id"], "INC-2026-0001");
    assert_eq!(incident["status"], "mitigated");
    assert_eq!(incident["severity"], "high");
    assert_eq!(incident["documents"].as_array().map(Vec::len), Some(4));
    assert!(incident["decisions"].as_array().is_some_and(|decisions| decisions.len() >= 4));
    let events = incident["events"].as_array().expect("events");
    let ban = events.iter().find(|event| event["kind"] == "ban").expect("the ban");
    assert_eq!(ban["told_by"].as_array().map(Vec::len), Some(3), "told by three documents: {ban}");
    assert_eq!(ban["actors"][0], "harbour-group");
    assert!(ban["evidence"]["quote"].as_str().is_some_and(|quote| quote.contains("stop using Fern Code")));
    let claim = &incident["claims"][0];
    let about = claim["event"].as_u64().and_then(|place| usize::try_from(place).ok()).expect("a place in events");
    assert_eq!(claim["event_kind"], events[about]["kind"]);
}

#[tokio::test]
async fn a_documents_spans_count_in_its_text() {
    let site = site().await;
    let document = site.get(&format!("/api/v1/documents/{}", site.statement)).await.json();
    let text: Vec<char> = document["text"].as_str().expect("a statement is whole").chars().collect();
    let evidence = &document["events"][0]["evidence"];
    let place = |name: &str| evidence[name].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number");
    let words: String = text[place("start")..place("end")].iter().collect();
    assert_eq!(evidence["quote"], words);
}

#[tokio::test]
async fn errors_are_problems_that_name_the_parameter() {
    let site = site().await;
    for (path, status, parameter) in [
        ("/api/v1/documents?vendr=x", 400, "vendr"),
        ("/api/v1/documents?limit=0", 400, "limit"),
        ("/api/v1/events?after=soon", 400, "after"),
        ("/api/v1/incidents?sort=best", 400, "sort"),
        ("/api/v1/incidents?cursor=%21%21", 400, "cursor"),
        ("/api/v1/sources?x=1", 400, "x"),
        ("/api/v1/documents?limit=2&limit=3", 400, "limit"),
        ("/api/v1/documents?sort=", 400, "sort"),
        ("/api/v1/documents?histogram=week", 400, "histogram"),
        ("/api/v1/incidents/INC-2026-0001?by=then", 400, "by"),
        ("/api/v1/complete?q=x&at=-1", 400, "at"),
        ("/api/v1/complete?q=x&limit=51", 400, "limit"),
        ("/export.csv?limit=5", 400, "limit"),
        ("/feed.atom?x=", 400, "x"),
    ] {
        let answered = site.get(path).await;
        assert_eq!(answered.status.as_u16(), status, "{path}: {}", answered.body);
        assert_eq!(answered.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
        let problem = answered.json();
        assert_eq!(problem["parameter"], parameter, "{path}");
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(parameter)), "{path}");
    }
    for path in [
        "/api/v1/nothing",
        "/api/v1/documents/999",
        "/api/v1/documents/x",
        "/api/v1/documents/1/versions/0",
        "/api/v1/incidents/INC-1999-0001",
        "/api/v1/entities/nobody",
        "/api/v1/sources/nowhere",
    ] {
        let answered = site.get(path).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answered.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
    }
    let posted = site.post("/api/v1/documents", "").await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(posted.header(header::ALLOW), "GET,HEAD");
    assert_eq!(posted.header(header::CONTENT_TYPE), "application/problem+json");
}

/// A described address with examples that the made-up archive knows.
fn asked(path: &str) -> String {
    let id = if path.contains("incidents") {
        "INC-2026-0001"
    } else if path.contains("sources") {
        "meridian"
    } else {
        "1"
    };
    path.replace("{id}", id).replace("{number}", "1").replace("{slug}", "orchid")
}

#[tokio::test]
async fn each_described_path_answers_with_what_is_described() {
    let site = site().await;
    let description = site.get("/api/v1/openapi.json").await.json();
    let paths = description["paths"].as_object().expect("paths");
    assert!(paths.len() >= 20);
    for (path, operation) in paths {
        let asked = asked(path);
        let answered = site.get(&asked).await;
        assert_eq!(answered.status, StatusCode::OK, "{asked}: {}", answered.body);
        let content = operation["get"]["responses"]["200"]["content"].as_object().expect("content");
        let (media, body) = content.iter().next().expect("a media type");
        assert!(answered.header(header::CONTENT_TYPE).starts_with(media.as_str()), "{asked} is no {media}");
        let Some(name) = body["schema"]["$ref"].as_str().and_then(|path| path.rsplit('/').next()) else { continue };
        let body = answered.json();
        let schema = &description["components"]["schemas"][name];
        for required in schema["required"].as_array().into_iter().flatten() {
            assert!(body.get(required.as_str().expect("a name")).is_some(), "{asked} lacks {required}");
        }
        for (field, _) in body.as_object().expect("an object") {
            assert!(schema["properties"].get(field).is_some(), "{asked} has `{field}`, which is not described");
        }
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let site = site().await;
    let behind = site.get("/api/v1/documents").await;
    assert_eq!(behind.header(header::LAST_MODIFIED), "", "the index has still to follow");
    let last = site.state.store.last_change().await.expect("reads");
    // All that happened in the archive is past by then.
    let clock = Arc::new(FixedClock::new(fixture::now() + TimeDelta::days(2)));
    let site = Site { router: router(WebState { clock, ..site.state.clone() }), ..site };
    site.state.index.apply(&[], &[], &[], last).expect("it follows");
    for path in ["/api/v1/documents", "/api/v1/incidents/INC-2026-0001", "/export.csv", "/feed.atom"] {
        let first = site.get(path).await;
        let (tag, since) = (first.header(header::ETAG), first.header(header::LAST_MODIFIED));
        assert!(tag.starts_with("W/") && since.ends_with(" GMT"), "{path}: {tag} {since}");
        for (name, value) in [(header::IF_NONE_MATCH, tag), (header::IF_MODIFIED_SINCE, since)] {
            let request = Request::get(path).header(&name, value).body(Body::empty()).expect("a request");
            let again = site.ask(request).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path} {name}");
        }
        let earlier = Request::get(path).header(header::IF_MODIFIED_SINCE, "Tue, 02 Jun 2026 00:00:00 GMT");
        assert_eq!(site.ask(earlier.body(Body::empty()).expect("a request")).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(site.get("/api/v1/sources").await.header(header::LAST_MODIFIED), "", "health is live");
}

#[tokio::test]
async fn a_cursor_of_another_order_is_a_conflict_not_a_fault() {
    let site = site().await;
    let found = site.get("/api/v1/documents?limit=2").await.json();
    let cursor = found["next_cursor"].as_str().expect("there is more");
    let other = site.get(&format!("/api/v1/documents?limit=2&sort=oldest&cursor={cursor}")).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    assert!(other.json()["detail"].as_str().is_some_and(|detail| detail.contains("sort")), "{}", other.body);
}

#[tokio::test]
async fn one_version_is_had_with_what_proves_it() {
    let site = site().await;
    let document = site.get(&format!("/api/v1/documents/{}", site.statement)).await.json();
    assert_eq!(document["versions"].as_array().map(Vec::len), Some(2), "it was edited");
    for meta in document["versions"].as_array().expect("versions") {
        let path = format!("/api/v1/documents/{}/versions/{}", site.statement, meta["number"]);
        let version = site.get(&path).await.json();
        assert_eq!(version["sha256"], meta["sha256"], "{path}");
        assert!(version["text"].as_str().is_some_and(|text| !text.is_empty()), "a statement is whole: {path}");
        assert_eq!(version["superseded"], meta["number"] == 1, "{path}");
    }
    let article = site.get("/api/v1/documents/1/versions/1").await.json();
    assert!(article["text"].is_null() && article["excerpt"].is_string(), "an article is not republished: {article}");
    assert_eq!(site.get("/api/v1/documents/1/versions/9").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_told_fact_of_an_incident_leads_to_its_words() {
    let site = site().await;
    let incident = site.get("/api/v1/incidents/INC-2026-0001").await.json();
    let lists = ["events", "claims"].iter().flat_map(|list| incident[*list].as_array().expect("a list"));
    let mut told = 0;
    for evidence in lists.map(|fact| &fact["evidence"]) {
        let address = evidence["address"].as_str().expect("an address").replace("https://watch.example", "");
        let (path, anchor) = address.split_once('#').expect("an anchor");
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.body.contains(&format!("id=\"{anchor}\"")), "{address} opens at nothing");
        assert!(page.body.contains(evidence["sha256"].as_str().expect("a hash")), "{address}");
        told += 1;
    }
    assert!(told > 4);
}

#[tokio::test]
async fn what_is_being_typed_is_completed_in_characters() {
    let site = site().await;
    let typed = "häfen vendor:orc";
    let path = crate::params::address("/api/v1/complete", &[("q", typed)]);
    let completion = site.get(&path).await.json();
    let first = &completion["candidates"][0];
    assert_eq!(first["query"], "häfen vendor:orchid", "{completion}");
    assert_eq!((completion["from"].as_u64(), completion["to"].as_u64()), (Some(6), Some(16)), "{completion}");
    let after = site.get("/api/v1/complete?q=vendor:orc%20").await.json();
    assert_eq!(after["candidates"], serde_json::json!([]), "after a blank nothing has been typed yet");
    let within = site.get("/api/v1/complete?q=vendor:orc%20x&at=10").await.json();
    assert_eq!(within["candidates"][0]["query"], "vendor:orchid x", "{within}");
}

#[tokio::test]
async fn people_read_the_same_description_as_a_page() {
    let site = site().await;
    let page = site.get("/api/v1/docs").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for part in ["GET /api/v1/incidents/{id}", "next_cursor", "https://watch.example/api/v1/documents?q="] {
        assert!(page.body.contains(part), "the page lacks {part}");
    }
}

#[tokio::test]
async fn other_sites_may_read() {
    let site = site().await;
    let request = Request::get("/api/v1/documents").header(header::ORIGIN, "https://elsewhere.example");
    let answered = site.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answered.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    assert!(answered.header(header::ACCESS_CONTROL_EXPOSE_HEADERS).contains("retry-after"));
}
