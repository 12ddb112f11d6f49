use watchline_model::{Author, DecisionId, DecisionKind, DocumentId, Reason, Subject};

use crate::StoreError;
use crate::fixture::{TestStore, at};

#[tokio::test]
async fn a_decision_is_kept_with_author_and_reasons_and_so_is_its_undoing() {
    let store = TestStore::open().await;
    let subject = Subject::Document(DocumentId(1));
    let (rule, person) = (Author::Rule { name: "cluster".to_owned(), version: 2 }, Author::Person("zoe".to_owned()));
    let reasons = [Reason::new("days-apart", -0.25, "nine days apart")];
    let first = store.record_decision(DecisionKind::Retitle, &subject, &rule, &reasons, at(1)).await.unwrap();
    let undo = store.undo_decision(first, &person, &[Reason::new("typo", 0.0, "a slip")], at(2)).await.unwrap();
    let decisions = store.list_decisions(&subject).await.unwrap();
    assert_eq!(decisions.len(), 2);
    assert_eq!((decisions[0].id, decisions[0].undone_by, &decisions[0].author), (first, Some(undo), &rule));
    assert_eq!((decisions[0].reasons.as_slice(), decisions[0].at), (reasons.as_slice(), at(1)));
    assert_eq!((decisions[1].id, decisions[1].kind, &decisions[1].author), (undo, DecisionKind::Undo, &person));
    assert_eq!(decisions[1].subject, subject);
    assert!(store.list_decisions(&Subject::Document(DocumentId(2))).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_decision_is_undone_once() {
    let store = TestStore::open().await;
    let person = Author::Person("zoe".to_owned());
    let subject = Subject::Source("press".into());
    let id = store.record_decision(DecisionKind::Retag, &subject, &person, &[], at(1)).await.unwrap();
    store.undo_decision(id, &person, &[], at(2)).await.unwrap();
    for refused in [id, DecisionId(99)] {
        let error = store.undo_decision(refused, &person, &[], at(3)).await.unwrap_err();
        assert!(matches!(&error, StoreError::Conflict(message) if message.contains(&refused.to_string())), "{error}");
    }
    assert_eq!(store.list_decisions(&subject).await.unwrap().len(), 2);
}
