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
    ] {
        let answered = site.get(path).await;
        assert_eq!(answered.status.as_u16(), status, "{path}: {}", answered.body);
        assert_eq!(answered.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
        let problem = answered.json();
        assert_eq!(problem["parameter"], parameter, "{path}");
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(parameter)), "{path}");
    }
    for path in
        ["/api/v1/nothing", "/api/v1/documents/999", "/api/v1/incidents/INC-1999-0001", "/api/v1/entities/nobody"]
    {
        let answered = site.get(path).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answered.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
    }
    let posted = site.post("/api/v1/documents", "").await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(posted.header(header::CONTENT_TYPE), "application/problem+json");
}

#[tokio::test]
async fn each_described_path_answers() {
    let site = site().await;
    let description = site.get("/api/v1/openapi.json").await.json();
    let paths = description["paths"].as_object().expect("paths");
    assert!(paths.len() >= 8);
    for (path, operation) in paths {
        let mut asked = path.clone();
        let parameters = operation["get"]["parameters"].as_array().expect("parameters");
        for parameter in parameters.iter().filter(|parameter| parameter["in"] == "path") {
            let name = parameter["name"].as_str().expect("a name");
            let value = match (path.contains("incidents"), name) {
                (true, _) => "INC-2026-0001",
                (_, "slug") => "orchid",
                _ => "1",
            };
            asked = asked.replace(&format!("{{{name}}}"), value);
        }
        let answered = site.get(&asked).await;
        assert_eq!(answered.status, StatusCode::OK, "{asked}");
        let schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str();
        let name = schema.and_then(|path| path.rsplit('/').next()).expect("a schema");
        let body = answered.json();
        for required in description["components"]["schemas"][name]["required"].as_array().into_iter().flatten() {
            assert!(body.get(required.as_str().expect("a name")).is_some(), "{asked} lacks {required}");
        }
    }
}

#[tokio::test]
async fn other_sites_may_read() {
    let site = site().await;
    let request = Request::get("/api/v1/documents").header(header::ORIGIN, "https://elsewhere.example");
    let answered = site.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answered.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
}
