use watchline_model::{IncidentId, Mention, NearMiss, Reason, RelevanceVerdict, Subject};

use crate::fixture::{TestStore, at, entity, placement, tags};
use crate::{Deciding, NewPlace, ReviewCounts, ReviewKey, ReviewKind, StoreError, Tagged};

fn zoe(minutes: i64) -> Deciding {
    Deciding::person("zoe", "", at(minutes))
}

async fn borderline(store: &TestStore, number: u32) -> watchline_model::DocumentId {
    let recorded = store.read_at(&format!("https://press.example/borderline/{number}"), "Doubtful").await;
    let doubt = tags(recorded.version.unwrap(), RelevanceVerdict::Borderline, "acme");
    store.record_tags(&[doubt], 1, at(3)).await.unwrap();
    recorded.document
}

async fn keys(store: &TestStore, kind: ReviewKind) -> Vec<String> {
    store.list_review(kind, None, 100).await.unwrap().iter().map(|item| item.key.to_string()).collect()
}

#[tokio::test]
async fn borderline_documents_are_asked_about_newest_first_page_by_page_until_answered() {
    let store = TestStore::open().await;
    let mut documents = Vec::new();
    for number in 1..=5 {
        documents.push(borderline(&store, number).await);
    }
    assert_eq!(store.count_review().await.unwrap(), ReviewCounts { relevance: 5, ..ReviewCounts::default() });
    let first = store.list_review(ReviewKind::Relevance, None, 2).await.unwrap();
    assert_eq!(first.iter().map(|item| item.documents[0]).collect::<Vec<_>>(), [documents[4], documents[3]]);
    assert_eq!((first[0].score, first[0].reasons.len()), (0.75, 1));
    store.set_relevance(documents[3], RelevanceVerdict::Relevant, &zoe(5)).await.unwrap();
    store.dismiss_review(&first[0].key, &zoe(6)).await.unwrap();
    let rest = store.list_review(ReviewKind::Relevance, Some(&first[1].key), 9).await.unwrap();
    assert_eq!(
        rest.iter().map(|item| item.documents[0]).collect::<Vec<_>>(),
        [documents[2], documents[1], documents[0]]
    );
    assert_eq!(store.count_review().await.unwrap().total(), 3);
    assert_eq!(store.find_review(&first[0].key).await.unwrap(), None);
    let again = store.dismiss_review(&first[0].key, &zoe(7)).await.unwrap_err();
    assert!(matches!(again, StoreError::Conflict(_)), "{again}");
    let decisions = store.list_decisions(&Subject::Document(documents[4])).await.unwrap();
    store.undo_decision(decisions.last().unwrap().id, &zoe(0).author, &[], at(8)).await.unwrap();
    assert!(store.find_review(&first[0].key).await.unwrap().is_some(), "it is asked again");
}

#[tokio::test]
async fn a_borderline_placement_shows_its_rival_and_its_reasons() {
    let store = TestStore::open().await;
    let first = store.relevant("https://press.example/1").await;
    let rival = store.record_placement(&placement(first, None), at(4)).await.unwrap();
    let second = store.relevant("https://press.example/2").await;
    let place = NewPlace {
        document: second,
        home: None,
        also: Vec::new(),
        year: 2026,
        copy_of: None,
        review: true,
        rival: Some(NearMiss { incident: rival, score: 0.25 }),
    };
    let reasons = vec![Reason::new("shared-rare-words", 0.5, "invoice"), Reason::new("days-apart", -0.25, "40 days")];
    let by = Deciding::rule("cluster", 4, reasons.clone(), at(5));
    let own = store.place_document(&place, &by).await.unwrap().incidents[0];
    store.suspect_duplicate(own, rival, 0.25, &reasons, at(5)).await.unwrap();
    assert!(keys(&store, ReviewKind::Duplicate).await.is_empty(), "it is asked once, as a placement");
    let asked = store.list_review(ReviewKind::Placement, None, 9).await.unwrap().remove(0);
    assert_eq!((asked.documents, asked.incidents), (vec![second], vec![own, rival]));
    assert_eq!((asked.reasons, asked.score, asked.since), (reasons, 0.25, at(5)));
    assert_eq!(asked.key.to_string(), format!("placement:{own}:{second}"));
    let dismissed = store.dismiss_review(&asked.key, &zoe(6)).await.unwrap();
    assert!(keys(&store, ReviewKind::Placement).await.is_empty());
    let join = Deciding::rule("cluster", 4, Vec::new(), at(7));
    assert!(store.move_documents(&[second], own, rival, &join).await.is_err(), "left as it is, also by rules");
    assert!(keys(&store, ReviewKind::Duplicate).await.is_empty(), "nor as two incidents");
    store.undo_decision(dismissed.decision, &zoe(0).author, &[], at(8)).await.unwrap();
    let third = store.relevant("https://press.example/3").await;
    let join = store.record_placement(&placement(third, Some(own)), at(8)).await.unwrap();
    assert_eq!((keys(&store, ReviewKind::Placement).await.len(), join), (0, own));
    assert_eq!(keys(&store, ReviewKind::Duplicate).await.len(), 1, "it has grown: are the two one?");
    store.remove_document(third, own, &zoe(8)).await.unwrap();
    assert_eq!(keys(&store, ReviewKind::Placement).await.len(), 1);
    store.move_documents(&[second], own, rival, &zoe(9)).await.unwrap();
    assert!(keys(&store, ReviewKind::Placement).await.is_empty(), "it is answered");
    assert_eq!(store.verify().await.unwrap().broken, None);
}

