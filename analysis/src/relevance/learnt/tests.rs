use std::sync::LazyLock;

use watchline_model::Relevance;

use crate::{Analyzer, Input};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&watchline_config::shipped_taxonomy()));

fn judged(title: &str, body: &str) -> Relevance {
    ANALYZER.analyze(&Input { title, body, ..Input::default() }).relevance
}

#[test]
fn the_reasons_add_up_to_the_score() {
    for (title, body) in [
        ("", ""),
        ("ChatGPT leaked private chats", "OpenAI confirmed it on Monday."),
        ("Weather", "It rained in the hills."),
        ("OpenAI raises money", "Investors gave it eight billion."),
    ] {
        let relevance = judged(title, body);
        let sum: f32 = relevance.reasons.iter().map(|reason| reason.weight).sum();
        assert!((sum - relevance.score).abs() < 0.001, "{title}: {sum} and {}", relevance.score);
    }
}

#[test]
fn the_wording_is_told_in_words() {
    let relevance = judged("Man arrested after a false match", "A facial recognition system had named the wrong man.");
    let wording = relevance.reasons.iter().find(|reason| reason.rule == "wording").unwrap();
    assert!(wording.detail.contains("words for it: "), "{}", wording.detail);
}
