//! How well a document fits a cluster: named parts that add up.

use super::copies::COPY;
use super::nearness::Nearness;
use super::profile::Profile;
use super::reading::Reading;
use super::signature::Signature;
use super::weakness;
use crate::similarity::Part;

mod clue;
mod flaws;
mod forest;
mod headline;
mod links;
mod sheet;
mod source;
mod subject;
mod time;
mod words;

pub(super) use clue::Clue;
pub use clue::Weighing;
pub use forest::Forest;
pub(super) use sheet::Sheet;
pub(super) use time::{SAME_DAYS, SAME_WEEK};
pub(super) use words::{Rivals, names, rare_weight};

/// From here a document joins.
pub(super) const JOIN: f32 = 0.28;
/// From here it opens an incident of its own, but a person should look.
pub(super) const REVIEW: f32 = 0.21;
/// A text that differs by so much of its headline, in names, is no copy but another record of the same form.
const FILLED_IN: f32 = 0.15;
/// A value counts as the cluster's own if one document in so many holds it.
const ONE_IN: u32 = 4;

/// A document and a cluster, with what is known of how they meet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting<'m> {
    pub(super) reading: &'m Reading<'m>,
    pub(super) profile: &'m Profile,
    /// Terms that both hold, with what each gives to the cosine; the most first.
    pub(super) shared: &'m [(&'m Part<'m>, f32)],
    pub(super) nearness: Nearness,
    /// Resemblance to the likest document of the cluster.
    pub(super) copied: f32,
    /// How strongly the past of its source speaks against its telling of one incident twice.
    pub(super) seldom_twice: f32,
    /// The other clusters that it might belong to.
    pub(super) rivals: &'m Rivals,
}

impl<'m> Meeting<'m> {
    fn signature(&self) -> &'m Signature {
        self.reading.signature
    }

    fn cosine(&self) -> f32 {
        self.shared.iter().map(|(_, weight)| weight).sum()
    }

    /// Two records of one form read alike to the word, but for what they are about.
    fn copy(&self, sheet: &mut Sheet) {
        let of_another =
            sheet.holds(Clue::OtherFlaw) || sheet.holds(Clue::OtherCode) || self.nearness.new_names > FILLED_IN;
        if self.copied >= COPY && !of_another {
            sheet.add(Clue::NearCopy, self.copied, || format!("{:.0} % of the text is the same", self.copied * 100.0));
        }
    }

    /// What speaks for and against; in words too, where these are asked for.
    pub(super) fn sheet(&self, with_details: bool) -> Sheet {
        let mut sheet = Sheet::new(with_details);
        if let Some((clue, detail)) = weakness::compare(self.signature(), self.profile) {
            sheet.add(clue, 1.0, || detail);
        } else {
            flaws::flaws(&mut sheet, self);
        }
        flaws::code(&mut sheet, self);
        self.copy(&mut sheet);
        links::links(&mut sheet, self);
        words::words(&mut sheet, self);
        headline::headline(&mut sheet, self);
        source::source(&mut sheet, self);
        let subject = subject::subject(&mut sheet, self);
        time::time(&mut sheet, self, &subject);
        sheet
    }
}

/// The parts of a score, each with how it is weighed.
pub(super) fn clues() -> Vec<(&'static str, Weighing)> {
    clue::ALL.iter().map(|clue| (clue.name(), clue.weighing())).collect()
}

#[cfg(test)]
mod tests;
