use std::sync::LazyLock;

use watchline_model::{Event, Taxonomy};

use crate::{Analyzer, Input};

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(watchline_config::shipped_taxonomy);
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&TAXONOMY));

/// An article long enough to be no note, about an AI, with the sentence in it.
fn article(sentence: &str) -> String {
    let before = "The chatbot is made by a firm of forty people in the north. Its office looks out on a canal. \
                  Most of them studied together. The founder plays the cello in the evenings.";
    let after = "A second office is to open in the spring. The canteen is said to be good.";
    format!("{before} {sentence} {after}")
}

fn learnt(sentence: &str) -> Vec<Event> {
    let body = article(sentence);
    let analysis = ANALYZER.analyze(&Input { body: &body, ..Input::default() });
    analysis.events.into_iter().filter(|event| event.rule.starts_with("learnt:")).collect()
}

#[test]
fn what_is_learnt_carries_its_sentence_and_its_name() {
    let sentence = "The folder with the customers' conversations had no password, and search engines had listed it.";
    let events = learnt(sentence);
    let event = events.iter().find(|event| event.kind.as_str() == "data_exposure").expect("it is told");
    assert_eq!(event.rule, "learnt:data_exposure@1");
    assert_eq!(event.evidence.quote, sentence);
}

#[test]
fn a_question_tells_nothing() {
    assert!(
        learnt("Had the folder with the customers' conversations no password, and had search engines listed it?")
            .is_empty()
    );
}

#[test]
fn plain_talk_tells_nothing() {
    assert!(learnt("The firm expects to grow by a third this year and is hiring in two cities.").is_empty());
}

#[test]
fn the_rules_alone_know_nothing_of_it() {
    let body =
        article("The folder with the customers' conversations had no password, and search engines had listed it.");
    let analysis = Analyzer::new(&TAXONOMY).by_rules_alone().analyze(&Input { body: &body, ..Input::default() });
    assert!(analysis.events.iter().all(|event| !event.rule.starts_with("learnt:")));
}

#[test]
fn a_kind_that_the_taxonomy_lacks_is_not_told() {
    let mut taxonomy = TAXONOMY.clone();
    taxonomy.events.retain(|event| event.id.as_str() != "data_exposure");
    let body =
        article("The folder with the customers' conversations had no password, and search engines had listed it.");
    let analysis = Analyzer::new(&taxonomy).analyze(&Input { body: &body, ..Input::default() });
    assert!(analysis.events.iter().all(|event| event.kind.as_str() != "data_exposure"));
}

#[test]
fn an_answer_needs_the_words_of_a_party() {
    let kinds = |sentence: &str| learnt(sentence).into_iter().map(|event| event.kind.0).collect::<Vec<_>>();
    assert_eq!(kinds("Anthropic has not left the allegation unanswered."), Vec::<String>::new());
}
