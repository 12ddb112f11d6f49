use super::Corroborated;
use crate::{Event, Evidence, Modality};

fn told(kind: &str, rule: &str) -> Event {
    Event {
        kind: kind.into(),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence { version: None, start: 0, end: 4, quote: "leak".to_owned() },
        rule: rule.to_owned(),
        participants: Vec::new(),
    }
}

#[test]
fn what_one_of_several_documents_is_only_read_to_say_waits_for_a_second() {
    let (ruled, learnt) = (told("ban", "ban#1"), told("apology", "learnt:apology@1"));
    let documents = [vec![ruled.clone(), learnt.clone()], vec![ruled.clone()], vec![]];
    let alone = Corroborated::new(documents.iter().map(Vec::as_slice));
    assert!(alone.counts(&ruled));
    assert!(!alone.counts(&learnt));

    let documents = [vec![learnt.clone()], vec![ruled], vec![learnt.clone()]];
    assert!(Corroborated::new(documents.iter().map(Vec::as_slice)).counts(&learnt), "two say so");
}

#[test]
fn two_sentences_of_one_document_do_not_bear_each_other_out() {
    let learnt = told("apology", "learnt:apology@1");
    let documents = [vec![learnt.clone(), learnt.clone()], vec![], vec![]];
    assert!(!Corroborated::new(documents.iter().map(Vec::as_slice)).counts(&learnt));
}

#[test]
fn an_incident_of_few_documents_shows_all_that_they_tell() {
    let learnt = told("apology", "learnt:apology@1");
    let documents = [vec![learnt.clone()], vec![]];
    assert!(Corroborated::new(documents.iter().map(Vec::as_slice)).counts(&learnt));
}
