//! What moves an incident up the ladder, and what does not.

use watchline_model::{DocumentKind, Modality, Stance, Status, Tier};

use super::casts::{Doc, taxonomy, told};
use crate::incident::describe;

fn path(documents: &[Doc]) -> Vec<Status> {
    describe(&told(documents), &taxonomy()).status_path.iter().map(|step| step.status).collect()
}

fn allegation() -> Doc {
    Doc::press(1, "Quay Post", 4, "Clerk tracks users", "Clerk tracks its users, posts say.")
        .event("covert_tracking", "Clerk tracks its users, posts say.", &[], &["corvina-clerk"])
        .with(Modality::Alleged)
        .claim(None, Stance::Alleges, "posts say")
}

fn press(id: i64, published: u32, body: &'static str) -> Doc {
    Doc::press(id, "The Beacon", published, "More on Clerk", body)
}

#[test]
fn a_bare_headline_is_a_report() {
    assert_eq!(path(&[press(1, 4, "Nothing was recognised here.")]), [Status::Reported]);
}

#[test]
fn an_allegation_then_an_answer_then_a_mitigation() {
    let answer = press(2, 6, "Corvina confirmed an experiment. It has removed the markers.")
        .claim(Some("corvina"), Stance::Acknowledges, "Corvina confirmed an experiment.")
        .event("mitigation", "It has removed the markers.", &["corvina"], &[]);
    assert_eq!(path(&[allegation(), answer]), [Status::Alleged, Status::Acknowledged, Status::Mitigated]);
}

#[test]
fn every_step_shows_the_words_that_moved_it() {
    let answer = press(2, 6, "Corvina owned up on Monday.").claim(
        Some("corvina"),
        Stance::Acknowledges,
        "Corvina owned up on Monday.",
    );
    let documents = [allegation(), answer];
    let described = describe(&told(&documents), &taxonomy());
    let last = described.status_path.last().expect("two steps");
    assert_eq!((last.evidence.quote.as_str(), last.party_name.as_str()), ("Corvina owned up on Monday.", "corvina"));
    assert!(last.evidence.stands_in(&documents[1].reading().full_text()));
    assert_eq!(described.status, last.status);
}

#[test]
fn a_vendors_denial_makes_it_disputed_until_it_owns_up() {
    let denial = press(2, 5, "Corvina denied it.").claim(Some("corvina"), Stance::Denies, "Corvina denied it.");
    let owning_up =
        press(3, 7, "Corvina admitted it.").claim(Some("corvina"), Stance::Acknowledges, "Corvina admitted it.");
    let again =
        press(4, 8, "Corvina denied it again.").claim(Some("corvina"), Stance::Denies, "Corvina denied it again.");
    let steps = [Status::Alleged, Status::Disputed, Status::Acknowledged];
    assert_eq!(path(&[allegation(), denial, owning_up, again]), steps);
}

#[test]
fn a_spokesperson_speaks_for_the_vendor() {
    let answer = press(2, 6, "It was a test, Osk wrote.").claim(
        Some("mirela-osk"),
        Stance::Acknowledges,
        "It was a test, Osk wrote.",
    );
    assert_eq!(path(&[allegation(), answer]), [Status::Alleged, Status::Acknowledged]);
}

#[test]
fn another_vendors_word_moves_nothing() {
    let rival = press(2, 6, "Nordlys denied that it knew. Nordlys has put a fix in place.")
        .claim(Some("nordlys"), Stance::Denies, "Nordlys denied that it knew.")
        .event("mitigation", "Nordlys has put a fix in place.", &["nordlys"], &[]);
    assert_eq!(path(&[allegation(), rival]), [Status::Alleged]);
}

#[test]
fn advice_to_users_moves_nothing() {
    for advice in [
        "Users should switch the assistant off.",
        "Update to the latest version now.",
        "Experts recommend that firms block the tool.",
    ] {
        let document = press(2, 6, advice).event("mitigation", advice, &["corvina"], &["corvina-clerk"]);
        assert_eq!(path(&[allegation(), document]), [Status::Alleged], "{advice}");
    }
}

