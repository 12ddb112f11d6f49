//! A webhook receiver that answers one request as it is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub(super) struct Receiver {
    port: u16,
    reached: Arc<AtomicBool>,
    request: JoinHandle<Request>,
}

pub(super) struct Request {
    pub(super) line: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Receiver {
    pub(super) async fn start(status: &str, headers: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n{headers}\r\n");
        let reached = Arc::new(AtomicBool::new(false));
        let flag = reached.clone();
        let request = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            flag.store(true, Ordering::SeqCst);
            let request = read(&mut stream).await;
            stream.write_all(answer.as_bytes()).await.expect("the sender listens");
            stream.shutdown().await.expect("the sender listens");
            request
        });
        Self { port, reached, request }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook", self.port)
    }

    pub(super) fn was_reached(&self) -> bool {
        self.reached.load(Ordering::SeqCst)
    }

    pub(super) async fn heard(self) -> Request {
        self.request.await.expect("a whole request")
    }
}

async fn read(stream: &mut TcpStream) -> Request {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        assert!(stream.read_buf(&mut bytes).await.expect("a request") > 0, "the head breaks off");
    };
    let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is ASCII");
    let mut lines = head.split("\r\n");
    let line = lines.next().expect("a request line").to_owned();
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
        headers.insert(name, HeaderValue::from_str(value).expect("a header value"));
    }
    let length = headers.get("content-length").and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        assert!(stream.read_buf(&mut body).await.expect("a body") > 0, "the body breaks off");
    }
    Request { line, headers, body }
}
