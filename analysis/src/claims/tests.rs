use std::sync::LazyLock;

use watchline_model::Stance;

use crate::{Analyzer, Input};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&watchline_config::shipped_taxonomy()));

#[track_caller]
fn check(body: &str, party: &str, stance: Stance) {
    let analysis = ANALYZER.analyze(&Input { body, ..Input::default() });
    let found = analysis.claims.iter().any(|claim| claim.stance == stance && claim.party_name.contains(party));
    assert!(found, "no claim of {party} that {stance} in {body:?}: {:#?}", analysis.claims);
}

#[test]
fn verbs_of_saying_carry_their_stance() {
    check("OpenAI denied that private data were leaked.", "OpenAI", Stance::Denies);
    check("OpenAI acknowledged the outage of ChatGPT.", "OpenAI", Stance::Acknowledges);
    check("OpenAI confirmed the data breach.", "OpenAI", Stance::Confirms);
    check("Anthropic accused DeepSeek of a distillation attack.", "Anthropic", Stance::Alleges);
    check("OpenAI said it had added new safeguards after the data breach.", "OpenAI", Stance::Announces);
}

#[test]
fn the_unnamed_are_named_as_they_stand() {
    check("Posts on X alleged that ChatGPT secretly records users.", "Posts on X", Stance::Alleges);
    check(
        "According to a person familiar with the matter, ChatGPT leaked private data.",
        "person familiar",
        Stance::Alleges,
    );
}

#[test]
fn a_pronoun_is_the_subject_before() {
    check(
        "Anthropic was hit by a data breach. The company acknowledged the leaked data on Monday.",
        "Anthropic",
        Stance::Acknowledges,
    );
}

#[test]
fn a_person_speaks_for_an_employer() {
    let body = "Ada Beispiel, an engineer at Anthropic, acknowledged the data breach.";
    let analysis = ANALYZER.analyze(&Input { body, ..Input::default() });
    let claim = analysis.claims.iter().find(|claim| claim.stance == Stance::Acknowledges).unwrap();
    assert_eq!(claim.party.as_ref().map(|id| id.as_str()), Some("anthropic"));
    assert_eq!(claim.party_name, "Ada Beispiel (Anthropic)");
}

#[test]
fn could_not_confirm_is_no_stance() {
    let analysis = ANALYZER.analyze(&Input { body: "OpenAI could not confirm the data breach.", ..Input::default() });
    assert!(analysis.claims.iter().all(|claim| claim.stance != Stance::Confirms));
}
