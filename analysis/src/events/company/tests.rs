use watchline_model::taxonomy::EventDefinition;
use watchline_model::{DocumentKind, Taxonomy};

use crate::{Analyzer, Input};

fn event(id: &str, pattern: &str) -> EventDefinition {
    let text = format!(
        "id = \"{id}\"\nfamily = \"misuse\"\nlabel = \"{id}\"\ndefinition = \"\"\nexample = \"\"\nseverity_weight = 1.0\n[[patterns]]\n{pattern}\n"
    );
    toml::from_str(&text).unwrap()
}

/// Kinds told by a text where `spill` has one pattern, and the kind `frost` is told by the word "froze".
fn kinds(pattern: &str, input: &Input) -> Vec<String> {
    let events = vec![event("spill", pattern), event("frost", "text = 'froze'")];
    let analysis = Analyzer::new(&Taxonomy { events, ..Taxonomy::default() }).analyze(input);
    analysis.events.iter().map(|event| event.kind.to_string()).collect()
}

fn of(pattern: &str, body: &str) -> Vec<String> {
    kinds(pattern, &Input { body, ..Input::default() })
}

#[test]
fn what_needs_ai_counts_in_a_sentence_on_ai() {
    let pattern = "text = 'spilled'\nneeds = \"ai\"";
    assert_eq!(of(pattern, "The chatbot spilled the tea."), ["spill"]);
    assert!(of(pattern, "A chatbot was there. Grandfather spilled the tea.").is_empty());
}

#[test]
fn an_ai_that_was_named_may_be_called_the_system() {
    let pattern = "text = 'spilled'\nneeds = \"ai\"";
    assert_eq!(of(pattern, "A chatbot was there. The system spilled the tea."), ["spill"]);
    assert!(of(pattern, "The system spilled the tea.").is_empty());
}

#[test]
fn what_needs_a_text_on_ai_counts_in_every_sentence_of_it() {
    let pattern = "text = 'spilled'\nneeds = \"ai_text\"";
    assert_eq!(of(pattern, "A chatbot was there. Grandfather spilled the tea."), ["spill"]);
}

#[test]
fn what_must_stand_beside_may_stand_on_either_side() {
    let pattern = "text = 'spilled'\nalso = 'teapot'";
    assert_eq!(of(pattern, "From the teapot the chatbot spilled all."), ["spill"]);
    assert_eq!(of(pattern, "The chatbot spilled all from the teapot."), ["spill"]);
    assert!(of(pattern, "The chatbot spilled all.").is_empty());
}

#[test]
fn a_pattern_gives_way_to_the_kinds_it_names() {
    let pattern = "text = 'spilled'\nyields_to = [\"frost\"]";
    assert_eq!(of(pattern, "The chatbot spilled the tea."), ["spill"]);
    let both = of(pattern, "The chatbot spilled the tea on a day on which all froze.");
    assert!(both.contains(&"frost".to_owned()) && !both.contains(&"spill".to_owned()), "{both:?}");
}

#[test]
fn a_text_in_which_no_ai_has_a_part_tells_nothing_unless_its_source_is_watched() {
    let (pattern, body) = ("text = 'spilled'", "Grandfather spilled the tea.");
    assert!(of(pattern, body).is_empty());
    let advisory = Input { body, kind: Some(DocumentKind::Advisory), ..Input::default() };
    assert!(kinds(pattern, &advisory).contains(&"spill".to_owned()));
}
