//! The smallest HTTP server that can misbehave: one answer a connection, as the test says.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request.
pub(super) enum Reply {
    /// Sends these bytes and closes.
    Bytes(Vec<u8>),
    /// Sends these bytes, and then the piece again and again.
    Repeat { head: Vec<u8>, piece: Vec<u8>, times: usize },
    /// Sends these bytes and then nothing, for as long as the client stays.
    Stall(Vec<u8>),
    /// Sends the head, and then a byte at a time with a pause before each.
    Drip { head: Vec<u8>, pause: Duration, times: usize },
    /// Answers after a while.
    Late(Duration, Vec<u8>),
}

#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) path: String,
    /// The whole head, lower case.
    pub(super) head: String,
    pub(super) start: Instant,
    pub(super) end: Option<Instant>,
}

impl Request {
    pub(super) fn method(&self) -> String {
        self.head.split_whitespace().next().unwrap_or_default().to_uppercase()
    }
}

pub(super) struct Server {
    pub(super) address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// `answer` gets the path and the head (lower case) of each request.
    pub(super) async fn start(answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1", answer).await
    }

    /// As [`Self::start`], on another address of the loopback network.
    pub(super) async fn start_at(ip: &str, answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((ip, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&seen), Arc::clone(&answer)));
            }
        });
        Self { address, requests }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("not poisoned").clone()
    }

    /// Paths in the order of the requests.
    pub(super) fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }
}

pub(super) fn ok(body: &str) -> Reply {
    answer("200 OK", "", body.as_bytes())
}

pub(super) fn status(line: &str) -> Reply {
    answer(line, "", b"")
}

pub(super) fn redirect(to: &str) -> Reply {
    answer("302 Found", &format!("Location: {to}\r\n"), b"")
}

/// `headers` each end in CR LF.
pub(super) fn answer(line: &str, headers: &str, body: &[u8]) -> Reply {
    let mut bytes = head(line, &format!("{headers}Content-Length: {}\r\n", body.len()));
    bytes.extend_from_slice(body);
    Reply::Bytes(bytes)
}

pub(super) fn head(line: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nConnection: close\r\n{headers}\r\n").into_bytes()
}

async fn serve<A: Fn(&str, &str) -> Reply>(mut stream: TcpStream, seen: Arc<Mutex<Vec<Request>>>, answer: Arc<A>) {
    let mut head = Vec::new();
    let mut piece = [0; 4096];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return,
            Ok(length) => head.extend_from_slice(&piece[..length]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let head = head.to_lowercase();
    let index = {
        let mut seen = seen.lock().expect("not poisoned");
        seen.push(Request { path: path.clone(), head: head.clone(), start: Instant::now(), end: None });
        seen.len() - 1
    };
    // The client may hang up early: that is what some tests are about.
    let _ = write(&mut stream, answer(&path, &head)).await;
    seen.lock().expect("not poisoned")[index].end = Some(Instant::now());
    let _ = stream.shutdown().await;
}

async fn write(stream: &mut TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Bytes(bytes) => stream.write_all(&bytes).await,
        Reply::Repeat { head, piece, times } => {
            stream.write_all(&head).await?;
            for _ in 0..times {
                stream.write_all(&piece).await?;
            }
            Ok(())
        }
        Reply::Stall(bytes) => {
            stream.write_all(&bytes).await?;
            let mut rest = [0; 16];
            while stream.read(&mut rest).await? > 0 {}
            Ok(())
        }
        Reply::Drip { head, pause, times } => {
            stream.write_all(&head).await?;
            for _ in 0..times {
                tokio::time::sleep(pause).await;
                stream.write_all(b"x").await?;
            }
            Ok(())
        }
        Reply::Late(wait, bytes) => {
            tokio::time::sleep(wait).await;
            stream.write_all(&bytes).await
        }
    }
}
