use super::*;

fn words(text: &str) -> Vec<String> {
    let plain = crate::text::plain_text(text);
    let lexicon = Lexicon::new();
    let letters: Vec<char> = text.chars().collect();
    let (tokens, _) = scan(text, &plain, &lexicon, None);
    tokens.iter().map(|token| letters[token.start..token.end].iter().collect()).collect()
}

#[test]
fn letters_figures_and_signs_part_and_phrases_join() {
    assert_eq!(words("the day before yesterday, 3rd"), ["the day before yesterday", ",", "3", "rd"]);
    assert_eq!(words("7月10日から"), ["7", "月", "10", "日", "から"]);
    assert_eq!(words("三天前"), ["三", "天", "前"]);
}

#[test]
fn figures_of_every_script_are_figures() {
    for text in ["12", "１２", "١٢", "十二"] {
        let plain = crate::text::plain_text(text);
        let lexicon = Lexicon::new();
        let (tokens, _) = scan(text, &plain, &lexicon, None);
        assert!(matches!(tokens[0].kind, RawKind::Number { value: 12, .. }), "{text}: {:?}", tokens[0].kind);
    }
}

#[test]
fn the_language_is_told_by_its_common_words() {
    let language = |text: &str| {
        let plain = crate::text::plain_text(text);
        let lexicon = Lexicon::new();
        scan(text, &plain, &lexicon, None).1
    };
    assert_eq!(language("The firm said that it was so."), Language::English);
    assert_eq!(language("Die Firma hat das nicht gesagt."), Language::German);
    assert_eq!(language("La société a été fondée par des amis."), Language::French);
    assert_eq!(language("A empresa não foi fundada em Lisboa."), Language::Portuguese);
}
