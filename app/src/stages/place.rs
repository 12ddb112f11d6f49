//! Relevant documents find their incident, in order of publication, each with its reasons.

use std::collections::HashMap;

use anyhow::Context as _;
use chrono::Datelike;
use tokio_util::sync::CancellationToken;
use watchline_analysis::cluster::{CLUSTER_VERSION, Clusterer, PlacementDecision, Signature};
use watchline_model::{Author, DocumentId, IncidentId};
use watchline_store::{NewPlacement, Store, UnplacedDocument};

use crate::context::Context;
use crate::progress::Progress;

const BATCH: u32 = 200;

/// The Clusterer with the incidents behind its cluster numbers. Derived: made anew from the store.
#[derive(Default)]
pub struct Placer {
    clusterer: Option<Clusterer>,
    incidents: HashMap<u64, IncidentId>,
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
            if let Err(error) = place_one(context, &mut placer, &document).await {
                // What the Clusterer remembers may now be ahead of the store: make it anew next time.
                *placer = Placer::default();
                return Err(error);
            }
            done += 1;
            bar.inc(1);
        }
    }
}

async fn place_one(context: &Context, placer: &mut Placer, unplaced: &UnplacedDocument) -> anyhow::Result<()> {
    let clusterer = match &mut placer.clusterer {
        Some(clusterer) => clusterer,
        None => {
            let (clusterer, incidents) = remember(&context.store).await?;
            placer.incidents = incidents;
            placer.clusterer.insert(clusterer)
        }
    };
    let signature = parse(unplaced.document.id, &unplaced.signature)?;
    let now = context.clock.now();
    let placement = clusterer.place(number(unplaced.document.id), &signature);
    let cluster = placement.clusters.first().copied().context("a placement names no cluster")?;
    let incident = context
        .store
        .record_placement(
            &NewPlacement {
                document: unplaced.document.id,
                incident: placer.incidents.get(&cluster).copied(),
                year: unplaced.published.unwrap_or(now).year(),
                copy_of: placement.copy_of.and_then(|copy| i64::try_from(copy).ok()).map(DocumentId),
                author: Author::Rule { name: "cluster".to_owned(), version: CLUSTER_VERSION },
                reasons: placement.reasons,
                review: placement.decision == PlacementDecision::Review,
            },
            now,
        )
        .await?;
    placer.incidents.insert(cluster, incident);
    Ok(())
}

/// Replays what the store knows, in the order in which it was decided.
async fn remember(store: &Store) -> anyhow::Result<(Clusterer, HashMap<u64, IncidentId>)> {
    let mut clusterer = Clusterer::new();
    let mut clusters: HashMap<IncidentId, u64> = HashMap::new();
    for placed in store.placed_signatures().await? {
        let next = clusters.len() as u64 + 1;
        let cluster = *clusters.entry(placed.incident).or_insert(next);
        clusterer.insert(number(placed.document), cluster, &parse(placed.document, &placed.signature)?);
    }
    Ok((clusterer, clusters.into_iter().map(|(incident, cluster)| (cluster, incident)).collect()))
}

fn parse(document: DocumentId, signature: &str) -> anyhow::Result<Signature> {
    serde_json::from_str(signature)
        .with_context(|| format!("failed to read the signature of document {document}; run `watchline retag`"))
}

fn number(document: DocumentId) -> u64 {
    u64::try_from(document.0).expect("the store numbers documents from 1")
}
