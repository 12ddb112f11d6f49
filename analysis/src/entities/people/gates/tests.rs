use super::super::ROLE;
use super::{FIRST_OF_ROLES, may_be_role, may_introduce};

#[test]
fn words_that_join_a_name_to_a_firm_may_introduce_it_and_others_do_not() {
    for before in ["Ada Beispiel of ", "Ada Beispiel at the ", "an engineer with ", "Ada Beispiel, ", "writing for "] {
        assert!(may_introduce(before), "{before}");
    }
    for before in ["", "said that ", "the ", "Ada Beispiel ", "kindof "] {
        assert!(!may_introduce(before), "{before}");
    }
}

#[test]
fn a_role_is_told_by_its_first_word_or_by_an_officer() {
    for behind in [
        " Engineer Ada",
        "'s chief executive",
        "’s co-founder Ada",
        " vice-president Ada",
        " privacy Officer Ada",
        " Ä",
        " spoKeſman",
    ] {
        assert!(may_be_role(behind), "{behind}");
    }
    for behind in ["", " said Ada Beispiel", "engineer", "'s", "'s engineers Ada", " officer"] {
        assert!(!may_be_role(behind), "{behind}");
    }
}

#[test]
fn every_first_word_of_a_role_is_known() {
    let role = regex::Regex::new(&format!("^(?:{ROLE})")).unwrap();
    for first in FIRST_OF_ROLES {
        let goes_on = ["", "-founder", "-president", " of the board chief", " engineer"];
        assert!(goes_on.iter().any(|end| role.is_match(&format!("{first}{end}"))), "{first} begins no role");
    }
    let words = ROLE.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| word.len() > 3);
    for word in words.filter(|word| role.is_match(word)) {
        assert!(may_be_role(&format!(" {word} Ada")), "{word}");
    }
}
