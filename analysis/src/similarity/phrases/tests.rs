use super::Phrases;
use crate::fingerprint::{Key, stems_in_order};

fn order(text: &str) -> Vec<Key> {
    stems_in_order(text).map(|stem| Key::of(&stem)).collect()
}

#[test]
fn the_form_is_heard_and_what_fills_it_is_not() {
    let mut phrases = Phrases::default();
    for name in ["Lumenor", "Tallybot", "Corvina", "Vestmark"] {
        phrases.learn(&order(&format!("Flaw allows remote attackers to crash {name}. Interaction is required.")));
    }
    let heard = phrases.heard(&order("Flaw allows remote attackers to crash Brookchain. Interaction is required."));
    assert_eq!(heard, [4, 4, 4, 4, 4, 0, 4, 4], "all but the name");
}

#[test]
fn what_was_common_long_ago_is_forgotten() {
    let mut phrases = Phrases::default();
    let old = order("terms of use apply everywhere");
    (0..8).for_each(|_| phrases.learn(&old));
    let other = order("a ferry sank near Mossel");
    (0..5 * 4096).for_each(|_| phrases.learn(&other));
    assert!(phrases.heard(&old).iter().all(|count| *count == 0));
}
