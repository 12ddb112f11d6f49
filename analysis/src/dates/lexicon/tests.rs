use super::*;

#[test]
fn every_meaning_of_the_lists_is_read() {
    for list in LISTS.iter().map(|(_, list)| *list).chain([EAST]) {
        for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (meaning, phrases) = line.split_once(": ").unwrap_or_else(|| panic!("no meaning in {line:?}"));
            assert!(meaning == "stop" || Concept::parse(meaning).is_some(), "{meaning:?} is no meaning");
            assert!(phrases.split(", ").all(|phrase| !phrase.trim().is_empty()), "an empty phrase in {line:?}");
        }
    }
}

#[test]
fn the_longest_entry_wins_where_no_blanks_part_the_words() {
    let lexicon = Lexicon::new();
    let (meanings, length) = lexicon.east("上个月底").unwrap();
    assert_eq!((meanings, length), (&[Concept::Period(-1, crate::dates::concept::Unit::Month)][..], 3));
    assert!(lexicon.east("公司").is_none());
}

#[test]
fn a_word_means_what_it_means_in_its_language() {
    let lexicon = Lexicon::new();
    let entry = lexicon.word(b"vor").unwrap();
    assert_eq!(entry.phrases(Language::English).count(), 0);
    assert!(entry.phrases(Language::German).any(|phrase| phrase.meanings.contains(&Concept::AgoBefore)));
}
