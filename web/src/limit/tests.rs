use governor::clock::FakeRelativeClock;

use super::*;

fn limiter(per_minute: u32, burst: u32) -> (Limiter<FakeRelativeClock>, FakeRelativeClock) {
    let trusted_proxies = ["127.0.0.0/8", "10.0.0.0/8"].map(|network| network.parse().unwrap()).to_vec();
    let clock = FakeRelativeClock::default();
    let limits = RequestLimits { per_minute, burst, trusted_proxies };
    (Limiter::new(&limits, clock.clone()).unwrap(), clock)
}

fn forwarded(value: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if !value.is_empty() {
        headers.insert("x-forwarded-for", HeaderValue::from_str(value).unwrap());
    }
    headers
}

const STRANGER: &str = "203.0.113.7:4000";

fn early(limiter: &Limiter<FakeRelativeClock>, peer: &str, header: &str, path: &str) -> Option<Duration> {
    limiter.too_early(peer.parse().unwrap(), &forwarded(header), path)
}

#[test]
fn who_asks_too_often_waits_until_there_is_room() {
    let (limiter, clock) = limiter(60, 3);
    for _ in 0..3 {
        assert_eq!(early(&limiter, STRANGER, "", "/api/v1/documents"), None);
    }
    let wait = early(&limiter, STRANGER, "", "/api/v1/documents").unwrap();
    assert!(wait <= Duration::from_secs(1) && wait > Duration::ZERO, "{wait:?}");
    assert_eq!(early(&limiter, "203.0.113.8:4000", "", "/search"), None, "somebody else");
    assert_eq!(early(&limiter, STRANGER, "", "/static/style-1.css"), None, "what a page needs");
    clock.advance(wait);
    assert_eq!(early(&limiter, STRANGER, "", "/api/v1/documents"), None);
}

#[test]
fn an_export_counts_for_many() {
    let (limiter, _) = limiter(60, 12);
    assert_eq!(early(&limiter, STRANGER, "", "/export.csv"), None);
    assert!(early(&limiter, STRANGER, "", "/export.csv").is_some());
    let (small, _) = self::limiter(60, 2);
    assert_eq!(early(&small, STRANGER, "", "/export.csv"), None, "and is possible at all");
}

#[test]
fn loopback_is_never_limited() {
    let (limiter, _) = limiter(1, 1);
    for _ in 0..50 {
        assert_eq!(early(&limiter, "127.0.0.1:9", "", "/search"), None);
        assert_eq!(early(&limiter, "[::1]:9", "", "/search"), None);
        assert_eq!(early(&limiter, "[::ffff:127.0.0.1]:9", "", "/search"), None);
    }
}

#[test]
fn only_trusted_proxies_are_believed() {
    let (limiter, _) = limiter(60, 5);
    let client = |peer: &str, header: &str| limiter.client(peer.parse().unwrap(), &forwarded(header)).to_string();
    assert_eq!(client("127.0.0.1", "203.0.113.7"), "203.0.113.7");
    assert_eq!(client("127.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3"), "203.0.113.7", "two proxies of ours");
    assert_eq!(client("203.0.113.7", "127.0.0.1"), "203.0.113.7", "a stranger says what it likes");
    assert_eq!(client("127.0.0.1", "127.0.0.1, 203.0.113.7"), "203.0.113.7", "so does one behind a proxy");
    assert_eq!(client("127.0.0.1", "203.0.113.7:51000"), "203.0.113.7");
    assert_eq!(client("127.0.0.1", "[2001:db8::1]:443"), "2001:db8::1");
    assert_eq!(client("127.0.0.1", "nonsense"), "127.0.0.1");
}

#[test]
fn a_subscriber_of_ipv6_has_one_bucket() {
    let (limiter, _) = limiter(60, 1);
    assert_eq!(early(&limiter, "[2001:db8:1:2::1]:1", "", "/"), None);
    assert!(early(&limiter, "[2001:db8:1:2:ffff::9]:1", "", "/").is_some(), "the same network");
    assert_eq!(early(&limiter, "[2001:db8:1:3::1]:1", "", "/"), None, "the neighbour");
}

#[test]
fn addresses_that_have_rested_are_forgotten() {
    let (limiter, clock) = limiter(600, 1);
    for number in 0..SWEEP_EVERY - 1 {
        let peer = SocketAddr::new(IpAddr::V4(std::net::Ipv4Addr::from_bits(0xCB00_7100 + number)), 1);
        assert_eq!(limiter.too_early(peer, &HeaderMap::new(), "/"), None);
    }
    assert_eq!(limiter.buckets.len(), SWEEP_EVERY as usize - 1);
    clock.advance(Duration::from_secs(60));
    assert_eq!(early(&limiter, STRANGER, "", "/"), None);
    assert!(limiter.buckets.len() <= 1, "{} are kept", limiter.buckets.len());
}

#[test]
fn no_limit_is_no_limiter() {
    assert!(Limiter::new(&RequestLimits::default(), FakeRelativeClock::default()).is_none());
}

#[tokio::test]
async fn a_refusal_says_when_to_come_again() {
    let response = refused("/api/v1/documents", 7);
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()[RETRY_AFTER], "7");
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert!(refused("/search", 1).headers()["content-type"].to_str().unwrap().starts_with("text/html"));
}
