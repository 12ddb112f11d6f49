//! What placing remembers: the Clusterer, and which incident each of its clusters is.
//!
//! Derived: made anew from the decisions in their order, and kept up with those that people make meanwhile. What a person
//! takes back of what bound the rules cannot be unsaid to a Clusterer: then all of it is made anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Context as _;
use watchline_analysis::cluster::{Clusterer, Signature};
use watchline_model::{DecisionId, DecisionKind, DocumentId, IncidentId, Step};
use watchline_store::{Bindings, PlacingDecision, Store};

const BATCH: u32 = 500;

/// The Clusterer with the incidents behind its numbers.
pub(super) struct Memory {
    pub(super) clusterer: Clusterer,
    incidents: HashMap<u64, IncidentId>,
    clusters: HashMap<IncidentId, u64>,
    /// Where each document is, its home first.
    places: HashMap<DocumentId, Vec<u64>>,
    highest: u64,
    /// The last decision that it knows.
    last: DecisionId,
    /// Decisions after it that it made itself.
    own: BTreeSet<DecisionId>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            clusterer: Clusterer::new(),
            incidents: HashMap::new(),
            clusters: HashMap::new(),
            places: HashMap::new(),
            highest: 0,
            last: DecisionId(0),
            own: BTreeSet::new(),
        }
    }
}

impl Memory {
    /// Makes it anew from the store.
    pub(super) async fn recall(store: &Store) -> anyhow::Result<Self> {
        let mut memory = Self::default();
        let bindings = store.bindings().await?;
        memory.read_on(store, Reading::Anew).await?;
        memory.bind(&bindings);
        Ok(memory)
    }

    /// Takes in what was decided since; `false`: something was taken back, and it must be made anew.
    pub(super) async fn keep_up(&mut self, store: &Store) -> anyhow::Result<bool> {
        if store.last_decision().await? == self.last { Ok(true) } else { self.read_on(store, Reading::On).await }
    }

    async fn read_on(&mut self, store: &Store, reading: Reading) -> anyhow::Result<bool> {
        // Before reading: what is decided meanwhile is read next time.
        let latest = store.last_decision().await?;
        let mut is_current = true;
        let mut pending: Option<Arrival> = None;
        loop {
            let decisions = store.placing_decisions_after(self.last, BATCH).await?;
            let Some(last) = decisions.last().map(|placing| placing.decision.id) else { break };
            for placing in &decisions {
                if self.own.contains(&placing.decision.id) {
                    continue;
                }
                if pending.as_mut().is_some_and(|arrival| arrival.goes_on_with(placing)) {
                    continue;
                }
                if let Some(arrival) = pending.take() {
                    self.arrive(arrival);
                }
                match Arrival::of(placing, &self.places)? {
                    Some(arrival) => pending = Some(arrival),
                    None => is_current &= self.follow(placing, reading)?,
                }
            }
            self.last = last;
        }
        if let Some(arrival) = pending {
            self.arrive(arrival);
        }
        self.last = self.last.max(latest);
        self.own.retain(|own| *own > self.last);
        Ok(is_current)
    }

    /// A document came to where a rule or, once, a person put it.
    fn arrive(&mut self, arrival: Arrival) {
        let clusters: Vec<u64> = arrival.incidents.iter().map(|incident| self.cluster_of(*incident)).collect();
        self.clusterer.insert(number(arrival.document), &clusters, &arrival.signature);
        self.places.insert(arrival.document, clusters);
    }

