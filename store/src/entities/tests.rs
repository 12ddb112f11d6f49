use watchline_model::{Entity, EntityId, EntityKind, RelevanceVerdict};

use crate::Tagged;
use crate::fixture::{TestStore, at, entity, placement, tags};

#[tokio::test]
async fn entities_are_counted_over_documents_and_incidents() {
    let store = TestStore::open().await;
    let documents = [store.relevant("https://press.example/1").await, store.relevant("https://press.example/2").await];
    let other = store.read_at("https://press.example/3", "Umbrella").await.version.unwrap();
    let product = Entity { kind: EntityKind::Product, owner: Some(EntityId::from("acme")), ..entity("parasol") };
    let irrelevant = store.read_at("https://press.example/4", "Weather").await.version.unwrap();
    let both =
        Tagged { entities: vec![entity("acme"), product.clone()], ..tags(other, RelevanceVerdict::Borderline, "acme") };
    store.record_tags(&[both, tags(irrelevant, RelevanceVerdict::Irrelevant, "acme")], 1, at(3)).await.unwrap();
    let mut incident = None;
    for document in documents {
        incident = Some(store.record_placement(&placement(document, incident), at(4)).await.unwrap());
    }
    let counted = store.list_entities(None).await.unwrap();
    let told: Vec<_> = counted.iter().map(|one| (one.entity.id.as_str(), one.documents, one.incidents)).collect();
    assert_eq!(told, [("acme", 3, 1), ("parasol", 1, 0)]);
    let products = store.list_entities(Some(EntityKind::Product)).await.unwrap();
    assert_eq!(products.iter().map(|one| &one.entity).collect::<Vec<_>>(), [&product]);
    assert_eq!(store.find_entity(&product.id).await.unwrap(), Some(product));
    assert_eq!(store.find_entity(&EntityId::from("nobody")).await.unwrap(), None);
}

#[tokio::test]
async fn a_new_name_is_taken_over() {
    let store = TestStore::open().await;
    let version = store.read_at("https://press.example/1", "Acme").await.version.unwrap();
    store.record_tags(&[tags(version, RelevanceVerdict::Relevant, "acme")], 1, at(3)).await.unwrap();
    let renamed = Entity { name: "Acme AI".to_owned(), ..entity("acme") };
    let tagged = Tagged { entities: vec![renamed.clone()], ..tags(version, RelevanceVerdict::Relevant, "acme") };
    store.record_tags(&[tagged], 2, at(4)).await.unwrap();
    assert_eq!(store.find_entity(&renamed.id).await.unwrap(), Some(renamed));
}
