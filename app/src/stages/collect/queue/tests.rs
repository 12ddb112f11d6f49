use super::*;

const GAP: Duration = Duration::from_secs(2);

fn queue(work: &[(&str, u32)], now: Instant) -> Queue<u32, ()> {
    let mut queue = Queue::new();
    for (host, key) in work {
        assert_eq!(queue.offer(host, *key, (), Place::Back, now), Offered::Queued);
    }
    queue
}

#[test]
fn a_host_has_one_piece_of_work_under_way_and_a_pause_before_the_next() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1), ("a.example", 2), ("b.example", 3)], start);
    let first = queue.take(start).expect("a host is ready");
    let second = queue.take(start).expect("the other host is ready");
    assert_eq!((first.1, second.1), (1, 3));
    assert_eq!(queue.take(start).map(|work| work.1), None);
    queue.finish("a.example", start + Duration::from_secs(1), GAP);
    assert_eq!(queue.take(start + Duration::from_secs(2)).map(|work| work.1), None);
    assert_eq!(queue.next_ready(), Some(start + Duration::from_secs(3)));
    assert_eq!(queue.take(start + Duration::from_secs(3)).map(|work| work.1), Some(2));
}

#[test]
fn what_comes_for_a_host_during_its_pause_waits_for_the_end_of_the_pause() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1)], start);
    queue.take(start).expect("a host is ready");
    queue.finish("a.example", start, GAP);
    queue.release(&1);
    assert!(queue.is_idle());
    queue.offer("a.example", 2, (), Place::Back, start);
    assert_eq!(queue.take(start).map(|work| work.1), None);
    assert_eq!(queue.take(start + GAP).map(|work| work.1), Some(2));
}

#[test]
fn the_same_work_is_never_in_the_queue_twice() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1)], start);
    assert_eq!(queue.offer("a.example", 1, (), Place::Back, start), Offered::Known);
    queue.take(start).expect("a host is ready");
    assert_eq!(queue.offer("a.example", 1, (), Place::Back, start), Offered::Known);
    queue.finish("a.example", start, GAP);
    assert_eq!(queue.offer("a.example", 1, (), Place::Back, start), Offered::Known, "not written down yet");
    queue.release(&1);
    assert_eq!(queue.offer("a.example", 1, (), Place::Back, start), Offered::Queued);
}

#[test]
fn a_host_with_much_work_leaves_room_for_the_others() {
    let start = Instant::now();
    let mut queue: Queue<usize, ()> = Queue::new();
    for key in 0..PER_HOST {
        assert_eq!(queue.offer("a.example", key, (), Place::Back, start), Offered::Queued);
    }
    assert_eq!(queue.offer("a.example", PER_HOST, (), Place::Back, start), Offered::Full);
    assert_eq!(queue.offer("b.example", PER_HOST, (), Place::Back, start), Offered::Queued);
}

#[test]
fn the_work_of_a_resting_host_is_given_back() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1), ("a.example", 2), ("a.example", 3)], start);
    queue.take(start).expect("a host is ready");
    let withdrawn: Vec<u32> = queue.withdraw("a.example").into_iter().map(|(key, ())| key).collect();
    assert_eq!(withdrawn, [2, 3]);
    assert_eq!(queue.waiting(), 0);
    queue.finish("a.example", start, GAP);
    queue.release(&1);
    assert!(queue.is_idle());
    assert_eq!(queue.take(start + GAP).map(|work| work.1), None);
}

#[test]
fn a_source_goes_before_the_pages_that_wait_for_its_host() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1), ("a.example", 2)], start);
    queue.offer("a.example", 3, (), Place::Front, start);
    assert_eq!(queue.take(start).map(|work| work.1), Some(3));
}

#[test]
fn what_cannot_be_worked_on_is_left_alone_and_keeps_nobody_waiting() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1)], start);
    queue.take(start).expect("a host is ready");
    queue.finish("a.example", start, GAP);
    queue.bar(&1);
    assert!(queue.is_idle());
    assert_eq!(queue.offer("a.example", 1, (), Place::Back, start), Offered::Known);
}

#[test]
fn work_that_could_not_be_begun_comes_first_when_its_host_has_rested() {
    let start = Instant::now();
    let mut queue = queue(&[("a.example", 1), ("a.example", 2)], start);
    let (host, key, work) = queue.take(start).expect("a host is ready");
    queue.put_back(&host, key, work);
    queue.finish(&host, start, Duration::from_secs(30));
    assert_eq!(queue.take(start + Duration::from_secs(29)).map(|work| work.1), None);
    assert_eq!(queue.take(start + Duration::from_secs(30)).map(|work| work.1), Some(1));
    assert_eq!(queue.waiting(), 1);
}
