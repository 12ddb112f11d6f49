use scraper::Html;

use crate::read::blocks;

fn text(html: &str) -> String {
    let document = Html::parse_fragment(html);
    let found = blocks::of(document.root_element(), None);
    found.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn words_that_only_styles_divide_are_two() {
    assert_eq!(text("<p><span class=name>limit</span><span class=type>integer</span></p>"), "limit integer");
    assert_eq!(
        text("<p><span class=name><span>limit</span></span><span class=type>integer</span></p>"),
        "limit integer"
    );
}

#[test]
fn the_halves_of_a_word_stay_together() {
    for (html, expected) in [
        ("<p><span class=number>1</span><span class=end>st</span></p>", "1st"),
        ("<p><span class=cap>T</span><span class=rest>he council</span></p>", "The council"),
        ("<p><span class=letters>Wat</span><span class=letters>chline</span></p>", "Watchline"),
        ("<p><code><span class=k>fn</span><span class=n>main</span></code></p>", "fnmain"),
        ("<p><span class=name>limit</span><span class=sign>: integer</span></p>", "limit: integer"),
        ("<p>lim<span class=rest>its of it</span></p>", "limits of it"),
    ] {
        assert_eq!(text(html), expected);
    }
}

#[test]
fn lines_of_code_stay_lines() {
    let html = "<pre><code><span class=line>cd here</span><span class=line>run it</span></code></pre>";
    assert_eq!(text(html), "cd here\nrun it");
    let html = "<pre><code><span class=line>cd here</span>\n<span class=line>run it</span></code></pre>";
    assert_eq!(text(html), "cd here\nrun it");
}
