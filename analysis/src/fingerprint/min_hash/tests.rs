use super::{MinHash, Sketch, resemblance};

fn numbered(from: usize, to: usize) -> Sketch {
    let words: Vec<String> = (from..to).map(|number| format!("w{number}")).collect();
    MinHash::of_words(words.iter().map(String::as_str)).sketch()
}

#[test]
fn the_same_words_resemble_fully() {
    assert_eq!(resemblance(&numbered(0, 80), &numbered(0, 80)), 1.0);
}

#[test]
fn other_words_resemble_hardly() {
    assert!(resemblance(&numbered(0, 80), &numbered(100, 180)) < 0.1);
}

#[test]
fn the_estimate_is_near_the_true_share() {
    // 197 shingles each, 147 in common of 247 in all: 0.595.
    let estimate = resemblance(&numbered(0, 200), &numbered(50, 250));
    assert!((estimate - 0.595).abs() < 0.18, "{estimate}");
}

#[test]
fn a_short_text_is_no_copy() {
    assert_eq!(resemblance(&numbered(0, 10), &numbered(0, 10)), 0.0);
}
