//! What stands around every page, and what a page says when there is little to say.

use super::*;

#[tokio::test]
async fn the_front_page_says_what_this_is_before_anything_else() {
    let site = site().await;
    let page = site.get("/").await.body;
    let (heading, first) = (page.find("<h1>Security incidents involving AI tools"), page.find("class=\"case\""));
    assert!(heading.is_some() && heading < first, "{page}");
    assert_eq!(page.matches("<h1").count(), 1);
    for shown in ["independent source", "How sure it is", "status%3Aalleged", "class=\"examples\"", "Narrow it"] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
}

#[tokio::test]
async fn a_shared_link_has_a_card_and_searches_are_listed_nowhere() {
    let site = site().await;
    let page = site.get("/incidents/INC-2026-0001").await.body;
    for shown in [
        "<meta property=\"og:title\" content=\"INC-2026-0001",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:url\" content=\"https://watch.example/incidents/INC-2026-0001\">",
        "content=\"https://watch.example/static/card.png\"",
    ] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
    assert!(!page.contains("noindex"));
    assert!(site.get("/search?q=fern").await.body.contains("<meta name=\"robots\" content=\"noindex\">"));
    let card = site.get("/static/card.png").await;
    assert_eq!((card.status, card.header(header::CONTENT_TYPE)), (StatusCode::OK, "image/png"));
}

#[tokio::test]
async fn the_sitemap_lists_every_incident_and_robots_names_it() {
    let site = site().await;
    let map = site.get("/sitemap.xml").await;
    assert_eq!(map.header(header::CONTENT_TYPE), "application/xml; charset=utf-8");
    for incident in &site.incidents {
        assert!(map.body.contains(&format!("<loc>https://watch.example/incidents/{incident}</loc>")), "{}", map.body);
    }
    assert_eq!(map.body.matches("<lastmod>").count(), site.incidents.len());
    assert!(site.get("/robots.txt").await.body.contains("Sitemap: https://watch.example/sitemap.xml\n"));
}

#[tokio::test]
async fn each_failure_says_what_to_do_and_leads_on() {
    let site = site().await;
    for (path, status, says) in [
        ("/nowhere", StatusCode::NOT_FOUND, "are permanent and are never used twice"),
        ("/search?after=never", StatusCode::BAD_REQUEST, "Nothing is broken"),
        ("/alerts/1?s=0", StatusCode::FORBIDDEN, "mail programs cut them"),
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, status, "{path}");
        for shown in [says, "role=\"search\"", "href=\"/incidents\"", "Skip to the content", "content=\"noindex\""] {
            assert!(page.body.contains(shown), "{path} lacks {shown:?}:\n{}", page.body);
        }
    }
    for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::INTERNAL_SERVER_ERROR, StatusCode::SERVICE_UNAVAILABLE] {
        let page = to_bytes(crate::pages::failure::page(status, "of the test").into_body(), usize::MAX).await;
        let page = String::from_utf8(page.expect("a body").to_vec()).expect("text");
        assert!(page.contains("class=\"measure advice\""), "{status}:\n{page}");
    }
}

#[tokio::test]
async fn a_document_shows_what_is_kept_of_it_and_how_to_cite_it() {
    let site = site().await;
    let view = site.state.store.find_document(site.statement).await.expect("reads").expect("is there");
    let hash = view.version.sha256.hex();
    let page = site.get(&format!("/documents/{}", site.statement)).await.body;
    let permanent = format!("https://watch.example/documents/{}/versions/2", site.statement);
    let cited = format!("Archived by Watchline as version 2, SHA-256 {hash}: {permanent}");
    for shown in [cited.as_str(), "Archive record", "@online{watchline-d", "with proof"] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
}

#[tokio::test]
async fn a_difference_is_summed_up_in_words() {
    let site = site().await;
    let page = site.get(&format!("/documents/{}/diff/1..2", site.statement)).await.body;
    let inserted: usize = page.split("<ins>").skip(1).filter_map(|rest| rest.split("</ins>").next()).count();
    assert!(page.contains(" changed: "), "{page}");
    assert!(inserted > 1, "a key to the marks, and what was put in");
    let same = site.get(&format!("/documents/{}/diff/1..1", site.statement)).await.body;
    assert!(same.contains("The words of both versions are the same") && !same.contains(" changed: "), "{same}");
}

#[tokio::test]
async fn the_method_page_tells_every_kind_status_field_and_rule() {
    let site = site().await;
    let page = site.get("/about").await.body;
    for event in &site.state.taxonomy.events {
        assert!(page.contains(&event.definition) && page.contains(event.id.as_str()), "{}", event.id);
    }
    for status in watchline_model::Status::all() {
        assert!(page.contains(crate::view::marks::meaning(*status)), "{status}");
    }
    for field in ["vendor:", "happened:", "by:", "severity:", "sort:"] {
        assert!(page.contains(&format!("<code>{field}</code>")), "{field}");
    }
    let entry =
        page.split("<dt><a href=\"/api/v1/docs\">API</a></dt>").nth(1).and_then(|rest| rest.split("</dd>").next());
    let entry = entry.expect("an entry of the API");
    assert!(entry.contains("href=\"/api/v1/docs\"") && entry.contains("href=\"/api/v1/openapi.json\""), "{entry}");
    assert!(page.contains("<li><a href=\"/api/v1/docs\">API</a></li>"), "the foot of every page leads there");
    for there in ["/api/v1/openapi.json", "/feed.atom", "/export.csv", "/calendar.ics", "/alerts/new", "/sources"] {
        assert!(page.contains(&format!("href=\"{there}\"")), "{there}");
    }
}

#[tokio::test]
async fn sources_in_trouble_stand_first() {
    let site = site().await;
    let page = site.get("/sources").await.body;
    assert!(!page.contains("Failing or silent"), "{page}");
    for title in ["Press", "Vendors", "Regulators", "Researchers"] {
        assert!(page.contains(&format!("<h2>{title}</h2>")), "{title}:\n{page}");
    }
    let (meridian, now) = (watchline_model::SourceId::from("meridian"), fixture::now());
    let failure = site.state.store.record_source_failure(&meridian, "refused the connection", None, now, now).await;
    failure.expect("a failure is stored");
    let page = site.get("/sources").await.body;
    let troubled = page.split("<h2>Failing or silent</h2>").nth(1).and_then(|rest| rest.split("</table>").next());
    let troubled = troubled.expect("a group of its own");
    assert!(troubled.contains("refused the connection") && troubled.contains("/sources/meridian"), "{troubled}");
    assert_eq!(troubled.matches("scope=\"row\"").count(), 1);
}

#[tokio::test]
async fn a_slip_in_the_form_is_told_where_it_is() {
    let site = site().await;
    let page = site.post("/alerts/new", "q=vendor%3Aorchid&channel=email&email=nobody&rhythm=daily").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("<a href=\"#email\">Write one email address"), "{}", page.body);
    let field = page.body.split("id=\"email\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the field");
    assert!(field.contains("aria-invalid=\"true\"") && field.contains("nobody"), "{field}");
    assert!(page.body.contains("href=\"/feed.atom?q=vendor%3Aorchid\""), "{}", page.body);
}
