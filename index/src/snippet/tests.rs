use super::{LENGTH, Snippets};
use crate::fixture::{now, taxonomy};
use crate::query::{Names, parse};
use crate::search::SnippetPart;
use crate::tokenize::Tongue;

fn cut(query: &str, text: &str) -> Vec<SnippetPart> {
    let parsed = parse(query, &Names::new(&taxonomy()), now());
    Snippets::new(&parsed.query.0).cut(text, &Tongue::of(&["en"]))
}

/// Highlights in square brackets.
fn shown(parts: &[SnippetPart]) -> String {
    parts.iter().map(|part| if part.highlighted { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

#[track_caller]
fn check(query: &str, text: &str, expected: &str) {
    assert_eq!(shown(&cut(query, text)), expected, "snippet for `{query}`");
}

#[test]
fn words_are_highlighted_in_every_inflection_as_written() {
    check("ban café", "They Banned the CAFE.", "They [Banned] the [CAFE].");
}

#[test]
fn what_is_denied_is_not_highlighted() {
    check("ban -cafe", "A ban on the cafe", "A [ban] on the cafe");
}

#[test]
fn a_phrase_is_highlighted_only_where_it_stands_in_a_row() {
    check("\"the bank\"", "The staff of the bank", "The staff of [the] [bank]");
    check("GPT-4o 4o", "GPT of 4o: GPT-4o", "GPT of [4o]: [GPT]-[4o]");
}

#[test]
fn pairs_of_characters_are_highlighted_as_one() {
    check("停止使用", "员工停止使用该产品", "员工[停止使用]该产品");
}

#[test]
fn without_words_or_finds_the_beginning_is_shown() {
    check("", "Short text.", "Short text.");
    check("elsewhere", "Short\n\n  text.", "Short text.");
    check("x", "", "");
}

#[test]
fn a_long_text_is_cut_around_the_densest_passage() {
    let filling = "nothing to see here ".repeat(100);
    let text = format!("prompt {filling} the system prompt leaked {filling}");
    let found = shown(&cut("system prompt", &text));
    assert!(found.contains("the [system] [prompt] leaked"), "{found}");
    assert!(found.starts_with("… ") && found.ends_with(" …"), "{found}");
    assert!(found.chars().count() < LENGTH + 20);
}

#[test]
fn any_cut_falls_between_characters() {
    let text = "日本語のテキスト。".repeat(200);
    for query in ["", "語の", "スト"] {
        let joined: String = cut(query, &text).into_iter().map(|part| part.text).collect();
        assert!(joined.chars().count() >= LENGTH - 40, "{joined}");
    }
}
