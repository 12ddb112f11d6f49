use super::*;
use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

#[test]
fn what_only_a_construction_names_is_told_with_its_words() {
    let body = "Wrenlet is an open-source framework for agents. Corvid Labs had asked Wrenlet to repair it.";
    let analysis = analyzer().analyze(&Input { body, ..Input::default() });
    let told = unlisted(&analysis);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!((told[0].entity.name.as_str(), told[0].mentions.len()), ("Wrenlet", 2));
}

#[test]
fn what_the_taxonomy_names_and_bodies_are_not_told() {
    let body = "Corvid Labs and the Wrenford Police Department answered.";
    let analysis = analyzer().analyze(&Input { body, ..Input::default() });
    assert_eq!(unlisted(&analysis), []);
}
