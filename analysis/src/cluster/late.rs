//! What a document shows of others: that two clusters are one, or that one is two.
//!
//! Conservative: a wrong merge hides an incident and tells subscribers of it, while two incidents that are one are found by the
//! next document, or by a person. Nothing is merged or split against what a person has said. The cost depends on the clusters that the
//! document meets, not on the archive.

use watchline_model::Reason;

use super::candidates::Scored;
use super::clusterer::Clusterer;
use super::placement::{Merge, Split};
use super::reading::Reading;
use super::resident::Resident;
use super::score::{Clue, JOIN, Rivals};
use super::values::Sort;

/// The document must fit the other cluster so much better than joining takes.
const MERGE_MARGIN: f32 = 0.2;
/// And the two clusters must be alike as reports of one happening are.
const MERGE_COSINE: f32 = 0.3;
/// Of two happenings reports seldom come within so few days.
const MERGE_DAYS: i64 = 5;
/// Larger clusters are left to people.
const SPLIT_MOST: usize = 40;
/// Documents of a cluster that each half must have.
const SPLIT_LEAST: usize = 2;

impl Clusterer {
    /// The clusters beside `home` that might be one with it, with the reasons.
    pub(super) fn tell_merges<'m>(
        &self,
        home: u32,
        scored: &'m [Scored<'m>],
        reading: &Reading<'_>,
        rivals: &Rivals,
    ) -> Vec<(&'m Scored<'m>, Vec<Reason>)> {
        let fits = scored.iter().filter(|one| one.place != home && one.total >= JOIN + MERGE_MARGIN);
        fits.map(|one| (one, self.reasons(reading, rivals, one))).collect()
    }

    /// Clusters that a document now in `home` shows to be one with it. Applied.
    pub(super) fn find_merges(&mut self, home: u32, fits: Vec<(&Scored<'_>, Vec<Reason>)>) -> Vec<Merge> {
        let mut merges = Vec::new();
        let mut home = home;
        for (one, mut reasons) in fits {
            let Some(reason) = self.shows_one(home, one) else { continue };
            let number = |place: u32| self.registry.cluster(place).number;
            // The older survives.
            let (from, into) = if number(home) > number(one.place) { (home, one.place) } else { (one.place, home) };
            reasons.push(reason);
            merges.push(Merge { from: number(from), into: number(into), score: one.total, reasons });
            self.registry.merge(from, into);
            home = into;
        }
        merges
    }

    fn shows_one(&self, home: u32, other: &Scored<'_>) -> Option<Reason> {
        let certain = [Clue::SameWeakness, Clue::SameFlaw, Clue::NearCopy].iter().any(|clue| other.sheet.holds(*clue));
        if other.sheet.holds(Clue::OtherWeakness) || other.sheet.holds(Clue::OtherFlaw) {
            return None;
        }
        let (left, right) = (&self.registry.cluster(home).profile, &self.registry.cluster(other.place).profile);
        let cosine = left.centroid.cosine(&right.centroid);
        let near = right.span.and_then(|(first, last)| {
            let days = left.days_apart(Some(first))?.min(left.days_apart(Some(last))?);
            Some(days <= MERGE_DAYS)
        });
        let linked = other.sheet.holds(Clue::LinksTo);
        let alike = certain || (cosine >= MERGE_COSINE && (linked || near == Some(true)));
        let two_weaknesses =
            !right.knows_no(Sort::Weakness) && !left.knows_no(Sort::Weakness) && !left.shares(right, Sort::Weakness);
        if !alike || two_weaknesses || !self.registry.may_merge(home, other.place) {
            return None;
        }
        Some(Reason::new(
            "joined-by-document",
            0.0,
            format!("a document tells of both, which are {:.0} % alike", cosine * 100.0),
        ))
    }

    /// Whether a record of one weakness shows that its cluster holds the records of two. Applied; the one with fewer documents leaves.
    pub(super) fn find_splits(&mut self, home: u32, place: u32) -> Vec<Split> {
        let (own, members) = (self.registry.resident(place), &self.registry.cluster(home).members);
        if own.of_sort(Sort::Weakness).next().is_none() || members.len() > SPLIT_MOST {
            return Vec::new();
        }
        // Those of its weakness, by ids that lead from record to record, and those of another.
        let mut ids: Vec<_> = own.of_sort(Sort::Weakness).collect();
        let records = || members.iter().map(|member| (*member, self.registry.resident(*member)));
        let mut grown = true;
        while grown {
            grown = false;
            for (_, resident) in records() {
                let more: Vec<_> = resident.of_sort(Sort::Weakness).collect();
                if more.iter().any(|id| ids.contains(id)) && more.iter().any(|id| !ids.contains(id)) {
                    ids.extend(more);
                    grown = true;
                }
            }
        }
        let is_other = |resident: &Resident| {
            let mut named = resident.of_sort(Sort::Weakness).peekable();
            named.peek().is_some() && named.all(|id| !ids.contains(&id))
        };
        let others: Vec<u32> = records().filter(|(_, other)| is_other(other)).map(|(place, _)| place).collect();
        let stay = members.len() - others.len();
        let pinned = others.iter().any(|place| self.registry.is_pinned(self.registry.resident(*place)));
        if others.len() < SPLIT_LEAST || stay < SPLIT_LEAST || pinned {
            return Vec::new();
        }
        let documents: Vec<u64> = others.iter().map(|place| self.registry.resident(*place).document).collect();
        let (from, into) = (self.registry.cluster(home).number, self.registry.new_number());
        self.separate(&documents, from, into);
        let reasons = vec![Reason::new("two-weaknesses", 0.0, "databases give these another number")];
        vec![Split { from, into, documents, reasons }]
    }
}
