use watchline_model::Role;

use crate::StoreError;
use crate::fixture::{TestStore, at};

#[tokio::test]
async fn an_account_is_found_by_name_until_it_is_removed() {
    let store = TestStore::open().await;
    store.add_user("zoe", Role::Editor, "$argon2id$z", at(1)).await.unwrap();
    store.add_user("adam", Role::Admin, "$argon2id$a", at(2)).await.unwrap();
    let names: Vec<String> = store.list_users().await.unwrap().into_iter().map(|user| user.name).collect();
    assert_eq!(names, ["adam", "zoe"]);
    let zoe = store.find_user("zoe").await.unwrap().unwrap();
    assert_eq!((zoe.role, zoe.password_hash.as_str(), zoe.created_at), (Role::Editor, "$argon2id$z", at(1)));
    assert!(store.remove_user("zoe").await.unwrap());
    assert!(!store.remove_user("zoe").await.unwrap());
    assert_eq!(store.find_user("zoe").await.unwrap(), None);
}

#[tokio::test]
async fn a_taken_name_is_refused_and_the_account_stays() {
    let store = TestStore::open().await;
    store.add_user("zoe", Role::Editor, "old", at(1)).await.unwrap();
    let error = store.add_user("zoe", Role::Admin, "new", at(2)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict(message) if message.contains("zoe")), "{error}");
    assert_eq!(store.find_user("zoe").await.unwrap().unwrap().password_hash, "old");
}
