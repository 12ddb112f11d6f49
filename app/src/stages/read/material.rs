//! What reading a page needs: the page, its source's hints, and what was read at its address before.

use std::sync::Arc;

use url::Url;
use watchline_crawler::{HostMemory, PageReading, ReadHints, read_entry, read_page_of_host};
use watchline_model::page::FetchedPage;
use watchline_store::{PreviousReading, Store, UnreadPage};

/// A page that waits to be read.
pub(super) struct Material {
    pub(super) unread: UnreadPage,
    /// Host and port under which its host is remembered; none for records, which have no layout.
    pub(super) host: Option<String>,
    /// The latest version of the document met at its address.
    pub(super) previous: Option<PreviousReading>,
}

/// Looks up what was read before at the pages' addresses.
pub(super) async fn gather(store: &Store, unread: Vec<UnreadPage>) -> anyhow::Result<Vec<Arc<Material>>> {
    let addresses: Vec<String> = unread.iter().map(address_of).collect();
    let previous = store.previous_readings(&addresses).await?;
    let material = unread.into_iter().zip(addresses).map(|(unread, address)| {
        let host = if unread.source.kind.gives_records() { None } else { host_of(&unread.page.final_url) };
        Arc::new(Material { previous: previous.get(&address).cloned(), unread, host })
    });
    Ok(material.collect())
}

/// Where its document was met.
fn address_of(unread: &UnreadPage) -> String {
    unread.entry.as_ref().map_or(&unread.page.url, |entry| &entry.url).clone()
}

fn host_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

impl Material {
    /// Reads the page that waits, with what is remembered of its host.
    pub(super) fn read(&self, memory: Option<&HostMemory>) -> PageReading {
        let UnreadPage { page, body, source, .. } = &self.unread;
        let content_type = content_type(&page.headers);
        if source.kind.gives_records() {
            // A record that was cut out of an answer stands at its own address, not at the answer's.
            let reading = read_entry(source.kind, body, content_type, &page.url, &self.hints());
            return PageReading { reading, ..PageReading::default() };
        }
        self.read_as(body, content_type, &page.final_url, memory)
    }

    /// Reads another page of the same article: one on which it goes on, or one that answered earlier.
    pub(super) fn read_answer(&self, page: &FetchedPage, memory: Option<&HostMemory>) -> PageReading {
        self.read_as(&page.body, content_type(&page.headers), &page.final_url, memory)
    }

    fn read_as(&self, body: &[u8], kind: Option<&str>, url: &str, memory: Option<&HostMemory>) -> PageReading {
        match (memory, &self.previous) {
            (Some(memory), Some(previous)) if !memory.is_empty() => {
                let memory = memory.sparing(&previous.reading.text);
                read_page_of_host(body, kind, url, &self.hints(), Some(&memory))
            }
            (memory, _) => read_page_of_host(body, kind, url, &self.hints(), memory),
        }
    }

    fn hints(&self) -> ReadHints<'_> {
        let UnreadPage { page, source, entry, .. } = &self.unread;
        ReadHints {
            selector: source.article_selector.as_deref(),
            title: entry.as_ref().and_then(|entry| entry.title.as_deref()),
            authors: entry.as_ref().map(|entry| entry.authors.as_slice()).unwrap_or_default(),
            published: entry.as_ref().and_then(|entry| entry.published),
            summary: entry.as_ref().and_then(|entry| entry.summary.as_deref()),
            language: source.language.as_deref(),
            fetched: Some(page.fetched_at),
        }
    }
}

fn content_type(headers: &[(String, String)]) -> Option<&str> {
    let header = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    header.map(|(_, value)| value.as_str())
}
