use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::StoreError;
use crate::fixture::TestStore;

#[tokio::test]
async fn a_database_locked_by_another_is_busy_and_that_is_temporary() {
    let store = TestStore::open().await;
    let _held = store.write().await.unwrap();
    let options = SqliteConnectOptions::new().filename(store.file()).busy_timeout(Duration::ZERO);
    let mut other = options.connect().await.unwrap();
    let error = StoreError::from(other.begin_with("BEGIN IMMEDIATE").await.unwrap_err());
    assert!(matches!(error, StoreError::Busy), "{error}");
    assert!(error.is_temporary());
}

#[tokio::test]
async fn a_wrong_statement_is_not_taken_for_damage() {
    let store = TestStore::open().await;
    let error = sqlx::query("SELECT nothing FROM nowhere").execute(store.readers()).await.unwrap_err();
    let error = StoreError::from(error);
    assert!(matches!(error, StoreError::Database(_)) && !error.is_temporary(), "{error}");
}
