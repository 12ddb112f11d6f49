//! Any sequence of decisions, by people and by rules, leaves a whole store: every document in a place, every address
//! answered, every person's word standing, every step accounted for.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{DecisionId, DocumentId, IncidentId, RelevanceVerdict, SetSeverity, Severity, Status, Step};

use super::{incident, rule, whole, zoe};
use crate::fixture::{TestStore, at, placement};
use crate::{Bindings, Deciding, NewPlace, StoreError};

/// xorshift64*: the same seed, the same walk.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).unwrap() % sides
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.roll(items.len())]
    }
}

struct Walk {
    store: TestStore,
    dice: Dice,
    documents: Vec<DocumentId>,
    minutes: i64,
    done: BTreeMap<&'static str, usize>,
}

impl Walk {
    async fn new(seed: u64) -> Self {
        let store = TestStore::open().await;
        let mut documents = Vec::new();
        for name in ["a", "b", "c", "d"] {
            documents.extend(incident(&store, name, 3).await.1);
        }
        Self { store, dice: Dice(seed), documents, minutes: 100, done: BTreeMap::new() }
    }

    async fn standing(&self) -> Vec<IncidentId> {
        let all = self.store.all_incident_ids().await.unwrap();
        let rows = self.store.list_incidents(&all).await.unwrap();
        rows.into_iter().filter(|row| row.merged_into.is_none()).map(|row| row.id).collect()
    }

    async fn some_of(&mut self, incident: IncidentId) -> Vec<DocumentId> {
        let all = self.store.incident_documents(incident).await.unwrap();
        all.into_iter().filter(|_| self.dice.roll(2) == 0).collect()
    }

    /// One decision by somebody.
    async fn step(&mut self) {
        self.minutes += 1;
        let person = zoe(self.minutes);
        let by = if self.dice.roll(3) == 0 { rule(self.minutes) } else { person };
        let before =
            if by.is_person() { None } else { Some((self.store.bindings().await.unwrap(), self.words().await)) };
        let (name, outcome) = self.decide(&by).await;
        match outcome {
            Ok(()) => *self.done.entry(name).or_default() += 1,
            Err(StoreError::Conflict(_)) => *self.done.entry("refused").or_default() += 1,
            Err(StoreError::Kept(why)) => {
                assert!(!by.is_person(), "a person was refused: {why}");
                *self.done.entry("kept").or_default() += 1;
            }
            Err(other) => panic!("{name}: {other}"),
        }
        if let Some((bindings, words)) = before {
            self.stands(name, &bindings, &words).await;
        }
    }

    async fn decide(&mut self, by: &Deciding) -> (&'static str, Result<(), StoreError>) {
        let standing = self.standing().await;
        let (one, other) = (self.dice.pick(&standing), self.dice.pick(&standing));
        let document = self.dice.pick(&self.documents.clone());
        let store = &self.store;
        match self.dice.roll(20) {
            0..=2 => ("join", store.join_document(document, one, by).await.map(drop)),
            3..=5 => {
                let some = self.some_of(one).await;
                ("move", self.store.move_documents(&some, one, other, by).await.map(drop))
            }
            6 => ("remove", store.remove_document(document, one, by).await.map(drop)),
            7..=8 => ("merge", store.merge_incidents(one, other, by).await.map(drop)),
            9..=11 => {
                let all = self.store.all_incident_ids().await.unwrap();
                let into = if self.dice.roll(3) == 0 { Some(self.dice.pick(&all)) } else { None };
                let some = self.some_of(one).await;
                ("split", self.store.split_incident(one, &some, into, by).await.map(drop))
            }
            12 => {
                let title = format!("title {}", self.dice.roll(3));
                ("retitle", self.store.retitle_incident(one, Some(&title), by).await.map(drop))
            }
            13 => {
                let status = self.dice.pick(Status::all());
                ("status", self.store.set_status(one, Some(status), by).await.map(drop))
            }
            14 => {
                let severity = Some(SetSeverity { severity: Some(self.dice.pick(Severity::all())) });
                ("severity", self.store.set_severity(one, severity, by).await.map(drop))
            }
            15 => {
                let verdict = self.dice.pick(RelevanceVerdict::all());
                ("relevance", self.store.set_relevance(document, verdict, by).await.map(drop))
            }
            _ => {
                let last = self.store.last_decision().await.unwrap().0;
                let chosen = DecisionId(last - i64::try_from(self.dice.roll(12)).unwrap().min(last - 1));
                ("undo", self.store.undo_decision(chosen, &by.author, &[], by.at).await.map(drop))
            }
        }
    }

    /// The pipeline's part: what has no place gets one.
    async fn place_all(&self) {
        for unplaced in self.store.unplaced_documents(100).await.unwrap() {
            let document = unplaced.document.id;
            let own = NewPlace {
                document,
                home: self.standing().await.first().copied(),
                also: Vec::new(),
                year: 2026,
                copy_of: None,
                review: false,
                rival: None,
            };
            self.store.place_document(&own, &rule(self.minutes)).await.unwrap();
        }
    }

    async fn words(&self) -> Vec<(IncidentId, crate::SetWords)> {
        let mut words = Vec::new();
        for id in self.standing().await {
            words.push((id, self.store.set_words(id).await.unwrap()));
        }
        words
    }

