//! The pages on which an article goes on: asked for through the crawler's one door to the web, with its manners and
//! its guard, or taken from the archive; their words are put behind the first page's.
//!
//! Never leaves the first page's host, never asks for an address twice, never takes more than [`PAGES_MAX`] pages.

use std::collections::HashSet;

use url::Url;
use watchline_crawler::{Answer, Client, PageReading, append_page, canonical_url};
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;
use watchline_model::{Clock, EntryId, Reading};
use watchline_store::Store;

use super::again::as_fetched;

/// Pages of one article, the first one included. Longer ones are catalogues.
const PAGES_MAX: usize = 10;

/// Where a page is looked for: on the web, and, where it cannot be had there, among what was archived for its entry.
pub(crate) struct Shelves<'a> {
    pub(crate) web: Option<(&'a Client, &'a dyn Clock)>,
    pub(crate) archive: Option<(&'a Store, EntryId)>,
}

/// An article with all its pages.
pub(crate) struct Followed {
    /// The words of all pages; the rest is the first page's.
    pub(crate) reading: Reading,
    /// The pages behind the first that were fetched just now, in their order.
    pub(crate) pages: Vec<FetchedPage>,
}

impl Followed {
    /// An article of one page.
    pub(crate) fn alone(read: PageReading) -> Self {
        Self { reading: read.reading, pages: Vec::new() }
    }
}

/// Follows an article whose first page stands at `url`; `reads` reads each further page, on a blocking thread. It
/// ends at a page that says nothing new, that is elsewhere, or that cannot be had; a warning names the last.
pub(crate) async fn follow(
    url: &str,
    first: PageReading,
    shelves: &Shelves<'_>,
    reads: impl Fn(&FetchedPage) -> PageReading + Send + Clone + 'static,
) -> anyhow::Result<Followed> {
    let PageReading { mut reading, next_page: mut next, .. } = first;
    let mut pages = Vec::new();
    let mut asked = HashSet::from([key(url)]);
    for _ in 1..PAGES_MAX {
        let Some(address) = next.take().map(String::from).filter(|address| asked.insert(key(address))) else { break };
        let Found { page, origin } = match shelves.find(&address).await {
            Ok(found) => found,
            Err(error) => {
                reading.warnings.push(format!("the article goes on at {address}, which is missing here: {error}"));
                break;
            }
        };
        // The last page's "next" may lead back to the first one, or to another site.
        let is_known = key(&page.final_url) != key(&address) && asked.contains(&key(&page.final_url));
        if is_known || !is_same_host(url, &page.final_url) {
            break;
        }
        let reads = reads.clone();
        let (page, read) = crate::blocking::run(move || {
            let read = reads(&page);
            (page, read)
        })
        .await?;
        if !append_page(&mut reading, read.reading) {
            break;
        }
        asked.insert(key(&page.final_url));
        next = read.next_page;
        if origin == Origin::Web {
            pages.push(page);
        }
    }
    Ok(Followed { reading, pages })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Web,
    Archive,
}

struct Found {
    page: FetchedPage,
    origin: Origin,
}

impl Shelves<'_> {
    /// The page, or why it cannot be had.
    async fn find(&self, url: &str) -> Result<Found, String> {
        let mut missing = "it was not archived".to_owned();
        if let Some((client, clock)) = self.web {
            match client.fetch(url, &Validators::default(), clock).await {
                Ok(Answer::Page(page)) => return Ok(Found { page, origin: Origin::Web }),
                Ok(Answer::NotModified(_)) => "it answered 304 to an unconditional request".clone_into(&mut missing),
                Err(error) => missing = error.to_string(),
            }
        }
        let Some((store, entry)) = self.archive else { return Err(missing) };
        match store.find_answer(entry, url).await {
            Ok(Some((page, body))) => Ok(Found { page: as_fetched(page, body), origin: Origin::Archive }),
            Ok(None) => Err(missing),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn key(url: &str) -> String {
    canonical_url(url).unwrap_or_else(|| url.to_owned())
}

fn is_same_host(first: &str, other: &str) -> bool {
    let host = |url: &str| Url::parse(url).ok().and_then(|url| Some((url.host_str()?.to_owned(), url.port())));
    host(first).is_some() && host(first) == host(other)
}
