use std::collections::BTreeSet;

use watchline_model::clock::FixedClock;
use watchline_model::{DecisionKind, Subject};

use super::super::place::tests::{Press, STORIES, at};
use super::*;

async fn planned(press: &Press) -> Plan {
    let stop = CancellationToken::new();
    plan_store(&press.store, 3, |_| (), &stop).await.expect("a plan").expect("it was not stopped")
}

async fn applied(press: &Press, plan: &Plan) -> Applied {
    let stop = CancellationToken::new();
    apply_to(&press.store, plan, &FixedClock::new(at(20)), |_| (), &stop).await.expect("it is applied")
}

/// The incident of each document.
async fn homes(press: &Press, documents: &[DocumentId]) -> Vec<Vec<IncidentId>> {
    let views = press.store.list_documents(documents).await.expect("a list");
    views.into_iter().map(|view| view.incidents).collect()
}

/// Two reports of each story, placed as the rules do.
async fn told() -> (Press, Vec<DocumentId>, Vec<IncidentId>) {
    let mut press = Press::open().await;
    let (mut documents, mut incidents) = (Vec::new(), Vec::new());
    for story in STORIES {
        for _ in 0..2 {
            let (document, incident) = press.report(story).await;
            documents.push(document);
            incidents.push(incident);
        }
    }
    (press, documents, incidents)
}

fn rule() -> Deciding {
    Deciding::rule("older", 1, Vec::new(), at(11))
}

#[tokio::test]
async fn what_was_placed_by_the_same_rules_stays_where_it_is() {
    let (press, ..) = told().await;
    let plan = planned(&press).await;
    assert_eq!((plan.report.documents, plan.report.unchanged, plan.deeds.len()), (6, 6, 0));
}

#[tokio::test]
async fn what_older_rules_did_otherwise_is_set_right_and_incidents_keep_their_ids() {
    let (press, documents, incidents) = told().await;
    let before = homes(&press, &documents).await;
    press.store.merge_incidents(incidents[0], incidents[2], &rule()).await.expect("older rules merged");
    press.store.split_incident(incidents[4], &documents[5..], None, &rule()).await.expect("older rules split");
    let plan = planned(&press).await;
    assert_eq!((plan.report.merged, plan.report.opened, plan.report.unchanged), (1, 1, 3), "{:?}", plan.report);
    let done = applied(&press, &plan).await;
    assert_eq!((done.decisions, done.refused), (2, 0));
    let after = homes(&press, &documents).await;
    assert_eq!((&after[..2], &after[4..]), (&before[..2], &before[4..]));
    assert_eq!((after[2].len(), &after[2]), (1, &after[3]));
    assert!(planned(&press).await.report.is_empty(), "a second run has nothing to do");
    let decisions = press.store.list_decisions(&Subject::Document(documents[5])).await.expect("a list");
    assert_eq!(decisions.last().map(|last| (last.kind, last.is_by_person())), Some((DecisionKind::Merge, false)));
    assert_eq!(press.store.verify().await.expect("it can be asked").broken, None);
}

#[tokio::test]
async fn what_people_decided_stands_however_it_would_be_placed_today() {
    let (press, documents, incidents) = told().await;
    press.store.merge_incidents(incidents[0], incidents[2], &Press::zoe()).await.expect("a person merges");
    press.store.split_incident(incidents[4], &documents[5..], None, &Press::zoe()).await.expect("a person splits");
    press.store.join_document(documents[4], incidents[0], &Press::zoe()).await.expect("a person joins");
    let before = homes(&press, &documents).await;
    let plan = planned(&press).await;
    assert!(plan.report.is_empty(), "{:?}", plan.deeds);
    applied(&press, &plan).await;
    assert_eq!(homes(&press, &documents).await, before);
}

#[tokio::test]
async fn a_run_that_is_stopped_is_finished_by_the_next() {
    let (press, documents, incidents) = told().await;
    press.store.merge_incidents(incidents[0], incidents[2], &rule()).await.expect("older rules merged");
    press.store.split_incident(incidents[4], &documents[5..], None, &rule()).await.expect("older rules split");
    let mut plan = planned(&press).await;
    plan.deeds.truncate(1);
    assert_eq!(applied(&press, &plan).await.decisions, 1);
    let rest = planned(&press).await;
    assert_eq!(applied(&press, &rest).await, Applied { decisions: 1, refused: 0 });
    let standing: BTreeSet<Vec<IncidentId>> = homes(&press, &documents).await.into_iter().collect();
    assert_eq!(standing.len(), 3);
    assert!(planned(&press).await.report.is_empty());
}