    /// What was moved, merged, split, bound or undone.
    fn follow(&mut self, placing: &PlacingDecision, reading: Reading) -> anyhow::Result<bool> {
        let steps = &placing.decision.steps;
        let mut merged: Vec<(u64, u64)> = Vec::new();
        for step in steps {
            if let Step::Redirected { incident, before: None, after: Some(into) } = step {
                let pair = (self.cluster_of(*incident), self.cluster_of(*into));
                if placing.decision.kind == DecisionKind::Merge {
                    self.clusterer.merge(pair.0, pair.1);
                }
                merged.push(pair);
            }
        }
        let is_merge = placing.decision.kind == DecisionKind::Merge;
        let mut moved: BTreeMap<(u64, u64), Vec<u64>> = BTreeMap::new();
        for (document, (left, entered)) in self.moves(steps) {
            let before = self.places.get(&document).cloned().unwrap_or_default();
            let mut after: Vec<u64> = before.iter().filter(|cluster| !left.contains(cluster)).copied().collect();
            after.extend(entered.iter().filter(|cluster| !after.contains(cluster)).copied().collect::<Vec<u64>>());
            if !is_merge {
                self.move_one(document, (&left, &entered), (&before, &after), &mut moved, placing)?;
            }
            if after.is_empty() {
                self.places.remove(&document);
            } else {
                self.places.insert(document, after);
            }
        }
        for ((from, into), documents) in moved {
            self.clusterer.separate(&documents, from, into);
        }
        if !is_merge {
            merged.into_iter().for_each(|(from, into)| self.clusterer.merge(from, into));
        }
        Ok(reading == Reading::Anew || self.take_binding(steps))
    }

    fn move_one(
        &mut self,
        document: DocumentId,
        (left, entered): (&[u64], &[u64]),
        (before, after): (&[u64], &[u64]),
        moved: &mut BTreeMap<(u64, u64), Vec<u64>>,
        placing: &PlacingDecision,
    ) -> anyhow::Result<()> {
        if after.is_empty() {
            self.clusterer.forget(number(document));
            return Ok(());
        }
        if before.is_empty() || entered.len() > left.len() {
            let signature = signature_of(placing, document)?;
            self.clusterer.insert(number(document), after, &signature);
            return Ok(());
        }
        for (index, from) in left.iter().enumerate() {
            let into = entered.get(index).or(after.first()).copied().unwrap_or(*from);
            moved.entry((*from, into)).or_default().push(number(document));
        }
        Ok(())
    }

