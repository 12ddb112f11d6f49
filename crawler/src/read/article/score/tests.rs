use super::*;

#[test]
fn a_certain_page_has_a_threshold_between_the_two() {
    let threshold = threshold(vec![(0.95, 100.0), (0.9, 50.0), (0.1, 80.0), (0.02, 300.0)]);
    assert!((threshold - 0.9).abs() < 1e-6, "{threshold}");
}

#[test]
fn where_little_is_certain_more_is_taken() {
    let threshold = threshold(vec![(0.4, 100.0), (0.35, 100.0), (0.3, 100.0), (0.01, 100.0)]);
    assert!((threshold - 0.3).abs() < 1e-6, "{threshold}");
}

#[test]
fn nothing_is_taken_from_nothing() {
    assert!(threshold(Vec::new()) > 0.99);
    assert!(!Scores::default().is_taken(0));
}

#[test]
fn the_forest_asks_for_the_features_that_pages_have() {
    let html = scraper::Html::parse_document("<body><p>Words.</p></body>");
    let layout = crate::read::blocks::layout(html.root_element(), None);
    let parts = crate::read::article::places::Parts::of(&layout);
    let survey = crate::read::survey::Survey::of(&html, "https://a.example/");
    let known = crate::read::article::known::Known::of(
        &survey,
        &crate::read::json_ld::JsonLd::default(),
        crate::read::article::Head { title: "", authors: &[], url: "https://a.example/" },
    );
    let page = Page::new(&layout, &parts, &known);
    assert_eq!(page.names(), SHIPPED.first.features());
    assert_eq!(page.names().len(), page.row(0).values.len());
    assert_eq!(Context::names(), SHIPPED.second.features());
    assert_eq!(Context::new(&page, &[0.5]).row(0, &page.row(0).values).len(), Context::names().len());
}
