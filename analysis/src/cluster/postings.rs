//! Which clusters a document might belong to: lists of clusters by what they hold.

use std::collections::HashMap;
use std::hash::Hash;

use super::signature::Signature;
use crate::similarity::Vector;

/// Clusters listed under one term; beyond that the term is too common to lead anywhere.
const TERM_LIST: usize = 40;
/// The same for entities, addresses and vulnerabilities.
const KEY_LIST: usize = 60;
/// Documents listed under one band of a min-hash.
const BAND_LIST: usize = 24;
/// The heaviest terms of a document lead to candidates, the others only add to the score.
const LEADING_TERMS: usize = 40;
/// The latest clusters of a product or a party are always met: a report in another language shares no word with them.
const LATEST: usize = 12;
/// What a common subject promises, beside the squared weight of a rare word.
const SUBJECT_PROMISE: f32 = 0.02;
/// Candidates that are scored.
const CANDIDATES: usize = 40;

/// `None` once a list has overflowed: such a key is skipped for good.
#[derive(Debug)]
struct Lists<K> {
    lists: HashMap<K, Option<Vec<u64>>>,
    most: usize,
}

impl<K: Hash + Eq> Lists<K> {
    fn new(most: usize) -> Self {
        Self { lists: HashMap::new(), most }
    }

    fn add(&mut self, key: K, member: u64) {
        let list = self.lists.entry(key).or_insert_with(|| Some(Vec::new()));
        let Some(members) = list else { return };
        if members.contains(&member) {
            return;
        }
        if members.len() == self.most {
            *list = None;
            return;
        }
        members.push(member);
    }

    fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> &[u64]
    where
        K: std::borrow::Borrow<Q>,
    {
        self.lists.get(key).and_then(Option::as_ref).map_or(&[], Vec::as_slice)
    }
}

/// Inverted lists over terms, keys (`cve:…`, `url:…`, `link:…`, `date:…`) and bands.
#[derive(Debug)]
pub(super) struct Postings {
    terms: Lists<String>,
    keys: Lists<String>,
    bands: Lists<u64>,
    /// By product or party, the clusters that told of it last, the latest at the end.
    latest: HashMap<String, Vec<u64>>,
}

impl Postings {
    pub(super) fn new() -> Self {
        Self {
            terms: Lists::new(TERM_LIST),
            keys: Lists::new(KEY_LIST),
            bands: Lists::new(BAND_LIST),
            latest: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, document: u64, cluster: u64, signature: &Signature, vector: &Vector) {
        for (stem, _) in vector.parts.iter().take(LEADING_TERMS) {
            self.terms.add(stem.clone(), cluster);
        }
        for key in keys(signature) {
            self.keys.add(key, cluster);
        }
        for band in signature.min_hash.bands() {
            self.bands.add(band, document);
        }
        for subject in subjects(signature) {
            let latest = self.latest.entry(subject.clone()).or_default();
            latest.retain(|other| *other != cluster);
            latest.push(cluster);
            if latest.len() > LATEST {
                latest.remove(0);
            }
        }
    }

    /// Clusters that share something rare, the most promising first, by number where they promise alike. They may have
    /// been merged since: the caller resolves them.
    pub(super) fn candidates(&self, signature: &Signature, vector: &Vector) -> Vec<u64> {
        let mut promise: HashMap<u64, f32> = HashMap::new();
        for (stem, weight) in vector.parts.iter().take(LEADING_TERMS) {
            for cluster in self.terms.get(stem.as_str()) {
                *promise.entry(*cluster).or_default() += weight * weight;
            }
        }
        for key in keys(signature).chain(counter_keys(signature)) {
            for cluster in self.keys.get(key.as_str()) {
                *promise.entry(*cluster).or_default() += 1.0;
            }
        }
        for cluster in subjects(signature).filter_map(|subject| self.latest.get(subject)).flatten() {
            *promise.entry(*cluster).or_default() += SUBJECT_PROMISE;
        }
        let mut found: Vec<(u64, f32)> = promise.into_iter().collect();
        found.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        found.truncate(CANDIDATES);
        found.into_iter().map(|(cluster, _)| cluster).collect()
    }

    /// Documents that may be copies, by their numbers (of arrival).
    pub(super) fn possible_copies(&self, signature: &Signature) -> Vec<u64> {
        let mut documents: Vec<u64> =
            signature.min_hash.bands().flat_map(|band| self.bands.get(&band).iter().copied()).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }
}

/// What a document is listed under.
fn keys(signature: &Signature) -> impl Iterator<Item = String> + '_ {
    let vulnerabilities = signature.vulnerabilities.iter().map(|id| format!("cve:{id}"));
    let links = signature.links.iter().map(|link| format!("link:{link}"));
    vulnerabilities.chain(links).chain(signature.url.iter().map(|url| format!("url:{url}")))
}

fn subjects(signature: &Signature) -> impl Iterator<Item = &String> {
    signature.products.iter().chain(&signature.parties)
}

/// What it is looked up under besides: who links to it, and whom it links to.
fn counter_keys(signature: &Signature) -> impl Iterator<Item = String> + '_ {
    let targets = signature.links.iter().map(|link| format!("url:{link}"));
    targets.chain(signature.url.iter().map(|url| format!("link:{url}")))
}

#[cfg(test)]
mod tests;
