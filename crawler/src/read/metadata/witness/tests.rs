use super::*;

#[test]
fn an_address_is_made_of_the_headline_s_words() {
    let address =
        words_of_address("https://outlet.example/news/why-orbit-s-helper-reads-keys.html?x=1").expect("enough words");
    assert!(!is_named_so(&address, "Why Orbit's helper reads keys"));
    let address = words_of_address("https://outlet.example/news/why-orbits-helper-reads-keys/").expect("enough words");
    assert!(is_named_so(&address, "Why Orbit’s helper reads keys?"));
    assert!(likeness(&address, "Helper reads keys") > 0.7);
    assert!(likeness(&address, "Sign in to go on") < 0.1);
}

#[test]
fn an_address_leaves_words_of_the_headline_out() {
    let address = words_of_address("https://outlet.example/news/best-keys-for-helpers").expect("enough words");
    assert!(names_in_order(&address, "The 9 best keys for small helpers"));
    assert!(!names_in_order(&address, "Helpers: the best keys"));
}

#[test]
fn a_short_address_tells_nothing() {
    assert_eq!(words_of_address("https://outlet.example/news/keys"), None);
    assert_eq!(words_of_address("https://outlet.example/"), None);
}
