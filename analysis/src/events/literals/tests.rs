use super::required;

#[track_caller]
fn check(pattern: &str, expected: &[&[&[&str]]]) {
    let found = required(pattern);
    let found: Vec<Vec<Vec<&str>>> = found
        .iter()
        .map(|clauses| clauses.iter().map(|clause| clause.iter().map(String::as_str).collect()).collect())
        .collect();
    assert_eq!(
        found,
        expected
            .iter()
            .map(|clauses| clauses.iter().map(|words| words.to_vec()).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    );
}

#[test]
fn words_before_and_behind_a_gap_are_both_needed() {
    check(r"\b(?:leak(?:ed|s)?|expos\w*)\b.{0,60}\bchats?\b", &[&[&["expos", "leak"], &["chat"]]]);
}

#[test]
fn each_outer_alternative_needs_its_own() {
    check(r"\bsettled\b|\bagreed to pay\b", &[&[&["settled"]], &[&["agreed to pay"]]]);
}

#[test]
fn what_may_be_absent_is_not_needed() {
    check(r"\b(?:not |never )?fixed(?: it){0,2}", &[&[&["fixed", "never fixed", "not fixed"]]]);
    check(r"(?:ab)*cd", &[&[&["cd"]]]);
    check(r"(?:ab)+\w", &[&[&["ab"]]]);
    check(r"\w+", &[&[]]);
}

#[test]
fn a_class_of_few_letters_is_spelt_out_and_another_is_open() {
    check(r"apologi[sz]e", &[&[&["apologise", "apologize"]]]);
    check(r"cve-\d{4}-\d{4,7}", &[&[&["cve-"]]]);
    check(r"[a-z]{2,3}leak", &[&[&["leak"]]]);
    check(r"[^ ,]x", &[&[]]);
}

#[test]
fn what_is_not_understood_asks_for_nothing() {
    check(r"(?i)leak", &[&[]]);
    check(r"leak)", &[&[]]);
    check(r"\p{L}leak", &[&[]]);
}
