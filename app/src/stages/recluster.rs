//! Placing everything anew: first what would differ, then the difference, as decisions of a rule.
//!
//! All documents are placed from their signatures in the order of publication, as if they came today. What people decided
//! is honoured: what they put somewhere is there from the start, what they keep out or apart stays so. A new cluster keeps
//! the incident of most of its documents, so addresses stay what they were.
//!
//! Every decision is a transaction and brings the store nearer to what was planned; a run that is killed is simply run
//! again, and does the rest.

mod difference;
mod report;

use std::collections::{BTreeMap, HashMap};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;
use watchline_analysis::cluster::{CLUSTER_VERSION, Clusterer, Placement};
use watchline_model::{Clock, DocumentId, IncidentId, Reason};
use watchline_store::{Bindings, Deciding, PlaceableDocument, Store, StoreError};

use super::place::{number, parse};
use crate::context::Context;
use crate::progress::Progress;
use difference::{Deed, Seen, Target};
pub use report::Report;

const BATCH: u32 = 500;

/// What placing anew would do.
pub struct Plan {
    pub report: Report,
    deeds: Vec<Deed>,
}

/// Places everything anew and compares; changes nothing. `None`: stopped before the end.
pub async fn plan(
    context: &Context,
    examples: usize,
    progress: Progress,
    stop: &CancellationToken,
) -> anyhow::Result<Option<Plan>> {
    let bar = progress.spinner("placing anew");
    let planned = plan_store(&context.store, examples, |placed| bar.inc(placed), stop).await;
    bar.finish_and_clear();
    planned
}

async fn plan_store(
    store: &Store,
    examples: usize,
    advance: impl Fn(u64),
    stop: &CancellationToken,
) -> anyhow::Result<Option<Plan>> {
    let bindings = standing(store, store.bindings().await?).await?;
    let mut anew = Anew::new(&bindings);
    let mut after: Option<PlaceableDocument> = None;
    loop {
        let documents = store.placeable_documents(after.as_ref(), BATCH).await?;
        let Some(last) = documents.last() else { break };
        if stop.is_cancelled() {
            return Ok(None);
        }
        after = Some(last.clone());
        advance(documents.len() as u64);
        anew =
            crate::blocking::run(move || documents.iter().try_for_each(|document| anew.place(document)).map(|()| anew))
                .await??;
    }
    let seen = anew.seen();
    let deeds = difference::find(&seen, &bindings);
    let report = Report::new(&seen, &deeds, examples);
    Ok(Some(Plan { report, deeds }))
}

/// What applying came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Applied {
    pub decisions: u64,
    /// A person decided otherwise meanwhile, or it cannot be done as things stand.
    pub refused: u64,
}

/// Carries out a plan. Stopped early, the rest is found again by the next plan.
pub async fn apply(
    context: &Context,
    plan: &Plan,
    progress: Progress,
    stop: &CancellationToken,
) -> anyhow::Result<Applied> {
    // The running memory of placing knows nothing of this.
    *context.placer.lock().await = super::place::Placer::default();
    let bar = progress.bar("applying", plan.deeds.len() as u64);
    let applied = apply_to(&context.store, plan, context.clock.as_ref(), |done| bar.inc(done), stop).await;
    bar.finish_and_clear();
    applied
}

async fn apply_to(
    store: &Store,
    plan: &Plan,
    clock: &dyn Clock,
    advance: impl Fn(u64),
    stop: &CancellationToken,
) -> anyhow::Result<Applied> {
    let mut applied = Applied::default();
    let mut opened: HashMap<u64, IncidentId> = HashMap::new();
    for deed in &plan.deeds {
        if stop.is_cancelled() {
            break;
        }
        match carry_out(store, deed, &mut opened, clock.now()).await {
            Ok(()) => applied.decisions += 1,
            Err(StoreError::Kept(why) | StoreError::Conflict(why)) => {
                tracing::info!("left as it is: {why}");
                applied.refused += 1;
            }
            Err(other) => return Err(other.into()),
        }
        advance(1);
    }
    Ok(applied)
}

async fn carry_out(
    store: &Store,
    deed: &Deed,
    opened: &mut HashMap<u64, IncidentId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let by = |reasons: &[Reason]| {
        let mut all = vec![Reason::new("recluster", 0.0, "all documents were placed anew")];
        all.extend(reasons.iter().cloned());
        Deciding::rule("recluster", CLUSTER_VERSION, all, now)
    };
    match deed {
        Deed::Merge { from, into } => {
            let reasons = [Reason::new("same-cluster", 0.0, format!("all documents of {from} fall to {into}"))];
            match store.merge_incidents(*from, *into, &by(&reasons)).await {
                Err(StoreError::Kept(why)) => {
                    store.suspect_duplicate(*from, *into, 0.0, &reasons, now).await?;
                    Err(StoreError::Kept(why))
                }
                merged => merged.map(drop),
            }
        }
        Deed::Move { documents, from, into, reasons } => {
            let into = match into {
                Target::Incident(into) => Some(*into),
                Target::New(cluster) => opened.get(cluster).copied(),
            };
            match (into, deed.cluster()) {
                (Some(into), _) => store.move_documents(documents, *from, into, &by(reasons)).await.map(drop),
                (None, Some(cluster)) => {
                    let split = store.split_incident(*from, documents, None, &by(reasons)).await?;
                    opened.extend(split.incident.map(|incident| (cluster, incident)));
                    Ok(())
                }
                (None, None) => Ok(()),
            }
        }
        Deed::Join { document, into, reasons } => store.join_document(*document, *into, &by(reasons)).await.map(drop),
        Deed::Leave { document, from } => store.remove_document(*document, *from, &by(&[])).await.map(drop),
    }
}

