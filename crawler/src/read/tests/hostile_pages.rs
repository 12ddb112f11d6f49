//! Pages made to hurt: they end, they do not panic, and they say so.

use super::*;

#[test]
fn a_hundred_thousand_nested_elements_are_read() {
    for tag in ["div", "b", "ul><li", "form"] {
        let html = format!("<html><body>{}<p>The words inside are read.</p>", format!("<{tag}>").repeat(100_000));
        let reading = page(&html);
        assert!(!reading.warnings.is_empty() || reading.text.contains("The words inside"), "{tag}: {reading:?}");
    }
}

#[test]
fn ten_megabytes_are_cut_with_a_warning() {
    let paragraph = "<p>Another paragraph of a page that nobody will ever read to its end.</p>\n";
    let reading = page(&paragraph.repeat(10 * 1024 * 1024 / paragraph.len()));
    assert!(reading.text.starts_with("Another paragraph"));
    assert!(reading.warnings.iter().any(|warning| warning.contains("too long")), "{:?}", reading.warnings);
}

#[test]
fn markup_without_end_is_read_as_far_as_it_goes() {
    for html in [
        "<!--".repeat(200_000),
        "<title>".repeat(20_000),
        "<script>".repeat(200_000),
        "</".repeat(100_000),
        "<a href=\"".repeat(200_000),
        format!("<p {}>words</p>", "a=1 ".repeat(500_000)),
        "<".repeat(50_000),
        "&".repeat(200_000),
        "\0".repeat(50_000),
        "<p><b><i><u>".repeat(10_000),
        "<table><tr><td>".repeat(5_000),
        "<li>".repeat(10_000),
        "<br>".repeat(10_000),
    ] {
        let reading = page(&html);
        assert!(reading.text.chars().count() <= html.len(), "{}", html.get(..20).unwrap_or_default());
    }
}

#[test]
fn noise_of_every_kind_is_no_panic() {
    let noise: Vec<u8> = (0..200_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for content_type in [None, Some("text/html; charset=utf-16"), Some("text/html; charset=nonsense"), Some("")] {
        let reading = read_page(&noise, content_type, "not an address", &ReadHints::default());
        assert_eq!(reading.canonical_url, None);
    }
}
