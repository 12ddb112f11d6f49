use crate::Deciding;
use crate::fixture::{TestStore, at, placement};

/// Two incidents, one merged into the other, one document kept out of it, a third with a person's title.
async fn decided() -> TestStore {
    let store = TestStore::open().await;
    let mut ids = Vec::new();
    for number in 1..=4 {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        ids.push(store.record_placement(&placement(document, None), at(4)).await.unwrap());
    }
    let zoe = Deciding::person("zoe", "", at(5));
    store.merge_incidents(ids[0], ids[1], &zoe).await.unwrap();
    store.split_incident(ids[0], &store.incident_documents(ids[0]).await.unwrap()[1..], None, &zoe).await.unwrap();
    store.merge_incidents(ids[2], ids[3], &zoe).await.unwrap();
    store.retitle_incident(ids[2], Some("A title"), &zoe).await.unwrap();
    store
}

#[tokio::test]
async fn what_is_not_as_decided_is_found() {
    let spoilt = [
        ("DELETE FROM kept_apart WHERE document = 2", "document 2: that a person keeps it out of INC-2026-0001"),
        ("DELETE FROM incidents_kept_apart", "incident INC-2026-0001: that it is kept apart"),
        ("UPDATE incident_documents SET pinned = FALSE WHERE document = 2", "document 2: that a person put it into"),
        ("UPDATE incidents SET merged_into = NULL WHERE number = 4", "incident INC-2026-0004: where its address leads"),
        (
            "UPDATE incidents SET set_title = 'Other', title = 'Other' WHERE number = 3",
            "incident INC-2026-0003: the title that a person set",
        ),
    ];
    for (sql, expected) in spoilt {
        let store = decided().await;
        assert_eq!(store.verify().await.unwrap().broken, None);
        store.spoil(sql).await;
        let broken = store.verify().await.unwrap().broken.unwrap_or_else(|| panic!("not found: {sql}"));
        assert!(broken.starts_with(expected), "{sql}\nfound: {broken}");
    }
}
