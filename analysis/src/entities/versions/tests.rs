use watchline_model::Taxonomy;

use super::super::EntityFinder;
use crate::input::Input;
use crate::text::Text;

fn check(body: &str, expected: &[(&str, &str)]) {
    let finder = EntityFinder::new(&Taxonomy::default(), &mut Vec::new());
    let text = Text::new(&Input { body, ..Input::default() });
    let found = finder.find(&text, None);
    let seen: Vec<(&str, &str)> =
        found.seen.iter().map(|seen| (seen.entity.as_str(), text.slice(seen.start, seen.end))).collect();
    assert_eq!(seen, expected, "in {body:?}");
}

#[test]
fn a_version_that_no_list_names_is_a_model() {
    check(
        "It was tried on GPT-9 mini and on Claude Opus 7.5.",
        &[("gpt-9-mini", "GPT-9 mini"), ("claude-opus-7-5", "Claude Opus 7.5")],
    );
}

#[test]
fn numbers_that_count_something_or_go_on_are_no_versions() {
    check("Claude 7 million times; GPT-4.5.6 no; the llama 3 of us saw.", &[]);
}
