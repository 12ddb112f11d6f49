use super::{Key, KeyMap};

#[test]
fn the_same_text_of_another_sort_is_another_key() {
    assert_eq!(Key::of_sort(1, "corvina.example/a"), Key::of_sort(1, "corvina.example/a"));
    assert_ne!(Key::of_sort(1, "corvina.example/a"), Key::of_sort(2, "corvina.example/a"));
}

#[test]
fn a_map_over_keys_finds_what_was_put_in() {
    let mut map: KeyMap<Key, usize> = KeyMap::default();
    for number in 0..2000 {
        map.insert(Key::of(&format!("word{number}")), number);
    }
    assert!((0..2000).all(|number| map.get(&Key::of(&format!("word{number}"))) == Some(&number)));
}
