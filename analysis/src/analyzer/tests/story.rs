//! The story of PRODUCT.md, in five wordings: everything that a reader would note, from the page alone.

use watchline_model::{Basis, EntityKind, Modality, Precision, Stance, Status};

use super::labelled::document;
use crate::Analysis;

#[track_caller]
fn event<'a>(
    analysis: &'a Analysis,
    kind: &str,
    also: impl Fn(&watchline_model::Event) -> bool,
) -> &'a watchline_model::Event {
    let found = analysis.events.iter().find(|event| event.kind.as_str() == kind && also(event));
    found.unwrap_or_else(|| panic!("no such {kind} in {:#?}", analysis.events))
}

fn has(ids: &[watchline_model::EntityId], id: &str) -> bool {
    ids.iter().any(|known| known.as_str() == id)
}

#[track_caller]
fn check(id: &str) {
    let document = document(id);
    let analysis = document.analyze();

    let ban = event(&analysis, "ban", |_| true);
    assert!(has(&ban.actors, "alibaba") && has(&ban.targets, "claude-code"), "{ban:?}");
    let date = ban.date.unwrap();
    assert_eq!(
        (date.value_text().as_str(), date.precision, date.basis),
        ("2026-07-10", Precision::Day, Basis::Effective)
    );

    let instead = event(&analysis, "product_substitution", |_| true);
    assert!(has(&instead.actors, "alibaba") && has(&instead.targets, "qoder"), "{instead:?}");

    let alleged = event(&analysis, "covert_tracking", |event| event.modality == Modality::Alleged);
    assert!(has(&alleged.actors, "anthropic") && has(&alleged.targets, "claude-code"), "{alleged:?}");

    let experiment = event(&analysis, "covert_tracking", |event| event.modality == Modality::Stated);
    let date = experiment.date.unwrap();
    assert_eq!(
        (date.value_text().as_str(), date.precision, date.basis),
        ("2026-03", Precision::Month, Basis::Occurred)
    );

    let answer = event(&analysis, "acknowledgement", |_| true);
    assert!(has(&answer.actors, "anthropic") && has(&answer.actors, "thariq-shihipar"), "{answer:?}");
    let person = analysis.entities.iter().find(|entity| entity.kind == EntityKind::Person).unwrap();
    assert_eq!(person.name, "Thariq Shihipar");
    assert_eq!(person.owner.as_ref().map(|owner| owner.as_str()), Some("anthropic"));

    assert!(has(&event(&analysis, "mitigation", |_| true).actors, "anthropic"));
    assert!(has(&event(&analysis, "letter_to_lawmakers", |_| true).actors, "anthropic"));
    event(&analysis, "fraudulent_accounts", |_| true);
    event(&analysis, "model_extraction", |_| true);

    let stance = |stance: Stance, party: Option<&str>| {
        analysis
            .claims
            .iter()
            .any(|claim| claim.stance == stance && claim.party.as_ref().map(|id| id.as_str()) == party)
    };
    assert!(stance(Stance::Alleges, None), "posts allege: {:#?}", analysis.claims);
    assert!(stance(Stance::Acknowledges, Some("anthropic")) || stance(Stance::Confirms, Some("anthropic")));
    assert!(stance(Stance::Announces, Some("anthropic")), "{:#?}", analysis.claims);
    assert_eq!(analysis.status, Some(Status::Mitigated));

    let headline = document.title.chars().count();
    for event in &analysis.events {
        assert!(headline == 0 || event.evidence.start > headline, "told by the headline only: {event:?}");
    }
}

#[test]
fn a_plain_report_is_read_right() {
    check("seed-courier");
}

#[test]
fn a_report_that_spreads_the_facts_over_sentences_is_read_right() {
    check("seed-memo");
}

#[test]
fn a_report_without_a_headline_and_with_a_weekday_is_read_right() {
    check("seed-no-headline");
}

#[test]
fn a_chinese_report_is_read_right() {
    check("seed-chinese");
}

#[test]
fn a_wire_report_that_says_the_tool_and_the_company_is_read_right() {
    check("seed-wire");
}
