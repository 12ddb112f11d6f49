//! Which clusters a document might belong to: lists of clusters by what they hold.

use super::resident::Resident;
use super::signature::Signature;
use super::values::Sort;
use crate::fingerprint::{Key, KeyMap};
use crate::similarity::Vector;

/// Clusters listed under one term or value, those that used it last; of the others of a common one nothing is lost that the
/// rarer ones would not lead to.
const LIST: usize = 40;
/// Documents met under one band of a min-hash, the latest.
const BAND_LIST: usize = 24;
/// The heaviest terms of a document lead to candidates, the others only add to the score.
const LEADING_TERMS: usize = 40;
/// The latest clusters of a product or a party are always met: a report in another language shares no word with them.
const LATEST: usize = 12;
/// What a common subject promises, beside the squared weight of a rare word.
const SUBJECT_PROMISE: f32 = 0.02;

/// The latest `most` clusters by key, the latest at the end. They may have been merged since: the caller resolves them.
#[derive(Debug)]
struct Lists {
    lists: KeyMap<Key, Vec<u32>>,
    most: usize,
}

impl Lists {
    fn new(most: usize) -> Self {
        Self { lists: KeyMap::default(), most }
    }

    fn add(&mut self, key: Key, cluster: u32) {
        let list = self.lists.entry(key).or_default();
        if list.last() == Some(&cluster) {
            return;
        }
        if let Some(place) = list.iter().position(|other| *other == cluster) {
            list.remove(place);
        } else if list.len() == self.most {
            list.remove(0);
        }
        if list.len() == list.capacity() {
            // Most lists stay short: doubling would waste more than it saves.
            list.reserve_exact((list.len() / 2).max(1));
        }
        list.push(cluster);
    }

    fn get(&self, key: Key) -> &[u32] {
        self.lists.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// Documents by band, as chains: for each band its latest document, and for each document and band the one before.
#[derive(Debug, Default)]
struct Bands {
    latest: KeyMap<u64, u32>,
    before: Vec<Box<[u32]>>,
}

const NONE: u32 = u32::MAX;

impl Bands {
    fn add(&mut self, resident: u32, signature: &Signature) {
        let before: Vec<u32> =
            signature.min_hash.bands().map(|band| self.latest.insert(band, resident).unwrap_or(NONE)).collect();
        self.before.resize_with(resident as usize, Box::default);
        self.before.push(before.into_boxed_slice());
    }

    fn members(&self, signature: &Signature) -> Vec<u32> {
        let mut found = Vec::new();
        for (number, band) in signature.min_hash.bands().enumerate() {
            let mut next = self.latest.get(&band).copied();
            for _ in 0..BAND_LIST {
                let Some(resident) = next else { break };
                found.push(resident);
                let before = self.before.get(resident as usize).and_then(|before| before.get(number));
                next = before.copied().filter(|before| *before != NONE);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Inverted lists over terms, values (vulnerabilities, addresses, links) and bands.
#[derive(Debug)]
pub(super) struct Postings {
    terms: Lists,
    values: Lists,
    /// By product or party.
    subjects: Lists,
    bands: Bands,
}

impl Postings {
    pub(super) fn new() -> Self {
        Self {
            terms: Lists::new(LIST),
            values: Lists::new(LIST),
            subjects: Lists::new(LATEST),
            bands: Bands::default(),
        }
    }

    /// Lists a document's cluster; once more when it has moved to another.
    pub(super) fn add(&mut self, resident: &Resident) {
        let cluster = resident.home;
        resident.bag.keys.iter().take(LEADING_TERMS).for_each(|key| self.terms.add(*key, cluster));
        for (sort, key) in &resident.values {
            match sort {
                Sort::Vulnerability | Sort::Url | Sort::Link => self.values.add(*key, cluster),
                Sort::Product | Sort::Party => self.subjects.add(*key, cluster),
                _ => {}
            }
        }
    }

    /// Lists a document by its text; once.
    pub(super) fn add_text(&mut self, resident: u32, signature: &Signature) {
        self.bands.add(resident, signature);
    }

    /// At most `most` clusters that share something rare, the most promising first, the older first where they promise alike.
    pub(super) fn candidates(&self, signature: &Signature, vector: &Vector<'_>, most: usize) -> Vec<u32> {
        let mut promise: KeyMap<u32, f32> = KeyMap::default();
        for part in vector.parts.iter().take(LEADING_TERMS) {
            for cluster in self.terms.get(part.key) {
                *promise.entry(*cluster).or_default() += part.share() * part.share();
            }
        }
        for key in keys(signature) {
            for cluster in self.values.get(key) {
                *promise.entry(*cluster).or_default() += 1.0;
            }
        }
        for key in subjects(signature) {
            for cluster in self.subjects.get(key) {
                *promise.entry(*cluster).or_default() += SUBJECT_PROMISE;
            }
        }
        let mut found: Vec<(u32, f32)> = promise.into_iter().collect();
        found.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        found.truncate(most);
        found.into_iter().map(|(cluster, _)| cluster).collect()
    }

    /// Documents that may be copies, by their places.
    pub(super) fn possible_copies(&self, signature: &Signature) -> Vec<u32> {
        self.bands.members(signature)
    }
}

/// What a document is looked up under: its vulnerabilities, who links to where it links, who links to it and whom it links to.
fn keys(signature: &Signature) -> impl Iterator<Item = Key> + '_ {
    let vulnerabilities = signature.vulnerabilities.iter().map(|id| Sort::Vulnerability.key(id));
    let links = signature.links.iter().flat_map(|link| [Sort::Link.key(link), Sort::Url.key(link)]);
    let own = signature.url.iter().flat_map(|url| [Sort::Url.key(url), Sort::Link.key(url)]);
    vulnerabilities.chain(links).chain(own)
}

fn subjects(signature: &Signature) -> impl Iterator<Item = Key> + '_ {
    let products = signature.products.iter().map(|id| Sort::Product.key(id));
    products.chain(signature.parties.iter().map(|id| Sort::Party.key(id)))
}

#[cfg(test)]
mod tests;
