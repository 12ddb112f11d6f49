use scraper::Html;

use super::*;

fn dates_of(html: &str) -> Vec<(Said, Place, String)> {
    let document = Html::parse_document(html);
    let survey = Survey::of(&document, "https://outlet.example/one");
    dates(&survey).into_iter().map(|(said, place, text)| (said, place, text.to_owned())).collect()
}

#[test]
fn names_of_all_systems_are_understood() {
    for name in
        ["article:published_time", "dcs.publishDate", "w-published-date", "og:video:release_date", "publishedAt"]
    {
        let found = dates_of(&format!("<meta name='{name}' content='2026-07-03'>"));
        assert_eq!(found, [(Said::Published, Place::Meta, "2026-07-03".to_owned())], "{name}");
    }
    for name in ["article:expiration_publish_time", "unpublish-date", "publisher", "viewport"] {
        assert_eq!(dates_of(&format!("<meta name='{name}' content='2026-07-03'>")), [], "{name}");
    }
}

#[test]
fn a_label_for_cards_tells_what_its_value_is() {
    let html = "<meta name='twitter:label2' content='Published'><meta name='twitter:data2' content='3 July 2026'>";
    assert_eq!(dates_of(html), [(Said::Published, Place::Meta, "3 July 2026".to_owned())]);
    let html = "<meta name='twitter:label1' content='Reading time'><meta name='twitter:data1' content='3 minutes'>";
    assert_eq!(dates_of(html), []);
}
