//! Made-up incidents, told by several documents.

mod casts;
mod records;
mod status;
mod words;

use casts::{Doc, day, taxonomy, told};
use watchline_model::{Modality, Severity};

use super::*;

fn leak() -> Vec<Doc> {
    vec![
        Doc::press(
            1,
            "Quay Post",
            4,
            "Corvina Clerk leaks invoices of shops",
            "Corvina Clerk showed 40,000 invoices to strangers.",
        )
        .event("data_exposure", "Corvina Clerk showed 40,000 invoices to strangers.", &[], &["corvina-clerk"]),
        Doc::press(
            2,
            "The Beacon",
            5,
            "Invoices leak from Corvina Clerk, shops say",
            "Shops saw invoices of others, they say.",
        )
        .event("data_exposure", "Shops saw invoices of others, they say.", &[], &["corvina-clerk"])
        .with(Modality::Alleged),
        Doc::statement(3, 6, "On invoices", "We showed invoices to the wrong shops. We have switched the cache off.")
            .event("acknowledgement", "We showed invoices to the wrong shops.", &["corvina"], &[])
            .event("mitigation", "We have switched the cache off.", &["corvina"], &[]),
    ]
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let documents = leak();
    let forward = told(&documents);
    let expected = describe(&forward, &taxonomy());
    for turn in 0..documents.len() {
        let mut turned = forward.clone();
        turned.rotate_left(turn);
        assert_eq!(describe(&turned, &taxonomy()), expected);
        turned.reverse();
        assert_eq!(describe(&turned, &taxonomy()), expected);
    }
}

#[test]
fn first_and_last_report_and_first_document_are_by_publication() {
    let documents = leak();
    let described = describe(&told(&documents), &taxonomy());
    assert_eq!((described.first_reported, described.last_reported), (Some(day(4)), Some(day(6))));
    assert_eq!(described.first_document, Some(DocumentId(1)));
    assert_eq!(described.documents, 3);
}

#[test]
fn a_page_dated_ahead_is_known_since_it_was_seen() {
    let mut document = leak().remove(0);
    document.first_seen = day(2);
    assert_eq!(describe(&told(&[document]), &taxonomy()).first_reported, Some(day(2)));
}

#[test]
fn copies_and_one_publishers_articles_count_once() {
    let mut documents = leak();
    documents.push(Doc { copy_of: Some(DocumentId(1)), ..Doc::press(4, "Daily Echo", 5, "Leak", "Same words.") });
    documents.push(Doc::press(5, "Quay Post", 7, "More on the leak", "Other words."));
    assert_eq!(describe(&told(&documents), &taxonomy()).independent_sources, 3);
}

#[test]
fn the_title_is_the_presss_and_does_not_change_with_every_report() {
    let mut documents = leak();
    let title = describe(&told(&documents), &taxonomy()).title;
    assert_eq!(title, "Corvina Clerk leaks invoices of shops");
    for id in 10..16 {
        documents.push(Doc::press(id, "Daily Echo", 9, "Clerk affair goes on and on", "Words."));
    }
    assert_eq!(describe(&told(&documents), &taxonomy()).title, title);
}

#[test]
fn the_gravest_kind_and_the_facts_make_the_severity() {
    let documents = leak();
    let described = describe(&told(&documents), &taxonomy());
    let rules: Vec<&str> = described.severity_reasons.iter().map(|reason| reason.rule.as_str()).collect();
    assert_eq!(rules, ["event:data_exposure", "fact:thousands"]);
    assert_eq!(described.severity, Some(Severity::High));
}

#[test]
fn what_was_denied_makes_no_severity() {
    let mut documents = leak();
    documents.truncate(1);
    let documents = vec![documents.remove(0).with(Modality::Denied)];
    assert_eq!(describe(&told(&documents), &taxonomy()).severity, None);
}

#[test]
fn the_summary_is_verbatim_and_says_nothing_twice() {
    let documents = leak();
    let told = told(&documents);
    let described = describe(&told, &taxonomy());
    let quotes: Vec<&str> = described.summary.iter().map(|sentence| sentence.evidence.quote.as_str()).collect();
    assert_eq!(quotes[0], "Corvina Clerk showed 40,000 invoices to strangers.");
    assert_eq!(quotes.len(), 3);
    for sentence in &described.summary {
        let source = told.iter().find(|told| told.document == sentence.document).expect("a document of the incident");
        assert!(sentence.evidence.stands_in(&source.reading.full_text()), "{}", sentence.evidence.quote);
        assert_eq!(sentence.evidence.version, Some(source.version));
    }
}

#[test]
fn without_any_event_the_summary_is_the_opening_sentence() {
    let documents = [Doc::press(1, "Quay Post", 4, "A headline", "First sentence here. Second one.")];
    let described = describe(&told(&documents), &taxonomy());
    assert_eq!(described.summary[0].evidence.quote, "First sentence here.");
    assert!(described.summary[0].evidence.stands_in(&documents[0].reading().full_text()));
}

#[test]
fn an_incident_without_documents_is_described_as_nothing() {
    let described = describe(&[], &taxonomy());
    assert_eq!((described.title.as_str(), described.documents, described.status), ("", 0, Status::Reported));
    assert!(described.status_path.is_empty());
}