#[test]
fn a_promised_fix_is_no_fix() {
    let promise = press(2, 6, "Corvina will remove the markers in June.")
        .event("mitigation", "Corvina will remove the markers in June.", &["corvina"], &[])
        .with(Modality::Planned);
    assert_eq!(path(&[allegation(), promise]), [Status::Alleged]);
}

#[test]
fn a_regulators_finding_confirms() {
    let finding =
        Doc { tier: Tier::Regulator, kind: DocumentKind::Statement, ..press(2, 9, "Clerk tracked its users.") }.event(
            "covert_tracking",
            "Clerk tracked its users.",
            &[],
            &["corvina-clerk"],
        );
    assert_eq!(path(&[allegation(), finding]), [Status::Alleged, Status::Confirmed]);
}

#[test]
fn the_vendors_own_account_of_it_acknowledges() {
    let account = Doc::statement(2, 6, "On markers", "Clerk marked requests since March.").event(
        "covert_tracking",
        "Clerk marked requests since March.",
        &[],
        &["corvina-clerk"],
    );
    assert_eq!(path(&[allegation(), account]), [Status::Alleged, Status::Acknowledged]);
}

#[test]
fn a_status_page_says_when_it_is_over() {
    let page = Doc {
        kind: DocumentKind::Status,
        ..Doc::statement(1, 4, "Clerk is down", "Resolved - All systems work again.")
    }
    .event("outage", "Clerk is down", &[], &["corvina-clerk"]);
    let documents = [page];
    let described = describe(&told(&documents), &taxonomy());
    assert_eq!(described.status, Status::Resolved);
    let last = described.status_path.last().expect("a step");
    assert_eq!(last.evidence.quote, "Resolved - All systems work again.");
    assert!(last.evidence.stands_in(&documents[0].reading().full_text()));
}

#[test]
fn a_retraction_ends_it() {
    let retraction = press(2, 9, "The Quay Post withdrew its report.").claim(
        None,
        Stance::Retracts,
        "The Quay Post withdrew its report.",
    );
    assert_eq!(path(&[allegation(), retraction]), [Status::Alleged, Status::Retracted]);
}

#[test]
fn an_older_document_that_comes_late_stands_where_it_belongs() {
    let answer =
        press(2, 6, "Corvina admitted it.").claim(Some("corvina"), Stance::Acknowledges, "Corvina admitted it.");
    assert_eq!(path(&[answer, allegation()]), [Status::Alleged, Status::Acknowledged]);
}

#[test]
fn a_statement_that_repeats_the_charge_to_deny_it_owns_up_to_nothing() {
    let statement = Doc::statement(2, 5, "On a report", "A report claims that Clerk tracks users. That is false.")
        .event("covert_tracking", "A report claims that Clerk tracks users.", &[], &["corvina-clerk"])
        .claim(Some("corvina"), Stance::Denies, "That is false.");
    assert_eq!(path(&[allegation(), statement]), [Status::Alleged, Status::Disputed]);
}

#[test]
fn the_victims_own_account_of_misuse_is_no_acknowledgement() {
    let account = Doc::statement(1, 5, "On copying", "Nordlys copied our model, we allege.")
        .event("model_extraction", "Nordlys copied our model, we allege.", &["nordlys"], &["corvina"])
        .claim(Some("corvina"), Stance::Alleges, "we allege");
    let denial = press(2, 6, "Nordlys denied it.").claim(Some("nordlys"), Stance::Denies, "Nordlys denied it.");
    assert_eq!(path(&[account, denial]), [Status::Alleged, Status::Disputed]);
}

#[test]
fn a_headline_that_takes_it_back_ends_it() {
    let retraction = Doc::press(2, "Quay Post", 8, "Retraction: Clerk and its users", "We were wrong.");
    assert_eq!(path(&[allegation(), retraction]), [Status::Alleged, Status::Retracted]);
}

