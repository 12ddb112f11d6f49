//! What of a very large incident is shown at first, and the plain links that show the rest: `all=documents` in the address
//! opens a section, `all=happening-7-0` the evidence of one happening.
//!
//! Whatever is left out is counted where it is missing. An incident of common size is never folded.

use crate::params::Params;
use crate::view::lanes::ask::{Ask, Place};
use crate::view::when::grouped;

/// Names of one address that are listened to.
const MOST: usize = 12;
/// The sections of an incident's page that can be folded; each is also the id of its heading.
const SECTIONS: [&str; 4] = ["documents", "claims", "advisories", "statements"];

/// What is asked to be shown whole on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fold {
    open: Vec<String>,
    place: Place,
    ask: Ask,
}

/// What is not shown, and the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rest {
    /// "Shown are 25 of 312 sources, with 60 of 842 documents".
    pub(crate) said: String,
    /// "Show all 842 documents".
    pub(crate) label: String,
    pub(crate) address: String,
}

impl Fold {
    /// `place` is the page with what is kept beside `all`; names that are none of the page's are passed over.
    pub(crate) fn new(params: &Params, place: &Place, ask: &Ask) -> Self {
        let mut open: Vec<String> = Vec::new();
        for name in params.all("all").map(str::trim).filter(|name| is_known(name)).take(MOST) {
            if !open.iter().any(|known| known == name) {
                open.push(name.to_owned());
            }
        }
        Self { open, place: place.clone(), ask: *ask }
    }

    pub(crate) fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    /// What the other links of the page keep.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        self.open.iter().map(|name| ("all", name.clone())).collect()
    }

    /// The same page with this shown whole, and what was shown whole before.
    pub(crate) fn address(&self, name: &str) -> String {
        let mut place = self.place.clone();
        place.kept.extend(self.pairs());
        if !self.is_open(name) {
            place.kept.push(("all", name.to_owned()));
        }
        place.at(&self.ask, name)
    }

    /// `None` where all are shown. `section` is "claims", `noun` what is counted, in the plural.
    pub(crate) fn rest(&self, section: &str, shown: usize, total: usize, noun: &str) -> Option<Rest> {
        let said = format!("Shown are {} of {} {noun}", grouped(shown as u64), grouped(total as u64));
        (shown < total).then(|| Rest {
            said,
            label: format!("Show all {} {noun}", grouped(total as u64)),
            address: self.address(section),
        })
    }
}

fn is_known(name: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.len() <= 19 && part.bytes().all(|byte| byte.is_ascii_digit());
    let happening = name.strip_prefix("happening-").and_then(|rest| rest.split_once('-'));
    SECTIONS.contains(&name) || happening.is_some_and(|(document, event)| number(document) && number(event))
}

/// How much of each may be shown so that all together stay within `budget`: of each as much as of any other, and at least
/// one. `usize::MAX` where all of it is within.
pub(crate) fn share(sizes: &[usize], budget: usize) -> usize {
    if sizes.iter().sum::<usize>() <= budget {
        return usize::MAX;
    }
    let within = |share: &usize| sizes.iter().map(|size| size.min(share)).sum::<usize>() <= budget;
    (1..=budget).take_while(within).last().unwrap_or(1)
}

#[cfg(test)]
mod tests;
