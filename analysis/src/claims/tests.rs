use std::sync::LazyLock;

use watchline_model::Stance;

use crate::analyzer::tests::labelled::analyzer;
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

fn claims(title: &str, body: &str) -> crate::Analysis {
    analyzer().analyze(&Input { title, body, ..Input::default() })
}

#[test]
fn alleged_risks_accuse_nobody_of_alleging() {
    for title in [
        "Harbour office bans Corvid over alleged backdoor in it",
        "Corvid Labs removes markers after alleged backdoor in Corvid",
        "Corvid Labs is accused of a backdoor in Corvid",
    ] {
        let analysis = claims(title, "");
        assert!(analysis.claims.iter().all(|claim| claim.stance != Stance::Alleges), "{title}: {:#?}", analysis.claims);
    }
    let analysis = claims("", "Corvid Labs was accused by Meadow AI of a distillation attack on its models.");
    let accuser = analysis.claims.iter().find(|claim| claim.stance == Stance::Alleges).unwrap();
    assert_eq!(accuser.party_name, "Meadow AI");
}

#[test]
fn who_disputes_claims_makes_none() {
    let analysis = claims("", "Corvid leaked private chats. Corvid Labs disputes these claims.");
    assert!(analysis.claims.iter().all(|claim| claim.stance != Stance::Alleges), "{:#?}", analysis.claims);
}

#[test]
fn what_is_denied_is_the_happening() {
    let analysis = claims("", "A fault in Corvid leaked private chats of users. Corvid Labs denied the reports.");
    let denial = analysis.claims.iter().find(|claim| claim.stance == Stance::Denies).unwrap();
    assert_eq!(denial.event.map(|event| analysis.events[event].kind.as_str()), Some("data_exposure"));
    let alone = claims("", "Corvid Labs denied that any of its systems had been breached.");
    let denial = alone.claims.iter().find(|claim| claim.stance == Stance::Denies).unwrap();
    let points_at = denial.event.map(|event| alone.events[event].kind.as_str());
    assert!(!matches!(points_at, Some("denial")), "{:#?}", alone.claims);
}

#[test]
fn a_paper_speaks_for_its_issuer_where_that_is_clear() {
    let speakers = |body: &str| -> Vec<String> {
        let candidates = analyzer().claim_candidates(&Input { body, ..Input::default() });
        candidates.into_iter().map(|candidate| candidate.party_name).collect()
    };
    let issued = speakers(
        "Meadow AI has told its staff to stop using Corvid, according to an internal notice seen by reporters. \
         Staff should switch to Meadow Assistant instead, the notice said.",
    );
    assert!(issued.contains(&"the notice (Meadow AI)".to_owned()), "{issued:?}");
    let unclear =
        speakers("Private chats in Corvid were leaked. The report said that Corvid had leaked private chats.");
    assert!(unclear.contains(&"the report".to_owned()), "{unclear:?}");
}

#[test]
fn the_speaker_may_stand_behind_the_quoted_words() {
    check(
        "\"ChatGPT leaked private chats of users,\" said Ada Beispiel, an analyst at a bank.",
        "Ada Beispiel",
        Stance::Reports,
    );
    check(
        "ChatGPT leaked private chats of users, according to Beispiel Security.",
        "Beispiel Security",
        Stance::Reports,
    );
    check(
        "A flaw in ChatGPT that leaks private chats was found by the researcher Ada Beispiel.",
        "Ada Beispiel",
        Stance::Reports,
    );
}

#[test]
fn what_stands_between_speaker_and_verb_is_no_speaker() {
    let body = "ChatGPT leaked private chats. Beispiel Security, a firm that works for OpenAI, reported the data breach on Monday.";
    check(body, "Beispiel Security", Stance::Reports);
    check(
        "From its records the police in Musterstadt confirmed that ChatGPT leaked private chats.",
        "police",
        Stance::Confirms,
    );
}

#[test]
fn a_bare_said_takes_its_stance_from_what_is_said_and_by_whom() {
    let leak = "ChatGPT leaked private chats of thousands of users.";
    check(&format!("{leak} OpenAI said that no user data was exposed."), "OpenAI", Stance::Denies);
    check(&format!("{leak} OpenAI said it was deeply sorry."), "OpenAI", Stance::Acknowledges);
    check(&format!("{leak} OpenAI said it will notify users."), "OpenAI", Stance::Announces);
    check(&format!("{leak} The police said that private chats were leaked."), "police", Stance::Confirms);
}

