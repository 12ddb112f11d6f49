use super::{Centroid, DocumentFrequencies};
use crate::fingerprint::extract_terms;

#[test]
fn a_word_of_general_english_is_less_rare_than_an_unheard_one() {
    let frequencies = DocumentFrequencies::default();
    assert!(frequencies.rarity("year") + 2.0 < frequencies.rarity("zorblat"));
}

#[test]
fn a_word_becomes_common_by_being_seen() {
    let mut frequencies = DocumentFrequencies::default();
    let before = frequencies.rarity("zorblat");
    for _ in 0..50 {
        frequencies.learn(&extract_terms("", "zorblat"));
    }
    assert!(frequencies.rarity("zorblat") < before - 2.0);
}

#[test]
fn a_text_is_fully_like_itself_and_unlike_another() {
    let mut frequencies = DocumentFrequencies::default();
    let (same, other) =
        (extract_terms("", "the harbour ferry sank near Mossel"), extract_terms("", "judges fined a bank"));
    frequencies.learn(&same);
    frequencies.learn(&other);
    let mut centroid = Centroid::default();
    centroid.add(&frequencies.weigh(&same).bag());
    let cosine: f32 = centroid.compare(&frequencies.weigh(&same)).iter().map(|(_, weight)| weight).sum();
    assert!((cosine - 1.0).abs() < 1e-3, "{cosine}");
    assert!((centroid.cosine(&centroid) - 1.0).abs() < 1e-5);
    assert!(centroid.compare(&frequencies.weigh(&other)).is_empty());
}

#[test]
fn a_centroid_does_not_grow_without_bound() {
    let mut centroid = Centroid::default();
    let frequencies = DocumentFrequencies::default();
    for number in 0..100 {
        let text: String = (0..90).map(|word| format!("w{number}x{word} ")).collect();
        centroid.add(&frequencies.weigh(&extract_terms("", &text)).bag());
    }
    assert!(centroid.sums.len() <= super::centroid::CENTROID_TERMS);
}

#[test]
fn the_order_of_adding_changes_no_sum() {
    let frequencies = DocumentFrequencies::default();
    let texts = ["the ferry sank near Mossel", "a ferry ran aground", "divers looked at the ferry of Mossel"];
    let terms: Vec<_> = texts.iter().map(|text| extract_terms("", text)).collect();
    let sum = |order: [usize; 3]| {
        let mut centroid = Centroid::default();
        for place in order {
            centroid.add(&frequencies.weigh(&terms[place]).bag());
        }
        centroid.sums
    };
    assert_eq!(sum([0, 1, 2]), sum([2, 0, 1]));
}
