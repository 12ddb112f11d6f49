//! Versions get their entities, events, claims and relevance; that a statement was edited is an observation of its own.

mod edits;
mod stated;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use watchline_analysis::{ANALYSIS_VERSION, Analysis, Analyzer, Input, cluster};
use watchline_model::{DocumentId, DocumentKind, Event, RelevanceVerdict};
use watchline_store::{Tagged, UntaggedVersion};

use crate::context::Context;
use crate::progress::Progress;

const BATCH: u32 = 128;

/// Tags every version that this version of the analysis has not seen; answers how many.
pub async fn tag(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<u64> {
    let mut done = 0;
    let bar = progress.spinner("tagging");
    loop {
        let untagged = context.store.untagged_versions(ANALYSIS_VERSION, BATCH).await?;
        if untagged.is_empty() || stop.is_cancelled() {
            bar.finish_and_clear();
            return Ok(done);
        }
        let analyzer = Arc::clone(&context.analyzer);
        let both = super::in_parallel(untagged, move |version| {
            (tag_one(&analyzer, &version), edit_of(&version).map(|edit| (version.document.id, edit)))
        });
        let (tagged, edits): (Vec<Tagged>, Vec<Option<(DocumentId, Event)>>) = both.await?.into_iter().unzip();
        // Before the tags: a kill in between repeats both, and an observation is made once only.
        for (document, edit) in edits.into_iter().flatten() {
            context.store.record_observation(document, &edit, context.clock.now()).await?;
        }
        context.store.record_tags(&tagged, ANALYSIS_VERSION, context.clock.now()).await?;
        done += tagged.len() as u64;
        bar.inc(tagged.len() as u64);
    }
}

fn tag_one(analyzer: &Analyzer, untagged: &UntaggedVersion) -> Tagged {
    let UntaggedVersion { version, document, source, .. } = untagged;
    let reading = &version.reading;
    let input = Input {
        title: &reading.title,
        body: &reading.text,
        url: Some(&document.url),
        published: reading.published,
        tier: Some(source.tier),
        kind: Some(document.kind),
        language: reading.language.as_deref(),
        voice: source.vendor.as_ref(),
    };
    let analysis = analyzer.analyze(&input);
    let signature = cluster::signature(&input, &analysis, &reading.links);
    let signature = match &reading.advisory {
        Some(advisory) => signature.of_record(advisory),
        None => signature,
    };
    let signature = serde_json::to_string(&signature).expect("a signature holds only strings and numbers");
    let Analysis { relevance, entities, mentions, events, claims, .. } = analysis;
    let events = stated::merge(events, reading, source.vendor.as_ref(), &entities);
    Tagged { version: version.id, relevance, entities, mentions, events, claims, signature }
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
