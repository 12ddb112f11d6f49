use super::{TermKind, extract_terms};

fn kind_of(title: &str, body: &str, stem: &str) -> Option<TermKind> {
    extract_terms(title, body).into_iter().find(|term| term.stem == stem).map(|term| term.kind)
}

#[test]
fn capitals_make_a_name_only_in_the_body() {
    assert_eq!(kind_of("Outage Hits Planet", "The outage at Corvina went on.", "outag"), Some(TermKind::Word));
    assert_eq!(kind_of("", "The outage at Corvina went on.", "corvina"), Some(TermKind::Name));
}

#[test]
fn numbers_are_kept_as_written() {
    assert_eq!(kind_of("", "some 25,000 accounts", "25,000"), Some(TermKind::Number));
}

#[test]
fn stop_words_and_months_are_left_out() {
    let terms = extract_terms("", "They said in March that it was over.");
    assert!(terms.is_empty(), "{terms:?}");
}

#[test]
fn a_text_is_read_up_to_a_bound() {
    let body: String = (0..5000).map(|number| format!("word{number} ")).collect();
    assert_eq!(extract_terms("", &body).len(), 1500);
}

#[test]
fn ideographs_count_by_pairs() {
    let stems: Vec<String> = extract_terms("", "数据泄露").into_iter().map(|term| term.stem).collect();
    assert_eq!(stems, ["据泄", "数据", "泄露"]);
}
