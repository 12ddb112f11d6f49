use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

#[test]
fn a_legal_form_belongs_to_the_name() {
    for form in ["Corvid Labs Group", "Corvid Labs Inc.", "Corvid Labs SAS", "Corvid Labs Holdings Ltd"] {
        let body = format!("{form} confirmed that a fault had leaked private chats.");
        let analysis = analyzer().analyze(&Input { body: &body, ..Input::default() });
        assert!(analysis.mentions.iter().any(|mention| mention.text == form), "{form}: {:#?}", analysis.mentions);
        let parties: Vec<&str> = analysis.claims.iter().map(|claim| claim.party_name.as_str()).collect();
        assert_eq!(parties, ["Corvid Labs"], "{form}");
    }
}

#[test]
fn a_sentence_that_ends_with_a_form_keeps_its_stop() {
    let body = "Chats leaked at Corvid Labs Inc. Users complained.";
    let analysis = analyzer().analyze(&Input { body, ..Input::default() });
    assert!(analysis.mentions.iter().any(|mention| mention.text == "Corvid Labs Inc"), "{:#?}", analysis.mentions);
}
