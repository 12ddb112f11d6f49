use watchline_model::DocumentKind;

use crate::fixture::{TestStore, at, reading, source};

mod flips;

/// Two pages, two versions, then one more imported.
async fn archive() -> TestStore {
    let store = TestStore::open().await;
    store.read_at("https://press.example/1", "one").await;
    store.read_at("https://press.example/2", "two").await;
    let imported = [(DocumentKind::Article, reading(Some("https://archive.example/1"), "Title", "Body"))];
    store.import_documents(&source("import"), &imported, at(5)).await.unwrap();
    store
}

#[tokio::test]
async fn an_untouched_archive_is_whole() {
    let store = archive().await;
    let verified = store.verify().await.unwrap();
    assert_eq!((verified.pages, verified.versions, verified.broken), (2, 3, None));
}

#[tokio::test]
async fn an_empty_archive_is_whole() {
    let verified = TestStore::open().await.verify().await.unwrap();
    assert_eq!((verified.pages, verified.versions, verified.broken), (0, 0, None));
}

/// Spoils the archive and expects the finding to begin and to contain.
async fn check_found(sql: &'static str, begins: &str, contains: &str) {
    let store = archive().await;
    store.spoil(sql).await;
    let broken = store.verify().await.unwrap().broken;
    let broken = broken.unwrap_or_else(|| panic!("not found: {sql}"));
    assert!(broken.starts_with(begins) && broken.contains(contains), "{sql}\nfound: {broken}");
}

#[tokio::test]
async fn one_flipped_bit_anywhere_in_a_body_is_found() {
    let store = archive().await;
    let sql = "SELECT compressed FROM blobs JOIN pages ON pages.sha256 = blobs.sha256 WHERE pages.id = 2";
    let row = sqlx::query(sql).fetch_one(store.readers()).await.unwrap();
    let whole: Vec<u8> = sqlx::Row::get(&row, 0);
    for position in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[position] ^= 1;
        let mut writing = store.write().await.unwrap();
        sqlx::query("UPDATE blobs SET compressed = $1 WHERE sha256 = (SELECT sha256 FROM pages WHERE id = 2)")
            .bind(flipped)
            .execute(&mut *writing)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let broken = store.verify().await.unwrap().broken.unwrap_or_else(|| panic!("byte {position} went unseen"));
        assert!(broken.starts_with("page 2: fetched from https://press.example/2"), "{broken}");
    }
}

#[tokio::test]
async fn every_altered_column_of_a_page_is_found() {
    let spoilt = [
        ("UPDATE pages SET url = 'https://press.example/9' WHERE id = 2", "does not fit"),
        ("UPDATE pages SET final_url = final_url || 'x' WHERE id = 2", "does not fit"),
        ("UPDATE pages SET status = 201 WHERE id = 2", "does not fit"),
        ("UPDATE pages SET headers = REPLACE(headers, 'html', 'htmm') WHERE id = 2", "does not fit"),
        ("UPDATE pages SET headers = 'x' || headers WHERE id = 2", "headers"),
        ("UPDATE pages SET fetched_at = fetched_at + 1 WHERE id = 2", "does not fit"),
        ("UPDATE pages SET sha256 = (SELECT sha256 FROM pages WHERE id = 1) WHERE id = 2", "does not fit"),
        ("UPDATE pages SET chain = REPLACE(chain, SUBSTR(chain, 1, 1), 'z') WHERE id = 2", "hexadecimal"),
        ("UPDATE pages SET size_bytes = size_bytes + 1 WHERE id = 2", "bytes"),
    ];
    for (sql, contains) in spoilt {
        check_found(sql, "page 2: ", contains).await;
    }
}

#[tokio::test]
async fn every_altered_column_of_a_version_is_found() {
    let spoilt = [
        ("UPDATE versions SET reading = REPLACE(reading, 'banned', 'bannex') WHERE id = 2", "reading"),
        ("UPDATE versions SET reading = REPLACE(reading, '\"en\"', '\"fr\"') WHERE id = 2", "reading"),
        ("UPDATE versions SET sha256 = reading_sha256 WHERE id = 2", "does not fit"),
        ("UPDATE versions SET reading_sha256 = sha256 WHERE id = 2", "does not fit"),
        ("UPDATE versions SET created_at = created_at - 1 WHERE id = 2", "does not fit"),
        ("UPDATE versions SET page = 1 WHERE id = 2", "does not fit"),
        ("UPDATE versions SET number = 3 WHERE id = 2", "does not fit"),
    ];
    for (sql, contains) in spoilt {
        check_found(sql, "version 2: ", contains).await;
    }
}

#[tokio::test]
async fn a_record_taken_out_is_missed_even_the_last_one() {
    check_found("DELETE FROM versions WHERE id = 3", "version 3: missing", "3").await;
    check_found("UPDATE versions SET id = 7 WHERE id = 3", "version 3: missing", "7").await;
}

#[tokio::test]
async fn a_body_taken_out_is_missed() {
    let store = archive().await;
    let rules_off = store.reopened_without_rules().await;
    sqlx::query("DELETE FROM blobs WHERE sha256 = (SELECT sha256 FROM pages WHERE id = 1)")
        .execute(&rules_off)
        .await
        .unwrap();
    let broken = store.verify().await.unwrap().broken.unwrap();
    assert!(broken.starts_with("page 1: ") && broken.contains("is missing"), "{broken}");
}

impl TestStore {
    /// A connection that does not hold to foreign keys, as a hostile tool would open it.
    async fn reopened_without_rules(&self) -> sqlx::SqlitePool {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(self.file()).foreign_keys(false);
        sqlx::SqlitePool::connect_with(options).await.unwrap()
    }
}
