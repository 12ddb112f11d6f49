//! From where documents are to where they would be placed today: the fewest decisions that lead there. Pure.
//!
//! # Design
//! A new cluster keeps the incident with which it has most documents in common, the largest overlaps first, each incident
//! once. An incident whose documents all fall to another is merged; a cluster that keeps no incident is split off from
//! the one that most of its documents come from; all else are moves. What a person put somewhere stays, what a person
//! keeps out or apart stays out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use watchline_model::{DocumentId, IncidentId, Reason};
use watchline_store::Bindings;

/// What a pinned document adds to an overlap: an incident that a person put documents into keeps their cluster.
const PINNED: usize = 1_000_000;

/// A document, where it is and where it would be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    pub(super) document: DocumentId,
    /// Its home first; empty while it waits for its first place.
    pub(super) incidents: Vec<IncidentId>,
    /// Its home first.
    pub(super) clusters: Vec<u64>,
    /// Of its home.
    pub(super) reasons: Vec<Reason>,
    /// Of further clusters.
    pub(super) also: HashMap<u64, Vec<Reason>>,
}

/// Where documents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Incident(IncidentId),
    /// A cluster that keeps no incident.
    New(u64),
}

/// One decision to be made.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Deed {
    Merge { from: IncidentId, into: IncidentId },
    Move { documents: Vec<DocumentId>, from: IncidentId, into: Target, reasons: Vec<Reason> },
    Join { document: DocumentId, into: IncidentId, reasons: Vec<Reason> },
    Leave { document: DocumentId, from: IncidentId },
}

impl Deed {
    /// The cluster for which an incident is to be opened.
    pub(super) fn cluster(&self) -> Option<u64> {
        match self {
            Self::Move { into: Target::New(cluster), .. } => Some(*cluster),
            _ => None,
        }
    }
}

/// The decisions in the order in which they can be made.
pub(super) fn find(seen: &[Seen], bindings: &Bindings) -> Vec<Deed> {
    let bound = Bound::new(bindings);
    let kept = keep_incidents(seen, &bound);
    let mut transfers: BTreeMap<(IncidentId, Target), Vec<&Seen>> = BTreeMap::new();
    let mut others = Vec::new();
    let mut staying: BTreeSet<IncidentId> = BTreeSet::new();
    for one in seen.iter().filter(|one| !one.incidents.is_empty()) {
        let targets = targets(one, &kept, &bound);
        let (leaving, entering) = apart(one, &targets);
        staying.extend(one.incidents.iter().filter(|incident| !leaving.contains(incident)));
        let mut entering = entering.into_iter();
        for from in leaving {
            match entering.next() {
                Some(into) => transfers.entry((from, into)).or_default().push(one),
                None => others.push(Deed::Leave { document: one.document, from }),
            }
        }
        for target in entering {
            if let Target::Incident(into) = target {
                let reasons = one.clusters.iter().find(|cluster| kept.get(cluster) == Some(&into));
                let reasons = reasons.and_then(|cluster| one.also.get(cluster)).cloned().unwrap_or_default();
                others.push(Deed::Join { document: one.document, into, reasons });
            }
        }
    }
    let mut deeds = merges(&mut transfers, &staying);
    deeds.extend(moves(transfers));
    deeds.extend(others);
    deeds
}

/// What binds, ready to be asked.
struct Bound {
    pinned: BTreeSet<(DocumentId, IncidentId)>,
    kept_apart: BTreeSet<(DocumentId, IncidentId)>,
    pairs: BTreeSet<(IncidentId, IncidentId)>,
}

impl Bound {
    fn new(bindings: &Bindings) -> Self {
        let pairs = bindings.incidents_kept_apart.iter().map(|(one, other)| (*one.min(other), *one.max(other)));
        Self {
            pinned: bindings.pinned.iter().copied().collect(),
            kept_apart: bindings.kept_apart.iter().copied().collect(),
            pairs: pairs.collect(),
        }
    }

    fn are_apart(&self, one: IncidentId, other: IncidentId) -> bool {
        self.pairs.contains(&(one.min(other), one.max(other)))
    }
}

