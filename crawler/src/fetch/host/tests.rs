use std::convert::Infallible;

use super::*;

async fn turn(hosts: &Hosts, host: &str, gap: Duration) -> Turn {
    match hosts.turn(host, gap, || Ok::<(), Infallible>(())).await {
        Ok(turn) => turn,
        Err(never) => match never {},
    }
}

#[tokio::test]
async fn the_second_turn_begins_a_gap_after_the_first_ended() {
    let hosts = Hosts::default();
    let gap = Duration::from_millis(60);
    let start = Instant::now();
    drop(turn(&hosts, "a.example", gap).await);
    drop(turn(&hosts, "a.example.", gap).await);
    assert!(start.elapsed() >= gap);
}

#[tokio::test]
async fn what_is_left_of_a_pause_can_be_asked_for() {
    let hosts = Hosts::default();
    let gap = Duration::from_secs(600);
    assert_eq!(hosts.pause("a.example"), Duration::ZERO);
    let running = turn(&hosts, "a.example", gap).await;
    assert_eq!(hosts.pause("a.example"), Duration::ZERO);
    drop(running);
    let left = hosts.pause("a.example");
    assert!(left > gap / 2 && left <= gap, "{left:?}");
    assert_eq!(hosts.pause("b.example"), Duration::ZERO);
}

#[tokio::test]
async fn another_host_does_not_wait() {
    let hosts = Hosts::default();
    // Longer than a busy machine takes to get round to it; who did wait would wait all of it.
    let gap = Duration::from_secs(20);
    let start = Instant::now();
    let first = turn(&hosts, "a.example", gap).await;
    let second = turn(&hosts, "b.example", gap).await;
    assert!(start.elapsed() < gap);
    drop((first, second));
}

#[tokio::test]
async fn who_is_not_ready_gets_no_turn_and_lets_the_next_one_go_at_once() {
    let hosts = Hosts::default();
    let start = Instant::now();
    let gap = Duration::from_secs(60);
    for _ in 0..3 {
        assert_eq!(hosts.turn("a.example", gap, || Err("resting")).await.err(), Some("resting"));
    }
    drop(turn(&hosts, "a.example", gap).await);
    assert!(start.elapsed() < gap);
}

#[tokio::test]
async fn idle_hosts_are_forgotten_when_there_are_many_and_those_in_their_pause_are_not() {
    let hosts = Hosts::default();
    drop(turn(&hosts, "pausing.example", Duration::from_secs(60)).await);
    let held = turn(&hosts, "held.example", Duration::ZERO).await;
    for number in 0..3 * REMEMBERED {
        drop(turn(&hosts, &format!("{number}.example"), Duration::ZERO).await);
    }
    assert!(hosts.hosts.lock().expect("not poisoned").len() <= REMEMBERED);
    assert!(hosts.host("pausing.example").lock().await.last.is_some());
    assert!(hosts.host("held.example").try_lock().is_err());
    drop(held);
}
