use watchline_model::incident::SummarySentence;
use watchline_model::{
    ChangeKind, DocumentId, Evidence, Incident, IncidentId, Reason, Severity, Status, StatusStep, VersionId,
};

use crate::StoreError;
use crate::fixture::{TestStore, at, placement};

/// Opens an incident around a new document.
async fn opened(store: &TestStore, number: u32) -> Incident {
    let document = store.relevant(&format!("https://press.example/{number}")).await;
    let id = store.record_placement(&placement(document, None), at(4)).await.unwrap();
    store.find_incident(id).await.unwrap().unwrap()
}

fn described(incident: Incident) -> Incident {
    let evidence = Evidence { version: Some(VersionId(1)), start: 0, end: 4, quote: "Acme".to_owned() };
    let document = DocumentId(1);
    let step = |status, minutes| StatusStep {
        status,
        at: at(minutes),
        document,
        evidence: evidence.clone(),
        party_name: "Acme".to_owned(),
    };
    Incident {
        title: "Acme is banned".to_owned(),
        status: Status::Confirmed,
        status_path: vec![step(Status::Alleged, 1), step(Status::Confirmed, 2)],
        severity: Some(Severity::High),
        severity_reasons: vec![Reason::new("event", 4.0, "a ban")],
        summary: vec![SummarySentence { document, evidence: evidence.clone() }],
        first_reported: Some(at(1)),
        last_reported: Some(at(2)),
        independent_sources: 2,
        ..incident
    }
}

#[tokio::test]
async fn a_description_is_read_back_as_written_and_told_of() {
    let store = TestStore::open().await;
    let before = opened(&store, 1).await;
    let last = store.last_change().await.unwrap();
    let after = Incident { opened_at: at(9999), changed_at: at(9999), ..described(before.clone()) };
    let changes = [(ChangeKind::IncidentOpened, "opened".to_owned()), (ChangeKind::SeverityRaised, "high".to_owned())];
    store.update_incident(&after, &changes, at(10)).await.unwrap();
    let read = store.find_incident(before.id).await.unwrap().unwrap();
    assert_eq!(read, Incident { opened_at: before.opened_at, changed_at: at(10), ..after });
    let kinds = ["incident_opened incident INC-2026-0001", "severity_raised incident INC-2026-0001"];
    assert_eq!(store.kinds_after(last).await, kinds);
    assert!(store.undescribed_incidents(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_silent_difference_is_logged_and_none_is_not() {
    let store = TestStore::open().await;
    let incident = described(opened(&store, 1).await);
    let last = store.last_change().await.unwrap();
    store.update_incident(&incident, &[], at(10)).await.unwrap();
    store.update_incident(&incident, &[], at(11)).await.unwrap();
    assert_eq!(store.kinds_after(last).await, ["incident_changed incident INC-2026-0001"]);
    assert_eq!(store.find_incident(incident.id).await.unwrap().unwrap().changed_at, at(10));
}

#[tokio::test]
async fn the_newest_incidents_come_first_page_by_page_without_merged_ones() {
    let store = TestStore::open().await;
    for (number, minutes) in [(1, 30), (2, 50), (3, 30), (4, 10), (5, 90)] {
        let incident = opened(&store, number).await;
        let merged_into = (number == 5).then_some(IncidentId { year: 2026, number: 1 });
        let reported = Incident { last_reported: Some(at(minutes)), merged_into, ..incident };
        store.update_incident(&reported, &[], at(99)).await.unwrap();
    }
    let mut walked = Vec::new();
    let mut before = None;
    loop {
        let step = store.recent_incidents(2, before).await.unwrap();
        let Some(last) = step.last() else { break };
        before = Some((last.last_reported.unwrap(), last.id));
        walked.extend(step.iter().map(|incident| incident.id.number));
    }
    assert_eq!(walked, [2, 3, 1, 4]);
    let asked = [4, 77, 5].map(|number| IncidentId { year: 2026, number });
    let listed = store.list_incidents(&asked).await.unwrap();
    assert_eq!(listed.iter().map(|incident| incident.id.number).collect::<Vec<_>>(), [4, 5]);
}

#[tokio::test]
async fn the_material_of_an_incident_is_its_documents_in_the_order_of_placing() {
    let store = TestStore::open().await;
    let incident = opened(&store, 1).await;
    let others = [store.relevant("https://press.example/2").await, store.relevant("https://press.example/3").await];
    for document in others.iter().rev() {
        store.record_placement(&placement(*document, Some(incident.id)), at(5)).await.unwrap();
    }
    let material = store.incident_material(incident.id).await.unwrap();
    assert_eq!(material.iter().map(|view| view.document.id.0).collect::<Vec<_>>(), [1, 3, 2]);
    assert!(material.iter().all(|view| view.events.len() == 1));
}

#[tokio::test]
async fn an_unknown_incident_is_not_found_and_cannot_be_described() {
    let store = TestStore::open().await;
    let incident = Incident { id: IncidentId { year: 2026, number: 9 }, ..opened(&store, 1).await };
    let error = store.update_incident(&incident, &[], at(5)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict(message) if message.contains("INC-2026-0009")), "{error}");
    assert_eq!(store.find_incident(incident.id).await.unwrap(), None);
    assert!(store.incident_material(incident.id).await.unwrap().is_empty());
}