    /// What people decided before a rule did something stands after it.
    async fn stands(&self, name: &str, before: &Bindings, words: &[(IncidentId, crate::SetWords)]) {
        let after = self.store.bindings().await.unwrap();
        for (document, incident) in &before.pinned {
            let lives = self.store.resolve_incident(*incident).await.unwrap().unwrap();
            let view = self.store.find_document(*document).await.unwrap().unwrap();
            assert!(view.incidents.contains(&lives), "{name}: document {document} was pinned in {incident}");
            assert!(after.pinned.contains(&(*document, lives)));
        }
        for (document, incident) in &before.kept_apart {
            assert!(after.kept_apart.contains(&(*document, *incident)), "what keeps {document} out of {incident}");
            assert!(!self.store.incident_documents(*incident).await.unwrap().contains(document));
        }
        for pair in &before.incidents_kept_apart {
            assert!(after.incidents_kept_apart.contains(pair));
            let lives = [pair.0, pair.1].map(|id| self.store.resolve_incident(id));
            let [left, right] = lives;
            let (left, right) = (left.await.unwrap(), right.await.unwrap());
            assert!(left != right, "{name}: {pair:?} were merged by a rule");
        }
        for (id, set) in words.iter().filter(|(_, set)| set.title.is_some() || set.status.is_some()) {
            let shown = self.store.find_incident(*id).await.unwrap().unwrap();
            assert_eq!(shown.merged_into, None, "{id} has words of a person");
            assert!(set.title.as_ref().is_none_or(|title| *title == shown.title));
            assert!(set.status.is_none_or(|status| status == shown.status));
        }
    }

    async fn check(&self) {
        let mut placed: BTreeMap<DocumentId, BTreeSet<IncidentId>> = BTreeMap::new();
        for id in self.store.all_incident_ids().await.unwrap() {
            let stands = self.store.resolve_incident(id).await.unwrap().expect("every address answers");
            assert_eq!(self.store.find_incident(stands).await.unwrap().unwrap().merged_into, None);
            let members = self.store.incident_documents(id).await.unwrap();
            let row = self.store.find_incident(id).await.unwrap().unwrap();
            assert_eq!(usize::try_from(row.documents).unwrap(), members.len(), "{id}");
            assert!(row.merged_into.is_none() || members.is_empty(), "{id} was merged away and holds documents");
            let as_of = self.store.incident_as_of(id, at(self.minutes)).await.unwrap().expect("it was opened");
            assert_eq!(
                (as_of.merged_into, as_of.title, as_of.status),
                (row.merged_into, row.title, row.status),
                "{id}"
            );
            let then: BTreeSet<DocumentId> = as_of.documents.iter().map(|one| one.document).collect();
            assert_eq!(then, members.iter().copied().collect(), "{id}");
            for document in members {
                placed.entry(document).or_default().insert(id);
            }
        }
        for document in &self.documents {
            let view = self.store.find_document(*document).await.unwrap().expect("every document is reachable");
            let is_relevant = view.document.relevance.is_some_and(|one| one.verdict == RelevanceVerdict::Relevant);
            assert!(!is_relevant || placed.contains_key(document), "document {document} has no place");
        }
        assert_eq!(self.folded().await, placed, "the places are what the steps of all decisions make of nothing");
    }

    async fn folded(&self) -> BTreeMap<DocumentId, BTreeSet<IncidentId>> {
        let mut places: BTreeMap<DocumentId, BTreeSet<IncidentId>> = BTreeMap::new();
        let decisions = self.store.placing_decisions_after(DecisionId(0), 1_000_000).await.unwrap();
        for step in decisions.iter().flat_map(|placing| &placing.decision.steps) {
            match step {
                Step::Entered(place) => assert!(places.entry(place.document).or_default().insert(place.incident)),
                Step::Left(place) => assert!(places.entry(place.document).or_default().remove(&place.incident)),
                _ => {}
            }
        }
        places.retain(|_, incidents| !incidents.is_empty());
        places
    }
}

async fn walk(seed: u64, steps: usize) {
    let mut walk = Walk::new(seed).await;
    for step in 0..steps {
        walk.step().await;
        walk.place_all().await;
        if step % 50 == 0 {
            walk.check().await;
        }
        if step % 400 == 0 {
            whole(&walk.store).await;
        }
    }
    walk.check().await;
    whole(&walk.store).await;
    for name in ["join", "move", "remove", "merge", "split", "retitle", "relevance", "undo", "kept", "refused"] {
        assert!(walk.done.get(name).is_some_and(|count| *count > 0), "never done: {name} of {:?}", walk.done);
    }
    let late = walk.store.relevant("https://press.example/late").await;
    let all = walk.store.all_incident_ids().await.unwrap();
    let merged_first =
        walk.store.record_placement(&placement(late, all.first().copied()), at(walk.minutes)).await.unwrap();
    assert_eq!(Some(merged_first), walk.store.resolve_incident(all[0]).await.unwrap());
}

#[tokio::test]
async fn any_sequence_of_decisions_leaves_everything_reachable_resolving_and_standing() {
    walk(0x5EED_0001, 1200).await;
}

#[tokio::test]
async fn any_other_sequence_does_so_too() {
    futures::future::join(walk(0x5EED_0002, 700), walk(0x5EED_0003, 700)).await;
}
