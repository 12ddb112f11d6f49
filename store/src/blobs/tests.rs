use super::{fetch, keep, pack};
use crate::StoreError;
use crate::archive::digest;
use crate::fixture::TestStore;

#[tokio::test]
async fn a_body_comes_back_as_it_went_in_and_is_kept_once() {
    let store = TestStore::open().await;
    let body = "one paragraph after the other\n".repeat(10_000).into_bytes();
    let packed = pack(&body);
    assert!(packed.compressed.as_ref().unwrap().len() * 10 < body.len(), "repeated text was not compressed");
    let mut writing = store.write().await.unwrap();
    keep(&mut writing, &packed).await.unwrap();
    keep(&mut writing, &packed).await.unwrap();
    assert_eq!(fetch(&mut writing, packed.sha256).await.unwrap(), body);
    let rows = sqlx::query("SELECT sha256 FROM blobs").fetch_all(&mut *writing).await.unwrap();
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn an_empty_body_is_a_body() {
    let store = TestStore::open().await;
    let packed = pack(b"");
    let mut writing = store.write().await.unwrap();
    keep(&mut writing, &packed).await.unwrap();
    assert_eq!(fetch(&mut writing, packed.sha256).await.unwrap(), b"");
}

#[tokio::test]
async fn a_missing_body_is_damage_that_is_named() {
    let store = TestStore::open().await;
    let missing = digest(b"never kept");
    let error = fetch(&mut store.read().await.unwrap(), missing).await.unwrap_err();
    assert!(matches!(&error, StoreError::Corrupt(finding) if finding.contains(&missing.hex())), "{error}");
}

#[tokio::test]
async fn a_damaged_size_is_found_and_allocates_nothing_wild() {
    let store = TestStore::open().await;
    let packed = pack(b"a short body");
    let mut writing = store.write().await.unwrap();
    keep(&mut writing, &packed).await.unwrap();
    let sql = "UPDATE blobs SET size_bytes = 9223372036854775807";
    sqlx::query(sql).execute(&mut *writing).await.unwrap();
    assert!(matches!(fetch(&mut writing, packed.sha256).await, Err(StoreError::Corrupt(_))));
}
