//! Records of databases: each is about one weakness, which it names by its own id and by those of other databases.
//!
//! Records of two weaknesses of one product read alike to the word, and press reports of them nearly so; records of one
//! weakness may have no sentence in common. So between records the ids decide, and nothing else.

use watchline_model::Advisory;

use super::profile::Profile;
use super::score::Clue;
use super::signature::Signature;
use super::values::Sort;

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

/// What the ids say, as a part of the score and a sentence; `None` where the document is no record, or nothing is known of
/// the incident's weaknesses.
pub(super) fn compare(signature: &Signature, profile: &Profile) -> Option<(Clue, String)> {
    if signature.weakness.is_empty() {
        return None;
    }
    let known = signature.weakness.iter().find(|id| profile.contains(Sort::Weakness, id));
    if let Some(id) = known {
        return Some((Clue::SameWeakness, format!("another record of {id}")));
    }
    let named = signature.weakness.iter().any(|id| profile.contains(Sort::Vulnerability, id));
    if named || profile.knows_no(Sort::Vulnerability) {
        return None;
    }
    // Where the incident is known by the numbers that the press names, these may be incomplete.
    let part = if profile.knows_no(Sort::Weakness) { Clue::OtherNumbers } else { Clue::OtherWeakness };
    Some((part, "it is the record of another weakness".to_owned()))
}

#[cfg(test)]
mod tests;