/// Which incident each cluster keeps.
fn keep_incidents(seen: &[Seen], bound: &Bound) -> BTreeMap<u64, IncidentId> {
    let mut overlaps: BTreeMap<(u64, IncidentId), usize> = BTreeMap::new();
    for one in seen {
        let Some(cluster) = one.clusters.first() else { continue };
        for (index, incident) in one.incidents.iter().enumerate() {
            let pinned = if bound.pinned.contains(&(one.document, *incident)) { PINNED } else { 0 };
            if index == 0 || pinned > 0 {
                *overlaps.entry((*cluster, *incident)).or_default() += 1 + pinned;
            }
        }
    }
    let mut overlaps: Vec<((u64, IncidentId), usize)> = overlaps.into_iter().collect();
    overlaps.sort_by_key(|((cluster, incident), count)| (std::cmp::Reverse(*count), *incident, *cluster));
    let (mut kept, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for ((cluster, incident), _) in overlaps {
        if !kept.contains_key(&cluster) && taken.insert(incident) {
            kept.insert(cluster, incident);
        }
    }
    kept
}

/// Where a document is to be, as far as people allow it; its home first.
fn targets(one: &Seen, kept: &BTreeMap<u64, IncidentId>, bound: &Bound) -> Vec<Target> {
    let pinned = one.incidents.iter().filter(|incident| bound.pinned.contains(&(one.document, **incident)));
    let mut targets: Vec<Target> = pinned.map(|incident| Target::Incident(*incident)).collect();
    let is_pinned = !targets.is_empty();
    for (index, cluster) in one.clusters.iter().enumerate() {
        let target = kept.get(cluster).map_or(Target::New(*cluster), |incident| Target::Incident(*incident));
        let is_barred = match target {
            Target::Incident(incident) => {
                bound.kept_apart.contains(&(one.document, incident))
                    || one.incidents.iter().any(|own| bound.are_apart(*own, incident))
            }
            // A cluster of its own is no further place.
            Target::New(_) => index > 0 || is_pinned,
        };
        if !is_barred && !targets.contains(&target) {
            targets.push(target);
        }
    }
    if targets.is_empty() {
        one.incidents.iter().map(|incident| Target::Incident(*incident)).collect()
    } else {
        targets
    }
}

/// What it leaves and what it enters.
fn apart(one: &Seen, targets: &[Target]) -> (Vec<IncidentId>, Vec<Target>) {
    let leaving = one.incidents.iter().filter(|own| !targets.contains(&Target::Incident(**own)));
    let is_there = |target: &&Target| matches!(target, Target::Incident(incident) if one.incidents.contains(incident));
    (leaving.copied().collect(), targets.iter().filter(|target| !is_there(target)).copied().collect())
}

/// Incidents all of whose documents go to one other, taken out of the transfers.
fn merges(transfers: &mut BTreeMap<(IncidentId, Target), Vec<&Seen>>, staying: &BTreeSet<IncidentId>) -> Vec<Deed> {
    let mut goals: BTreeMap<IncidentId, Vec<Target>> = BTreeMap::new();
    for (from, into) in transfers.keys() {
        goals.entry(*from).or_default().push(*into);
    }
    let mut merges = Vec::new();
    for (from, goals) in goals {
        if let ([Target::Incident(into)], false) = (goals.as_slice(), staying.contains(&from)) {
            transfers.remove(&(from, Target::Incident(*into)));
            merges.push(Deed::Merge { from, into: *into });
        }
    }
    merges
}

/// The rest; of those to a new incident the largest first, which opens it.
fn moves(transfers: BTreeMap<(IncidentId, Target), Vec<&Seen>>) -> Vec<Deed> {
    let mut transfers: Vec<((IncidentId, Target), Vec<&Seen>)> = transfers.into_iter().collect();
    transfers.sort_by_key(|((from, into), documents)| (*into, std::cmp::Reverse(documents.len()), *from));
    let deed = |((from, into), moved): ((IncidentId, Target), Vec<&Seen>)| Deed::Move {
        documents: moved.iter().map(|one| one.document).collect(),
        from,
        into,
        reasons: moved.first().map(|one| one.reasons.clone()).unwrap_or_default(),
    };
    transfers.into_iter().map(deed).collect()
}

#[cfg(test)]
mod tests;
