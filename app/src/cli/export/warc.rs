//! WARC 1.1 (ISO 28500:2017): every archived page as a `response` record, readable by any web-archive tool.
//!
//! Bodies are archived after content decoding, so `Content-Encoding` and `Transfer-Encoding` are left out of the
//! recorded HTTP headers and `Content-Length` is that of the body as it stands here.

use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;
use watchline_model::{Page, PageId};
use watchline_store::Store;

/// Writes all pages, oldest first; answers how many.
pub(super) async fn write(store: &Store, now: DateTime<Utc>, out: &mut impl Write) -> anyhow::Result<u64> {
    write_info(now, out)?;
    let mut written = 0;
    // Pages are numbered without gaps: `verify` proves it.
    while let Some((page, body)) = store.find_page(PageId(written + 1)).await? {
        write_response(&page, &body, out)?;
        written += 1;
    }
    Ok(written.unsigned_abs())
}

fn write_info(now: DateTime<Utc>, out: &mut impl Write) -> std::io::Result<()> {
    let content = concat!("software: Watchline/", env!("CARGO_PKG_VERSION"), "\r\nformat: WARC File Format 1.1\r\n");
    let headers = [
        ("WARC-Type", "warcinfo".to_owned()),
        ("WARC-Record-ID", record_id("warcinfo")),
        ("WARC-Date", now.to_rfc3339_opts(SecondsFormat::Secs, true)),
        ("Content-Type", "application/warc-fields".to_owned()),
    ];
    write_record(&headers, content.as_bytes(), out)
}

fn write_response(page: &Page, body: &[u8], out: &mut impl Write) -> std::io::Result<()> {
    let headers = [
        ("WARC-Type", "response".to_owned()),
        ("WARC-Record-ID", record_id(&page.chain.hex())),
        ("WARC-Date", page.fetched_at.to_rfc3339_opts(SecondsFormat::Micros, true)),
        ("WARC-Target-URI", page.final_url.clone()),
        ("WARC-Payload-Digest", format!("sha256:{}", page.sha256)),
        ("Content-Type", "application/http; msgtype=response".to_owned()),
    ];
    let mut content = http_head(page, body.len()).into_bytes();
    content.extend_from_slice(body);
    write_record(&headers, &content, out)
}

fn http_head(page: &Page, length: usize) -> String {
    let mut head = format!("HTTP/1.1 {} Archived\r\n", page.status);
    let changed = ["content-encoding", "transfer-encoding", "content-length"];
    for (name, value) in &page.headers {
        if !changed.iter().any(|changed| name.eq_ignore_ascii_case(changed)) {
            head.push_str(&format!("{name}: {}\r\n", value.replace(['\r', '\n'], " ")));
        }
    }
    head.push_str(&format!("content-length: {length}\r\n\r\n"));
    head
}

fn write_record(headers: &[(&str, String)], content: &[u8], out: &mut impl Write) -> std::io::Result<()> {
    out.write_all(b"WARC/1.1\r\n")?;
    for (name, value) in headers {
        write!(out, "{name}: {value}\r\n")?;
    }
    write!(out, "Content-Length: {}\r\n\r\n", content.len())?;
    out.write_all(content)?;
    out.write_all(b"\r\n\r\n")
}

/// The same page gets the same id in every export.
fn record_id(name: &str) -> String {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("https://watchline.invalid/warc/{name}").as_bytes());
    format!("<urn:uuid:{id}>")
}

#[cfg(test)]
mod tests;
