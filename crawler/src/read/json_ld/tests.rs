use super::*;

fn read_one(script: &str) -> JsonLd {
    read(&[script.to_owned()])
}

#[test]
fn an_article_is_found_wherever_it_stands() {
    let article = r#"{"@type":"NewsArticle","headline":"A &amp; B","datePublished":"2026-07-03","author":"Ana Ruiz"}"#;
    for script in [
        article.to_owned(),
        format!("[{{\"@type\":\"WebSite\"}},{article}]"),
        format!("{{\"@graph\":[{article}]}}"),
        format!("<![CDATA[{article}]]>"),
        format!("{{\"@type\":\"WebPage\",\"mainEntity\":{article}}};"),
    ] {
        let found = read_one(&script);
        assert_eq!(found.headline.as_deref(), Some("A & B"), "{script}");
        assert_eq!(found.published.as_deref(), Some("2026-07-03"), "{script}");
        assert_eq!(found.authors, ["Ana Ruiz"], "{script}");
    }
}

#[test]
fn organizations_are_no_authors_and_references_are_followed() {
    let found = read_one(
        r##"{"@graph":[{"@type":"Person","@id":"#a","name":"Ana Ruiz"},{"@type":["Article","X"],
        "author":[{"@id":"#a"},{"@type":"Organization","name":"Example Wire"},{"@type":"Person","name":"Li Wei"}]}]}"##,
    );
    assert_eq!(found.authors, ["Ana Ruiz", "Li Wei"]);
}

#[test]
fn line_ends_within_strings_and_nonsense_are_borne() {
    assert_eq!(read_one("{\"@type\":\"Article\",\"headline\":\"A\nB\"}").headline.as_deref(), Some("A B"));
    for script in ["", "null", "[", "{\"@type\":7,\"author\":7,\"headline\":[]}", "[[[[[[[[[[[[]]]]]]]]]]]]"] {
        assert_eq!(read_one(script), JsonLd::default(), "{script}");
    }
}

#[test]
fn commas_too_many_and_several_values_in_one_script_are_read() {
    assert_eq!(read_one(r#"{"@type":"Article","headline":"A, }",}"#).headline.as_deref(), Some("A, }"));
    let found = read_one(r#"{"@type":"WebSite","name":"S"} {"@type":"Article","headline":"A"}"#);
    assert_eq!(found.headline.as_deref(), Some("A"));
    assert_eq!(found.organizations, ["S"]);
    assert_eq!(
        read_one("{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;A&quot;}").headline.as_deref(),
        Some("A")
    );
}

#[test]
fn an_organization_that_is_referred_to_is_no_author() {
    let found = read_one(
        r##"{"@graph":[{"@type":"Organization","@id":"#o","name":"Example Wire"},{"@type":"Article","headline":"A","author":{"@id":"#o"},
        "keywords":"one, two","articleSection":["Law"],"isAccessibleForFree":false}]}"##,
    );
    assert!(found.authors.is_empty());
    let article = found.articles.first().expect("an article");
    assert_eq!((article.tags.len(), article.section.as_deref(), article.is_free), (2, Some("Law"), Some(false)));
}

#[test]
fn a_kind_is_known_however_it_is_spelt() {
    for kind in ["newsarticle", "http://schema.org/NewsArticle", "schema:BLOGPOSTING"] {
        let found = read_one(&format!(r#"{{"@type":"{kind}","headline":"A","datePublished":"2026-07-03"}}"#));
        assert_eq!(found.articles.len(), 1, "{kind}");
    }
    assert!(read_one(r#"{"@type":"Articles","headline":"A"}"#).articles.is_empty());
}
