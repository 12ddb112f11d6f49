//! Tags that a person corrected.

use watchline_model::{EntityId, EventKind, RelevanceVerdict, Stance, VersionId};

use super::{incident, rule, whole, why, zoe};
use crate::fixture::{TestStore, article, at, entity, page, reading, tags};
use crate::{NewEvent, Retag};

fn correction() -> Retag {
    Retag {
        add_entities: vec![entity("banned")],
        remove_entities: vec![EntityId::from("acme")],
        add_events: vec![NewEvent { kind: EventKind::from("fine"), quote: "Acme was banned".to_owned() }],
        remove_kinds: vec![EventKind::from("ban")],
    }
}

#[tokio::test]
async fn corrected_tags_are_shown_at_once_with_their_evidence_and_claims_keep_their_events() {
    let store = TestStore::open().await;
    let (id, documents) = incident(&store, "a", 1).await;
    let last = store.last_change().await.unwrap();
    let retag = store.retag_document(documents[0], &correction(), &zoe(10)).await.unwrap();
    let view = store.find_document(documents[0]).await.unwrap().unwrap();
    assert_eq!(view.entities, [entity("banned")]);
    assert!(view.mentions.is_empty(), "`BANNED` stands nowhere, and `acme` was no mention");
    assert_eq!((view.events.len(), view.events[0].kind.as_str()), (1, "fine"));
    assert!(view.events[0].evidence.stands_in(&view.version.reading.full_text()));
    assert_eq!((view.claims[0].stance, view.claims[0].event), (Stance::Reports, None));
    assert_eq!(store.kinds_after(last).await[0], "document_changed document 1");
    assert_eq!(store.undescribed_incidents(5).await.unwrap(), [id]);
    let spoken_of = store.list_entities(None).await.unwrap();
    assert_eq!(spoken_of[0].entity.id.as_str(), "banned");
    assert!(why(&store.retag_document(documents[0], &correction(), &zoe(11)).await.unwrap_err()).contains("already"));
    whole(&store).await;
    store.undo_decision(retag.decision, &zoe(0).author, &[], at(12)).await.unwrap();
    let view = store.find_document(documents[0]).await.unwrap().unwrap();
    assert_eq!((view.entities, view.mentions.len()), (vec![entity("acme")], 1));
    assert_eq!((view.events[0].kind.as_str(), view.claims[0].event), ("ban", Some(0)));
    whole(&store).await;
}

#[tokio::test]
async fn what_a_person_said_of_tags_holds_in_versions_to_come() {
    let store = TestStore::open().await;
    let (_, documents) = incident(&store, "a", 1).await;
    store.retag_document(documents[0], &correction(), &zoe(10)).await.unwrap();
    let again = tags(VersionId(1), RelevanceVerdict::Relevant, "acme");
    store.record_tags(&[again], 9, at(11)).await.unwrap();
    assert_eq!(store.find_document(documents[0]).await.unwrap().unwrap().entities, [entity("banned")]);
    let entry = store.find_document(documents[0]).await.unwrap().unwrap().page.unwrap().entry.unwrap();
    for (minutes, text, events) in [(20, "Later: Acme was banned twice.", 1), (30, "Nothing of the kind.", 0)] {
        let edited = store.fetch(entry, page("https://press.example/a/1", text, minutes), None, minutes).await.unwrap();
        let told = reading(None, "Edited", text);
        let read = store.record_reading(edited, &article(told), at(minutes)).await.unwrap().unwrap();
        store
            .record_tags(&[tags(read.version.unwrap(), RelevanceVerdict::Relevant, "acme")], 9, at(minutes))
            .await
            .unwrap();
        let view = store.find_document(documents[0]).await.unwrap().unwrap();
        assert_eq!((view.version.number > 1, view.entities), (true, vec![entity("banned")]));
        assert_eq!(view.events.len(), events, "{text}: an added event needs its words");
        assert!(view.events.iter().all(|event| event.evidence.stands_in(&view.version.reading.full_text())));
    }
}

#[tokio::test]
async fn words_that_do_not_stand_there_support_nothing() {
    let store = TestStore::open().await;
    let (_, documents) = incident(&store, "a", 1).await;
    for quote in ["never said", "", "  "] {
        let event = NewEvent { kind: EventKind::from("fine"), quote: quote.to_owned() };
        let retag = Retag { add_events: vec![event], ..Retag::default() };
        assert!(why(&store.retag_document(documents[0], &retag, &zoe(10)).await.unwrap_err()).contains("do not stand"));
    }
    let untagged = store.read_at("https://press.example/untagged", "x").await.document;
    assert!(store.retag_document(untagged, &correction(), &rule(10)).await.is_err());
}
