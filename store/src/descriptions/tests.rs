use watchline_model::{ChangeKind, DecisionKind, Incident, Status, Subject};

use crate::fixture::{TestStore, at, placement};

#[tokio::test]
async fn a_document_that_comes_while_an_incident_is_described_is_not_forgotten() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let id = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    let undescribed = store.incident_to_describe(id).await.unwrap().unwrap();
    let second = store.relevant("https://press.example/2").await;
    store.record_placement(&placement(second, Some(id)), at(5)).await.unwrap();
    let found = undescribed.incident.clone();
    store.record_description(&undescribed, &found, &[], at(6)).await.unwrap();
    assert_eq!(store.undescribed_incidents(9).await.unwrap(), [id], "it goes on waiting");
    let undescribed = store.incident_to_describe(id).await.unwrap().unwrap();
    assert_eq!(undescribed.material.len(), 2);
    store.record_description(&undescribed, &undescribed.incident, &[], at(7)).await.unwrap();
    assert!(store.undescribed_incidents(9).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_the_machine_finds_otherwise_is_a_decision_with_its_reasons() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let id = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    let undescribed = store.incident_to_describe(id).await.unwrap().unwrap();
    let found = Incident { title: "Another".to_owned(), status: Status::Alleged, ..undescribed.incident.clone() };
    let changes = [(ChangeKind::IncidentOpened, "opened".to_owned())];
    store.record_description(&undescribed, &found, &changes, at(5)).await.unwrap();
    store.record_description(&undescribed, &found, &changes, at(6)).await.unwrap();
    let decisions = store.list_decisions(&Subject::Incident(id)).await.unwrap();
    assert_eq!(decisions.iter().map(|one| one.kind).collect::<Vec<_>>(), [DecisionKind::Open, DecisionKind::Status]);
    let rules: Vec<&str> = decisions[1].reasons.iter().map(|reason| reason.rule.as_str()).collect();
    assert_eq!((rules, decisions[1].author.to_string().as_str()), (vec!["status", "headline"], "rule describe v1"));
}

#[tokio::test]
async fn a_description_cannot_bring_a_merged_incident_back() {
    let store = TestStore::open().await;
    let mut ids = Vec::new();
    for number in 1..=2 {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        ids.push(store.record_placement(&placement(document, None), at(4)).await.unwrap());
    }
    let undescribed = store.incident_to_describe(ids[1]).await.unwrap().unwrap();
    store.merge_incidents(ids[0], ids[1], &crate::Deciding::person("zoe", "", at(5))).await.unwrap();
    store.record_description(&undescribed, &undescribed.incident, &[], at(6)).await.unwrap();
    assert_eq!(store.resolve_incident(ids[1]).await.unwrap(), Some(ids[0]));
    assert_eq!(store.undescribed_incidents(9).await.unwrap(), [ids[0]]);
}
