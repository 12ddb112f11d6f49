//! Just enough of HTTP/1.1 for both sides: a thread a connection, connections stay open, bodies are JSON.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use serde_json::Value;

/// Answers every POST with what `answer` makes of its body.
pub(crate) fn serve(port: u16, answer: impl Fn(&str, Value) -> Value + Send + Sync + 'static) -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    let answer = Arc::new(answer);
    for stream in listener.incoming() {
        let (stream, answer) = (stream?, answer.clone());
        std::thread::spawn(move || {
            // A client that goes away ends its thread.
            let _gone = converse(stream, answer.as_ref());
        });
    }
    Ok(())
}

fn converse(stream: TcpStream, answer: &dyn Fn(&str, Value) -> Value) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut out = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some((head, body)) = message(&mut reader)? {
        let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
        let asked = serde_json::from_slice(&body).unwrap_or(Value::Null);
        let body = answer(&path, asked).to_string();
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
        out.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
    }
    Ok(())
}

/// First line and body of the next message; `None` when the other side has closed.
fn message(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some((first, body)))
}

/// A connection to a server of this file.
pub(crate) struct Client {
    out: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Client {
    pub(crate) fn connect(port: u16) -> std::io::Result<Self> {
        let out = TcpStream::connect(("127.0.0.1", port))?;
        out.set_nodelay(true)?;
        Ok(Self { reader: BufReader::new(out.try_clone()?), out })
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> std::io::Result<Vec<u8>> {
        let body = body.to_string();
        let head = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", body.len());
        self.out.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        let answer = message(&mut self.reader)?;
        answer.map(|(_, body)| body).ok_or_else(|| std::io::Error::other("the server closed the connection"))
    }
}
