//! A new analysis or taxonomy is applied to the whole store: first what would change, then the change.
//!
//! Versions are looked at in the order of their ids and written in batches, each one transaction; a version that is
//! written is not stale any more, so a run that is killed is simply run again. What people decided stays. The line's other
//! stages then follow from the change log, as after any tagging.

mod difference;
mod report;

use tokio_util::sync::CancellationToken;
use watchline_model::VersionId;
use watchline_store::{StaleCount, StaleVersion, TaggedWith};

use super::tag;
use crate::context::Context;
use crate::progress::Progress;
pub use report::Report;

const BATCH: u32 = 128;

/// Which versions are tagged anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those tagged by another analysis or with another taxonomy.
    Stale,
    /// All that are tagged.
    All,
}

impl Scope {
    fn other_than(self, with: TaggedWith) -> Option<TaggedWith> {
        match self {
            Self::Stale => Some(with),
            Self::All => None,
        }
    }
}

/// How much is to be looked at.
pub async fn count(context: &Context, scope: Scope) -> anyhow::Result<StaleCount> {
    Ok(match scope {
        Scope::Stale => context.store.count_stale(context.tagged_with).await?,
        Scope::All => context.store.count_stale(TaggedWith::default()).await?,
    })
}

/// What tagging anew would change; changes nothing. At most `examples` are kept of each kind of change.
pub async fn report(
    context: &Context,
    scope: Scope,
    examples: usize,
    progress: Progress,
    stop: &CancellationToken,
) -> anyhow::Result<Report> {
    let bar = progress.bar("comparing", count(context, scope).await?.versions);
    let mut report = Report::new(context.tagged_with, examples);
    let mut after = VersionId(0);
    while !stop.is_cancelled() {
        let stale = next(context, scope, after).await?;
        let Some(last) = stale.last() else { break };
        after = last.version.version.id;
        let looked_at = stale.len() as u64;
        let versions: Vec<_> = stale.iter().map(|stale| stale.version.clone()).collect();
        let (tagger, proposals) = (context.tagger.clone(), tag::proposals_of(context, &versions).await?);
        let compared = super::in_parallel(stale, move |stale| {
            let tagged = tagger.tag(&stale.version, proposals.get(&stale.version.version.id));
            let difference = difference::find(&stale, &tagged);
            (stale, difference)
        });
        for (stale, difference) in compared.await? {
            report.add(&stale, &difference);
        }
        bar.inc(looked_at);
    }
    bar.finish_and_clear();
    Ok(report)
}

/// Tags anew; answers how many versions. Stopped early, it goes on where it was when called again.
pub async fn apply(
    context: &Context,
    scope: Scope,
    progress: Progress,
    stop: &CancellationToken,
) -> anyhow::Result<u64> {
    let count = count(context, scope).await?;
    if count.versions == 0 {
        return Ok(0);
    }
    // First, so that a kill between the last tags and this cannot lose it: severity is part of the taxonomy too.
    context.store.soil_all_incidents().await?;
    let bar = progress.bar("tagging anew", count.versions);
    let mut done = 0;
    let mut after = VersionId(0);
    while !stop.is_cancelled() {
        let stale = next(context, scope, after).await?;
        let Some(last) = stale.last() else { break };
        after = last.version.version.id;
        let tagged = tag::tag_all(context, stale.into_iter().map(|stale| stale.version).collect()).await?;
        context.store.record_tags(&tagged, context.tagged_with, context.clock.now()).await?;
        done += tagged.len() as u64;
        bar.inc(tagged.len() as u64);
    }
    bar.finish_and_clear();
    Ok(done)
}

/// Says once, at a start, that tagging anew is due.
pub async fn warn_if_due(context: &Context) -> anyhow::Result<()> {
    if context.store.is_stale(context.tagged_with).await? {
        tracing::warn!("{}", due(count(context, Scope::Stale).await?));
    }
    Ok(())
}

/// What is due, with the remedy.
pub(crate) fn due(count: StaleCount) -> String {
    format!(
        "{} documents were tagged by an older analysis or with another taxonomy; `watchline retag --dry-run` shows what \
         the present ones would change, `watchline retag` applies it",
        count.documents
    )
}

async fn next(context: &Context, scope: Scope, after: VersionId) -> anyhow::Result<Vec<StaleVersion>> {
    Ok(context.store.stale_versions(scope.other_than(context.tagged_with), after, BATCH).await?)
}
