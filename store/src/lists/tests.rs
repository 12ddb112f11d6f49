use super::{distinct, with_parameters};
use crate::fixture::{TestStore, at, source};
use crate::sources::load_sources;

#[test]
fn the_placeholder_becomes_numbered_parameters() {
    assert_eq!(with_parameters("id IN ({list})", 3), "id IN ($1, $2, $3)");
}

#[test]
fn repeated_items_are_asked_for_once() {
    assert_eq!(distinct(&[3, 1, 3, 2, 1]), [3, 1, 2]);
}

#[tokio::test]
async fn a_list_longer_than_a_chunk_finds_every_row_once() {
    let store = TestStore::open().await;
    let sources: Vec<_> = (0..700).map(|number| source(&format!("s{number}"))).collect();
    store.sync_sources(&sources, at(0)).await.unwrap();
    let ids: Vec<String> = sources.iter().map(|source| source.id.0.clone()).chain(["absent".to_owned()]).collect();
    let found = load_sources(&mut store.read().await.unwrap(), &ids).await.unwrap();
    assert_eq!(found.len(), 700);
    assert!(load_sources(&mut store.read().await.unwrap(), &[]).await.unwrap().is_empty());
}
