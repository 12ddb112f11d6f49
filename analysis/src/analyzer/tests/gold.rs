//! The labelled sets of docs/labelling.md: real records by id (`fixtures/records`, read from ../shared/data where it is there)
//! and made-up stories (`fixtures/stories`), each split by time into a part to tune on and a part to test on.
//!
//! `WATCHLINE_MISSES=event_kinds` (or another task) with `--nocapture` prints what differs on the tuning parts.

mod curve;
mod documents;
mod score;

use std::collections::BTreeMap;

use documents::{Part, Set};

use super::labelled::folder;

/// Set and part (`records-test`), then task: the least F1.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn check(set: Set) {
    let floors: Floors = toml::from_str(&std::fs::read_to_string(folder().join("gold-floors.toml")).unwrap()).unwrap();
    let asked = std::env::var("WATCHLINE_MISSES").unwrap_or_default();
    for part in [Part::Tuning, Part::Test] {
        let Some(documents) = documents::read(set, part) else {
            println!("{}: skipped, its texts are not here", set.name());
            return;
        };
        if documents.is_empty() {
            continue;
        }
        let name = format!("{}-{}", set.name(), part.name());
        let sheet = score::score(&documents);
        println!("{name}: {} documents", documents.len());
        for (task, score) in &sheet.scores {
            println!("  {task}: {score}");
        }
        if part == Part::Tuning && !matches!(set, Set::Later | Set::Last) && !asked.is_empty() {
            for miss in sheet.misses.iter().filter(|miss| miss.task == asked) {
                println!("{}", miss.line);
            }
        }
        let floors = floors.get(&name).unwrap_or_else(|| panic!("no floors for {name}"));
        assert!(documents.len() as f64 >= floors["documents"], "{name}: {} documents", documents.len());
        for (task, floor) in floors.iter().filter(|(task, _)| *task != "documents") {
            let f1 = sheet.scores[task.as_str()].f1();
            assert!(f1 >= *floor, "{name}: {task}: F1 {f1:.3} is below its floor {floor}");
        }
    }
}

#[test]
fn real_records_are_understood_above_the_floors() {
    check(Set::Records);
}

#[test]
fn all_other_records_are_understood_above_the_floors() {
    check(Set::Wide);
}

#[test]
fn made_up_stories_are_understood_above_the_floors() {
    check(Set::Stories);
}

#[test]
fn later_stories_are_understood_above_the_floors() {
    check(Set::Later);
}

#[test]
fn the_last_stories_are_understood_above_the_floors() {
    check(Set::Last);
}

#[test]
fn every_labelled_quote_stands_in_its_text() {
    for part in [Part::Tuning, Part::Test] {
        let documents =
            [Set::Stories, Set::Later, Set::Last].into_iter().flat_map(|set| documents::read(set, part).unwrap());
        for document in documents {
            let text = format!("{}\n\n{}", document.title, document.text);
            for quote in document.labels.quotes() {
                assert!(text.contains(quote), "{}: {quote:?} does not stand in the text", document.id);
            }
        }
    }
}
