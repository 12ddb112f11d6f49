use super::*;

#[test]
fn scripts_styles_comments_and_drawings_go_and_words_stay() {
    let html = "<p>a<script>if (1<2) '</p>'</script>b<!-- c --><style>p{}</style>d<svg><title>e</title></svg>f</p>";
    assert_eq!(bounded(html).html, "<p>a b d f</p>");
    let data = "<script type=\"application/ld+json\">{}</script>";
    assert_eq!(bounded(data).html, data);
}

#[test]
fn quotes_may_hold_what_would_end_a_tag() {
    let html = "<a title=\"a > b\" href='x'>y</a> 1 < 2 </p><title>a <b> c</title>";
    assert_eq!(bounded(html).html, html);
}

#[test]
fn a_tag_with_too_much_in_it_loses_its_attributes() {
    let html = format!("<p data-x='{}'>words</p>", "y".repeat(TAG_MAX_BYTES));
    assert_eq!(bounded(&html).html, "<p>words</p>");
}

#[test]
fn nesting_stops_and_the_words_stay() {
    let deep = format!("{}words{}after", "<div>".repeat(1000), "</div>".repeat(1000));
    let bounded = bounded(&deep);
    assert_eq!(bounded.html.matches("<div>").count(), DEPTH_MAX);
    assert_eq!(bounded.html.matches("</div>").count(), DEPTH_MAX);
    assert!(bounded.html.ends_with("after") && bounded.html.contains("words"));
    assert_eq!(bounded.warnings.len(), 1);
}
