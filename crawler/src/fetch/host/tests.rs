use super::*;

#[tokio::test]
async fn the_second_turn_begins_a_gap_after_the_first_ended() {
    let hosts = Hosts::default();
    let gap = Duration::from_millis(60);
    let start = Instant::now();
    drop(hosts.turn("a.example", gap).await);
    drop(hosts.turn("A.example.", gap).await);
    assert!(start.elapsed() >= gap);
}

#[tokio::test]
async fn another_host_does_not_wait() {
    let hosts = Hosts::default();
    let start = Instant::now();
    let first = hosts.turn("a.example", Duration::from_millis(60)).await;
    let second = hosts.turn("b.example", Duration::from_millis(60)).await;
    assert!(start.elapsed() < Duration::from_millis(60));
    drop((first, second));
}

#[tokio::test]
async fn idle_hosts_are_forgotten_when_there_are_many() {
    let hosts = Hosts::default();
    for number in 0..REMEMBERED + 10 {
        drop(hosts.turn(&format!("{number}.example"), Duration::ZERO).await);
    }
    assert!(hosts.hosts.lock().expect("not poisoned").len() <= 11);
}
