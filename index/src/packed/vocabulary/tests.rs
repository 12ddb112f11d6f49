use proptest::prelude::*;

use super::Vocabulary;

fn example() -> Vocabulary {
    Vocabulary::learnt(&[
        "the model and the prompt, the model's end. Of 禁止 and 禁止!",
        "the end, and so on: Größe, Größe e\u{301} e\u{301}",
    ])
}

fn written(vocabulary: &Vocabulary, text: &str) -> Vec<u8> {
    vocabulary.write(text, &vocabulary.numbers(), Vec::new())
}

#[test]
fn what_the_vocabulary_lacks_is_spelled() {
    let vocabulary = example();
    for text in ["the the", "the unknown model", "неизвестно 止禁 x", "a\u{301}  b\n c's", " ", "\u{0}\u{10ffff}", ""]
    {
        assert_eq!(vocabulary.read(&written(&vocabulary, text), text.len()).as_deref(), Some(text));
    }
    assert!(written(&vocabulary, "the the the the").len() <= 2);
}

#[test]
fn nothing_learnt_is_a_vocabulary_too() {
    let vocabulary = Vocabulary::learnt(&[]);
    assert_eq!(vocabulary.read(&written(&vocabulary, "one two"), 7).as_deref(), Some("one two"));
}

#[test]
fn a_file_gives_the_same_vocabulary() {
    let vocabulary = example();
    let again = Vocabulary::of_file(&vocabulary.file().unwrap()).unwrap();
    assert_eq!(again.stamp(), vocabulary.stamp());
    assert_eq!(again.read(&written(&vocabulary, "the model, 禁"), 14).as_deref(), Some("the model, 禁"));
}

proptest! {
    #[test]
    fn any_text_comes_back(text in "(the|model|禁|[ ,.]|\\PC){0,40}") {
        let vocabulary = example();
        prop_assert_eq!(vocabulary.read(&written(&vocabulary, &text), text.len()), Some(text));
    }

    #[test]
    fn any_bytes_are_read_without_failing(bytes in prop::collection::vec(any::<u8>(), 0..60), length in 0_usize..500) {
        let read = example().read(&bytes, length);
        prop_assert!(read.is_none_or(|text| text.len() == length));
    }
}
