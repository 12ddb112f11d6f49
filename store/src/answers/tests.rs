use watchline_model::{ChangeKind, DocumentId, Evidence, Status, StatusStep, VersionId};

use crate::fixture::{TestStore, at, placement};

#[tokio::test]
async fn an_incident_is_counted_for_the_vendor_most_of_its_documents_speak_of() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let id = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    let incident = store.find_incident(id).await.unwrap().unwrap();
    let step = |status, minutes| StatusStep {
        status,
        at: at(minutes),
        document: DocumentId(1),
        evidence: Evidence { version: Some(VersionId(1)), start: 0, end: 4, quote: "Acme".to_owned() },
        party_name: "Acme".to_owned(),
    };
    let path = vec![step(Status::Alleged, 10), step(Status::Disputed, 70), step(Status::Resolved, 130)];
    let incident = watchline_model::Incident { status_path: path, first_reported: Some(at(10)), ..incident };
    store.update_incident(&incident, &[(ChangeKind::StatusChanged, "told".to_owned())], at(140)).await.unwrap();
    let answers = store.vendor_answers(at(0), 10).await.unwrap();
    assert_eq!(answers.len(), 1);
    assert_eq!((answers[0].incident, answers[0].reported), (id, at(10)));
    assert_eq!(answers[0].vendors.len(), 1);
    assert_eq!((answers[0].answered, answers[0].mitigated), (Some(at(70)), Some(at(130))));
    assert!(store.vendor_answers(at(11), 10).await.unwrap().is_empty(), "it was reported before");
    store.spoil("UPDATE document_entities SET unlisted = TRUE").await;
    assert!(store.vendor_answers(at(0), 10).await.unwrap().is_empty(), "nobody that is listed is named");
}
