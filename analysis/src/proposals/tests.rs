use std::sync::LazyLock;

use proptest::prelude::*;
use watchline_model::{EntityKind, Modality};

use super::*;
use crate::Analyzer;

const TEXT: &str = "Quillmont said on 3 July 2026 that WATCHLINE-FIXTURE had switched PlumeChat off for its staff from 10 July. \
    The chatbot PlumeChat did not leak any messages, a spokesman said. Could PlumeChat be banned next? \
    Lark was, as Quillmont knew, quietly taken out of the schools of Nowhere in June.";
const BAN: &str = "WATCHLINE-FIXTURE had switched PlumeChat off for its staff from 10 July.";

/// The shipped kinds, and made-up names: one of them also a common word, which the rules do not take for a name here.
static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| {
    let mut taxonomy = watchline_config::shipped_taxonomy();
    let mut base = taxonomy.entities[0].clone();
    base.owner = None;
    (base.aliases, base.ambiguous, base.context, base.except) = Default::default();
    let named = |id: &str, kind: EntityKind, name: &str| {
        let mut entity = base.clone();
        (entity.id, entity.kind, entity.name) = (EntityId::from(id), kind, name.to_owned());
        entity
    };
    let mut lark = named("lark", EntityKind::Product, "Lark");
    lark.ambiguous = vec!["Lark".to_owned()];
    lark.context = vec!["a word that stands nowhere".to_owned()];
    taxonomy.entities = vec![
        named("quillmont", EntityKind::Vendor, "Quillmont"),
        named("plumechat", EntityKind::Product, "PlumeChat"),
        named("fixture", EntityKind::Organization, "WATCHLINE-FIXTURE"),
        lark,
    ];
    taxonomy
});
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&TAXONOMY));
static ADMISSION: LazyLock<Admission> = LazyLock::new(|| Admission::new(&TAXONOMY));

fn input(text: &str) -> Input<'_> {
    Input {
        title: "PlumeChat off",
        body: text,
        published: Dated::parse("2026-07-04", Basis::Published),
        ..Input::default()
    }
}

/// What the rules alone find, without events: so that a proposal is not told already.
fn found(input: &Input) -> Analysis {
    Analysis { events: Vec::new(), claims: Vec::new(), ..ANALYZER.analyze(input) }
}

fn event(kind: &str, quote: &str) -> ProposedEvent {
    ProposedEvent { kind: kind.to_owned(), quote: quote.to_owned(), ..ProposedEvent::default() }
}

fn admit(proposals: Proposals) -> Admitted {
    let input = input(TEXT);
    ADMISSION.admit(&input, &found(&input), &proposals, "example-8b")
}

fn admit_event(event: ProposedEvent) -> Admitted {
    admit(Proposals { events: vec![event], claims: Vec::new() })
}

/// Why the only proposal does not count.
fn refused(event: ProposedEvent) -> String {
    let admitted = admit_event(event);
    assert!(admitted.events.is_empty(), "{admitted:?}");
    admitted.rejected.into_iter().next().expect("a reason").reason
}

#[test]
fn a_proposal_whose_words_and_names_stand_in_the_text_counts_and_names_its_model() {
    let proposed = ProposedEvent {
        date: Some("2026-07-10".to_owned()),
        actors: vec!["watchline-fixture".to_owned()],
        targets: vec!["PlumeChat".to_owned(), "plumechat".to_owned()],
        ..event("ban", BAN)
    };
    let admitted = admit_event(proposed);
    assert_eq!(admitted.rejected, []);
    let event = &admitted.events[0];
    assert_eq!((event.kind.as_str(), event.rule.as_str()), ("ban", "model:example-8b"));
    assert_eq!((event.actors.clone(), event.targets.clone()), (vec!["fixture".into()], vec!["plumechat".into()]));
    assert!(event.evidence.stands_in(&input(TEXT).full_text()), "{:?}", event.evidence);
    assert!(
        event.evidence.quote.starts_with("Quillmont said") && event.evidence.quote.ends_with(BAN),
        "whole sentences"
    );
    let date = event.date.expect("the words give it");
    assert_eq!((date.value.date_naive().to_string(), date.basis), ("2026-07-10".to_owned(), Basis::Effective));
    assert_eq!(event.modality, Modality::Planned, "10 July was still to come");
    assert!(is_proposed(&event.rule) && !is_proposed("ban-1"));
}

