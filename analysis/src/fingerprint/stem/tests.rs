use super::stem;

#[test]
fn endings_of_one_word_have_one_stem() {
    for (left, right) in
        [("blamed", "blaming"), ("stopped", "stopping"), ("accounts", "account"), ("policies", "policy")]
    {
        assert_eq!(stem(left), stem(right), "{left} and {right}");
    }
}

#[test]
fn different_words_keep_different_stems() {
    for (left, right) in [("glass", "glas"), ("organ", "organization"), ("gpt-4", "gpt-5")] {
        assert_ne!(stem(left), stem(right), "{left} and {right}");
    }
}

#[test]
fn other_scripts_and_numbers_stay_as_they_are() {
    assert_eq!(stem("données"), "données");
    assert_eq!(stem("阿里巴巴"), "阿里巴巴");
    assert_eq!(stem("25,000"), "25,000");
}