    /// By document, what it left and what it entered.
    fn moves(&mut self, steps: &[Step]) -> BTreeMap<DocumentId, (Vec<u64>, Vec<u64>)> {
        let mut moves: BTreeMap<DocumentId, (Vec<u64>, Vec<u64>)> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Left(place) => {
                    let cluster = self.cluster_of(place.incident);
                    moves.entry(place.document).or_default().0.push(cluster);
                }
                Step::Entered(place) => {
                    let cluster = self.cluster_of(place.incident);
                    moves.entry(place.document).or_default().1.push(cluster);
                }
                _ => {}
            }
        }
        moves
    }

    /// `false`: something that bound the rules was taken back.
    fn take_binding(&mut self, steps: &[Step]) -> bool {
        let mut bindings = Bindings::default();
        for step in steps {
            match step {
                Step::Pinned { after: false, .. }
                | Step::KeptApart { after: false, .. }
                | Step::IncidentsKeptApart { after: false, .. } => return false,
                Step::Pinned { document, incident, .. } => bindings.pinned.push((*document, *incident)),
                Step::KeptApart { document, incident, .. } => bindings.kept_apart.push((*document, *incident)),
                Step::IncidentsKeptApart { left, right, .. } => bindings.incidents_kept_apart.push((*left, *right)),
                _ => {}
            }
        }
        self.bind(&bindings);
        true
    }

    fn bind(&mut self, bindings: &Bindings) {
        for (document, incident) in &bindings.pinned {
            let cluster = self.cluster_of(*incident);
            self.clusterer.pin(number(*document), cluster);
        }
        for (document, incident) in &bindings.kept_apart {
            let cluster = self.cluster_of(*incident);
            self.clusterer.keep_apart(number(*document), cluster);
        }
        for (left, right) in &bindings.incidents_kept_apart {
            let (left, right) = (self.cluster_of(*left), self.cluster_of(*right));
            self.clusterer.keep_apart_clusters(left, right);
        }
    }

    /// The incident behind a cluster's number; `None` for one that is only just made.
    pub(super) fn incident_of(&self, cluster: u64) -> Option<IncidentId> {
        self.incidents.get(&cluster).copied()
    }

    /// The cluster's number behind an incident, a new one where it has none.
    pub(super) fn cluster_of(&mut self, incident: IncidentId) -> u64 {
        if let Some(cluster) = self.clusters.get(&incident) {
            return *cluster;
        }
        let cluster = self.highest + 1;
        self.know(cluster, incident);
        cluster
    }

    pub(super) fn know(&mut self, cluster: u64, incident: IncidentId) {
        self.highest = self.highest.max(cluster);
        self.incidents.insert(cluster, incident);
        self.clusters.insert(incident, cluster);
    }

    /// A document was placed by this memory's own Clusterer, and that is stored.
    pub(super) fn placed(&mut self, document: DocumentId, clusters: &[u64]) {
        self.places.insert(document, clusters.to_vec());
    }

    /// The documents now elsewhere, as a stored merge or split of its own Clusterer says.
    pub(super) fn moved(&mut self, documents: &[DocumentId], from: u64, into: u64) {
        for document in documents {
            let Some(places) = self.places.get_mut(document) else { continue };
            places.retain(|place| *place != from && *place != into);
            places.push(into);
        }
    }

    /// Decisions that it made itself and need not take in.
    pub(super) fn made(&mut self, decisions: impl IntoIterator<Item = DecisionId>) {
        for decision in decisions {
            // In a row: nobody else decided in between.
            if decision.0 == self.last.0 + 1 {
                self.last = decision;
            } else {
                self.own.insert(decision);
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// From the first: what binds the rules is taken as it stands in the end.
    Anew,
    On,
}

/// A document that comes for the first time, with all places that it is given at once.
struct Arrival {
    document: DocumentId,
    incidents: Vec<IncidentId>,
    signature: Signature,
    last: DecisionId,
}

impl Arrival {
    fn of(placing: &PlacingDecision, known: &HashMap<DocumentId, Vec<u64>>) -> anyhow::Result<Option<Self>> {
        let steps = &placing.decision.steps;
        let plain = |step: &Step| matches!(step, Step::Entered(_) | Step::Opened { .. });
        let entered = entered(placing);
        let [(document, incident)] = entered.as_slice() else { return Ok(None) };
        if !steps.iter().all(plain) || known.contains_key(document) {
            return Ok(None);
        }
        let signature = signature_of(placing, *document)?;
        let (document, incidents) = (*document, vec![*incident]);
        Ok(Some(Self { document, incidents, signature, last: placing.decision.id }))
    }

    /// A rule that places a document into several incidents decides several times in a row: takes the next one in.
    fn goes_on_with(&mut self, placing: &PlacingDecision) -> bool {
        let is_next = placing.decision.id.0 == self.last.0 + 1 && !placing.decision.is_by_person();
        let entered = entered(placing);
        let also = match entered.as_slice() {
            [(document, incident)] if *document == self.document => *incident,
            _ => return false,
        };
        if !is_next || placing.decision.kind != DecisionKind::Join {
            return false;
        }
        self.incidents.push(also);
        self.last = placing.decision.id;
        true
    }
}

fn entered(placing: &PlacingDecision) -> Vec<(DocumentId, IncidentId)> {
    let places = placing.decision.steps.iter().filter_map(|step| match step {
        Step::Entered(place) => Some((place.document, place.incident)),
        _ => None,
    });
    places.collect()
}

fn signature_of(placing: &PlacingDecision, document: DocumentId) -> anyhow::Result<Signature> {
    let signature = placing.signatures.get(&document);
    parse(document, signature.with_context(|| format!("document {document} was placed without a signature"))?)
}

/// # Errors
/// Where it was written by rules that are not understood any more.
pub(crate) fn parse(document: DocumentId, signature: &str) -> anyhow::Result<Signature> {
    serde_json::from_str(signature)
        .with_context(|| format!("failed to read the signature of document {document}; run `watchline retag`"))
}

pub(crate) fn number(document: DocumentId) -> u64 {
    u64::try_from(document.0).expect("the store numbers documents from 1")
}
