use std::collections::BTreeSet;

use watchline_model::{EntityId, EntityKind};

use super::super::tests::small_taxonomy;
use super::super::{EntityFinder, Found};
use super::{Parts, judge, of_kind, weighable};
use crate::input::Input;
use crate::text::Text;

fn read(body: &str) -> (Text, Found) {
    let finder = EntityFinder::new(&small_taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { body, ..Input::default() });
    let found = finder.find(&text, None);
    (text, found)
}

fn ids(found: &Found) -> Vec<&str> {
    found.entities.keys().map(EntityId::as_str).collect()
}

#[test]
fn who_has_no_part_is_neither_an_entity_nor_mentioned() {
    let (text, mut found) = read("Corvid Code fails at Meadow Labs, says Corvid Labs.");
    assert!(ids(&found).contains(&"corvid-code"));
    let parts = Parts { passing: BTreeSet::from(["corvid-code".into()]), besides: BTreeSet::new() };
    parts.settle(&text, &mut found, &mut []);
    assert!(!ids(&found).contains(&"corvid-code"));
    assert!(found.mentions.iter().all(|mention| mention.entity.as_str() != "corvid-code"));
    assert!(found.mentions.iter().any(|mention| mention.entity.as_str() == "corvid-labs"));
}

#[test]
fn what_was_put_aside_is_taken_back_with_its_maker_and_an_exact_quote() {
    let (text, mut found) = read("Wrenlet is a Corvid clone for offices.");
    assert!(!ids(&found).contains(&"corvid"));
    let parts = Parts { passing: BTreeSet::new(), besides: BTreeSet::from(["corvid".into(), "corvid-labs".into()]) };
    parts.settle(&text, &mut found, &mut []);
    assert!(ids(&found).contains(&"corvid") && ids(&found).contains(&"corvid-labs"));
    for mention in &found.mentions {
        assert_eq!(mention.text, text.slice(mention.start, mention.end));
    }
    let rules: Vec<&str> = found.mentions.iter().map(|mention| mention.rule.as_str()).collect();
    assert!(rules.contains(&"owner") && rules.contains(&"alias:corvid"), "{rules:?}");
}

#[test]
fn a_maker_is_left_out_with_what_alone_implies_it() {
    let (text, found) = read("Wrenlet is a Corvid clone for offices.");
    let parts = judge(&text, &found, &[], &[]);
    assert_eq!(
        parts.besides.contains(&EntityId::from("corvid-labs")),
        parts.besides.contains(&EntityId::from("corvid"))
    );
}

#[test]
fn every_vendor_product_and_model_is_judged_once_those_put_aside_too() {
    let (text, found) = read("Wrenlet is a Corvid clone for offices. Crow-4 of Corvid Labs answers.");
    let candidates = weighable(&text, &found, &[], &[]);
    let mut seen: Vec<&str> = candidates.iter().map(|candidate| candidate.entity.as_str()).collect();
    seen.sort_unstable();
    assert_eq!(seen, ["corvid", "corvid-labs", "crow-4", "wrenlet"]);
    assert!(candidates.iter().all(|candidate| candidate.is_aside == (candidate.entity.as_str() == "corvid")));
}

#[test]
fn a_sign_weighs_for_all_kinds_and_for_its_own() {
    let numbers: BTreeSet<u32> = [EntityKind::Vendor, EntityKind::Product, EntityKind::Model]
        .into_iter()
        .map(|kind| of_kind(12, kind))
        .chain([12])
        .collect();
    assert_eq!(numbers.len(), 4);
}

#[test]
fn what_is_shipped_was_learnt_from_these_signs() {
    let (text, found) = read("Corvid Code fails at Meadow Labs, says Corvid Labs.");
    let shipped = crate::weights::of_parts();
    for candidate in weighable(&text, &found, &[], &[]) {
        let known = candidate.signs.iter().filter(|(number, ..)| shipped.of(*number) != 0.0).count();
        assert!(known * 3 > candidate.signs.len(), "{}: {known} of {}", candidate.entity, candidate.signs.len());
    }
}