#[test]
fn a_settlement_ends_the_matter() {
    let settlement =
        press(2, 8, "Corvina settled the suit.").event("settlement", "Corvina settled the suit.", &["corvina"], &[]);
    assert_eq!(path(&[allegation(), settlement]), [Status::Alleged, Status::Resolved]);
}

#[test]
fn a_postmortem_to_come_resolves_nothing() {
    for (sentence, expected) in [
        ("A full postmortem will follow in June.", vec![Status::Alleged]),
        ("This is our postmortem.", vec![Status::Alleged, Status::Resolved]),
    ] {
        let statement = Doc::statement(2, 6, "On markers", sentence).event("postmortem", sentence, &["corvina"], &[]);
        assert_eq!(path(&[allegation(), statement]), expected, "{sentence}");
    }
}

#[test]
fn a_lifted_ban_is_over() {
    let ban = press(1, 4, "Varn banned Clerk.").event("ban", "Varn banned Clerk.", &["varn"], &["corvina-clerk"]);
    let lifted = press(2, 20, "Varn has lifted its ban on Clerk after an audit.");
    assert_eq!(path(&[ban.clone(), lifted]), [Status::Reported, Status::Resolved]);
    let asked = press(2, 20, "Corvina asked whether the ban was lifted.");
    assert_eq!(path(&[ban, asked]), [Status::Reported]);
}

#[test]
fn who_bans_confirms_the_ban_by_announcing_it() {
    let announced = press(1, 4, "Clerk is banned, Varn said.")
        .event("ban", "Clerk is banned", &["varn"], &["corvina-clerk"])
        .claim(Some("varn"), Stance::Announces, "Clerk is banned, Varn said.");
    assert_eq!(path(&[announced]), [Status::Confirmed]);
}

#[test]
fn a_maker_that_calls_its_product_back_has_acted() {
    let recall = |actor: &'static str| {
        press(2, 8, "Clerk was recalled.").event(
            "product_withdrawal",
            "Clerk was recalled.",
            &[actor],
            &["corvina-clerk"],
        )
    };
    assert_eq!(path(&[allegation(), recall("corvina")]), [Status::Alleged, Status::Mitigated]);
    assert_eq!(path(&[allegation(), recall("nordlys")]), [Status::Alleged]);
}

#[test]
fn the_makers_own_release_of_the_fix_resolves_and_a_report_of_it_mitigates() {
    let quote = "Clerk 2.1 fixes the flaw.";
    let fixed = |doc: Doc| doc.event("vulnerability_patched", quote, &["corvina"], &["corvina-clerk"]);
    assert_eq!(path(&[allegation(), fixed(press(2, 6, quote))]), [Status::Alleged, Status::Mitigated]);
    let statement = Doc::statement(2, 6, "Clerk 2.1", quote);
    assert_eq!(path(&[allegation(), fixed(statement)]), [Status::Alleged, Status::Resolved]);
}

#[test]
fn who_accuses_another_owns_up_to_nothing() {
    let charge = Doc::statement(1, 5, "On copying", "Nordlys copied our model, we allege. Our model answered it.")
        .event("model_extraction", "Nordlys copied our model, we allege.", &["nordlys"], &["corvina"])
        .claim(Some("corvina"), Stance::Alleges, "we allege")
        .claim(Some("corvina"), Stance::Confirms, "Our model answered it.");
    assert_eq!(path(&[charge]), [Status::Alleged]);
}

#[test]
fn a_fix_that_others_tested_resolves_only_what_was_owned_up_to() {
    let tested = press(3, 9, "Clerk no longer sends the marker, tests by the Quay Post show.");
    assert_eq!(path(&[allegation(), tested.clone()]), [Status::Alleged]);
    let answer =
        press(2, 6, "Corvina admitted it.").claim(Some("corvina"), Stance::Acknowledges, "Corvina admitted it.");
    let steps = [Status::Alleged, Status::Acknowledged, Status::Resolved];
    assert_eq!(path(&[allegation(), answer, tested]), steps);
}
