//! Incidents whose documents changed get their title, status, severity and summary anew; what differs
//! from before goes into the change log.

mod differences;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use watchline_analysis::incident::{Described, Told, describe as describe_documents};
use watchline_analysis::proposals::is_proposed;
use watchline_model::{Claim, Corroborated, Event, Incident, IncidentId, Taxonomy};
use watchline_store::{DocumentView, SetWords};

use crate::context::Context;
use crate::progress::Progress;

const BATCH: u32 = 100;

/// Describes every incident that changed; answers how many.
pub async fn describe(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<u64> {
    let mut done = 0;
    let bar = progress.spinner("describing");
    loop {
        let undescribed = context.store.undescribed_incidents(BATCH).await?;
        if undescribed.is_empty() || stop.is_cancelled() {
            bar.finish_and_clear();
            return Ok(done);
        }
        for id in undescribed {
            describe_one(context, id).await?;
            done += 1;
            bar.inc(1);
        }
    }
}

async fn describe_one(context: &Context, id: IncidentId) -> anyhow::Result<()> {
    let Some(undescribed) = context.store.incident_to_describe(id).await? else { return Ok(()) };
    let taxonomy = Arc::clone(&context.taxonomy);
    let described = crate::blocking::run(move || (describe_material(&undescribed.material, &taxonomy), undescribed));
    let (described, undescribed) = described.await?;
    let now = context.clock.now();
    let before = &undescribed.incident;
    let changes = differences::find(before, &shown(&described, &undescribed.words), &undescribed.material);
    let found = Incident {
        title: described.title,
        status: described.status,
        status_path: described.status_path,
        severity: described.severity,
        severity_reasons: described.severity_reasons,
        summary: described.summary,
        // Looked at again, and as it was: nothing has changed for a reader.
        changed_at: if changes.is_empty() { before.changed_at } else { now },
        first_reported: described.first_reported,
        last_reported: described.last_reported,
        documents: described.documents,
        independent_sources: described.independent_sources,
        ..before.clone()
    };
    context.store.record_description(&undescribed, &found, &changes, now).await?;
    Ok(())
}

/// What readers see of it: the words of a person where there are any.
fn shown(described: &Described, words: &SetWords) -> Described {
    Described {
        title: words.title.clone().unwrap_or_else(|| described.title.clone()),
        status: words.status.unwrap_or(described.status),
        severity: words.severity.map_or(described.severity, |set| set.severity),
        ..described.clone()
    }
}

/// What the documents of an incident say together. What a model proposed is shown with its document and says nothing
/// here: it moves neither status nor severity. Nor does what only one of them is read to say.
pub fn describe_material(material: &[DocumentView], taxonomy: &Taxonomy) -> Described {
    let originals = material.iter().filter(|view| view.copy_of.is_none());
    let corroborated = Corroborated::new(originals.map(|view| view.events.as_slice()));
    let found: Vec<(Vec<Event>, Vec<Claim>)> = material.iter().map(|view| what_counts(view, &corroborated)).collect();
    let told: Vec<Told> =
        material.iter().zip(&found).map(|(view, (events, claims))| told(view, events, claims)).collect();
    describe_documents(&told, taxonomy)
}

/// Events and claims without a model's and without what is not corroborated; claims still point at their events.
fn what_counts(view: &DocumentView, corroborated: &Corroborated) -> (Vec<Event>, Vec<Claim>) {
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(view.events.len());
    let mut events = Vec::with_capacity(view.events.len());
    for event in &view.events {
        let counts = !is_proposed(&event.rule) && corroborated.counts(event);
        moved.push(counts.then_some(events.len()));
        if counts {
            events.push(event.clone());
        }
    }
    let mut claims: Vec<Claim> = view.claims.iter().filter(|claim| !is_proposed(&claim.rule)).cloned().collect();
    for claim in &mut claims {
        claim.event = claim.event.and_then(|event| moved.get(event).copied().flatten());
    }
    (events, claims)
}

fn told<'a>(view: &'a DocumentView, events: &'a [Event], claims: &'a [Claim]) -> Told<'a> {
    Told {
        document: view.document.id,
        source: &view.source.id,
        publisher: &view.source.publisher,
        tier: view.source.tier,
        kind: view.document.kind,
        voice: view.source.vendor.as_ref(),
        reading: &view.version.reading,
        version: view.version.id,
        first_seen: view.document.first_seen,
        copy_of: view.copy_of,
        events,
        claims,
        entities: &view.entities,
    }
}
