use scraper::Html;

use super::*;

fn texts(html: &str) -> Vec<String> {
    of(Html::parse_fragment(html).root_element(), None).into_iter().map(|block| block.text).collect()
}

#[test]
fn paragraphs_items_rows_and_code() {
    let html = "<h2>Head</h2><p>One  <b>bold</b>\nword.</p><ul><li>a<li><p>b</p></ul><table><tr><th>k<td>v</table><pre>x\n  y</pre>tail";
    assert_eq!(texts(html), ["Head", "One bold word.", "a", "b", "k | v", "x\n  y", "tail"]);
}

#[test]
fn one_break_ends_a_line_and_two_a_paragraph() {
    assert_eq!(texts("a<br>b<br><br>c<br> <br>d"), ["a\nb", "c", "d"]);
}

#[test]
fn what_nobody_sees_is_no_text() {
    assert_eq!(texts("<p>a<button>b</button><span hidden>c</span><i style='display: none'>d</i>e</p>"), ["a e"]);
}

#[test]
fn links_are_kept_with_their_words() {
    let base = Url::parse("https://a.example/x/").expect("an address");
    let html = Html::parse_fragment("<p>See <a href='../y'>the <b>other</b> page</a> and <a href='#n'>note</a>.</p>");
    let blocks = of(html.root_element(), Some(&base));
    assert_eq!(blocks[0].links, [Link { url: "https://a.example/y".to_owned(), text: "the other page".to_owned() }]);
    assert_eq!(blocks[0].link_chars, "the other page".len() + "note".len());
}
