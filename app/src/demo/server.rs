//! The server: one loopback port, many hosts, told apart by the Host header.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::content::{Document, Encoding, Feed, Site, sites};
use super::interfaces::{self, Asked};
use super::{dates, feeds, gzip, pages, sitemaps};

/// How long open connections may take to end when the server stops.
const STOP_WITHIN: Duration = Duration::from_secs(2);

/// The running made-up web. Dropped without [`DemoWeb::stop`], it ends with the runtime.
pub struct DemoWeb {
    /// Where it listens: 127.0.0.1 and a free port.
    pub address: SocketAddr,
    /// A loopback port at which nothing listens.
    closed: SocketAddr,
    world: Arc<World>,
    end: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl DemoWeb {
    /// `edition` says which edition of silently edited statements is served (1 or 2); it may change at any time.
    ///
    /// # Errors
    /// Where no loopback port can be had.
    pub async fn start(edition: Arc<AtomicU32>) -> anyhow::Result<Self> {
        let loopback = SocketAddr::from(([127, 0, 0, 1], 0));
        let bind =
            || async { TcpListener::bind(loopback).await.context("failed to open a loopback port for the demo") };
        let listener = bind().await?;
        let address = listener.local_addr().context("failed to read the demo's port")?;
        // Bound while the other is held, so that the two differ, and closed again at once.
        let closed = bind().await?.local_addr().context("failed to read the demo's closed port")?;
        let world = Arc::new(World { hosts: index(), edition, requests: Mutex::default() });
        let router = Router::new().fallback(answer).with_state(world.clone());
        let (end, ended) = oneshot::channel::<()>();
        let server = axum::serve(listener, router).with_graceful_shutdown(async move {
            let _ = ended.await;
        });
        let task = tokio::spawn(async move { server.await });
        Ok(Self { address, closed, world, end, task })
    }

    /// All host names, the one that is down among them.
    pub fn hosts(&self) -> Vec<String> {
        sites().iter().map(|site| site.host.clone()).collect()
    }

    /// Each host with the address to connect to: the server's, or for the host that is down a closed port.
    pub fn addresses(&self) -> Vec<(String, SocketAddr)> {
        let address = |site: &Site| if site.down { self.closed } else { self.address };
        sites().iter().map(|site| (site.host.clone(), address(site))).collect()
    }

    /// Every address asked for so far, in order: `http://host/path`.
    pub fn requests(&self) -> Vec<String> {
        self.world.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the server; open connections have two seconds.
    pub async fn stop(self) {
        let _ = self.end.send(());
        let mut task = self.task;
        if tokio::time::timeout(STOP_WITHIN, &mut task).await.is_err() {
            task.abort();
        }
    }
}

struct World {
    hosts: HashMap<&'static str, Host>,
    edition: Arc<AtomicU32>,
    requests: Mutex<Vec<String>>,
}

struct Host {
    site: &'static Site,
    documents: HashMap<String, &'static Document>,
    feeds: HashMap<&'static str, &'static Feed>,
}

fn index() -> HashMap<&'static str, Host> {
    let host = |site: &'static Site| Host {
        site,
        documents: site.documents.iter().map(|document| (site.path_of(document), document)).collect(),
        feeds: site.feeds.iter().map(|feed| (feed.path.as_str(), feed)).collect(),
    };
    sites().iter().filter(|site| !site.down).map(|site| (site.host.as_str(), host(site))).collect()
}

async fn answer(
    State(world): State<Arc<World>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let name = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = name.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let url = format!("http://{name}{uri}");
    world.requests.lock().unwrap_or_else(PoisonError::into_inner).push(url);
    let Some(host) = world.hosts.get(name.as_str()) else {
        return (StatusCode::MISDIRECTED_REQUEST, format!("no made-up site is called `{name}`\n")).into_response();
    };
    if host.site.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(host.site.delay_ms)).await;
    }
    let asked = Asked {
        path: uri.path(),
        query: uri.query().unwrap_or_default(),
        posted: (method == Method::POST).then_some(&body),
        edition: world.edition.load(Ordering::Relaxed),
    };
    resource(host, &asked).respond(&headers)
}

