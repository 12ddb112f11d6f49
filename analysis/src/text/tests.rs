use super::*;

fn text(title: &str, body: &str) -> Text {
    Text::new(&Input { title, body, ..Input::default() })
}

fn sentences(body: &str) -> Vec<String> {
    let text = text("", body);
    text.sentences.iter().map(|sentence| sentence.words(&text).to_owned()).collect()
}

#[test]
fn abbreviations_and_initials_do_not_end_a_sentence() {
    assert_eq!(
        sentences("Mr. J. Doe of Acme Inc. wrote to U.S. lawmakers. The letter is dated Jan. 5."),
        ["Mr. J. Doe of Acme Inc. wrote to U.S. lawmakers.", "The letter is dated Jan. 5."]
    );
    assert_eq!(
        sentences("It was built by Acme Inc. The company is old."),
        ["It was built by Acme Inc.", "The company is old."]
    );
}

#[test]
fn a_quotation_stays_with_its_speaker() {
    assert_eq!(
        sentences("“We found it. We fixed it,” she said. Users noticed."),
        ["“We found it. We fixed it,” she said.", "Users noticed."]
    );
}

#[test]
fn chinese_stops_end_sentences_without_white_space() {
    assert_eq!(sentences("公司已承认。用户不满！为什么？"), ["公司已承认。", "用户不满！", "为什么？"]);
}

#[test]
fn the_headline_is_a_sentence_of_its_own() {
    let text = text("Vendor bans tool", "The vendor acted. It was late.");
    assert!(text.sentences[0].headline);
    assert_eq!(text.sentences.len(), 3);
    assert_eq!(text.body, 18);
    assert_eq!(text.slice(text.body, text.body + 3), "The");
}

#[test]
fn links_to_other_stories_are_clutter() {
    let text =
        text("", "A story about a thing.\n\nRelated articles\n\nOther firm bans a tool\n\nAnd then it ended here.");
    let clutter: Vec<bool> = text.sentences.iter().map(|sentence| sentence.clutter).collect();
    assert_eq!(clutter, [false, true, true, false]);
}

#[test]
fn the_plain_form_has_one_byte_a_character() {
    for sample in ["Alibaba’s “naïve” 中文 — Ａ…", "\u{1f600} emoji", "Привет"] {
        assert_eq!(plain_text(sample).len(), sample.chars().count());
    }
    assert_eq!(plain_text("Alibaba’s naïve"), b"alibaba's naive");
}
