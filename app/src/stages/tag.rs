//! Versions get their entities, events, claims and relevance; an edited statement gets an event of its own.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;
use watchline_analysis::difference::edit_summary;
use watchline_analysis::{ANALYSIS_VERSION, Analysis, Analyzer, Input, cluster};
use watchline_model::{
    Basis, Dated, DocumentKind, Event, EventKind, Evidence, Modality, Reading, RelevanceVerdict, Tier,
};
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
        let tagged = super::in_parallel(untagged, move |version| tag_one(&analyzer, &version)).await?;
        context.store.record_tags(&tagged, ANALYSIS_VERSION, context.clock.now()).await?;
        done += tagged.len() as u64;
        bar.inc(tagged.len() as u64);
    }
}

fn tag_one(analyzer: &Analyzer, untagged: &UntaggedVersion) -> Tagged {
    let UntaggedVersion { version, document, source, previous } = untagged;
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
    let signature = serde_json::to_string(&signature).expect("a signature holds only strings and numbers");
    let Analysis { relevance, entities, mentions, mut events, claims, .. } = analysis;
    let speaks_for_itself =
        matches!(source.tier, Tier::Vendor | Tier::Regulator) && document.kind == DocumentKind::Statement;
    if let Some(previous) = previous.as_ref().filter(|_| speaks_for_itself) {
        events.extend(edited(previous, reading, source.vendor.clone(), version.created_at));
    }
    Tagged { version: version.id, relevance, entities, mentions, events, claims, signature }
}

/// "The statement was edited": seen at `at`, with the first paragraph that differs as its evidence.
fn edited(
    previous: &Reading,
    reading: &Reading,
    voice: Option<watchline_model::EntityId>,
    at: DateTime<Utc>,
) -> Option<Event> {
    edit_summary(&previous.full_text(), &reading.full_text())?;
    let text = reading.full_text();
    let old: Vec<&str> = previous.text.split("\n\n").collect();
    let changed = text.split("\n\n").find(|paragraph| !old.contains(paragraph) && *paragraph != previous.title)?;
    let start = text[..text.find(changed)?].chars().count();
    Some(Event {
        kind: EventKind::from("statement_edited"),
        actors: voice.into_iter().collect(),
        targets: Vec::new(),
        date: Some(Dated::time(at, Basis::FirstReported)),
        modality: Modality::Stated,
        evidence: Evidence::cut(&text, start, start + changed.chars().count()),
        rule: "version-differs".to_owned(),
    })
}

/// Whether the finder and the timeline take a document in.
pub(super) fn counts(verdict: RelevanceVerdict) -> bool {
    verdict != RelevanceVerdict::Irrelevant
}

#[cfg(test)]
mod tests;
