//! The clusters and the documents in them, with what people have said about them.
//!
//! Clusters and documents are known to the outside by their numbers and here by their places, which never change. A cluster
//! that was merged keeps its place and points to the one that took its documents.

use std::collections::BTreeSet;

use super::profile::Profile;
use super::resident::Resident;
use crate::fingerprint::KeyMap;

#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    pub(super) number: u64,
    pub(super) profile: Profile,
    /// Places of its documents, in order of arrival; of those that only tell of it too, nothing is kept here.
    pub(super) members: Vec<u32>,
    merged_into: Option<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Registry {
    pub(super) clusters: Vec<Cluster>,
    pub(super) residents: Vec<Resident>,
    places: KeyMap<u64, u32>,
    documents: KeyMap<u64, u32>,
    next_number: u64,
    /// A document and a cluster's place, never to meet again.
    documents_apart: BTreeSet<(u64, u32)>,
    /// Two clusters' places, never to be merged by machine.
    clusters_apart: BTreeSet<(u32, u32)>,
    pinned: BTreeSet<u64>,
}

impl Registry {
    /// The place of a cluster that is alive: that of the cluster into which this one was merged, if it was.
    pub(super) fn resolve(&self, mut place: u32) -> u32 {
        while let Some(into) = self.clusters.get(place as usize).and_then(|cluster| cluster.merged_into) {
            place = into;
        }
        place
    }

    /// The place of a number, made where the number is new.
    pub(super) fn place_of(&mut self, number: u64) -> u32 {
        if let Some(place) = self.places.get(&number) {
            return *place;
        }
        let place = self.clusters.len() as u32;
        self.clusters.push(Cluster { number, ..Cluster::default() });
        self.places.insert(number, place);
        self.next_number = self.next_number.max(number + 1);
        place
    }

    /// A number that no cluster has had.
    pub(super) fn new_number(&self) -> u64 {
        self.next_number.max(1)
    }

    pub(super) fn cluster(&self, place: u32) -> &Cluster {
        &self.clusters[place as usize]
    }

    pub(super) fn resident(&self, place: u32) -> &Resident {
        &self.residents[place as usize]
    }

    pub(super) fn find_document(&self, document: u64) -> Option<u32> {
        self.documents.get(&document).copied()
    }

    /// Takes a document in; answers its place.
    pub(super) fn admit(&mut self, resident: Resident) -> u32 {
        let place = self.residents.len() as u32;
        self.documents.insert(resident.document, place);
        let cluster = &mut self.clusters[resident.home as usize];
        cluster.profile.add(&resident);
        cluster.members.push(place);
        self.residents.push(resident);
        place
    }

    /// Forgets that a document was ever there. Its place stays empty.
    pub(super) fn dismiss(&mut self, document: u64) {
        let Some(place) = self.documents.remove(&document) else { return };
        let home = self.resident(place).home;
        self.residents[place as usize].also.clear();
        self.clusters[home as usize].members.retain(|member| *member != place);
        self.sum_up(home);
    }

    pub(super) fn merge(&mut self, from: u32, into: u32) {
        let leaving = std::mem::take(&mut self.clusters[from as usize]);
        for member in &leaving.members {
            self.residents[*member as usize].home = into;
        }
        let taking = &mut self.clusters[into as usize];
        taking.profile.absorb(&leaving.profile);
        taking.members.extend(leaving.members);
        taking.members.sort_unstable();
        self.clusters[from as usize] =
            Cluster { number: leaving.number, merged_into: Some(into), ..Cluster::default() };
    }

    /// Documents leave `from` for `into`, by their places; the other members of either stay where they are. Answers those
    /// whose home has changed.
    pub(super) fn separate(&mut self, documents: &BTreeSet<u32>, from: u32, into: u32) -> Vec<u32> {
        self.clusters[into as usize].merged_into = None;
        let mut moved = Vec::new();
        for place in documents {
            let resolved: Vec<u32> = self.resident(*place).also.iter().map(|also| self.resolve(*also)).collect();
            let resident = &mut self.residents[*place as usize];
            if resident.home == from {
                resident.home = into;
                moved.push(*place);
            }
            let others = resolved.into_iter().map(|also| if also == from { into } else { also });
            let others: BTreeSet<u32> = others.filter(|also| *also != resident.home).collect();
            resident.also = others.into_iter().collect();
        }
        self.clusters[from as usize].members.retain(|member| !moved.contains(member));
        let taking = &mut self.clusters[into as usize].members;
        taking.extend(&moved);
        taking.sort_unstable();
        self.sum_up(from);
        self.sum_up(into);
        moved
    }

    /// Makes a cluster's profile anew from its documents.
    fn sum_up(&mut self, place: u32) {
        let mut profile = Profile::default();
        for member in &self.clusters[place as usize].members {
            profile.add(&self.residents[*member as usize]);
        }
        self.clusters[place as usize].profile = profile;
    }

    pub(super) fn pin(&mut self, document: u64) {
        self.pinned.insert(document);
    }

    pub(super) fn is_pinned(&self, resident: &Resident) -> bool {
        self.pinned.contains(&resident.document)
    }

    pub(super) fn keep_document_apart(&mut self, document: u64, cluster: u32) {
        self.documents_apart.insert((document, cluster));
    }

    pub(super) fn keep_clusters_apart(&mut self, left: u32, right: u32) {
        self.clusters_apart.insert((left, right));
    }

    /// A person has put it there: what was said before of keeping it away holds no longer.
    pub(super) fn let_join(&mut self, document: u64, cluster: u32) {
        let meant: Vec<(u64, u32)> =
            self.kept_from(document).filter(|(_, place)| self.resolve(*place) == cluster).collect();
        for pair in meant {
            self.documents_apart.remove(&pair);
        }
    }

    fn kept_from(&self, document: u64) -> impl Iterator<Item = (u64, u32)> + '_ {
        self.documents_apart.range((document, 0)..=(document, u32::MAX)).copied()
    }

    /// Whether no person has said that this document does not belong there.
    pub(super) fn may_join(&self, document: u64, cluster: u32) -> bool {
        self.kept_from(document).all(|(_, place)| self.resolve(place) != cluster)
    }

    /// Whether no person has said that these are two, of the clusters or of a document in one of them. Reads all that people
    /// have said: asked only when all else speaks for merging.
    pub(super) fn may_merge(&self, left: u32, right: u32) -> bool {
        let pair = |one: u32, other: u32| (one, other) == (left, right) || (other, one) == (left, right);
        let clusters = self.clusters_apart.iter().all(|(one, other)| !pair(self.resolve(*one), self.resolve(*other)));
        let lives_apart = |(document, place): &(u64, u32)| {
            let home = self.find_document(*document).map(|place| self.resident(place).home);
            home.is_none_or(|home| !pair(home, self.resolve(*place)))
        };
        clusters && self.documents_apart.iter().all(lives_apart)
    }
}
