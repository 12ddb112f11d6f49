use scraper::Html;

use super::*;
use crate::read::json_ld;

fn kind_of(html: &str, url: &str) -> PageKind {
    let document = Html::parse_document(html);
    let survey = Survey::of(&document, url);
    kind(&survey, &json_ld::read(&survey.json_ld), url)
}

#[test]
fn documentation_and_services_are_told_from_their_addresses() {
    for url in [
        "https://docs.vendor.example/guide/setup",
        "https://vendor.example/docs/setup",
        "https://vendor.example/en/services/consulting",
        "https://vendor.example/pricing",
    ] {
        assert_eq!(kind_of("", url), PageKind::Standing, "{url}");
    }
    for url in [
        "https://docs.vendor.example/blog/new",
        "https://vendor.example/products/news/new",
        "https://vendor.example/help-wanted",
    ] {
        assert_eq!(kind_of("", url), PageKind::Unknown, "{url}");
    }
    assert_eq!(kind_of("", "https://vendor.example/"), PageKind::Front);
    assert_eq!(kind_of("", "https://status.vendor.example/incidents/abc"), PageKind::Incident);
}

#[test]
fn a_content_system_tells_posts_from_other_types() {
    let url = "https://outlet.example/one";
    assert_eq!(kind_of("<body class='single single-post postid-3'>", url), PageKind::Article);
    assert_eq!(kind_of("<body class='single'>", url), PageKind::Article);
    assert_eq!(kind_of("<body class='single single-service postid-3'>", url), PageKind::Unknown);
    assert_eq!(kind_of("<body class='page page-id-3'>", url), PageKind::Unknown);
}

#[test]
fn a_video_on_a_page_makes_it_no_article() {
    let of = |kind: &str| {
        let html = format!("<script type='application/ld+json'>{{\"@type\":\"{kind}\",\"name\":\"A look\"}}</script>");
        kind_of(&html, "https://outlet.example/one")
    };
    assert_eq!(of("VideoObject"), PageKind::Unknown);
    assert_eq!(of("NewsArticle"), PageKind::Article);
}
