use scraper::Html;

use super::*;

fn published_in(script: &str) -> Option<String> {
    let document = Html::parse_document(&format!("<h1>Orbit ends its trial</h1><script>{script}</script>"));
    let survey = Survey::of(&document, "https://outlet.example/orbit-ends-its-trial");
    let stamp = published(&survey, "https://outlet.example/orbit-ends-its-trial", "Orbit ends its trial");
    stamp.map(|stamp| stamp.local_day().to_string())
}

#[test]
fn one_day_of_publication_is_the_page_s_own() {
    for script in [
        r#"{"publishedAt":"2026-07-03T10:00:00Z","updatedAt":"2026-07-09"}"#,
        r#"window.page = {publish_date: '2026-07-03'};"#,
        r#"push([1,"{\"datePublished\":\"2026-07-03T10:00:00Z\"}"])"#,
        r#"{"publishedOn":1783072800000,"publishDate":"2026-07-03"}"#,
    ] {
        assert_eq!(published_in(script).as_deref(), Some("2026-07-03"), "{script}");
    }
}

#[test]
fn of_several_the_one_beside_the_page_s_title_or_address_counts() {
    let filler = "x".repeat(5000);
    let other = format!(r#"{{"title":"Other news","publishedAt":"2026-01-01","text":"{filler}"}}"#);
    let own = r#"{"title":"Orbit ends its trial","publishedAt":"2026-07-03"}"#;
    assert_eq!(published_in(&format!("[{other},{own},{other}]")).as_deref(), Some("2026-07-03"));
    let own = r#"{"slug":"orbit-ends-its-trial","date":"2026-07-03"}"#;
    assert_eq!(published_in(own).as_deref(), Some("2026-07-03"));
}

#[test]
fn dates_of_other_things_are_none() {
    for script in [
        r#"{"updatedAt":"2026-07-09","lastPublished":"2026-07-09"}"#,
        r#"{"date":"2026-07-09"}"#,
        r#"[{"publishedAt":"2026-07-01"},{"publishedAt":"2026-07-09"}]"#,
        r#"{"build":"publish-2026-07-09.3"}"#,
    ] {
        assert_eq!(published_in(script), None, "{script}");
    }
}
