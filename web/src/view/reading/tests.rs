use super::*;

fn reading() -> Reading {
    let long = "word ".repeat(200);
    Reading {
        title: "Ëxample bans tool".to_owned(),
        text: format!("{long}\n\nThe ban starts on 10 July. Nothing else.\n\n{long}"),
        ..Reading::default()
    }
}

fn quote(reading: &Reading, words: &str) -> (usize, usize) {
    let text = reading.full_text();
    let start = text[..text.find(words).expect("the words stand there")].chars().count();
    (start, start + words.chars().count())
}

#[test]
fn an_article_is_shown_in_excerpts_that_hold_the_quote() {
    let reading = reading();
    let (start, end) = quote(&reading, "The ban starts on 10 July.");
    let marks = [Marked { start, end, what: What::Evidence }];
    let shown = paragraphs(&reading, &marks, Extent::Excerpts);
    let text: String = shown.iter().flat_map(|part| &part.segments).map(|segment| segment.text.as_str()).collect();
    assert!(text.contains("The ban starts on 10 July."));
    assert!(text.len() < reading.text.len() / 2, "{} of {}", text.len(), reading.text.len());
    let anchors: Vec<_> = shown.iter().flat_map(|part| &part.segments).flat_map(|part| part.anchors.clone()).collect();
    assert_eq!(anchors, [format!("c{start}-{end}")]);
}

#[test]
fn a_statement_is_shown_whole() {
    let reading = reading();
    let shown = paragraphs(&reading, &[], Extent::Whole);
    let text: Vec<String> =
        shown.iter().map(|part| part.segments.iter().map(|segment| segment.text.as_str()).collect()).collect();
    assert_eq!(text.join("\n\n").trim(), reading.text.trim());
}

#[test]
fn marks_may_overlap_and_may_lie_outside_the_text() {
    let reading = reading();
    let (start, end) = quote(&reading, "ban starts");
    let mention = What::Mention("example".into());
    let marks = [
        Marked { start, end, what: What::Evidence },
        Marked { start: start + 4, end: end + 3, what: mention.clone() },
        Marked { start: 9_000_000, end: 9_000_001, what: mention },
        Marked { start: end, end: start, what: What::Asked },
    ];
    let shown = paragraphs(&reading, &marks, Extent::Whole);
    let both = shown.iter().flat_map(|part| &part.segments).find(|part| part.evidence && part.entity.is_some());
    assert_eq!(both.expect("the overlap").text, "starts");
}
