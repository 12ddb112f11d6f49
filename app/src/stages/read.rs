//! Pages become documents and versions.

use tokio_util::sync::CancellationToken;
use watchline_crawler::{ReadHints, read_entry, words_digest};
use watchline_model::Digest;
use watchline_store::{ReadOutcome, UnreadPage};

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
        let unread = context.store.unread_pages(BATCH).await?;
        if unread.is_empty() || stop.is_cancelled() {
            bar.finish_and_clear();
            return Ok(done);
        }
        let outcomes = super::in_parallel(unread, read_one).await?;
        let recorded = context.store.record_readings(&outcomes, context.clock.now()).await?;
        bar.inc(recorded.len() as u64);
        for recorded in recorded.into_iter().flatten().filter(|recorded| recorded.version.is_some()) {
            done.versions += 1;
            done.documents += u64::from(recorded.number == 1);
        }
    }
}

fn read_one(unread: UnreadPage) -> (watchline_model::PageId, ReadOutcome) {
    let UnreadPage { page, body, source, entry, .. } = unread;
    let content_type = page.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let hints = ReadHints {
        selector: source.article_selector.as_deref(),
        title: entry.as_ref().and_then(|entry| entry.title.as_deref()),
        authors: entry.as_ref().map(|entry| entry.authors.as_slice()).unwrap_or_default(),
        published: entry.as_ref().and_then(|entry| entry.published),
        summary: entry.as_ref().and_then(|entry| entry.summary.as_deref()),
        language: source.language.as_deref(),
    };
    let content_type = content_type.map(|(_, value)| value.as_str());
    // A record that was cut out of an answer stands at its own address, not at the answer's.
    let url = if source.kind.gives_records() { &page.url } else { &page.final_url };
    let reading = read_entry(source.kind, &body, content_type, url, &hints);
    if reading.title.is_empty() && reading.text.is_empty() {
        let reason =
            reading.warnings.first().cloned().unwrap_or_else(|| "neither a title nor a text was found".to_owned());
        return (page.id, ReadOutcome::Nothing { reason });
    }
    // A counter or a cookie banner makes no new version.
    let words_sha256 = Some(Digest(words_digest(&reading.title, &reading.text)));
    (page.id, ReadOutcome::Document { kind: source.kind_of_documents(), reading, words_sha256 })
}
