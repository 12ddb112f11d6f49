use watchline_model::{DocumentId, DocumentKind};

use crate::fixture::{TestStore, article, at, page, placement, reading, source};

#[tokio::test]
async fn documents_come_in_the_order_asked_for_without_those_unknown() {
    let store = TestStore::open().await;
    for number in 1..=3 {
        store.read_at(&format!("https://press.example/{number}"), &format!("Title {number}")).await;
    }
    let asked = [3, 99, 1, 3].map(DocumentId);
    let found = store.list_documents(&asked).await.unwrap();
    assert_eq!(found.iter().map(|view| view.document.id.0).collect::<Vec<_>>(), [3, 1, 3]);
    assert_eq!(found[1].version.reading.title, "Title 1");
    assert!(store.list_documents(&[]).await.unwrap().is_empty());
    assert_eq!(store.find_document(DocumentId(99)).await.unwrap(), None);
}

#[tokio::test]
async fn a_document_shows_every_version_with_the_page_behind_it() {
    let store = TestStore::open().await;
    let url = "https://press.example/1";
    let entry = store.listed(url).await;
    for (minute, text) in [(1, "Before"), (2, "After")] {
        let id = store.fetch(entry, page(url, text, minute), None, minute).await.unwrap();
        store.record_reading(id, &article(reading(None, "Title", text)), at(minute + 10)).await.unwrap();
    }
    let view = store.find_document(DocumentId(1)).await.unwrap().unwrap();
    assert_eq!((view.version.number, view.version.reading.text.as_str()), (2, "After"));
    let told: Vec<_> = view.versions.iter().map(|meta| (meta.number, meta.created_at, meta.fetched_at)).collect();
    assert_eq!(told, [(1, at(11), Some(at(1))), (2, at(12), Some(at(2)))]);
    assert_eq!(view.versions[1].sha256, view.version.sha256);
    let latest_page = view.page.unwrap();
    assert_eq!((Some(latest_page.sha256), latest_page.fetched_at), (view.versions[1].page_sha256, at(2)));
    assert_eq!(view.versions[1].final_url.as_deref(), Some("https://press.example/1?final"));
}

#[tokio::test]
async fn an_imported_document_has_no_page() {
    let store = TestStore::open().await;
    let imported = [(DocumentKind::Advisory, reading(Some("https://archive.example/1"), "Title", "Body"))];
    store.import_documents(&source("import"), &imported, at(1)).await.unwrap();
    let view = store.find_document(DocumentId(1)).await.unwrap().unwrap();
    assert_eq!((view.page, view.versions[0].page, view.versions[0].fetched_at), (None, None, None));
    assert_eq!((view.document.kind, view.source.id.as_str()), (DocumentKind::Advisory, "import"));
}

#[tokio::test]
async fn a_placed_document_says_where_it_is_and_what_it_copies() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let copy = store.relevant("https://press.example/2").await;
    let incident = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    let joined = crate::NewPlacement { copy_of: Some(first), ..placement(copy, Some(incident)) };
    store.record_placement(&joined, at(5)).await.unwrap();
    let views = store.list_documents(&[first, copy]).await.unwrap();
    assert_eq!((views[0].incidents.as_slice(), views[0].copy_of), ([incident].as_slice(), None));
    assert_eq!((views[1].incidents.as_slice(), views[1].copy_of), ([incident].as_slice(), Some(first)));
}

#[tokio::test]
async fn all_documents_can_be_walked_through() {
    let store = TestStore::open().await;
    for number in 1..=5 {
        store.read_at(&format!("https://press.example/{number}"), "Title").await;
    }
    let mut walked = Vec::new();
    let mut after = DocumentId(0);
    loop {
        let step = store.all_document_ids_after(after, 2).await.unwrap();
        let Some(last) = step.last() else { break };
        after = *last;
        walked.extend(step.iter().map(|id| id.0));
    }
    assert_eq!(walked, [1, 2, 3, 4, 5]);
}
