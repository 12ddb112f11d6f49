use watchline_model::{ChangeSeq, DecisionKind, DocumentId, IncidentId, RelevanceVerdict, Status, Subject};

use crate::fixture::{TestStore, article, at, page, placement, published, reading, tags};
use crate::{NewPlacement, StoreError};

/// A relevant document published so many minutes after the first of July.
async fn published_at(store: &TestStore, url: &str, minutes: Option<i64>) -> DocumentId {
    let page = store.fetched(url, url).await;
    let told = reading(Some(url), url, "Acme was banned.");
    let told = minutes.map_or(told.clone(), |minutes| published(told, minutes));
    let recorded = store.record_reading(page, &article(told), at(50)).await.unwrap().unwrap();
    let tagged = tags(recorded.version.unwrap(), RelevanceVerdict::Relevant, "acme");
    store.record_tags(&[tagged], 1, at(51)).await.unwrap();
    recorded.document
}

#[tokio::test]
async fn documents_are_placed_in_the_order_of_their_publication() {
    let store = TestStore::open().await;
    let late = published_at(&store, "https://press.example/c", Some(90)).await;
    let undated = published_at(&store, "https://press.example/d", None).await;
    let same_b = published_at(&store, "https://press.example/b", Some(10)).await;
    let same_a = published_at(&store, "https://press.example/a", Some(10)).await;
    let unplaced = store.unplaced_documents(10).await.unwrap();
    let order: Vec<DocumentId> = unplaced.iter().map(|unplaced| unplaced.document.id).collect();
    assert_eq!(order, [same_a, same_b, undated, late], "an undated one counts from first sight");
    assert_eq!((unplaced[2].published, unplaced[3].published), (None, Some(at(90))));
    assert!(unplaced[0].signature.contains(&unplaced[0].version.to_string()));
    assert_eq!(store.unplaced_documents(2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn only_relevant_tagged_documents_without_a_place_wait_for_one() {
    let store = TestStore::open().await;
    store.read_at("https://press.example/untagged", "x").await;
    let borderline = store.read_at("https://press.example/borderline", "x").await;
    let doubt = tags(borderline.version.unwrap(), RelevanceVerdict::Borderline, "acme");
    store.record_tags(&[doubt], 1, at(3)).await.unwrap();
    let document = store.relevant("https://press.example/1").await;
    assert_eq!(store.unplaced_documents(10).await.unwrap().len(), 1);
    store.record_placement(&placement(document, None), at(4)).await.unwrap();
    assert!(store.unplaced_documents(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn incidents_are_numbered_by_year_without_gaps() {
    let store = TestStore::open().await;
    let mut ids = Vec::new();
    for (number, year) in [2026, 2026, 2025, 2026].into_iter().enumerate() {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        let opening = NewPlacement { year, ..placement(document, None) };
        ids.push(store.record_placement(&opening, at(4)).await.unwrap().to_string());
    }
    assert_eq!(ids, ["INC-2026-0001", "INC-2026-0002", "INC-2025-0001", "INC-2026-0003"]);
    assert_eq!(store.all_incident_ids().await.unwrap().len(), 4);
}

#[tokio::test]
async fn an_opened_incident_is_provisional_and_not_announced() {
    let store = TestStore::open().await;
    let document = published_at(&store, "https://press.example/1", Some(10)).await;
    let last = store.last_change().await.unwrap();
    let id = store.record_placement(&placement(document, None), at(60)).await.unwrap();
    assert_eq!(store.kinds_after(last).await, ["document_changed document 1"]);
    let incident = store.find_incident(id).await.unwrap().unwrap();
    assert_eq!((incident.title.as_str(), incident.status), ("https://press.example/1", Status::Reported));
    assert_eq!((incident.documents, incident.opened_at), (1, at(60)));
    assert_eq!((incident.first_reported, incident.last_reported), (Some(at(10)), Some(at(10))));
    assert_eq!(store.undescribed_incidents(10).await.unwrap(), [id]);
    let decisions = store.list_decisions(&Subject::Document(document)).await.unwrap();
    assert_eq!((decisions.len(), decisions[0].kind), (1, DecisionKind::Open));
    assert_eq!(decisions[0].reasons, placement(document, None).reasons);
}

#[tokio::test]
async fn a_second_report_joins_and_widens_the_incident() {
    let store = TestStore::open().await;
    let first = published_at(&store, "https://press.example/1", Some(20)).await;
    let earlier = published_at(&store, "https://press.example/2", Some(10)).await;
    let later = published_at(&store, "https://press.example/3", Some(30)).await;
    let id = store.record_placement(&placement(first, None), at(60)).await.unwrap();
    let last = store.last_change().await.unwrap();
    for document in [earlier, later] {
        assert_eq!(store.record_placement(&placement(document, Some(id)), at(61)).await.unwrap(), id);
    }
    let grown = ["document_changed document 2", "incident_grew incident INC-2026-0001"];
    assert_eq!(store.kinds_after(last).await[..2], grown);
    let incident = store.find_incident(id).await.unwrap().unwrap();
    assert_eq!((incident.documents, incident.first_reported, incident.last_reported), (3, Some(at(10)), Some(at(30))));
    let kinds: Vec<_> =
        store.list_decisions(&Subject::Incident(id)).await.unwrap().iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [DecisionKind::Open, DecisionKind::Join, DecisionKind::Join]);
}

#[tokio::test]
async fn placing_a_document_twice_keeps_its_first_place() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    let id = store.record_placement(&placement(document, None), at(4)).await.unwrap();
    let last = store.last_change().await.unwrap();
    assert_eq!(store.reopened().await.record_placement(&placement(document, None), at(5)).await.unwrap(), id);
    assert_eq!(store.last_change().await.unwrap(), last);
    assert_eq!(store.all_incident_ids().await.unwrap(), [id]);
    assert_eq!(store.list_decisions(&Subject::Document(document)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_document_that_joins_a_merged_incident_joins_the_one_that_stands() {
    let store = TestStore::open().await;
    let mut ids = Vec::new();
    for number in 1..=2 {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        ids.push(store.record_placement(&placement(document, None), at(4)).await.unwrap());
    }
    let mut merged = store.find_incident(ids[0]).await.unwrap().unwrap();
    merged.merged_into = Some(ids[1]);
    store.update_incident(&merged, &[], at(5)).await.unwrap();
    let third = store.relevant("https://press.example/3").await;
    assert_eq!(store.record_placement(&placement(third, Some(ids[0])), at(6)).await.unwrap(), ids[1]);
}

#[tokio::test]
async fn a_restart_finds_every_place_in_its_order_with_the_signature_it_was_placed_by() {
    let store = TestStore::open().await;
    let documents = [store.relevant("https://press.example/2").await, store.relevant("https://press.example/1").await];
    let mut incident = None;
    for document in documents.iter().rev() {
        incident = Some(store.record_placement(&placement(*document, incident), at(4)).await.unwrap());
    }
    let entry = store.find_document(documents[0]).await.unwrap().unwrap().page.unwrap().entry.unwrap();
    let edited = page("https://press.example/2", "edited", 9);
    let edited = store.fetch(entry, edited, None, 9).await.unwrap();
    let edited =
        store.record_reading(edited, &article(reading(None, "Edited", "Edited")), at(9)).await.unwrap().unwrap();
    store.record_tags(&[tags(edited.version.unwrap(), RelevanceVerdict::Relevant, "acme")], 1, at(9)).await.unwrap();
    let placed = store.reopened().await.placed_signatures().await.unwrap();
    let told: Vec<_> = placed.iter().map(|one| (one.document, one.signature.as_str())).collect();
    assert_eq!(told, [(documents[1], "{\"version\":2}"), (documents[0], "{\"version\":1}")]);
    assert!(placed.iter().all(|one| Some(one.incident) == incident));
}

#[tokio::test]
async fn an_unknown_document_or_incident_is_refused_and_uses_up_no_number() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    let nowhere = IncidentId { year: 2026, number: 77 };
    let errors = [
        store.record_placement(&placement(DocumentId(9), None), at(4)).await.unwrap_err(),
        store.record_placement(&placement(document, Some(nowhere)), at(4)).await.unwrap_err(),
    ];
    assert!(errors.iter().all(|error| matches!(error, StoreError::Conflict(_))));
    assert_eq!(store.kinds_after(ChangeSeq(2)).await.len(), 0);
    assert_eq!(store.record_placement(&placement(document, None), at(5)).await.unwrap().number, 1);
}
