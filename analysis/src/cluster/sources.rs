//! How often a source tells of one incident twice.
//!
//! A database enters each incident once: of two of its records that read alike the second is another case. A paper reports on as a
//! matter goes on. Which of them a source is, its documents tell as they come, by the host of their addresses; no source has a rule
//! of its own.

use super::profile::Profile;
use super::signature::Signature;
use super::values::Sort;
use crate::fingerprint::{Key, KeyMap};

/// Documents of a source.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// Those that were the first of their source in their cluster.
    first: u32,
    again: u32,
}

#[derive(Debug, Default)]
pub(super) struct Sources {
    told: KeyMap<Key, Told>,
}

/// The host of a document's address.
pub(super) fn host(signature: &Signature) -> Option<&str> {
    signature.url.as_deref()?.split('/').next()
}

impl Sources {
    /// Takes note of a document that is about to be put into a cluster.
    pub(super) fn learn(&mut self, signature: &Signature, home: &Profile) {
        let Some(host) = host(signature) else { return };
        let key = Sort::Host.key(host);
        let told = self.told.entry(key).or_default();
        if home.count(Sort::Host, key) > 0 {
            told.again += 1;
        } else {
            told.first += 1;
        }
    }

    /// How strongly the past of a document's source speaks against its telling of one incident twice: the logarithm of how many
    /// times as often it has told of a new one, 0 where not more often, or where nothing is known.
    pub(super) fn seldom_twice(&self, signature: &Signature) -> f32 {
        let told = host(signature).and_then(|host| self.told.get(&Sort::Host.key(host))).copied().unwrap_or_default();
        ((told.first as f32 + 1.0) / (told.again as f32 + 1.0)).ln().max(0.0)
    }
}

#[cfg(test)]
mod tests;
