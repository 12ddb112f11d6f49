use super::is_speech;

#[test]
fn a_sign_within_another_word_says_nothing() {
    let at = |sentence: &str, word: &str| {
        let start = sentence.find(word).unwrap();
        is_speech(sentence, start, start + word.len())
    };
    assert!(at("公司称将修复。", "称"));
    assert!(!at("产品名称不变。", "称"));
    assert!(!at("这部小说很长。", "说"));
}