/// What stands at a path.
struct Resource {
    status: StatusCode,
    content_type: String,
    body: Vec<u8>,
    encoding: Encoding,
    last_modified: Option<String>,
    link: Option<String>,
}

fn resource(host: &Host, asked: &Asked<'_>) -> Resource {
    let path = asked.path;
    let found = |content_type: &str, body: String| Resource {
        status: StatusCode::OK,
        content_type: content_type.to_owned(),
        body: body.into_bytes(),
        encoding: Encoding::Plain,
        last_modified: None,
        link: None,
    };
    if path == "/robots.txt" {
        return found("text/plain; charset=utf-8", robots(host.site));
    }
    if let Some(feed) = host.feeds.get(path) {
        let (content_type, body) = feeds::render(host.site, feed);
        return found(content_type, body);
    }
    if let Some(document) = host.documents.get(path) {
        return page(host.site, document, asked.edition);
    }
    if let Some(answer) = interfaces::answer(host.site, asked) {
        return Resource { link: answer.link, ..found(answer.content_type, answer.body) };
    }
    if let Some(listing) = host.site.listings.iter().find(|listing| listing.path == path) {
        return found("text/html; charset=utf-8", pages::listing::render(host.site, listing));
    }
    if let Some(sitemap) = host.site.sitemaps.iter().find_map(|index| sitemaps::at(host.site, index, path)) {
        if sitemap.packed {
            let body = gzip::gzip(sitemap.xml.as_bytes());
            return Resource { body, ..found("application/gzip", String::new()) };
        }
        return found("application/xml; charset=utf-8", sitemap.xml);
    }
    if path == "/" {
        return found("text/html; charset=utf-8", pages::home(host.site));
    }
    Resource { status: StatusCode::NOT_FOUND, ..found("text/html; charset=utf-8", pages::not_found(host.site)) }
}

fn page(site: &'static Site, document: &Document, edition: u32) -> Resource {
    let html = pages::document(site, document, edition);
    let charset = if document.encoding == Encoding::Windows1252 { "windows-1252" } else { "utf-8" };
    let body = if document.encoding == Encoding::Windows1252 { windows_1252(&html) } else { html.into_bytes() };
    Resource {
        status: StatusCode::OK,
        content_type: format!("text/html; charset={charset}"),
        body,
        encoding: document.encoding,
        // A silent edit says nothing here: only the body tells.
        last_modified: document
            .edited_text
            .is_none()
            .then(|| dates::http(document.modified.unwrap_or(document.published))),
        link: None,
    }
}

impl Resource {
    fn respond(self, asked: &HeaderMap) -> Response {
        let tag = format!("\"{:016x}\"", hash(&self.body));
        let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        if self.status == StatusCode::OK && known.is_some_and(|known| known.contains(&tag)) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
        }
        let (body, coding) = match self.encoding {
            Encoding::Gzip => (gzip::gzip(&self.body), Some("gzip")),
            Encoding::Plain | Encoding::Windows1252 => (self.body, None),
        };
        let mut response = (self.status, [(header::CONTENT_TYPE, self.content_type)], body).into_response();
        let more = [(header::ETAG, Some(tag)), (header::LAST_MODIFIED, self.last_modified), (header::LINK, self.link)];
        for (name, value) in more.into_iter().chain([(header::CONTENT_ENCODING, coding.map(str::to_owned))]) {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

fn robots(site: &Site) -> String {
    let mut out = String::from("User-agent: *\n");
    for path in &site.disallow {
        out.push_str(&format!("Disallow: {path}\n"));
    }
    if site.disallow.is_empty() {
        out.push_str("Disallow:\n");
    }
    out
}

/// FNV-1a: an entity tag must differ when the body does, no more.
fn hash(body: &[u8]) -> u64 {
    body.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Latin letters and the typographic signs that Windows-1252 adds; anything else becomes `?`.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            '€' => 0x80,
            '…' => 0x85,
            '‘' => 0x91,
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            '—' => 0x97,
            '\u{0}'..='\u{7f}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
            _ => b'?',
        })
        .collect()
}
