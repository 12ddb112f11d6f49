use watchline_model::{ChangeKind, Evidence, Incident, IncidentId, RelevanceVerdict, Status, StatusStep, VersionId};

use crate::Deciding;
use crate::fixture::{TestStore, article, at, page, placement, reading, tags};

fn zoe(minutes: i64) -> Deciding {
    Deciding::person("zoe", "", at(minutes))
}

async fn describe(store: &TestStore, id: IncidentId, title: &str, status: Status, minutes: i64) {
    let undescribed = store.incident_to_describe(id).await.unwrap().unwrap();
    let evidence = Evidence { version: Some(VersionId(1)), start: 0, end: 4, quote: "Acme".to_owned() };
    let document = undescribed.material[0].document.id;
    let step = StatusStep { status, at: at(minutes), document, evidence, party_name: "Acme".to_owned() };
    let found = Incident { title: title.to_owned(), status, status_path: vec![step], ..undescribed.incident.clone() };
    let changes = [(ChangeKind::IncidentChanged, "described".to_owned())];
    store.record_description(&undescribed, &found, &changes, at(minutes)).await.unwrap();
}

#[tokio::test]
async fn an_incident_is_shown_as_it_was_on_any_day() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let id = store.record_placement(&placement(first, None), at(10)).await.unwrap();
    describe(&store, id, "Acme is accused", Status::Alleged, 20).await;
    let second = store.relevant("https://press.example/2").await;
    store.record_placement(&placement(second, Some(id)), at(30)).await.unwrap();
    describe(&store, id, "Acme admits", Status::Acknowledged, 40).await;
    store.set_status(id, Some(Status::Confirmed), &zoe(50)).await.unwrap();
    store.remove_document(second, id, &zoe(60)).await.unwrap();
    let told = |minutes: i64| {
        let store = &store;
        async move {
            let then = store.incident_as_of(id, at(minutes)).await.unwrap()?;
            Some((then.title, then.status, then.documents.iter().map(|one| one.document.0).collect::<Vec<_>>()))
        }
    };
    assert_eq!(told(9).await, None);
    assert_eq!(told(10).await, Some(("Acme at https://press.example/1".to_owned(), Status::Reported, vec![1])));
    assert_eq!(told(25).await, Some(("Acme is accused".to_owned(), Status::Alleged, vec![1])));
    assert_eq!(told(35).await, Some(("Acme is accused".to_owned(), Status::Alleged, vec![1, 2])));
    assert_eq!(told(45).await, Some(("Acme admits".to_owned(), Status::Acknowledged, vec![1, 2])));
    assert_eq!(told(55).await, Some(("Acme admits".to_owned(), Status::Confirmed, vec![1, 2])));
    assert_eq!(told(65).await, Some(("Acme admits".to_owned(), Status::Confirmed, vec![1])));
}

#[tokio::test]
async fn a_document_is_read_as_it_was_then() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    let id = store.record_placement(&placement(document, None), at(10)).await.unwrap();
    let entry = store.find_document(document).await.unwrap().unwrap().page.unwrap().entry.unwrap();
    let edited = store.fetch(entry, page("https://press.example/1", "edited", 20), None, 20).await.unwrap();
    let told = reading(None, "Acme, edited", "Acme was never banned.");
    let read = store.record_reading(edited, &article(told), at(20)).await.unwrap().unwrap();
    store.record_tags(&[tags(read.version.unwrap(), RelevanceVerdict::Relevant, "umbrella")], 1, at(21)).await.unwrap();
    let title = |minutes: i64| {
        let store = &store;
        async move {
            let then = store.incident_as_of(id, at(minutes)).await.unwrap().unwrap();
            let view = store.documents_as_of(&then.documents).await.unwrap().remove(0);
            (
                view.version.reading.title,
                view.versions.len(),
                view.entities[0].id.0.clone(),
                view.page.unwrap().fetched_at,
            )
        }
    };
    let first = ("Acme at https://press.example/1".to_owned(), 1, "acme".to_owned(), at(1));
    assert_eq!(title(19).await, first);
    assert_eq!(title(20).await, ("Acme, edited".to_owned(), 2, "umbrella".to_owned(), at(20)));
}

#[tokio::test]
async fn a_merged_incident_stood_by_itself_before() {
    let store = TestStore::open().await;
    let mut ids = Vec::new();
    for number in 1..=2 {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        ids.push(store.record_placement(&placement(document, None), at(10)).await.unwrap());
    }
    let merge = store.merge_incidents(ids[0], ids[1], &zoe(20)).await.unwrap();
    store.undo_decision(merge.decision, &zoe(0).author, &[], at(30)).await.unwrap();
    for (minutes, merged_into, counts) in [(15, None, (1, 1)), (25, Some(ids[0]), (2, 0)), (35, None, (1, 1))] {
        let old = store.incident_as_of(ids[0], at(minutes)).await.unwrap().unwrap();
        let young = store.incident_as_of(ids[1], at(minutes)).await.unwrap().unwrap();
        assert_eq!(
            (young.merged_into, (old.documents.len(), young.documents.len())),
            (merged_into, counts),
            "{minutes}"
        );
    }
    for (minutes, standing) in [(9, vec![]), (15, vec![ids[1], ids[0]]), (25, vec![ids[0]]), (35, vec![ids[1], ids[0]])]
    {
        let then = store.incidents_as_of(at(minutes), None, 10).await.unwrap();
        assert_eq!(then.iter().map(|one| one.id).collect::<Vec<_>>(), standing, "{minutes}");
    }
    let rest = store.incidents_as_of(at(35), Some(ids[1]), 10).await.unwrap();
    assert_eq!((rest.len(), rest[0].id), (1, ids[0]));
    assert_eq!(store.incident_as_of(IncidentId { year: 1999, number: 1 }, at(99)).await.unwrap(), None);
}
