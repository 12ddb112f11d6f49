//! Records of databases: each is about one weakness, which it names by its own id and by those of other databases.
//!
//! Records of two weaknesses of one product read alike to the word, and press reports of them nearly so; records of one
//! weakness may have no sentence in common. So between records the ids decide, and nothing else.

use watchline_model::{Advisory, Reason};

use super::profile::Profile;
use super::signature::Signature;

/// Enough to join whatever else speaks against it.
const SAME_WEAKNESS: f32 = 0.7;
/// Enough to keep apart the very same text, linked and told on one day.
const OTHER_WEAKNESS: f32 = -4.0;
/// Where the incident is known by the numbers that the press names, which may be incomplete.
const OTHER_NUMBERS: f32 = -0.3;

impl Signature {
    /// The signature of a database's record. A record on several weaknesses (it names numbers that are none of its
    /// aliases, and has none) is a document like any other.
    pub fn of_record(mut self, advisory: &Advisory) -> Self {
        let own = std::iter::once(&advisory.id).chain(&advisory.aliases).map(|id| id.to_lowercase());
        let own: std::collections::BTreeSet<String> = own.filter(|id| !id.is_empty()).collect();
        let is_bundle = advisory.aliases.is_empty() && self.vulnerabilities.iter().any(|id| !own.contains(id));
        if !is_bundle {
            self.vulnerabilities.extend(own.iter().cloned());
            self.weakness = own;
        }
        self
    }
}

/// What the ids say; `None` where the document is no record, or nothing is known of the incident's weaknesses.
pub(super) fn compare(signature: &Signature, profile: &Profile) -> Option<Reason> {
    if signature.weakness.is_empty() {
        return None;
    }
    let known = signature.weakness.iter().find(|id| profile.weaknesses.contains(id));
    if let Some(id) = known {
        return Some(Reason::new("same-weakness", SAME_WEAKNESS, format!("another record of {id}")));
    }
    let named = signature.weakness.iter().any(|id| profile.vulnerabilities.contains(id));
    if named || profile.vulnerabilities.is_empty() {
        return None;
    }
    let weight = if profile.weaknesses.is_empty() { OTHER_NUMBERS } else { OTHER_WEAKNESS };
    Some(Reason::new("other-weakness", weight, "it is the record of another weakness"))
}

#[cfg(test)]
mod tests;