#[test]
fn a_quote_that_was_changed_by_a_letter_does_not_count() {
    let changed = BAN.replace("staff", "Staff");
    assert_eq!(refused(event("ban", &changed)), "its quote does not stand in the text");
    assert_eq!(refused(event("ban", "off")), "its quote is too short to say anything");
}

#[test]
fn a_kind_or_a_stance_of_the_models_own_does_not_count() {
    assert_eq!(refused(event("sabotage", BAN)), "the taxonomy has no such kind");
    let claim = ProposedClaim { party: "Quillmont".to_owned(), stance: "regrets".to_owned(), quote: BAN.to_owned() };
    let admitted = admit(Proposals { events: Vec::new(), claims: vec![claim] });
    assert!(admitted.claims.is_empty() && admitted.rejected[0].reason.contains("`regrets` is not a stance"));
}

#[test]
fn somebody_who_is_not_named_in_the_text_spoils_the_proposal() {
    let proposed = ProposedEvent { actors: vec!["Umbrella".to_owned()], ..event("ban", BAN) };
    assert_eq!(refused(proposed), "`Umbrella` is nobody who is named in the text");
}

#[test]
fn a_known_name_that_the_rules_held_back_counts_where_it_stands_in_just_that_case() {
    let quote = "Lark was, as Quillmont knew, quietly taken out of the schools of Nowhere in June.";
    assert!(!found(&input(TEXT)).entities.iter().any(|entity| entity.id.as_str() == "lark"), "the rules hold it back");
    let named = |name: &str| ProposedEvent { targets: vec![name.to_owned()], ..event("product_withdrawal", quote) };
    let admitted = admit_event(named("Lark"));
    assert_eq!(admitted.events.len(), 1, "{:?}", admitted.rejected);
    assert_eq!(admitted.entities[0].id.as_str(), "lark");
    assert_eq!((admitted.mentions[0].text.as_str(), admitted.mentions[0].rule.as_str()), ("Lark", "model:example-8b"));
    assert_eq!(refused(named("lark")), "`lark` is nobody who is named in the text");
}

#[test]
fn harm_that_the_words_deny_and_a_question_do_not_count() {
    let denied = "The chatbot PlumeChat did not leak any messages, a spokesman said.";
    assert_eq!(refused(event("data_exposure", denied)), "the quoted words say that it did not happen");
    let part = "leak any messages";
    assert_eq!(refused(event("data_exposure", part)), "the quoted words say that it did not happen");
    let asked = "Could PlumeChat be banned next?";
    assert_eq!(refused(event("ban", asked)), "the quoted words do not say that it happened");
}

#[test]
fn a_date_that_the_words_do_not_give_is_left_out() {
    let dated = |date: &str| {
        let proposed = ProposedEvent { date: Some(date.to_owned()), ..event("ban", BAN) };
        admit_event(proposed).events[0].date.map(|date| format!("{} {}", date.value.date_naive(), date.precision))
    };
    assert_eq!(dated("2025-01-01"), None);
    assert_eq!(dated("last Tuesday"), None);
    assert_eq!(dated("2026-07").as_deref(), Some("2026-07-01 month"), "two days of July stand there");
    assert_eq!(dated("2026-07-03").as_deref(), Some("2026-07-03 day"));
}

#[test]
fn what_the_rules_tell_in_that_sentence_is_not_told_twice() {
    let input = input(TEXT);
    let mut analysis = found(&input);
    let proposals = Proposals { events: vec![event("ban", BAN), event("ban", "from 10 July.")], claims: Vec::new() };
    let admitted = ADMISSION.admit(&input, &analysis, &proposals, "m");
    assert_eq!(admitted.events.len(), 1);
    assert_eq!(admitted.rejected[0].reason, "told already by model:m");
    analysis.events = vec![Event { rule: "ban-1".to_owned(), ..admitted.events[0].clone() }];
    let again = ADMISSION.admit(&input, &analysis, &proposals, "m");
    assert!(again.events.is_empty());
    assert_eq!(again.rejected[0].reason, "told already by ban-1");
}

