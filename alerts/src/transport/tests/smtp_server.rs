//! A mail server as small as RFC 5321 permits: one connection, no TLS, one answer to every recipient.

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::transport::{SmtpTls, Transport};

pub(super) struct SmtpServer {
    port: u16,
    heard: JoinHandle<String>,
}

impl SmtpServer {
    pub(super) async fn start(answer_to_recipient: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let heard = tokio::spawn(async move { converse(listener, answer_to_recipient).await });
        Self { port, heard }
    }

    pub(super) fn transport(&self) -> Transport {
        Transport::Smtp {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            username: None,
            password: None,
            tls: SmtpTls::None,
        }
    }

    /// Everything the client said up to the end of its mail.
    pub(super) async fn heard(self) -> String {
        self.heard.await.expect("a whole conversation")
    }
}

async fn converse(listener: TcpListener, answer_to_recipient: &str) -> String {
    let (stream, _) = listener.accept().await.expect("a connection");
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    let mut heard = String::new();
    let mut in_data = false;
    writing.write_all(b"220 mail.example ready\r\n").await.expect("the client listens");
    while let Some(line) = lines.next_line().await.expect("the client speaks") {
        heard.push_str(&line);
        heard.push('\n');
        let answer = if in_data {
            if line != "." {
                continue;
            }
            in_data = false;
            "250 kept"
        } else {
            match line.get(..4).unwrap_or_default() {
                "EHLO" => "250 mail.example",
                "RCPT" => answer_to_recipient,
                "DATA" => {
                    in_data = true;
                    "354 go ahead"
                }
                "QUIT" => "221 bye",
                _ => "250 fine",
            }
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await.expect("the client listens");
        if answer == "250 kept" {
            return heard;
        }
    }
    heard
}
