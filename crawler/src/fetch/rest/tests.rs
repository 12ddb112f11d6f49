use super::*;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).expect("a moment")
}

/// The rests of so many failures in a row, in seconds.
fn lengths(host: &str, trouble: Trouble, times: usize) -> Vec<f64> {
    let rests = Rests::default();
    (0..times).map(|_| rests.fail(host, trouble, now()).as_secs_f64()).collect()
}

#[test]
fn a_rest_doubles_up_to_an_hour_give_or_take_a_quarter() {
    for (trouble, firsts) in [
        (Trouble::TooMany, [30.0, 60.0, 120.0, 240.0]),
        (Trouble::Unavailable, [5.0, 10.0, 20.0, 40.0]),
        (Trouble::Broken, [1.0, 5.0, 10.0, 20.0]),
    ] {
        let found = lengths("a.example", trouble, 40);
        for (length, middle) in found.iter().zip(firsts) {
            assert!((0.75 * middle..=1.25 * middle).contains(length), "{trouble:?}: {found:?}");
        }
        assert!(found.iter().all(|length| *length <= 3600.0), "{trouble:?}: {found:?}");
        assert!(found.last().is_some_and(|length| *length >= 2700.0), "{trouble:?}: {found:?}");
    }
}

#[test]
fn hosts_come_back_at_different_moments_and_each_at_the_same() {
    let of = |host: &str| lengths(host, Trouble::Unavailable, 8);
    assert_eq!(of("a.example"), of("a.example"));
    let firsts: std::collections::HashSet<u64> =
        (0..50).map(|number| of(&format!("{number}.example"))[0].to_bits()).collect();
    assert!(firsts.len() > 40, "{}", firsts.len());
}

#[test]
fn what_a_host_asks_for_is_honoured_for_up_to_a_day() {
    let asked = |seconds| lengths("a.example", Trouble::Asked(Duration::from_secs(seconds)), 1)[0];
    assert_eq!([asked(1), asked(7200), asked(86_400), asked(999_999)], [1.0, 7200.0, 86_400.0, 86_400.0]);
    let nothing = lengths("a.example", Trouble::Asked(Duration::ZERO), 5);
    assert_eq!(nothing, [1.0, 2.0, 4.0, 8.0, 16.0]);
}

#[test]
fn a_success_ends_the_rest_and_the_count() {
    let rests = Rests::default();
    for _ in 0..5 {
        rests.fail("a.example", Trouble::Unavailable, now());
    }
    assert!(rests.until("a.example", now()).is_some());
    assert_eq!(rests.until("b.example", now()), None);
    rests.succeed("a.example");
    assert_eq!((rests.until("a.example", now()), rests.list()), (None, Vec::new()));
    assert!(rests.fail("a.example", Trouble::Unavailable, now()) < Duration::from_secs(7));
}

#[test]
fn a_later_failure_never_shortens_a_rest() {
    let rests = Rests::default();
    rests.fail("a.example", Trouble::Asked(Duration::from_secs(600)), now());
    rests.fail("a.example", Trouble::Broken, now());
    assert_eq!(rests.until("a.example", now()), Some(now() + TimeDelta::seconds(600)));
}

#[test]
fn what_is_listed_can_be_restored_and_the_count_goes_on() {
    let before = Rests::default();
    for _ in 0..4 {
        before.fail("a.example:8080", Trouble::Unavailable, now());
    }
    let after = Rests::default();
    after.restore(&before.list());
    assert_eq!(after.list(), before.list());
    assert_eq!(after.until("a.example:8080", now()), before.until("a.example:8080", now()));
    let fifth = after.fail("a.example:8080", Trouble::Unavailable, now());
    assert!(fifth >= Duration::from_secs(60), "{fifth:?}");
}

#[test]
fn rests_that_are_long_over_are_forgotten_when_there_are_many() {
    let rests = Rests::default();
    for number in 0..REMEMBERED {
        rests.fail(&format!("{number}.example"), Trouble::Unavailable, now());
    }
    rests.fail("late.example", Trouble::Unavailable, now() + TimeDelta::hours(2));
    assert_eq!(rests.list().len(), 1);
}

#[test]
fn a_host_is_known_by_its_name_and_an_unusual_port() {
    for (url, host) in [
        ("http://news.example/a", "news.example"),
        ("https://news.example:443/", "news.example"),
        ("http://news.example.:8080/", "news.example:8080"),
        ("http://[::1]:81/", "[::1]:81"),
    ] {
        assert_eq!(host_of(&Url::parse(url).expect(url)), host);
    }
}
