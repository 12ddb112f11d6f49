use super::*;
use crate::input::Input;

fn check(body: &str, expected: &[&str]) {
    let text = Text::new(&Input { body, ..Input::default() });
    let words = words(&text, &text.sentences[0]);
    let names: Vec<String> = chunks(&words)
        .iter()
        .map(|chunk| {
            let (start, end) = chunk.span(&words);
            text.slice(start, end).to_owned()
        })
        .collect();
    assert_eq!(names, expected, "in {body:?}");
}

#[test]
fn names_are_runs_of_capitals_with_particles_and_numbers() {
    check("They met the Department of Health and Human Services.", &["Department of Health and Human Services"]);
    check("We saw Wrenlet 4 at Alten and Neuen.", &["Wrenlet 4", "Alten", "Neuen"]);
    check("In Wrenford's office Finch.js and wren-core ran.", &["Wrenford", "Finch.js"]);
}

#[test]
fn a_possessive_is_no_part_of_a_name() {
    let text = Text::new(&Input { body: "Wrenlet’s app and O'Wren's bots' end.", ..Input::default() });
    let words = words(&text, &text.sentences[0]);
    let told: Vec<(&str, bool)> = words.iter().map(|word| (word.text, word.possessive)).collect();
    assert_eq!(
        told,
        [("Wrenlet", true), ("app", false), ("and", false), ("O'Wren", true), ("bots", true), ("end", false)]
    );
}

#[test]
fn headlines_with_capitals_throughout_are_told_apart() {
    let is_title = |body: &str| {
        let text = Text::new(&Input { body, ..Input::default() });
        is_title_case(&words(&text, &text.sentences[0]))
    };
    assert!(is_title("Wrenlet Chatbot Reportedly Gave Wrong Advice"));
    assert!(!is_title("Wrenlet chatbot gave wrong advice to Alten"));
}
