use crate::fixture::TestStore;

#[tokio::test]
async fn a_value_is_kept_over_a_restart_and_can_be_replaced() {
    let store = TestStore::open().await;
    assert_eq!(store.value("round").await.unwrap(), None);
    store.set_value("round", "1").await.unwrap();
    store.set_value("round", "2").await.unwrap();
    assert_eq!(store.reopened().await.value("round").await.unwrap().as_deref(), Some("2"));
}

#[tokio::test]
async fn two_that_make_a_secret_agree_on_the_first() {
    let store = TestStore::open().await;
    let other = store.reopened().await;
    assert_eq!(store.value_or_set("secret", "mine").await.unwrap(), "mine");
    assert_eq!(other.value_or_set("secret", "yours").await.unwrap(), "mine");
}
