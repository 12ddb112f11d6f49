//! Whether a page that is read again shows what it showed before.
//!
//! Its words may differ although nobody changed them: the reader is a newer one, or has learnt since what the host
//! repeats. So the page before it is read once more, in the same way, from the archive: what both then say alike is no
//! edit.

use std::sync::Arc;

use watchline_crawler::HostMemory;
use watchline_model::page::FetchedPage;
use watchline_model::{Digest, Page, VersionId};
use watchline_store::PreviousReading;

use super::following::{self, Followed, Shelves};
use super::material::Material;
use super::{goes_on, words_of};
use crate::context::Context;

/// The latest version, if the page shows it although these words of it differ.
pub(super) async fn shows(
    context: &Context,
    material: &Arc<Material>,
    words_sha256: Digest,
    memory: Option<Arc<HostMemory>>,
) -> anyhow::Result<Option<VersionId>> {
    let Some(PreviousReading { version, page: Some(page), words_sha256: before, .. }) = &material.previous else {
        return Ok(None);
    };
    // Records are read letter by letter; no layout changes their words.
    if *before == Some(words_sha256) || material.host.is_none() {
        return Ok(None);
    }
    let (page, body) = match context.store.find_page(*page).await {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(None),
        Err(error) => {
            // `verify` tells of damage; what was read just now must not wait for its repair.
            tracing::warn!(page = page.0, "the page read before cannot be compared with: {error}");
            return Ok(None);
        }
    };
    let before = read_before(context, material, as_fetched(page, body), memory).await?;
    Ok((before == words_sha256).then_some(*version))
}

/// The words of the page that made the latest version, as they are read today.
async fn read_before(
    context: &Context,
    material: &Arc<Material>,
    page: FetchedPage,
    memory: Option<Arc<HostMemory>>,
) -> anyhow::Result<Digest> {
    let reader = Arc::clone(material);
    let reads = move |page: &FetchedPage| reader.read_answer(page, memory.as_deref());
    let (reads, read, url) = crate::blocking::run(move || {
        let read = reads(&page);
        (reads, read, page.final_url)
    })
    .await?;
    let followed = match material.unread.page.entry.filter(|_| goes_on(material, &read)) {
        Some(entry) => {
            let shelves = Shelves { web: None, archive: Some((&context.store, entry)) };
            following::follow(&url, read, &shelves, reads).await?
        }
        None => Followed::alone(read),
    };
    crate::blocking::run(move || words_of(&followed.reading)).await
}

/// An archived page as it once came.
pub(super) fn as_fetched(page: Page, body: Vec<u8>) -> FetchedPage {
    let Page { url, final_url, status, headers, fetched_at, .. } = page;
    FetchedPage { url, final_url, status, headers, fetched_at, body }
}
