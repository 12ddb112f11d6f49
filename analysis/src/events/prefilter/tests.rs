use super::{Prefilter, Scratch, Wanted};

const PATTERNS: [&str; 5] =
    [r"\bleak\w*\b.{0,20}\bchats\b", r"\bfined\b|\bpenalt(?:y|ies)\b", r"\w+", "backdoor", r"\b(?:\w+ )?outage\b"];

fn search(sentence: &str) -> (Prefilter, Scratch) {
    let prefilter = Prefilter::new(PATTERNS.into_iter().map(|text| Wanted { text, also: None })).unwrap();
    let mut scratch = Scratch::default();
    // What an earlier sentence held does not count.
    prefilter.search(b"a penalty for leaked chats", &mut scratch);
    prefilter.search(sentence.as_bytes(), &mut scratch);
    (prefilter, scratch)
}

#[test]
fn a_pattern_is_named_where_all_its_words_stand_and_only_there() {
    for (sentence, expected) in [
        ("it leaked chats", &[0, 2][..]),
        ("it leaked", &[2]),
        ("bleak chats", &[2]),
        ("it leaked chatsworth", &[2]),
        ("chats were read", &[2]),
        ("chats were read, and one leaked", &[2]),
        ("a penalty was set", &[1, 2]),
        ("it was fined, and chats had leaked into chats", &[0, 1, 2]),
        ("two xbackdoors in an outage", &[2, 3, 4]),
        ("", &[2]),
    ] {
        assert_eq!(search(sentence).1.candidates(), expected, "{sentence}");
    }
}

#[test]
fn the_places_where_a_match_can_begin_are_known_if_words_begin_all_matches() {
    let (prefilter, mut scratch) = search("leaked names, a penalty, leaks of chats, no leaking");
    assert_eq!(prefilter.starts(0, &mut scratch), Some(&[0, 25, 44][..]));
    assert_eq!(prefilter.starts(1, &mut scratch), Some(&[16][..]));
    assert_eq!(prefilter.starts(2, &mut scratch), None);
    assert_eq!(prefilter.starts(3, &mut scratch), None);
    assert_eq!(prefilter.starts(4, &mut scratch), None);
}

#[test]
fn a_pattern_is_named_only_where_what_must_stand_besides_stands_on_either_side() {
    let wanted = [
        Wanted { text: r"\bleaked\b", also: Some(r"\bchats\b.{0,9}\busers\b|\bfiles\b") },
        Wanted { text: r"\bleaked\b", also: Some(r"\bchats\b|[a-z]{3}") },
    ];
    let prefilter = Prefilter::new(wanted.into_iter()).unwrap();
    let mut scratch = Scratch::default();
    for (sentence, expected) in [
        ("files leaked", &[0, 1][..]),
        ("leaked chats of users", &[0, 1]),
        ("users leaked chats", &[1]),
        ("files of users", &[]),
    ] {
        prefilter.search(sentence.as_bytes(), &mut scratch);
        assert_eq!(scratch.candidates(), expected, "{sentence}");
    }
}

#[test]
fn one_word_does_not_stand_for_two() {
    let wanted = Wanted { text: r"\bleak\w*\b.{0,9}\bleak", also: None };
    let prefilter = Prefilter::new(std::iter::once(wanted)).unwrap();
    let mut scratch = Scratch::default();
    prefilter.search(b"it leaked", &mut scratch);
    assert!(scratch.candidates().is_empty());
    prefilter.search(b"it leaked a leak", &mut scratch);
    assert_eq!(scratch.candidates(), [0]);
}
