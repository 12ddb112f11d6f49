use crate::fixture::{TestStore, at, placement};
use crate::{Store, StoreError, restore};

#[tokio::test]
async fn a_backup_put_back_is_the_same_store() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    store.record_placement(&placement(document, None), at(4)).await.unwrap();
    let dir = store.folder.path().join("deep/backup");
    let manifest = store.backup(&dir).await.unwrap();
    assert_eq!(manifest.counts, store.counts().await.unwrap());
    assert_eq!(manifest.last_change, store.last_change().await.unwrap());
    let (page, _) = store.find_page(watchline_model::PageId(1)).await.unwrap().unwrap();
    assert_eq!(manifest.last_page_chain, page.chain.hex());

    let url = format!("sqlite:{}", store.folder.path().join("other/place.db").display());
    assert_eq!(restore(&dir, &url).await.unwrap(), manifest);
    let restored = Store::open(&url).await.unwrap();
    assert_eq!(restored.find_document(document).await.unwrap(), store.find_document(document).await.unwrap());
    assert_eq!(restored.verify().await.unwrap(), store.verify().await.unwrap());
    assert_eq!(restored.counts().await.unwrap(), manifest.counts);
}

#[tokio::test]
async fn a_backup_can_be_taken_while_somebody_writes() {
    let store = TestStore::open().await;
    store.relevant("https://press.example/1").await;
    let mut writing = store.write().await.unwrap();
    sqlx::query("DELETE FROM tags").execute(&mut *writing).await.unwrap();
    let manifest = store.backup(&store.folder.path().join("backup")).await.unwrap();
    assert_eq!(manifest.counts.events, 1, "what is not committed is not in it");
    drop(writing);
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let store = TestStore::open().await;
    let dir = store.folder.path().join("backup");
    store.backup(&dir).await.unwrap();
    let again = store.backup(&dir).await.unwrap_err();
    assert!(matches!(&again, StoreError::Conflict(message) if message.contains("watchline.db exists")), "{again}");
    let onto = restore(&dir, &store.url()).await.unwrap_err();
    assert!(matches!(&onto, StoreError::Conflict(message) if message.contains("watchline.db exists")), "{onto}");
}

#[tokio::test]
async fn an_altered_backup_is_refused_and_leaves_no_database() {
    let store = TestStore::open().await;
    store.relevant("https://press.example/1").await;
    let dir = store.folder.path().join("backup");
    store.backup(&dir).await.unwrap();
    let file = dir.join("watchline.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let target = store.folder.path().join("restored.db");
    let error = restore(&dir, &format!("sqlite:{}", target.display())).await.unwrap_err();
    assert!(matches!(&error, StoreError::Corrupt(_)), "{error}");
    assert!(!target.exists());
}

#[tokio::test]
async fn a_folder_without_a_manifest_is_named() {
    let store = TestStore::open().await;
    let target = format!("sqlite:{}", store.folder.path().join("restored.db").display());
    let error = restore(store.folder.path(), &target).await.unwrap_err().to_string();
    assert!(error.contains("cannot read") && error.contains("manifest.json"), "{error}");
    std::fs::write(store.folder.path().join("manifest.json"), "{}").unwrap();
    let error = restore(store.folder.path(), &target).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict(message) if message.contains("no manifest")), "{error}");
}
