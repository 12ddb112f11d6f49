//! How well a document fits a cluster: named parts that add up.
//!
//! What a report is about (product, parties, kind of event) may add less than a third of what joining takes: the same
//! vendor's next trouble shares all of it. The rest must come from what belongs to this one happening: its
//! vulnerability, its rare words, names, numbers and dates, a link, the very text.

use watchline_model::Reason;

use super::copies::COPY;
use super::profile::Profile;
use super::signature::Signature;
use super::weakness;
use crate::similarity::{Part, Vector};

mod links;
mod subject;
mod time;
mod weights;
mod words;

pub(super) use links::LINKS_TO;
pub(super) use time::{SAME_DAYS, SAME_WEEK};
pub(super) use words::{Rivals, names};

/// From here a document joins.
pub(super) const JOIN: f32 = 0.28;
/// From here it opens an incident of its own, but a person should look.
pub(super) const REVIEW: f32 = 0.21;
/// A value counts as the cluster's own if one document in so many holds it.
const ONE_IN: u32 = 4;

#[derive(Debug, Clone, Default)]
pub(super) struct Score {
    pub(super) total: f32,
    pub(super) reasons: Vec<Reason>,
}

impl Score {
    /// Whether a link ties the document to the cluster.
    pub(super) fn is_linked(&self) -> bool {
        self.holds(LINKS_TO)
    }

    /// Adds a part that was found outside.
    pub(super) fn add(&mut self, part: &str, value: f32, detail: String) {
        self.reasons.push(Reason::new(part, value * weights::weight(part), detail));
        self.total = self.reasons.iter().map(|reason| reason.weight).sum();
    }

    pub(super) fn holds(&self, part: &str) -> bool {
        self.reasons.iter().any(|reason| reason.rule == part)
    }
}

/// A document and a cluster, with what is known of how they meet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting<'m> {
    pub(super) signature: &'m Signature,
    pub(super) vector: &'m Vector<'m>,
    pub(super) profile: &'m Profile,
    /// Terms that both hold, with what each gives to the cosine; the most first.
    pub(super) shared: &'m [(&'m Part<'m>, f32)],
    /// Cosine to the likest document of the cluster.
    pub(super) nearest: f32,
    /// Resemblance to the likest document of the cluster.
    pub(super) copied: f32,
    /// The other clusters that it might belong to.
    pub(super) rivals: &'m Rivals,
}

/// The parts that were found, so far.
#[derive(Debug, Default)]
struct Sheet {
    reasons: Vec<Reason>,
}

impl Sheet {
    /// Adds a part; nothing where its value is 0.
    fn add(&mut self, part: &str, value: f32, detail: impl Into<String>) {
        if value != 0.0 {
            self.reasons.push(Reason::new(part, value * weights::weight(part), detail));
        }
    }

    fn holds(&self, parts: &[&str]) -> bool {
        self.reasons.iter().any(|reason| parts.contains(&reason.rule.as_str()))
    }
}

/// What each part weighs, by name.
pub(super) fn all_weights() -> &'static [(&'static str, f32)] {
    weights::WEIGHTS
}

pub(super) fn score(meeting: &Meeting<'_>) -> Score {
    let mut sheet = Sheet::default();
    if meeting.copied >= COPY {
        sheet.add("near-copy", meeting.copied, format!("{:.0} % of the text is the same", meeting.copied * 100.0));
    }
    if let Some((part, detail)) = weakness::compare(meeting.signature, meeting.profile) {
        sheet.add(part, 1.0, detail);
    } else {
        links::vulnerabilities(&mut sheet, meeting);
    }
    links::links(&mut sheet, meeting);
    words::words(&mut sheet, meeting);
    let subject = subject::subject(&mut sheet, meeting);
    time::time(&mut sheet, meeting, &subject);
    Score { total: sheet.reasons.iter().map(|reason| reason.weight).sum(), reasons: sheet.reasons }
}

#[cfg(test)]
mod tests;