/// The bindings by the incidents that stand.
async fn standing(store: &Store, bindings: Bindings) -> anyhow::Result<Bindings> {
    let mut known: BTreeMap<IncidentId, IncidentId> = BTreeMap::new();
    let kept_apart = bindings.kept_apart.iter().map(|(_, incident)| *incident);
    let pairs = bindings.incidents_kept_apart.iter().flat_map(|(left, right)| [*left, *right]);
    for incident in kept_apart.chain(pairs) {
        let stands = store.resolve_incident(incident).await?.unwrap_or(incident);
        known.insert(incident, stands);
    }
    let of = |incident: &IncidentId| known.get(incident).copied().unwrap_or(*incident);
    Ok(Bindings {
        kept_apart: bindings.kept_apart.iter().map(|(document, incident)| (*document, of(incident))).collect(),
        incidents_kept_apart: bindings.incidents_kept_apart.iter().map(|(left, right)| (of(left), of(right))).collect(),
        pinned: bindings.pinned,
    })
}

/// Everything as it would be placed today.
struct Anew {
    clusterer: Clusterer,
    /// The clusters that people's words are about, by incident: made before any other.
    reserved: BTreeMap<IncidentId, u64>,
    pinned: HashMap<DocumentId, Vec<u64>>,
    kept_apart: HashMap<DocumentId, Vec<u64>>,
    seen: Vec<Seen>,
    places: HashMap<u64, usize>,
    merged: HashMap<u64, u64>,
}

impl Anew {
    fn new(bindings: &Bindings) -> Self {
        let mut anew = Self {
            clusterer: Clusterer::new(),
            reserved: BTreeMap::new(),
            pinned: HashMap::new(),
            kept_apart: HashMap::new(),
            seen: Vec::new(),
            places: HashMap::new(),
            merged: HashMap::new(),
        };
        for (document, incident) in &bindings.pinned {
            let cluster = anew.reserve(*incident);
            anew.pinned.entry(*document).or_default().push(cluster);
        }
        for (document, incident) in &bindings.kept_apart {
            let cluster = anew.reserve(*incident);
            anew.kept_apart.entry(*document).or_default().push(cluster);
        }
        for (left, right) in &bindings.incidents_kept_apart {
            let (left, right) = (anew.reserve(*left), anew.reserve(*right));
            anew.clusterer.keep_apart_clusters(left, right);
        }
        // A cluster merged with itself is only made known: no other gets its number.
        let highest = anew.reserved.len() as u64;
        anew.clusterer.merge(highest, highest);
        anew
    }

    fn reserve(&mut self, incident: IncidentId) -> u64 {
        let next = self.reserved.len() as u64 + 1;
        *self.reserved.entry(incident).or_insert(next)
    }

    fn place(&mut self, document: &PlaceableDocument) -> anyhow::Result<()> {
        let signature = parse(document.document, &document.signature)?;
        let own = number(document.document);
        for cluster in self.kept_apart.get(&document.document).into_iter().flatten() {
            self.clusterer.keep_apart(own, *cluster);
        }
        let (clusters, reasons, also) = match self.pinned.get(&document.document) {
            Some(clusters) => {
                self.clusterer.insert(own, clusters, &signature);
                clusters.iter().for_each(|cluster| self.clusterer.pin(own, *cluster));
                (clusters.clone(), Vec::new(), HashMap::new())
            }
            None => {
                let placement = self.clusterer.place(own, &signature);
                self.follow(&placement)?;
                let also = placement.also.into_iter().map(|also| (also.cluster, also.reasons)).collect();
                (placement.clusters, placement.reasons, also)
            }
        };
        self.places.insert(own, self.seen.len());
        let (document, incidents) = (document.document, document.incidents.clone());
        self.seen.push(Seen { document, incidents, clusters, reasons, also });
        Ok(())
    }

    /// What placing one showed of others.
    fn follow(&mut self, placement: &Placement) -> anyhow::Result<()> {
        for split in &placement.splits {
            for document in &split.documents {
                let Some(place) = self.places.get(document) else { continue };
                let seen = self.seen.get_mut(*place).context("every place is of a document that was seen")?;
                let from = split.from;
                let merged = &self.merged;
                for cluster in seen.clusters.iter_mut().filter(|cluster| resolve(merged, **cluster) == from) {
                    *cluster = split.into;
                }
            }
        }
        self.merged.extend(placement.merges.iter().map(|merge| (merge.from, merge.into)));
        Ok(())
    }

    /// Everything seen, by the clusters that stand in the end.
    fn seen(mut self) -> Vec<Seen> {
        for seen in &mut self.seen {
            let mut clusters: Vec<u64> = Vec::new();
            for cluster in &seen.clusters {
                let stands = resolve(&self.merged, *cluster);
                if !clusters.contains(&stands) {
                    clusters.push(stands);
                }
            }
            seen.clusters = clusters;
        }
        self.seen
    }
}

fn resolve(merged: &HashMap<u64, u64>, mut cluster: u64) -> u64 {
    while let Some(into) = merged.get(&cluster) {
        cluster = *into;
    }
    cluster
}

#[cfg(test)]
mod tests;
