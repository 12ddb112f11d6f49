//! How soon a vendor answers, beside the others: medians over the incidents of a year, with how many they are made of.
//!
//! Never a figure of fewer than three; never a ranking: vendors stand by how many incidents there are of them.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use watchline_model::{EntityId, Taxonomy};
use watchline_store::VendorAnswer;

use crate::error::WebError;
use crate::state::WebState;
use crate::view::names::entity_address;
use crate::view::when::span;

/// Incidents read: more change no median.
const INCIDENTS: u32 = 2_000;
const YEAR_DAYS: i64 = 365;
/// A median of fewer says nothing.
const LEAST: usize = 3;
/// Vendors beside the one in question.
const PEERS: usize = 7;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PeerRow {
    pub(crate) name: String,
    pub(crate) address: String,
    /// The vendor whose page it is.
    pub(crate) own: bool,
    pub(crate) incidents: usize,
    pub(crate) answered: Share,
    pub(crate) mitigated: Share,
}

/// How many of them, and how soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) count: usize,
    /// "6 hours"; `None` for too few.
    pub(crate) median: Option<String>,
}

/// # Errors
/// Where the store fails.
pub(crate) async fn peers(state: &WebState, vendor: &EntityId) -> Result<Vec<PeerRow>, WebError> {
    let answers = state.store.vendor_answers(state.now() - TimeDelta::days(YEAR_DAYS), INCIDENTS).await?;
    Ok(rows(&answers, vendor, &state.taxonomy))
}

/// The vendor first, then those with at least three incidents; nothing where there is none of its own.
fn rows(answers: &[VendorAnswer], own: &EntityId, taxonomy: &Taxonomy) -> Vec<PeerRow> {
    let mut of: BTreeMap<&EntityId, Vec<&VendorAnswer>> = BTreeMap::new();
    for answer in answers {
        for vendor in &answer.vendors {
            of.entry(vendor).or_default().push(answer);
        }
    }
    if !of.contains_key(own) {
        return Vec::new();
    }
    let mut of: Vec<(&EntityId, Vec<&VendorAnswer>)> =
        of.into_iter().filter(|(vendor, answers)| *vendor == own || answers.len() >= LEAST).collect();
    of.sort_by_key(|(vendor, answers)| (*vendor != own, std::cmp::Reverse(answers.len()), (*vendor).clone()));
    let row = |(vendor, answers): (&EntityId, Vec<&VendorAnswer>)| PeerRow {
        name: taxonomy.entity(vendor).map_or_else(|| vendor.to_string(), |known| known.name.clone()),
        address: entity_address(vendor),
        own: vendor == own,
        incidents: answers.len(),
        answered: share(answers.iter().filter_map(|one| Some((one.answered? - one.reported).num_seconds()))),
        mitigated: share(answers.iter().filter_map(|one| Some((one.mitigated? - one.reported).num_seconds()))),
    };
    of.into_iter().take(PEERS + 1).map(row).collect()
}

/// What came before the report counts as at once.
fn share(seconds: impl Iterator<Item = i64>) -> Share {
    let mut seconds: Vec<i64> = seconds.map(|seconds| seconds.max(0)).collect();
    seconds.sort_unstable();
    let count = seconds.len();
    let middle = (seconds.get(count.saturating_sub(1) / 2).copied(), seconds.get(count / 2).copied());
    let median = match middle {
        (Some(low), Some(high)) if count >= LEAST => Some(low.midpoint(high)),
        _ => None,
    };
    let words = |seconds: i64| if seconds < 60 { "at once".to_owned() } else { span(seconds) };
    Share { count, median: median.map(words) }
}

#[cfg(test)]
mod tests;
