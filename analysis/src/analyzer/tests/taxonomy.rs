//! The examples of docs/taxonomy.md are so: each kind is found in its example, and not in its counter-example.

use std::collections::BTreeSet;

use watchline_model::EventKind;

use crate::{Analyzer, Input};

/// An example is one sentence of a text; a text that speaks of no AI is none of ours.
fn kinds_in(analyzer: &Analyzer, sentence: &str) -> BTreeSet<EventKind> {
    let body = format!("{sentence} The story is about an AI chatbot and its users.");
    analyzer.analyze(&Input { body: &body, ..Input::default() }).events.into_iter().map(|event| event.kind).collect()
}

#[test]
fn every_kind_is_found_in_its_example_and_not_in_its_counter_example() {
    let taxonomy = watchline_config::shipped_taxonomy();
    let analyzer = Analyzer::new(&taxonomy);
    let mut wrong = Vec::new();
    for kind in &taxonomy.events {
        let found = kinds_in(&analyzer, &kind.example);
        if !found.contains(&kind.id) {
            wrong.push(format!("{}: not found in its example, which tells {found:?}: {}", kind.id, kind.example));
        }
        let Some(counter_example) = &kind.counter_example else {
            wrong.push(format!("{}: has no counter-example", kind.id));
            continue;
        };
        if kinds_in(&analyzer, counter_example).contains(&kind.id) {
            wrong.push(format!("{}: found in its counter-example: {counter_example}", kind.id));
        }
    }
    assert!(wrong.is_empty(), "config/taxonomy/events.toml:\n{}", wrong.join("\n"));
}
