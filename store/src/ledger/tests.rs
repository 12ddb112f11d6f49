use super::Ledger;
use crate::fixture::TestStore;
use crate::numbers::{last_number, next_number};

#[tokio::test]
async fn numbers_go_on_where_they_were_and_are_kept_when_closed() {
    let store = TestStore::open().await;
    let mut writing = store.write().await.unwrap();
    assert_eq!(next_number(&mut writing, "page").await.unwrap(), 1);
    let mut ledger = Ledger::default();
    assert_eq!(ledger.number(&mut writing, "page").await.unwrap(), 2);
    assert_eq!(ledger.number(&mut writing, "page").await.unwrap(), 3);
    assert_eq!(ledger.number(&mut writing, "version").await.unwrap(), 1);
    ledger.close(&mut writing).await.unwrap();
    assert_eq!(last_number(&mut writing, "page").await.unwrap(), 3);
    assert_eq!(next_number(&mut writing, "version").await.unwrap(), 2);
}
