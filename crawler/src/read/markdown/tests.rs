use super::*;

#[test]
fn marks_go_and_words_stay() {
    let cases: &[(&str, &[&str])] = &[
        ("# Impact\nA **bold** `code` [link](https://a.example/).", &["Impact", "A bold code link."]),
        ("one\ntwo\n\nthree", &["one two", "three"]),
        ("- a\n- b\n  - c\n\n> quoted", &["a", "b", "c", "quoted"]),
        ("1. first\n2. second", &["first", "second"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", &["a | b", "1 | 2"]),
        ("```py\nx = 1\n\ny = 2\n```\nend", &["x = 1\ny = 2", "end"]),
        ("a<br>b <b>c</b> &lt;d&gt;", &["a b c <d>"]),
        ("via <script> in <filename>", &["via <script> in <filename>"]),
        ("<details><summary>More</summary>\n\nhidden\n\n</details>", &["More", "hidden"]),
        ("![diagram](https://a.example/x.png) text", &["diagram text"]),
        ("snake_case_name and 2 * 3 * 4", &["snake_case_name and 2 * 3 * 4"]),
        ("<!-- a comment -->\ntext", &["text"]),
        ("", &[]),
    ];
    for (markdown, expected) in cases {
        assert_eq!(&paragraphs(markdown), expected, "{markdown}");
    }
}

#[test]
fn links_keep_their_words() {
    let (_, links) = read("See [the *report*](https://a.example/r) and <https://b.example/>.");
    let links: Vec<(&str, &str)> = links.iter().map(|link| (link.url.as_str(), link.text.as_str())).collect();
    assert_eq!(links, [("https://a.example/r", "the report"), ("https://b.example/", "https://b.example/")]);
}

#[test]
fn no_input_is_too_much() {
    for piece in ["[", "![", "> ", "- ", "*", "`", "<a ", "|", "[a](", "\u{1F600}"] {
        let text = piece.repeat(400_000 / piece.len());
        assert!(paragraphs(&text).iter().map(String::len).sum::<usize>() <= 3 * MAX_BYTES, "{piece}");
    }
}

#[test]
fn plain_texts_are_only_divided() {
    assert_eq!(plain_paragraphs("a\r\nb\r\n\r\n <c> *d*\n\n\n"), ["a b", "<c> *d*"]);
}