#[test]
fn a_claim_points_at_the_event_of_its_sentence_behind_those_of_the_rules() {
    let claim = ProposedClaim { party: "Quillmont".to_owned(), stance: "reports".to_owned(), quote: BAN.to_owned() };
    let input = input(TEXT);
    let mut analysis = found(&input);
    analysis.events = vec![Event {
        kind: EventKind::from("outage"),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence::cut(&input.full_text(), 0, 9),
        rule: "r".to_owned(),
        participants: Vec::new(),
    }];
    let proposals = Proposals { events: vec![event("ban", BAN)], claims: vec![claim.clone(), claim] };
    let admitted = ADMISSION.admit(&input, &analysis, &proposals, "m");
    assert_eq!(admitted.claims.len(), 1, "once: {:?}", admitted.rejected);
    admitted.add_to(&mut analysis);
    let claim = &analysis.claims[0];
    assert_eq!((claim.party_name.as_str(), claim.rule.as_str()), ("Quillmont", "model:m"));
    assert_eq!(analysis.events[claim.event.expect("an event")].kind.as_str(), "ban");
}

#[test]
fn relevance_and_status_are_of_the_rules_alone() {
    let input = input(TEXT);
    let before = found(&input);
    let mut after = before.clone();
    let proposals = Proposals { events: vec![event("vulnerability_patched", BAN)], claims: Vec::new() };
    ADMISSION.admit(&input, &after, &proposals, "m").add_to(&mut after);
    assert_eq!(after.events.len(), 1);
    assert_eq!((after.relevance, after.status), (before.relevance, before.status));
}

#[test]
fn an_answer_is_read_out_of_a_fence_and_broken_items_are_left_empty() {
    let answer = "Here you are:\n```json\n{\"events\": [{\"kind\": \"ban\", \"quote\": 7, \"actors\": \"Acme\"}, 3], \
                  \"claims\": null}\n```";
    let proposals = Proposals::parse(answer).expect("an object stands in it");
    assert_eq!(proposals.events.len(), 2);
    assert_eq!((proposals.events[0].kind.as_str(), proposals.events[0].quote.as_str()), ("ban", ""));
    assert_eq!(proposals.events[0].actors, ["Acme"]);
    for garbage in ["", "I cannot help with that.", "{\"events\": [", "{\"answer\": 42}", "}{", "[]"] {
        assert!(Proposals::parse(garbage).is_err(), "{garbage}");
    }
}

#[test]
fn no_more_items_are_looked_at_than_a_document_can_tell() {
    let items = vec!["{\"kind\":\"ban\"}"; 10_000].join(",");
    let proposals = Proposals::parse(&format!("{{\"events\":[{items}]}}")).expect("JSON");
    assert_eq!(proposals.events.len(), 64);
}

fn parts() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Quillmont",
        "PlumeChat",
        "Lark",
        " banned ",
        " not ",
        ". ",
        "\n\n",
        "、",
        "禁用了",
        "İ",
        "e\u{301}",
        "“",
        " July 10",
        "?",
    ]);
    prop::collection::vec(prop_oneof![known.prop_map(str::to_owned), any::<String>()], 0..10)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn whatever_a_model_says_what_counts_stands_in_the_text(
        body in parts(), quote in parts(), name in parts(), from in 0_usize..60, length in 0_usize..60,
    ) {
        let input = Input { title: "T", body: &body, ..Input::default() };
        let full = input.full_text();
        let cut: String = full.chars().skip(from).take(length).collect();
        let analysis = found(&input);
        let events = [quote, cut].map(|quote| ProposedEvent {
            actors: vec![name.clone()],
            targets: vec!["Lark".to_owned()],
            date: Some("2026-07-10".to_owned()),
            ..event("ban", &quote)
        });
        let claims = events.clone().map(|event| ProposedClaim { party: "Lark".to_owned(), stance: "denies".to_owned(), quote: event.quote });
        let proposals = Proposals { events: events.into(), claims: claims.into() };
        let mut after = analysis.clone();
        ADMISSION.admit(&input, &analysis, &proposals, "m").add_to(&mut after);
        for evidence in after.events.iter().map(|event| &event.evidence).chain(after.claims.iter().map(|claim| &claim.evidence)) {
            prop_assert!(evidence.stands_in(&full) && !evidence.quote.is_empty());
        }
        for mention in &after.mentions {
            prop_assert_eq!(full.chars().skip(mention.start).take(mention.end - mention.start).collect::<String>(), mention.text.clone());
        }
        for entity in after.events.iter().flat_map(|event| event.actors.iter().chain(&event.targets)) {
            prop_assert!(after.entities.iter().any(|known| known.id == *entity));
        }
    }
}
