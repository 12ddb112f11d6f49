use super::*;

#[test]
fn each_kind_of_block_becomes_its_element() {
    let text = "One & two.\n\n> Said.\n\n## Head\n\n- a\n- b";
    assert_eq!(
        html(text),
        "<p>One &amp; two.</p>\n<blockquote><p>Said.</p></blockquote>\n<h2>Head</h2>\n<ul><li>a</li><li>b</li></ul>"
    );
}

#[test]
fn a_link_keeps_its_words_and_its_address() {
    let text = "See [the notice](http://a.example/x?y=1&z=2) now.";
    assert_eq!(html(text), "<p>See <a href=\"http://a.example/x?y=1&amp;z=2\">the notice</a> now.</p>");
    assert_eq!(summary(text), "See the notice now.");
}

#[test]
fn brackets_without_an_address_stay_words() {
    assert_eq!(html("It [sic] was (so)."), "<p>It [sic] was (so).</p>");
}
