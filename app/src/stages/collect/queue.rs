//! Who is fetched next: work by host, one piece of a host at a time, a pause between two.
//!
//! Pure but for tokio's monotonic time, which is passed in. It knows nothing of the store: what is put in stays until
//! it is taken out, and a key is never in it twice.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::time::Duration;

use tokio::time::Instant;

/// Work of one host in memory at a time; the rest waits in the store.
const PER_HOST: usize = 128;

#[derive(Debug)]
pub(super) struct Queue<K, T> {
    hosts: HashMap<String, Host<K, T>>,
    /// Hosts that have work and are not busy, by the time at which they may be asked.
    ready: BinaryHeap<Reverse<(Instant, String)>>,
    /// Everything waiting, under way, or done and not yet written down.
    taken: HashSet<K>,
    /// What must not be offered again.
    barred: HashSet<K>,
    waiting: usize,
}

#[derive(Debug)]
struct Host<K, T> {
    work: VecDeque<(K, T)>,
    busy: bool,
    not_before: Option<Instant>,
}

impl<K, T> Default for Host<K, T> {
    fn default() -> Self {
        Self { work: VecDeque::new(), busy: false, not_before: None }
    }
}

/// Where offered work goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before all that waits for the host: a source, which may be due every few minutes.
    Front,
    Back,
}

/// What became of work that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offered {
    Queued,
    /// It is waiting or under way already.
    Known,
    /// Its host has enough in memory; offer it again later.
    Full,
}

impl<K: Clone + Eq + Hash, T> Queue<K, T> {
    pub(super) fn new() -> Self {
        Self {
            hosts: HashMap::new(),
            ready: BinaryHeap::new(),
            taken: HashSet::new(),
            barred: HashSet::new(),
            waiting: 0,
        }
    }

    /// Work that waits, not counting what is under way.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    /// Nothing waits, nothing is under way, and everything done is written down.
    pub(super) fn is_idle(&self) -> bool {
        self.taken.is_empty()
    }

    pub(super) fn offer(&mut self, host: &str, key: K, work: T, place: Place, now: Instant) -> Offered {
        if self.taken.contains(&key) || self.barred.contains(&key) {
            return Offered::Known;
        }
        let state = self.hosts.entry(host.to_owned()).or_default();
        if place == Place::Back && state.work.len() >= PER_HOST {
            return Offered::Full;
        }
        if state.work.is_empty() && !state.busy {
            let at = state.not_before.map_or(now, |not_before| not_before.max(now));
            self.ready.push(Reverse((at, host.to_owned())));
        }
        match place {
            Place::Front => state.work.push_front((key.clone(), work)),
            Place::Back => state.work.push_back((key.clone(), work)),
        }
        self.taken.insert(key);
        self.waiting += 1;
        Offered::Queued
    }

    /// The next piece of work whose host may be asked at `now`; its host is busy until [`Self::finish`].
    pub(super) fn take(&mut self, now: Instant) -> Option<(String, K, T)> {
        loop {
            if self.ready.peek().is_none_or(|Reverse((at, _))| *at > now) {
                return None;
            }
            let Reverse((_, name)) = self.ready.pop()?;
            let Some(host) = self.hosts.get_mut(&name) else { continue };
            let Some((key, work)) = host.work.pop_front() else { continue };
            host.busy = true;
            self.waiting -= 1;
            return Some((name, key, work));
        }
    }

    /// When the next host may be asked; `None` if none has work, or all that have are busy.
    pub(super) fn next_ready(&self) -> Option<Instant> {
        self.ready.peek().map(|Reverse((at, _))| *at)
    }

    /// What the store knows of `key` is true again: it may be offered anew.
    pub(super) fn release(&mut self, key: &K) {
        self.taken.remove(key);
    }

    /// It cannot be worked on, and is left alone from now on.
    pub(super) fn bar(&mut self, key: &K) {
        self.taken.remove(key);
        self.barred.insert(key.clone());
    }

    /// A piece of the host's work is done, `now`; the next one is for after the `pause`.
    pub(super) fn finish(&mut self, host: &str, now: Instant, pause: Duration) {
        let Some(state) = self.hosts.get_mut(host) else { return };
        state.busy = false;
        state.not_before = Some(now + pause);
        if !state.work.is_empty() {
            self.ready.push(Reverse((now + pause, host.to_owned())));
        }
        if self.hosts.len() > 4096 {
            self.hosts.retain(|_, host| {
                host.busy || !host.work.is_empty() || host.not_before.is_some_and(|not_before| not_before > now)
            });
        }
    }

    /// Work that could not be begun waits again, before all else of its host. Goes before [`Self::finish`].
    pub(super) fn put_back(&mut self, host: &str, key: K, work: T) {
        let Some(state) = self.hosts.get_mut(host) else { return };
        state.work.push_front((key, work));
        self.waiting += 1;
    }

    /// Takes all waiting work of a host out, because the host rests.
    pub(super) fn withdraw(&mut self, host: &str) -> Vec<(K, T)> {
        let Some(state) = self.hosts.get_mut(host) else { return Vec::new() };
        let withdrawn: Vec<(K, T)> = state.work.drain(..).collect();
        self.waiting -= withdrawn.len();
        for (key, _) in &withdrawn {
            self.taken.remove(key);
        }
        withdrawn
    }
}

#[cfg(test)]
mod tests;
