use watchline_model::HostRest;

use crate::fixture::{TestStore, at};

fn rest(host: &str, until: i64) -> HostRest {
    HostRest { host: host.to_owned(), until: at(until), failures: 3 }
}

#[tokio::test]
async fn a_restart_forgets_no_host_that_rests_and_keeps_none_that_is_rested() {
    let store = TestStore::open().await;
    store.save_resting(&[rest("b.example", 20), rest("a.example", 30), rest("c.example", 5)], at(5)).await.unwrap();
    let reopened = store.reopened().await;
    assert_eq!(reopened.load_resting(at(6)).await.unwrap(), [rest("a.example", 30), rest("b.example", 20)]);
    assert_eq!(reopened.load_resting(at(20)).await.unwrap(), [rest("a.example", 30)]);
    store.save_resting(&[rest("d.example", 40)], at(6)).await.unwrap();
    assert_eq!(reopened.load_resting(at(6)).await.unwrap(), [rest("d.example", 40)]);
}
