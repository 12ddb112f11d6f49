//! Which headline names an incident, and which sentences sum it up.

use super::casts::{Doc, taxonomy, told};
use crate::incident::{Described, describe};

fn described(documents: &[Doc]) -> Described {
    describe(&told(documents), &taxonomy())
}

fn quotes(documents: &[Doc]) -> Vec<String> {
    described(documents).summary.into_iter().map(|sentence| sentence.evidence.quote).collect()
}

fn leak(quote: &'static str, body: &'static str) -> Doc {
    Doc::press(1, "Quay Post", 4, "Clerk leaks", body).event("data_exposure", quote, &["corvina"], &["corvina-clerk"])
}

#[test]
fn a_headline_without_the_papers_name() {
    for title in ["Quay Post: Clerk leaks bills", "Clerk leaks bills | Quay Post", "Clerk leaks bills"] {
        let title = described(&[Doc::press(1, "Quay Post", 4, title, "Words.")]).title;
        assert_eq!(title, "Clerk leaks bills");
    }
    let title = described(&[Doc::press(1, "Quay Post", 4, "Bakers: Clerk leaks bills", "Words.")]).title;
    assert_eq!(title, "Bakers: Clerk leaks bills");
}

#[test]
fn a_headline_that_names_the_product_goes_before_a_play_on_words() {
    let documents = [
        Doc::press(1, "Quay Post", 4, "The baker and the florist's bills", "Words."),
        Doc::press(2, "The Beacon", 4, "Corvina Clerk shows bills to strangers", "Words."),
    ];
    assert_eq!(described(&documents).title, "Corvina Clerk shows bills to strangers");
}

#[test]
fn a_dateline_is_left_out_and_the_words_stay_verbatim() {
    let body = "LARNHOLM, May 4 (Quay) - Corvina Clerk showed 40,000 bills to strangers on Monday.";
    let documents = [leak(body, body)];
    let described = described(&documents);
    let evidence = &described.summary[0].evidence;
    assert_eq!(evidence.quote, "Corvina Clerk showed 40,000 bills to strangers on Monday.");
    assert!(evidence.stands_in(&documents[0].reading().full_text()));
}

#[test]
fn what_cannot_stand_alone_gives_way_and_never_follows() {
    let body = "Corvina Clerk showed 40,000 bills to strangers.\n\nIt is unrelated to the outage of March.";
    let both = leak("Corvina Clerk showed 40,000 bills to strangers.", body).event(
        "outage",
        "It is unrelated to the outage of March.",
        &["corvina"],
        &["corvina-clerk"],
    );
    assert_eq!(quotes(&[both]), ["Corvina Clerk showed 40,000 bills to strangers."]);
    let lone = leak("It showed bills.", "It showed bills.");
    assert_eq!(quotes(&[lone]), ["It showed bills."], "better than nothing");
}

#[test]
fn what_happened_comes_first_and_what_followed_after() {
    let fine = Doc::press(2, "The Beacon", 20, "Clerk fined", "Larnholm fined Corvina two million crowns on Friday.")
        .event("fine", "Larnholm fined Corvina two million crowns on Friday.", &[], &["corvina"]);
    let sentence = "Corvina Clerk showed 40,000 bills to strangers.";
    let found = quotes(&[fine, leak(sentence, sentence)]);
    assert_eq!(found, [sentence, "Larnholm fined Corvina two million crowns on Friday."]);
}

#[test]
fn what_the_headline_says_is_said_first() {
    let body =
        "The experiment began in March and marked users.\n\nHollin bans Corvina Clerk from its offices on Monday.";
    let story = Doc::press(1, "Quay Post", 4, "Hollin bans Clerk from its offices", body)
        .event("covert_tracking", "The experiment began in March and marked users.", &["corvina"], &["corvina-clerk"])
        .event("ban", "Hollin bans Corvina Clerk from its offices on Monday.", &[], &["corvina-clerk"]);
    assert_eq!(
        quotes(&[story]),
        ["Hollin bans Corvina Clerk from its offices on Monday.", "The experiment began in March and marked users."]
    );
}

#[test]
fn a_sentence_that_begins_with_what_stands_before_it_never_follows() {
    let body = "Corvina Clerk showed 40,000 bills to strangers.\n\nIn it the maker told lawmakers of false accounts.";
    let both = leak("Corvina Clerk showed 40,000 bills to strangers.", body).event(
        "fraudulent_accounts",
        "In it the maker told lawmakers of false accounts.",
        &["corvina"],
        &["corvina-clerk"],
    );
    assert_eq!(quotes(&[both]), ["Corvina Clerk showed 40,000 bills to strangers."]);
}
