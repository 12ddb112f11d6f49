//! HTTP/1.1 with connections that are kept, as small as measuring permits.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::ledger::{Ledger, Sent};
use crate::site::{Question, Then, Web, host_of};

pub(crate) async fn serve(port: u16, web: Arc<Web>, ledger: Arc<Ledger>) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        // Whoever comes from elsewhere finds nothing here.
        let Ok(IpAddr::V4(local)) = stream.local_addr().map(|address| address.ip()) else { continue };
        if !local.is_loopback() {
            continue;
        }
        stream.set_nodelay(true)?;
        let (web, ledger) = (Arc::clone(&web), Arc::clone(&ledger));
        tokio::spawn(async move {
            // A client that hangs up is no fault of ours.
            let _ = converse(stream, local, &web, &ledger).await;
        });
    }
}

async fn converse(mut stream: TcpStream, local: Ipv4Addr, web: &Web, ledger: &Ledger) -> std::io::Result<()> {
    let mut read = Vec::with_capacity(2048);
    loop {
        let Some(head) = read_head(&mut stream, &mut read).await? else { return Ok(()) };
        let path = head.split_whitespace().nth(1).unwrap_or_default();
        if let Some(words) = control(path, web, ledger) {
            stream.write_all(words.as_bytes()).await?;
            continue;
        }
        let Some(host) = host_of(local).filter(|host| *host < web.hosts) else { return Ok(()) };
        let (before, epoch) = ledger.begin(host, path);
        let header = |name: &str| {
            let mut lines = head.lines().filter_map(|line| line.split_once(':'));
            lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
        };
        let takes_gzip = header("accept-encoding").is_some_and(|value| value.contains("gzip"));
        let if_none_match = header("if-none-match");
        let deed = web.answer(&Question { host, path, before, epoch, if_none_match, takes_gzip });
        tokio::time::sleep(deed.after).await;
        let status = match deed.then {
            Then::Hang => {
                let mut rest = [0; 16];
                while stream.read(&mut rest).await.is_ok_and(|length| length > 0) {}
                "no answer".to_owned()
            }
            Then::Close => "cut short".to_owned(),
            Then::KeepOpen => String::from_utf8_lossy(deed.bytes.get(9..12).unwrap_or_default()).into_owned(),
        };
        let end = (deed.then != Then::Hang).then(Instant::now);
        let written = stream.write_all(&deed.bytes).await;
        let sent = Sent { bytes: deed.bytes.len(), is_page: deed.is_page && written.is_ok() };
        ledger.end(host, path, end, &status, sent);
        written?;
        if deed.then != Then::KeepOpen {
            return stream.shutdown().await;
        }
    }
}

/// Up to the empty line; `None` when the client has hung up. Bodies of requests are not expected.
async fn read_head(stream: &mut TcpStream, read: &mut Vec<u8>) -> std::io::Result<Option<String>> {
    loop {
        if let Some(end) = read.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&read[..end]).into_owned();
            read.drain(..end + 4);
            return Ok(Some(head));
        }
        if stream.read_buf(read).await? == 0 || read.len() > 65_536 {
            return Ok(None);
        }
    }
}

/// Addresses that are not part of the web.
fn control(path: &str, web: &Web, ledger: &Ledger) -> Option<String> {
    let words = match path {
        "/__report" => ledger.report(|epoch| web.expected(epoch)).to_string(),
        "/__next" => ledger.next().to_string(),
        _ => return None,
    };
    let length = words.len();
    Some(format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{words}"))
}
