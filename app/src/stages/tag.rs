//! Versions get their entities, events, claims and relevance; that a statement was edited is an observation of its own.

mod edits;
mod stated;
mod version;

use std::collections::HashMap;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use watchline_model::{DocumentId, DocumentKind, Event, RelevanceVerdict, VersionId};
use watchline_store::{StoredProposals, Tagged, UntaggedVersion};

use crate::context::Context;
use crate::progress::Progress;
pub use version::Tagger;

const BATCH: u32 = 128;

/// Tags every version that no analysis has seen; answers how many. What another analysis, or another taxonomy, has tagged
/// stays as it is until `retag`.
pub async fn tag(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<u64> {
    let mut done = 0;
    let bar = progress.spinner("tagging");
    loop {
        let untagged = context.store.untagged_versions(BATCH).await?;
        if untagged.is_empty() || stop.is_cancelled() {
            bar.finish_and_clear();
            return Ok(done);
        }
        let tagged = tag_all(context, untagged).await?;
        context.store.record_tags(&tagged, context.tagged_with, context.clock.now()).await?;
        done += tagged.len() as u64;
        bar.inc(tagged.len() as u64);
    }
}

/// Their tags, in the same order; that one was edited is recorded.
pub(crate) async fn tag_all(context: &Context, untagged: Vec<UntaggedVersion>) -> anyhow::Result<Vec<Tagged>> {
    let (tagger, proposals) = (context.tagger.clone(), proposals_of(context, &untagged).await?);
    let both = super::in_parallel(untagged, move |version| {
        let proposed = proposals.get(&version.version.id);
        (tagger.tag(&version, proposed), edit_of(&version).map(|edit| (version.document.id, edit)))
    });
    let (tagged, edits): (Vec<Tagged>, Vec<Option<(DocumentId, Event)>>) = both.await?.into_iter().unzip();
    // Before the tags: a kill in between repeats both, and an observation is made once only.
    for (document, edit) in edits.into_iter().flatten() {
        context.store.record_observation(document, &edit, context.clock.now()).await?;
    }
    Ok(tagged)
}

/// What a model proposed about them; nothing while no model is configured.
pub(crate) async fn proposals_of(
    context: &Context,
    versions: &[UntaggedVersion],
) -> anyhow::Result<Arc<HashMap<VersionId, StoredProposals>>> {
    if !context.config.settings.analysis.model.is_on() {
        return Ok(Arc::default());
    }
    let ids: Vec<VersionId> = versions.iter().map(|version| version.version.id).collect();
    Ok(Arc::new(context.store.proposals_of(&ids).await?))
}

/// That this version differs from the one before, where that is an event: vendors' and regulators' statements.
fn edit_of(untagged: &UntaggedVersion) -> Option<Event> {
    let UntaggedVersion { version, document, source, previous } = untagged;
    let is_statement = source.speaks_for_itself() && document.kind == DocumentKind::Statement;
    let mut edit = edits::edited(
        previous.as_ref().filter(|_| is_statement)?,
        &version.reading,
        source.vendor.clone(),
        version.created_at,
    )?;
    edit.evidence.version = Some(version.id);
    Some(edit)
}

/// Whether the finder and the timeline take a document in.
pub(super) fn counts(verdict: RelevanceVerdict) -> bool {
    verdict != RelevanceVerdict::Irrelevant
}
