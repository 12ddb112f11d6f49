//! Relevant documents find their incident, in order of publication, each with its reasons; what a document shows of others,
//! that two incidents are one or one is two, is decided with it.
//!
//! Every decision is stored before the next document is looked at. What a person decided meanwhile is taken in first, and
//! where the store refuses what a rule would do, the rule gives way and a person is asked.

mod memory;

use anyhow::Context as _;
use chrono::{DateTime, Datelike, Utc};
use tokio_util::sync::CancellationToken;
use watchline_analysis::cluster::{CLUSTER_VERSION, Merge, Placement, PlacementDecision, Split};
use watchline_model::{DocumentId, IncidentId, NearMiss, Reason};
use watchline_store::{Deciding, NewPlace, Store, StoreError, UnplacedDocument};

use crate::context::Context;
use crate::progress::Progress;
use memory::Memory;
pub(crate) use memory::{number, parse};

const BATCH: u32 = 200;

/// The stage's memory; made from the store when it is first needed.
#[derive(Default)]
pub struct Placer {
    memory: Option<Memory>,
}

/// Places every document that has no place yet; answers how many.
pub async fn place(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<u64> {
    let mut placer = context.placer.lock().await;
    let mut done = 0;
    let bar = progress.spinner("placing");
    loop {
        let unplaced = context.store.unplaced_documents(BATCH).await?;
        if unplaced.is_empty() || stop.is_cancelled() {
            bar.finish_and_clear();
            return Ok(done);
        }
        for document in unplaced {
            if let Err(error) = place_one(&context.store, &mut placer, &document, context.clock.now()).await {
                // What the memory holds may now be ahead of the store: it is made anew next time.
                *placer = Placer::default();
                return Err(error);
            }
            done += 1;
            bar.inc(1);
        }
    }
}

/// Places one document and carries out what it showed of others.
async fn place_one(
    store: &Store,
    placer: &mut Placer,
    unplaced: &UnplacedDocument,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let memory = remembering(store, placer).await?;
    let document = unplaced.document.id;
    let signature = parse(document, &unplaced.signature)?;
    let placement = memory.clusterer.place(number(document), &signature);
    let year = unplaced.published.unwrap_or(now).year();
    let gave_way = record(store, memory, document, year, &placement, now).await?;
    for split in &placement.splits {
        record_split(store, memory, split, now).await?;
    }
    for merge in &placement.merges {
        record_merge(store, memory, merge, now).await?;
    }
    if gave_way {
        // The Clusterer believes what the store does not: it is made anew, with what binds it.
        placer.memory = None;
    }
    Ok(())
}

/// The memory, up to date.
async fn remembering<'a>(store: &Store, placer: &'a mut Placer) -> anyhow::Result<&'a mut Memory> {
    if let Some(memory) = &mut placer.memory
        && !memory.keep_up(store).await?
    {
        placer.memory = None;
    }
    if placer.memory.is_none() {
        placer.memory = Some(Memory::recall(store).await?);
    }
    placer.memory.as_mut().context("the memory was made above")
}

/// Stores where the document is; `true`: elsewhere than the Clusterer put it.
async fn record(
    store: &Store,
    memory: &mut Memory,
    document: DocumentId,
    year: i32,
    placement: &Placement,
    now: DateTime<Utc>,
) -> anyhow::Result<bool> {
    let home = placement.clusters.first().copied().context("a placement names no cluster")?;
    let known = |also: &watchline_analysis::cluster::Also| {
        memory.incident_of(also.cluster).map(|incident| (incident, also.reasons.clone()))
    };
    let rival = placement
        .rival
        .and_then(|rival| memory.incident_of(rival.cluster).map(|incident| NearMiss { incident, score: rival.score }));
    let place = NewPlace {
        document,
        home: memory.incident_of(home),
        also: placement.also.iter().filter_map(known).collect(),
        year,
        copy_of: placement.copy_of.and_then(|copy| i64::try_from(copy).ok()).map(DocumentId),
        review: placement.decision == PlacementDecision::Review,
        rival,
    };
    let by = by_rule(placement.reasons.clone(), now);
    let placed = store.place_document(&place, &by).await?;
    if placed.decisions.is_empty() {
        // Somebody else placed it meanwhile.
        return Ok(true);
    }
    let incident = placed.incidents.first().copied().context("a document was placed nowhere")?;
    if let Some(rival) = place.rival {
        store.suspect_duplicate(incident, rival.incident, rival.score, &placement.reasons, now).await?;
    }
    let gave_way = place.home.is_some_and(|home| home != incident) || placed.incidents.len() != 1 + place.also.len();
    if place.home.is_none() {
        memory.know(home, incident);
    }
    memory.placed(document, &placement.clusters);
    memory.made(placed.decisions);
    Ok(gave_way)
}

/// Two incidents are one. Where a person says otherwise they stay two, and a person is asked.
async fn record_merge(store: &Store, memory: &mut Memory, merge: &Merge, now: DateTime<Utc>) -> anyhow::Result<()> {
    let known = |cluster: u64| memory.incident_of(cluster).context("a merge of a cluster that is no incident");
    let (from, into) = (known(merge.from)?, known(merge.into)?);
    let documents = members(store, from).await?;
    match store.merge_incidents(from, into, &by_rule(merge.reasons.clone(), now)).await {
        Ok(decided) => {
            // The older id survives, whichever number the Clusterer kept.
            if decided.incident == Some(from) {
                memory.know(merge.into, from);
            }
            memory.moved(&documents, merge.from, merge.into);
            memory.made([decided.decision]);
            tracing::info!(incident.from = %from, incident.into = %into, "merged two incidents");
        }
        Err(StoreError::Kept(why)) => {
            tracing::info!(incident.from = %from, incident.into = %into, "left two incidents apart: {why}");
            store.suspect_duplicate(from, into, merge.score, &merge.reasons, now).await?;
            let documents: Vec<u64> = documents.into_iter().map(number).collect();
            memory.clusterer.separate(&documents, merge.into, merge.from);
            memory.clusterer.keep_apart_clusters(merge.into, merge.from);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// One incident is two. What the store refuses stays one.
async fn record_split(store: &Store, memory: &mut Memory, split: &Split, now: DateTime<Utc>) -> anyhow::Result<()> {
    let from = memory.incident_of(split.from).context("a split of a cluster that is no incident")?;
    let documents: Vec<DocumentId> =
        split.documents.iter().filter_map(|document| i64::try_from(*document).ok()).map(DocumentId).collect();
    let decided = store
        .split_incident(from, &documents, memory.incident_of(split.into), &by_rule(split.reasons.clone(), now))
        .await;
    match decided {
        Ok(decided) => {
            let into = decided.incident.context("a split leads nowhere")?;
            memory.know(split.into, into);
            memory.moved(&documents, split.from, split.into);
            memory.made([decided.decision]);
            tracing::info!(incident.from = %from, incident.into = %into, "split an incident");
        }
        Err(StoreError::Kept(why) | StoreError::Conflict(why)) => {
            tracing::info!(incident.from = %from, "left an incident whole: {why}");
            memory.clusterer.separate(&split.documents, split.into, split.from);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

async fn members(store: &Store, incident: IncidentId) -> anyhow::Result<Vec<DocumentId>> {
    Ok(store.incident_documents(incident).await?)
}

fn by_rule(reasons: Vec<Reason>, now: DateTime<Utc>) -> Deciding {
    Deciding::rule("cluster", CLUSTER_VERSION, reasons, now)
}

#[cfg(test)]
pub(crate) mod tests;
