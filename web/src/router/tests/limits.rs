//! The limit on requests, over a real connection: the server must know who opened it.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::RequestLimits;

async fn get(port: u16, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    answer.to_lowercase()
}

#[tokio::test]
async fn a_reader_behind_a_trusted_proxy_is_limited_by_its_own_address() {
    let site = site().await;
    let limits =
        RequestLimits { per_minute: 1, burst: 1, trusted_proxies: vec!["127.0.0.0/8".parse().expect("a network")] };
    let limited = router(WebState { limits, ..site.state.clone() });
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let serving = tokio::spawn(crate::serve(listener, limited, std::future::pending()));
    let reader = "X-Forwarded-For: 203.0.113.7\r\n";
    let allowed = get(port, "/api/v1/sources", reader).await;
    assert!(allowed.starts_with("http/1.1 200"));
    let refused = get(port, "/api/v1/sources", reader).await;
    assert!(refused.starts_with("http/1.1 429"), "{refused}");
    assert!(refused.contains("retry-after: ") && refused.contains("application/problem+json"), "{refused}");
    assert!(refused.contains("come again in"), "{refused}");
    let opening = |answer: &str| {
        let headers = answer.split("\r\n\r\n").next().unwrap_or_default().lines();
        let opening = headers.filter(|line| line.starts_with("access-control-")).map(str::to_owned);
        opening.collect::<std::collections::BTreeSet<_>>()
    };
    assert!(!opening(&allowed).is_empty(), "{allowed}");
    assert_eq!(opening(&refused), opening(&allowed), "a script of elsewhere can read that it is to wait");
    let page = get(port, "/search", reader).await;
    assert!(page.starts_with("http/1.1 429") && opening(&page).is_empty(), "{page}");
    let other = "X-Forwarded-For: 203.0.113.8\r\n";
    assert!(get(port, "/api/v1/sources", other).await.starts_with("http/1.1 200"), "somebody else");
    for _ in 0..3 {
        assert!(get(port, "/api/v1/sources", "").await.starts_with("http/1.1 200"), "loopback itself");
    }
    serving.abort();
}
