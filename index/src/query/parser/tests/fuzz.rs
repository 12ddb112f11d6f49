//! Nothing that can be typed does harm, and the normal form of anything means the same.

use proptest::prelude::*;

use crate::fixture::{find, index, now, taxonomy};
use crate::query::{KeywordField, Names, Node, parse};
use crate::{narrow, widen};

/// Pieces of the language, right and wrong, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "vendor:orchid", "vendor:\"orchid labs\"", "vendor:fern", "product:\"fern 4\"", "entity:someone", "event:restriction",
            "severity>=high", "severity:", "status:aleged", "after:2026-06", "before:7d", "happened:2026-03..", "known:..2026",
            "by:2026-07-03", "cve:2026-1234", "incident:INC-2026-0042", "lang:en-US", "country:prc", "source:A,b", "kind:",
            "sort:oldest", "sort:", "vendor:(", "-(", "vendor:orchid,bluefin,x", "禁止", "停", "GPT-4o", "https://a.example",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["(", ")", "\"", "“", " ", "-", "NOT", "OR", "AND", "|", ":", ">=", ",", "..", "x:y"]).prop_map(str::to_owned),
        2 => "[a-zé]{1,6}",
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec((piece, prop::sample::select(vec!["", " "])), 0..25)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,200}") {
        let names = Names::new(&taxonomy());
        let parsed = parse(&text, &names, now());
        prop_assert!(parsed.notes.len() <= 20);
        let _ = widen(&narrow(&text, "vendor", &text), "vendor", &text);
    }

    #[test]
    fn the_normal_form_means_the_same_and_raises_no_notes(text in pieces()) {
        let names = Names::new(&taxonomy());
        let first = parse(&text, &names, now());
        let second = parse(&first.text, &names, now());
        prop_assert_eq!(&second.notes, &Vec::new(), "{} from {}", first.text, text);
        prop_assert_eq!(&second.text, &first.text);
        prop_assert_eq!(second.query, first.query);
        prop_assert_eq!(second.sort, first.sort);
    }

    #[test]
    fn a_narrowed_query_holds_the_condition(text in pieces()) {
        let names = Names::new(&taxonomy());
        let narrowed = narrow(&text, "tier", "press");
        let parsed = parse(&narrowed, &names, now());
        let is_tier = |node: &Node| matches!(node, Node::Is { field: KeywordField::Tier, .. });
        let held = match &parsed.query.0 {
            Node::And(parts) => parts.iter().any(is_tier),
            other => is_tier(other),
        };
        prop_assert!(held, "{} from {}", parsed.text, narrowed);
    }
}

#[test]
fn whatever_is_typed_can_be_searched() {
    let index = index();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&prop_oneof![pieces(), "(?s).{0,80}".prop_map(|text| text)], |text| {
            let found = find(&index, &text);
            prop_assert!(found.total <= 27);
            Ok(())
        })
        .unwrap();
}
