use chrono::DateTime;
use watchline_model::{
    Author, DecisionId, Description, Entity, EntityKind, Judgement, Place, Severity, Status, Subject, TagLists,
    VersionId,
};

use super::*;

const OLD: IncidentId = IncidentId { year: 2026, number: 1 };
const YOUNG: IncidentId = IncidentId { year: 2026, number: 2 };

fn place(document: i64, incident: IncidentId) -> Place {
    Place {
        document: DocumentId(document),
        incident,
        version: VersionId(document),
        copy_of: None,
        decision: None,
        review: false,
        pinned: false,
        rival: None,
    }
}

fn told(kind: DecisionKind, steps: Vec<Step>) -> Vec<String> {
    let decision = Decision {
        id: DecisionId(7),
        kind,
        subject: Subject::Document(DocumentId(1)),
        author: Author::Person("ada".to_owned()),
        reasons: Vec::new(),
        at: DateTime::UNIX_EPOCH,
        undone_by: None,
        undoes: None,
        steps,
    };
    let titles = Titles((1..=2).map(|id| (DocumentId(id), format!("Title {id}"))).collect());
    deeds(&decision, &titles).iter().chain(&bindings(&decision)).map(Deed::text).collect()
}

#[test]
fn a_merge_of_many_documents_is_told_in_few_sentences() {
    let mut steps = Vec::new();
    for document in 1..=5 {
        steps.push(Step::Left(place(document, YOUNG)));
        steps.push(Step::Entered(place(document, OLD)));
        steps.push(Step::Pinned { document: DocumentId(document), incident: OLD, after: true });
    }
    steps.push(Step::Redirected { incident: YOUNG, before: None, after: Some(OLD) });
    assert_eq!(
        told(DecisionKind::Merge, steps),
        [
            "moved “Title 1”, “Title 2”, “document 3” and 2 more documents from INC-2026-0002 to INC-2026-0001",
            "merged INC-2026-0002 into INC-2026-0001",
            "from now on no rule takes these 5 documents out of INC-2026-0001",
        ]
    );
}

#[test]
fn an_opened_incident_is_told_with_what_it_was_opened_for() {
    let opened = vec![Step::Opened { incident: OLD }, Step::Entered(place(1, OLD))];
    assert_eq!(told(DecisionKind::Open, opened), ["opened INC-2026-0001 with “Title 1”"]);
    let joined = vec![Step::Entered(place(1, OLD))];
    assert_eq!(told(DecisionKind::Join, joined), ["put “Title 1” into INC-2026-0001"]);
    let split = vec![
        Step::Opened { incident: YOUNG },
        Step::Left(place(1, OLD)),
        Step::Entered(place(1, YOUNG)),
        Step::IncidentsKeptApart { left: OLD, right: YOUNG, after: true },
    ];
    assert_eq!(
        told(DecisionKind::Split, split),
        [
            "moved “Title 1” from INC-2026-0001 to a new incident, INC-2026-0002",
            "from now on no rule merges INC-2026-0001 and INC-2026-0002",
        ]
    );
}

#[test]
fn words_are_told_with_what_they_were() {
    let set = Step::StatusSet { incident: OLD, before: None, after: Some(Status::Confirmed) };
    assert_eq!(told(DecisionKind::Status, vec![set]), ["status of INC-2026-0001: what the machine finds → confirmed"]);
    let title = Step::Retitled { incident: OLD, before: Some("A".to_owned()), after: None };
    assert_eq!(told(DecisionKind::Retitle, vec![title]), ["title of INC-2026-0001: “A” → what the machine finds"]);
    let description = |status, severity| Description { title: "A".to_owned(), status, severity };
    let described = Step::Described {
        incident: OLD,
        before: description(Status::Alleged, None),
        after: description(Status::Disputed, Some(Severity::High)),
    };
    assert_eq!(
        told(DecisionKind::Status, vec![described]),
        ["described INC-2026-0001 anew: status alleged → disputed; severity none → high"]
    );
    let judgement = |by_person| Judgement { relevance: None, by_person };
    let judged = Step::Judged { document: DocumentId(2), before: judgement(false), after: judgement(true) };
    assert_eq!(told(DecisionKind::Relevance, vec![judged]), ["judged “Title 2” anew (was not judged)"]);
}

#[test]
fn tags_are_told_by_what_came_and_what_went() {
    let entity = |id: &str| Entity { id: id.into(), kind: EntityKind::Vendor, name: id.to_uppercase(), owner: None };
    let lists = |ids: &[&str]| TagLists { entities: ids.iter().map(|id| entity(id)).collect(), ..TagLists::default() };
    let retagged = Step::Retagged {
        version: VersionId(1),
        before: Box::new(lists(&["fern", "reef"])),
        after: Box::new(lists(&["reef", "quay"])),
    };
    assert_eq!(
        told(DecisionKind::Retag, vec![retagged]),
        ["tags of “Title 1”: added vendor QUAY, removed vendor FERN"]
    );
}

#[test]
fn what_does_nothing_by_itself_says_so() {
    assert_eq!(told(DecisionKind::Join, Vec::new()), ["changed nothing by itself"]);
    let dismissed = Step::Dismissed { item: "duplicate:INC-2026-0001:INC-2026-0002".to_owned(), after: true };
    assert_eq!(
        told(DecisionKind::Dismiss, vec![dismissed]),
        ["answered the question whether INC-2026-0001 and INC-2026-0002 are one: kept apart"]
    );
}
