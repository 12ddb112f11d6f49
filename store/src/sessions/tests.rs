use watchline_model::Role;
use watchline_model::page::Digest;

use crate::LoginOutcome::{Failed, Succeeded};
use crate::fixture::{TestStore, at};

fn token(number: u8) -> Digest {
    Digest([number; 32])
}

#[tokio::test]
async fn a_session_is_found_by_its_token_until_it_expires() {
    let store = TestStore::open().await;
    let user = store.add_user("zoe", Role::Editor, "hash", at(0)).await.unwrap();
    store.add_session(user, &token(1), at(60), at(1)).await.unwrap();
    let session = store.reopened().await.find_session(&token(1), at(59)).await.unwrap().unwrap();
    assert_eq!((session.user.name.as_str(), session.user.role), ("zoe", Role::Editor));
    assert_eq!((session.created_at, session.expires_at), (at(1), at(60)));
    assert_eq!(store.find_session(&token(2), at(2)).await.unwrap(), None);
    assert_eq!(store.find_session(&token(1), at(60)).await.unwrap(), None);
    assert!(store.touch_session(&token(1), at(90)).await.unwrap());
    assert!(store.find_session(&token(1), at(60)).await.unwrap().is_some());
    store.add_session(user, &token(3), at(500), at(100)).await.unwrap();
    assert!(!store.touch_session(&token(1), at(900)).await.unwrap(), "what has expired goes");
}

#[tokio::test]
async fn signing_out_a_new_password_and_a_removed_account_end_sessions() {
    let store = TestStore::open().await;
    let user = store.add_user("zoe", Role::Editor, "hash", at(0)).await.unwrap();
    for number in 1..=3 {
        store.add_session(user, &token(number), at(60), at(1)).await.unwrap();
    }
    assert!(store.end_session(&token(1)).await.unwrap());
    assert!(!store.end_session(&token(1)).await.unwrap());
    assert!(store.set_password("zoe", "other").await.unwrap());
    assert_eq!(store.find_session(&token(2), at(2)).await.unwrap(), None);
    assert_eq!(store.find_user("zoe").await.unwrap().unwrap().password_hash, "other");
    assert!(!store.set_password("nobody", "other").await.unwrap());
    store.add_session(user, &token(4), at(60), at(1)).await.unwrap();
    assert!(store.remove_user("zoe").await.unwrap());
    assert_eq!(store.find_session(&token(4), at(2)).await.unwrap(), None);
    assert_eq!(store.end_sessions_of(user).await.unwrap(), 0);
    assert_eq!(store.verify().await.unwrap().broken, None);
}

#[tokio::test]
async fn a_taken_over_role_holds_at_once() {
    let store = TestStore::open().await;
    let user = store.add_user("zoe", Role::Reader, "hash", at(0)).await.unwrap();
    store.add_session(user, &token(1), at(60), at(1)).await.unwrap();
    assert!(store.set_role("zoe", Role::Admin).await.unwrap());
    assert_eq!(store.find_session(&token(1), at(2)).await.unwrap().unwrap().user.role, Role::Admin);
}

#[tokio::test]
async fn who_fails_often_has_to_wait_longer_each_time_but_never_for_ever() {
    let store = TestStore::open().await;
    for _ in 0..4 {
        store.note_login("zoe", Failed, at(0)).await.unwrap();
    }
    assert_eq!(store.login_pause("zoe", at(0)).await.unwrap(), None);
    store.note_login("zoe", Failed, at(0)).await.unwrap();
    let seconds = |until: Option<chrono::DateTime<chrono::Utc>>| until.map(|until| (until - at(0)).num_seconds());
    assert_eq!(seconds(store.login_pause("zoe", at(0)).await.unwrap()), Some(30));
    assert_eq!(store.login_pause("zoe", at(1)).await.unwrap(), None);
    assert_eq!(store.login_pause("kim", at(0)).await.unwrap(), None);
    store.note_login("zoe", Failed, at(0)).await.unwrap();
    assert_eq!(seconds(store.login_pause("zoe", at(0)).await.unwrap()), Some(60));
    for _ in 0..40 {
        store.note_login("zoe", Failed, at(0)).await.unwrap();
    }
    assert_eq!(seconds(store.login_pause("zoe", at(0)).await.unwrap()), Some(3600));
    store.note_login("zoe", Succeeded, at(70)).await.unwrap();
    store.note_login("zoe", Failed, at(70)).await.unwrap();
    assert_eq!(store.login_pause("zoe", at(70)).await.unwrap(), None);
}
