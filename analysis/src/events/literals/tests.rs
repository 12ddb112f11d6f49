use super::{BOUNDARY, required};

/// A boundary is written `^` here.
#[track_caller]
fn check(pattern: &str, expected: &[(bool, &[&[&str]])]) {
    let shown = |word: &String| word.replace(BOUNDARY, "^");
    let found: Vec<(bool, Vec<Vec<String>>)> = required(pattern)
        .iter()
        .map(|required| {
            (required.leads, required.clauses.iter().map(|clause| clause.iter().map(shown).collect()).collect())
        })
        .collect();
    let owned = |words: &&[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let expected: Vec<(bool, Vec<Vec<String>>)> =
        expected.iter().map(|(leads, clauses)| (*leads, clauses.iter().map(owned).collect())).collect();
    assert_eq!(found, expected, "{pattern}");
}

#[test]
fn words_before_and_behind_a_gap_are_both_needed() {
    check(
        r"\b(?:leak(?:ed|s)?|expos\w*)\b.{0,60}\bchats?\b",
        &[(true, &[&["^expos", "^leak"], &["^chat^", "^chats^"]])],
    );
}

#[test]
fn a_word_behind_a_gap_begins_where_the_gap_can_only_end_with_a_sign() {
    check(r"\bwas (?:\w+ )?(?:leaked|read)\b", &[(true, &[&["^was "], &["^leaked^", "^read^"]])]);
    check(r"\ba(?: [^ ]+){0,3} leak", &[(false, &[&[" leak"]])]);
    check(r"\bto (?:[^ ]+ ){0,3}leak", &[(true, &[&["^to "], &["^leak"]])]);
    check(r"\bun(?:\w+ )?leak", &[(true, &[&["^un"], &["leak"]])]);
    check(r"\bun(?:\w+-?){1,2}leak", &[(true, &[&["^un"], &["leak"]])]);
    check(r"\bto\s*(?:\w+\W)?leak", &[(true, &[&["^to"], &["leak"]])]);
    check(r"\bto\s+leak", &[(true, &[&["^to"], &["^leak"]])]);
}

#[test]
fn each_outer_alternative_needs_its_own() {
    check(r"\bsettled\b|\bagreed to pay\b", &[(true, &[&["^settled^"]]), (true, &[&["^agreed to pay^"]])]);
}

#[test]
fn what_may_be_absent_is_not_needed() {
    check(r"\b(?:not |never )?fixed(?: it){0,2}", &[(true, &[&["^fixed", "^never fixed", "^not fixed"]])]);
    check(r"(?:ab)*cd", &[(false, &[&["cd"]])]);
    check(r"(?:ab)+\w", &[(true, &[&["ab"]])]);
    check(r"\w+", &[(false, &[])]);
    check(r"\b(?:\w+ )?leak\b", &[(false, &[&["^leak^"]])]);
}

#[test]
fn of_alternatives_that_begin_openly_any_clause_behind_is_needed() {
    check(r"\b(?:\w+ bug|.{0,9} hole)s?\b", &[(false, &[&[" bug", " hole"]])]);
    check(r"\b(?:fix\w* bug|mend\w* hole)s?\b", &[(true, &[&["^fix", "^mend"], &[" bug", " hole"]])]);
}

#[test]
fn a_class_of_few_letters_is_spelt_out_and_another_is_open() {
    check(r"apologi[sz]e", &[(true, &[&["apologise", "apologize"]])]);
    check(r"cve-\d{4}-\d{4,7}", &[(true, &[&["cve-"]])]);
    check(r"[a-z]{2,3}leak", &[(false, &[&["leak"]])]);
    check(r"[^ ,]x", &[(false, &[])]);
}

#[test]
fn what_is_not_understood_asks_for_nothing() {
    check(r"(?i)leak", &[(false, &[])]);
    check(r"leak)", &[(false, &[])]);
    check(r"\p{L}leak", &[(false, &[])]);
}