#[test]
fn who_sues_alleges_and_who_is_sued_does_not() {
    let analysis =
        claims("", "Three novelists sued Corvid Labs on Wednesday because Crow-4 was trained on their books.");
    let alleging: Vec<_> = analysis.claims.iter().filter(|claim| claim.stance == Stance::Alleges).collect();
    assert_eq!(alleging.iter().map(|claim| claim.party_name.as_str()).collect::<Vec<_>>(), ["Three novelists"]);
    let passive = claims("", "Corvid Labs was sued over its model Crow-4 on Wednesday.");
    assert!(passive.claims.iter().all(|claim| claim.stance != Stance::Alleges), "{:#?}", passive.claims);
}

#[test]
fn who_says_nothing_claims_nothing() {
    let analysis = claims("", "Corvid leaked private chats. Corvid Labs declined to comment.");
    assert!(analysis.claims.is_empty(), "{:#?}", analysis.claims);
}

#[test]
fn an_answer_without_a_verb_of_admission_is_an_acknowledgement() {
    let body = "Corvid leaked private chats of users. \"This was our mistake,\" Corvid Labs said.";
    let analysis = claims("", body);
    let answer = analysis.events.iter().find(|event| event.kind.as_str() == "acknowledgement");
    assert!(answer.is_some_and(|event| event.actors.iter().any(|actor| actor.as_str() == "corvid-labs")), "{answer:?}");
    for claim in &analysis.claims {
        assert!(claim.event.is_none_or(|event| event < analysis.events.len()), "{claim:?}");
    }
}

#[test]
fn each_of_those_that_and_joins_makes_the_claim() {
    let body =
        "ChatGPT leaked private chats. Beispiel Security, two ministries and Muster Labs confirmed the data breach.";
    check(body, "Beispiel Security", Stance::Confirms);
    check(body, "Muster Labs", Stance::Confirms);
    let analysis =
        claims("", "Researchers from Beispiel University, Muster Institute and Example Labs found a flaw in Corvid.");
    let parties: Vec<&str> = analysis.claims.iter().map(|claim| claim.party_name.as_str()).collect();
    assert!(parties.len() == 1 && parties[0].contains("Researchers"), "{parties:?}");
}

#[test]
fn authors_of_a_paper_report() {
    check(
        "Beispiel et al. show that ChatGPT can be jailbroken by rhymes, a prompt injection attack.",
        "Beispiel et al.",
        Stance::Reports,
    );
    let cited = claims("", "Corvid leaked private chats (Beispiel et al., 2020).");
    assert!(cited.claims.iter().all(|claim| !claim.party_name.contains("et al")), "{:#?}", cited.claims);
}

#[test]
fn a_paper_is_that_of_whom_it_names_behind_it() {
    check(
        "ChatGPT was jailbroken in nine of ten attempts, according to a study by Beispiel Institute.",
        "Beispiel Institute",
        Stance::Reports,
    );
}

#[test]
fn words_in_brackets_do_not_hide_the_speaker() {
    check(
        "Researchers (Beispiel, Muster and others) demonstrated that ChatGPT leaked private chats.",
        "Researchers",
        Stance::Reports,
    );
    check("OpenAI, maker of ChatGPT, denied that private chats were leaked.", "OpenAI", Stance::Denies);
}

#[test]
fn who_is_accused_in_a_headline_accuses_nobody() {
    let analysis = claims("Corvid Labs accused of copying books for its AI model Crow-4", "");
    assert!(analysis.claims.iter().all(|claim| claim.stance != Stance::Alleges), "{:#?}", analysis.claims);
}

#[test]
fn false_claims_are_no_saying() {
    let analysis = claims("", "Users of Corvid shared false claims about a minister, and a deepfake spread.");
    assert!(analysis.claims.iter().all(|claim| claim.stance != Stance::Alleges), "{:#?}", analysis.claims);
}

#[test]
fn other_languages_say_it_in_their_own_verbs() {
    check("ChatGPT leaked private chats. OpenAI dementiert das.", "OpenAI", Stance::Denies);
}
