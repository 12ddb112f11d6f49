//! The quality floors over `fixtures/`, the story of PRODUCT.md, and what holds for every text.

mod gold;
pub(crate) mod labelled;
mod quality;
mod story;
mod taxonomy;

use proptest::prelude::*;
use watchline_model::{Basis, Dated, EntityId, Evidence};

use super::*;
use labelled::analyzer;

#[test]
fn the_shipped_patterns_are_all_well_formed() {
    let warnings = analyzer().warnings();
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn an_empty_document_means_nothing_and_says_so() {
    let analysis = analyzer().analyze(&Input::default());
    assert!(analysis.events.is_empty() && analysis.entities.is_empty() && analysis.status.is_none());
    assert!(!analysis.warnings.is_empty());
}

#[test]
fn equal_input_gives_equal_output() {
    let document = labelled::document("seed-courier");
    let first = document.analyze();
    assert_eq!(first, document.analyze());
}

/// What must hold of any analysis: every span is the words it says, every index points somewhere.
fn hold(input: &Input) {
    let analysis = analyzer().analyze(input);
    let full = input.full_text();
    let characters: Vec<char> = full.chars().collect();
    let stands = |evidence: &Evidence| {
        characters[evidence.start..evidence.end].iter().collect::<String>() == evidence.quote
            && !evidence.quote.is_empty()
    };
    for mention in &analysis.mentions {
        assert_eq!(characters[mention.start..mention.end].iter().collect::<String>(), mention.text);
        assert!(analysis.entities.iter().any(|entity| entity.id == mention.entity));
    }
    for event in &analysis.events {
        assert!(stands(&event.evidence), "{event:?}");
        for entity in event.actors.iter().chain(&event.targets) {
            let is_voice = input.voice == Some(entity);
            assert!(is_voice || analysis.entities.iter().any(|known| known.id == *entity), "{entity} in {event:?}");
        }
    }
    for claim in &analysis.claims {
        assert!(stands(&claim.evidence), "{claim:?}");
        assert!(claim.event.is_none_or(|event| event < analysis.events.len()));
        assert!(!claim.party_name.is_empty());
    }
    assert!((0.0..=1.0).contains(&analysis.relevance.score));
}

/// Words that make the rules work, mixed with whatever Unicode has.
fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Anthropic",
        "Claude Code",
        "Alibaba",
        "’s ",
        " told staff to stop using ",
        " from July 10",
        ". ",
        "\n\n",
        "“",
        "”",
        " said ",
        "阿里巴巴",
        "承认",
        "自7月10日起停止使用",
        "。",
        " according to posts on X ",
        "CVE-2026-12345",
        " ban on ",
        " data breach ",
        "İstanbul ",
        "ǅ",
        "e\u{301}",
        "\u{1f468}\u{200d}\u{1f469}",
        " (Ada Beispiel, on X) ",
        " engineer Ada Beispiel ",
    ])
    .prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![known, any::<String>()], 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn every_quote_stands_in_the_text(title in words(), body in words(), voice in any::<bool>()) {
        let voice_id = EntityId::from("anthropic");
        hold(&Input {
            title: &title,
            body: &body,
            published: Dated::parse("2026-07-03", Basis::Published),
            voice: voice.then_some(&voice_id),
            ..Input::default()
        });
    }
}
