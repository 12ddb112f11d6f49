use watchline_model::{Evidence, Modality};

use super::*;

fn entity(id: &str, kind: EntityKind, owner: Option<&str>) -> Entity {
    Entity { id: id.into(), kind, name: id.to_owned(), owner: owner.map(EntityId::from) }
}

fn event(kind: &str, actors: &[&str], targets: &[&str]) -> Event {
    let ids = |ids: &[&str]| ids.iter().map(|id| EntityId::from(*id)).collect();
    Event {
        kind: kind.into(),
        actors: ids(actors),
        targets: ids(targets),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence::cut("words", 0, 5),
        rule: "test".to_owned(),
        participants: Vec::new(),
    }
}

fn claim(party: &str, stance: Stance, event: usize) -> Claim {
    Claim {
        party: Some(party.into()),
        party_name: party.to_owned(),
        stance,
        event: Some(event),
        evidence: Evidence::cut("words", 0, 5),
        rule: "test".to_owned(),
    }
}

/// `(entity, role)` of the first event.
fn check(event: Event, claims: &[Claim], expected: &[(&str, Role)]) {
    let entities = [
        entity("corvid-labs", EntityKind::Vendor, None),
        entity("corvid", EntityKind::Product, Some("corvid-labs")),
        entity("data-office", EntityKind::Regulator, None),
        entity("finders", EntityKind::Organization, None),
        entity("ada", EntityKind::Person, None),
    ];
    let mut events = vec![event];
    fill(&mut events, claims, &entities);
    let found: Vec<(&str, Role)> =
        events[0].participants.iter().map(|part| (part.entity.as_str(), part.role)).collect();
    assert_eq!(found, expected);
}

#[test]
fn an_authority_that_fines_is_actor_and_regulator_and_the_maker_of_what_is_fined_a_target() {
    check(
        event("fine", &["data-office"], &["corvid"]),
        &[],
        &[
            ("corvid", Role::Target),
            ("corvid-labs", Role::Target),
            ("data-office", Role::Actor),
            ("data-office", Role::Regulator),
        ],
    );
}

#[test]
fn who_discloses_a_weakness_is_discloser_and_researcher_and_who_denies_it_responds() {
    check(
        event("vulnerability_disclosed", &["finders"], &["corvid"]),
        &[claim("corvid-labs", Stance::Denies, 0)],
        &[
            ("corvid", Role::Target),
            ("corvid-labs", Role::Respondent),
            ("finders", Role::Actor),
            ("finders", Role::Discloser),
            ("finders", Role::Researcher),
        ],
    );
}

#[test]
fn who_sues_accuses_and_who_suffers_is_affected() {
    check(
        event("lawsuit_filed", &["ada"], &["corvid-labs"]),
        &[],
        &[("ada", Role::Actor), ("ada", Role::Accuser), ("corvid-labs", Role::Target)],
    );
    check(event("impersonation", &[], &["ada"]), &[], &[("ada", Role::Target), ("ada", Role::Affected)]);
}

#[test]
fn a_claim_on_another_event_gives_no_part() {
    check(event("ban", &[], &["corvid"]), &[claim("finders", Stance::Alleges, 1)], &[("corvid", Role::Target)]);
}
