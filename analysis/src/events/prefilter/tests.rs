use super::{Prefilter, Scratch};

#[test]
fn a_pattern_is_named_where_all_its_words_stand_and_only_there() {
    let patterns = [r"\bleak\w*\b.{0,20}\bchats\b", r"\bfined\b|\bpenalt(?:y|ies)\b", r"\w+"];
    let prefilter = Prefilter::new(patterns.into_iter()).unwrap();
    let mut scratch = Scratch::default();
    for (sentence, expected) in [
        ("it leaked chats", &[0, 2][..]),
        ("it leaked", &[2]),
        ("chats were read", &[2]),
        ("chats were read, and one leaked", &[2]),
        ("a penalty was set", &[1, 2]),
        ("it was fined, and chats had leaked into chats", &[0, 1, 2]),
        ("", &[2]),
    ] {
        assert_eq!(prefilter.candidates(sentence.as_bytes(), &mut scratch), expected, "{sentence}");
    }
}
