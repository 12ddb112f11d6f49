use super::*;

#[test]
fn titles_lose_markup_and_keep_words_in_angle_brackets() {
    let cases = [
        ("A <b>bold</b> claim<br/>", "A bold claim"),
        ("How <T> is inferred", "How <T> is inferred"),
        ("a < b, b > c <3", "a < b, b > c <3"),
        ("The <div> element", "The <div> element"),
        ("AT&amp;T &#39;s", "AT&T 's"),
        ("&lt;i&gt;Otter&lt;/i&gt; &amp;amp; more", "Otter & more"),
        ("Half</titel>", "Half"),
        ("  two\n lines\t", "two lines"),
    ];
    for (html, expected) in cases {
        assert_eq!(line(html, Form::Html), expected, "{html}");
    }
}

#[test]
fn summaries_are_prose_and_end_with_an_ellipsis() {
    let html = "<style>p {}</style><p>One <em>two</em>.</p><p>Three<!-- no --><script>if (a < b) {}</script> four</p>";
    assert_eq!(prose(html, Form::Html, 100), "One two. Three four");
    assert_eq!(prose("one two three", Form::Html, 8), "one two…");
}
