//! Pages become documents and versions.
//!
//! Design: a page is read with what its host was remembered by when its turn came, so that what repeats on every page
//! of the host is no part of the article; pages of a batch are read side by side all the same (see `hosts`). An article
//! that goes on is followed (see `following`). A page that is read again is compared with what is read today, in the
//! same way, of the page before it (see `again`): the reader, or what it knows of the host, may have changed since,
//! and that is no edit. What a batch came to, the pages on which its articles go on, and what its hosts are remembered
//! by are written in one transaction.

mod again;
pub(crate) mod following;
mod hosts;
mod material;

use std::collections::HashSet;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use watchline_crawler::words_digest;
use watchline_model::page::FetchedPage;
use watchline_model::{Digest, Reading, SourceKind};
use watchline_store::{PackedPage, PageRead, ReadOutcome, UnreadPage, pack_page};

use self::following::{Followed, Shelves};
use self::hosts::ReadMaterial;
use self::material::Material;
use crate::context::Context;
use crate::progress::Progress;

const BATCH: u32 = 64;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Read {
    pub documents: u64,
    pub versions: u64,
}

/// Reads every page that no one has read yet.
pub async fn read(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<Read> {
    let mut done = Read::default();
    let bar = progress.spinner("reading");
    loop {
        let unread = each_entry_once(context.store.unread_pages(BATCH).await?);
        if unread.is_empty() || stop.is_cancelled() {
            bar.finish_and_clear();
            return Ok(done);
        }
        // Told to stop, a batch is left: its pages are still unread.
        let Some(batch) = stop.run_until_cancelled(read_batch(context, unread)).await else { continue };
        let Batch { read, memories } = batch?;
        let recorded = context.store.record_batch(&read, &memories, context.clock.now()).await?;
        bar.inc(recorded.len() as u64);
        for recorded in recorded.into_iter().flatten().filter(|recorded| recorded.version.is_some()) {
            done.versions += 1;
            done.documents += u64::from(recorded.number == 1);
        }
    }
}

/// The first pages up to one whose entry was there before: that one is compared with what the other becomes.
fn each_entry_once(mut unread: Vec<UnreadPage>) -> Vec<UnreadPage> {
    let mut entries = HashSet::new();
    let is_second = |unread: &UnreadPage| unread.page.entry.is_some_and(|entry| !entries.insert(entry));
    let end = unread.iter().position(is_second).unwrap_or(unread.len());
    unread.truncate(end);
    unread
}

/// What a batch came to, not yet written down.
struct Batch {
    read: Vec<PageRead>,
    /// Name and value of what its hosts are remembered by.
    memories: Vec<(String, String)>,
}

async fn read_batch(context: &Context, unread: Vec<UnreadPage>) -> anyhow::Result<Batch> {
    let material = material::gather(&context.store, unread).await?;
    let memories = hosts::load(&context.store, &material).await?;
    let (read, memories) = hosts::read_all(&material, memories).await?;
    let finishing = material.iter().zip(read).map(|(material, read)| finish(context, material, read));
    let read = futures::future::try_join_all(finishing).await?;
    Ok(Batch { read, memories })
}

/// Follows the article where it goes on, and finds out whether it says anything new.
async fn finish(context: &Context, material: &Arc<Material>, read: ReadMaterial) -> anyhow::Result<PageRead> {
    let page = &material.unread.page;
    let ReadMaterial { read, mut words_sha256, memory } = read;
    let followed = match page.entry.filter(|_| goes_on(material, &read)) {
        Some(entry) => {
            // What cannot be had this time must not look like an edit.
            let archive = material.previous.is_some().then_some((&context.store, entry));
            let shelves = Shelves { web: Some((&context.client, &*context.clock)), archive };
            let (material, memory) = (Arc::clone(material), memory.clone());
            let reads = move |page: &FetchedPage| material.read_answer(page, memory.as_deref());
            following::follow(&page.final_url, read, &shelves, reads).await?
        }
        None => Followed::alone(read),
    };
    let Followed { reading, pages } = followed;
    if reading.title.is_empty() && reading.text.is_empty() {
        return Ok(PageRead::of(page.id, ReadOutcome::Nothing { reason: reason(&reading) }));
    }
    let (reading, following) = if pages.is_empty() {
        (reading, Vec::new())
    } else {
        let packed: (Reading, Digest, Vec<PackedPage>) = crate::blocking::run(move || {
            let words = words_of(&reading);
            (reading, words, pages.into_iter().map(pack_page).collect())
        })
        .await?;
        words_sha256 = packed.1;
        (packed.0, packed.2)
    };
    let shows = again::shows(context, material, words_sha256, memory).await?;
    let kind = material.unread.source.kind_of_documents();
    let outcome = ReadOutcome::Document { kind, reading, words_sha256: Some(words_sha256) };
    Ok(PageRead { page: page.id, outcome, shows, following })
}

/// A source that is one page is followed nowhere: its later pages are its older entries.
fn goes_on(material: &Material, read: &watchline_crawler::PageReading) -> bool {
    read.next_page.is_some() && material.unread.source.kind != SourceKind::Page
}

/// A counter or a cookie banner makes no new version.
fn words_of(reading: &Reading) -> Digest {
    Digest(words_digest(&reading.title, &reading.text))
}

fn reason(reading: &Reading) -> String {
    reading.warnings.first().cloned().unwrap_or_else(|| "neither a title nor a text was found".to_owned())
}