#[tokio::test]
async fn a_placed_document_that_falls_says_so_in_its_question() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    store.record_placement(&placement(document, None), at(4)).await.unwrap();
    let fallen = tags(watchline_model::VersionId(1), RelevanceVerdict::Irrelevant, "acme");
    store.record_tags(&[fallen], 2, at(5)).await.unwrap();
    let asked = store.list_review(ReviewKind::Placement, None, 9).await.unwrap().remove(0);
    assert_eq!(asked.reasons.last().unwrap().detail, "the document is irrelevant now");
}

/// A relevant document that names something that no list holds, and its versions.
async fn naming(store: &TestStore, number: u32, name: &str) {
    let recorded = store.read_at(&format!("https://press.example/naming/{number}"), "Acme").await;
    let told = tags(recorded.version.unwrap(), RelevanceVerdict::Relevant, name);
    let by = |rule: &str| Mention { rule: rule.to_owned(), ..told.mentions[0].clone() };
    let mentions = vec![by("coined:maker"), by("version-range")];
    store.record_tags(&[Tagged { mentions, ..told }], 1, at(3)).await.unwrap();
}

#[tokio::test]
async fn a_name_in_no_list_is_asked_about_once_three_documents_use_it() {
    let store = TestStore::open().await;
    for number in 1..=2 {
        naming(&store, number, "weirdco").await;
    }
    store.relevant("https://press.example/listed/1").await;
    store.relevant("https://press.example/listed/2").await;
    store.relevant("https://press.example/listed/3").await;
    assert!(keys(&store, ReviewKind::Entity).await.is_empty());
    naming(&store, 3, "weirdco").await;
    let asked = store.list_review(ReviewKind::Entity, None, 9).await.unwrap().remove(0);
    assert_eq!((asked.key.to_string().as_str(), asked.mentions, asked.documents.len()), ("entity:weirdco", 3, 3));
    assert_eq!(asked.entity, Some(entity("weirdco")));
    assert_eq!(store.count_review().await.unwrap().entities, 1);
    assert!(store.list_review(ReviewKind::Entity, Some(&asked.key), 9).await.unwrap().is_empty());
    store.dismiss_review(&asked.key, &zoe(5)).await.unwrap();
    naming(&store, 4, "weirdco").await;
    assert_eq!(store.count_review().await.unwrap().entities, 0, "it is not asked again");
}

#[tokio::test]
async fn a_suspected_pair_is_asked_about_while_both_stand_and_nobody_keeps_them_apart() {
    let store = TestStore::open().await;
    let mut ids: Vec<IncidentId> = Vec::new();
    for number in 1..=4 {
        let document = store.relevant(&format!("https://press.example/{number}")).await;
        ids.push(store.record_placement(&placement(document, None), at(4)).await.unwrap());
    }
    let reasons = [Reason::new("linked", 0.4, "both link to it")];
    for (one, other) in [(0, 1), (3, 2), (0, 3)] {
        store.suspect_duplicate(ids[one], ids[other], 0.4, &reasons, at(5)).await.unwrap();
    }
    store.suspect_duplicate(ids[1], ids[0], 0.5, &reasons, at(6)).await.unwrap();
    let asked = store.list_review(ReviewKind::Duplicate, None, 9).await.unwrap();
    assert_eq!(asked.len(), 3, "asked once a pair");
    let pair = store.find_review(&ReviewKey::Duplicate(ids[0], ids[1])).await.unwrap().unwrap();
    assert_eq!((pair.incidents, pair.score, pair.since), (vec![ids[0], ids[1]], 0.5, at(5)));
    let after = store.list_review(ReviewKind::Duplicate, Some(&asked[0].key), 9).await.unwrap();
    assert_eq!(after.len(), 2);
    store.dismiss_review(&ReviewKey::Duplicate(ids[0], ids[1]), &zoe(7)).await.unwrap();
    let rule = Deciding::rule("cluster", 4, Vec::new(), at(8));
    assert!(store.merge_incidents(ids[0], ids[1], &rule).await.is_err());
    store.merge_incidents(ids[2], ids[3], &zoe(9)).await.unwrap();
    assert!(keys(&store, ReviewKind::Duplicate).await.is_empty(), "of the third pair one stands no more");
    assert_eq!(store.count_review().await.unwrap().duplicates, 0);
}

#[test]
fn keys_are_read_back_as_written_and_nonsense_is_refused() {
    let texts = ["relevance:12", "placement:INC-2026-0042:7", "entity:a:b", "duplicate:INC-2026-0001:INC-2026-0002"];
    for text in texts {
        assert_eq!(text.parse::<ReviewKey>().unwrap().to_string(), text);
    }
    let swapped: ReviewKey = "duplicate:INC-2026-0002:INC-2026-0001".parse().unwrap();
    assert_eq!(swapped.to_string(), "duplicate:INC-2026-0001:INC-2026-0002");
    for text in ["", "relevance", "relevance:x", "placement:12", "entity:", "duplicate:INC-2026-0001", "other:1"] {
        assert!(text.parse::<ReviewKey>().is_err(), "{text}");
    }
}
