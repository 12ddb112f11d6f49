use super::*;

#[test]
fn the_pages_own_directory_is_tried_before_the_root() {
    let addresses = guesses("https://lab.example/research/blog?page=2#top");
    assert_eq!(addresses.first().map(String::as_str), Some("https://lab.example/research/blog/feed"));
    assert!(addresses.contains(&"https://lab.example/rss.xml".to_owned()));
    let beside_file = guesses("https://lab.example/news/index.html");
    assert_eq!(beside_file.first().map(String::as_str), Some("https://lab.example/news/feed"));
}

#[test]
fn no_address_is_guessed_twice_or_from_nothing() {
    let mut addresses = guesses("https://lab.example/");
    let all = addresses.len();
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), all);
    assert!(guesses("mailto:a@lab.example").is_empty());
    assert!(guesses("").is_empty());
}
