use super::WordTrie;

fn found(words: &[&str], text: &str) -> Vec<(usize, usize, usize)> {
    let trie = WordTrie::new(words.iter().map(|word| word.as_bytes()));
    let mut found = Vec::new();
    trie.find(text.as_bytes(), |word, start, end| found.push((word, start, end)));
    found
}

#[test]
fn a_word_is_found_where_a_word_begins_and_not_within() {
    assert_eq!(found(&["leak", "leaked"], "it leaked bleak leaks"), [(0, 3, 7), (1, 3, 9), (0, 16, 20)]);
    assert_eq!(found(&["leak"], "oleak _leak"), []);
    assert_eq!(found(&["leak"], "-leak.leak"), [(0, 1, 5), (0, 6, 10)]);
}

#[test]
fn a_word_that_begins_with_a_sign_is_found_behind_a_word() {
    assert_eq!(found(&[".net", "net"], "asp.net"), [(0, 3, 7), (1, 4, 7)]);
}

#[test]
fn an_empty_list_finds_nothing() {
    assert_eq!(found(&[], "leak"), []);
    assert_eq!(found(&["leak"], ""), []);
}
