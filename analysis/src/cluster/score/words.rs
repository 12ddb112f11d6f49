//! Words, names and figures: what only the reports of one happening have in common.

use super::{Meeting, Sheet};
use crate::cluster::values::{Sort, amounts};
use crate::fingerprint::{Key, KeyMap, TermKind};
use crate::similarity::{Part, Vector};

const CARRYING_WORDS: f32 = 2.0;
const MOST_TAKEN_BACK: f32 = 0.5;
/// Below so many rivals little is known of what their reports have in common.
const FEW_RIVALS: f32 = 3.0;
/// Names by which a document is known best.
const NAMES: usize = 8;
/// Values shared that count.
const MOST_SHARED: f32 = 3.0;

/// How many of the clusters of its subject that a document meets hold each of its terms: the more, the less it tells one from
/// another.
#[derive(Debug, Default)]
pub(in crate::cluster) struct Rivals {
    pub(in crate::cluster) clusters: u32,
    pub(in crate::cluster) holding: KeyMap<Key, u32>,
    /// Of [`Self::clusters`], those that were told of in the days of the document.
    pub(in crate::cluster) of_the_day: u32,
    pub(in crate::cluster) of_the_week: u32,
}

impl Rivals {
    /// How much of a term's weight others hold too: 0 for one that this cluster alone holds, near 1 for one that all hold.
    fn told_elsewhere(&self, key: Key) -> f32 {
        let others = self.holding.get(&key).copied().unwrap_or(0).saturating_sub(1) as f32;
        others / (self.clusters as f32 - 1.0).max(FEW_RIVALS)
    }
}

/// The heaviest names of a document.
pub(in crate::cluster) fn names<'v>(vector: &'v Vector<'_>) -> impl Iterator<Item = &'v Part<'v>> + 'v {
    vector.parts.iter().filter(|part| part.kind == TermKind::Name).take(NAMES)
}

pub(super) fn words(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    for (part, kind) in
        [("shared-rare-words", TermKind::Word), ("shared-names", TermKind::Name), ("shared-figures", TermKind::Number)]
    {
        let own = meeting.shared.iter().filter(|(part, _)| part.kind == kind);
        let stems: Vec<&str> = own.clone().take(6).map(|(part, _)| part.stem).collect();
        sheet.add(part, own.map(|(_, weight)| weight).sum(), stems.join(", "));
    }
    let cosine: f32 = meeting.shared.iter().map(|(_, weight)| weight).sum();
    sheet.add("few-words", cosine * narrowness(meeting.shared), "most of that comes from very few words");
    let elsewhere = |(part, weight): &(&Part<'_>, f32)| weight * meeting.rivals.told_elsewhere(part.key);
    let elsewhere: f32 = meeting.shared.iter().map(elsewhere).sum();
    sheet.add("told-elsewhere", elsewhere, "other incidents of this subject use these words too");
    compare_leads(sheet, meeting, cosine);
    if meeting.profile.documents > 1 {
        sheet.add("nearest-report", (meeting.nearest - cosine).max(0.0), "one of its reports is especially alike");
    }
    compare_names(sheet, meeting);
    compare_amounts(sheet, meeting);
}

/// A report that recalls an older matter tells of it after its lead; one that goes on with it, at once.
fn compare_leads(sheet: &mut Sheet, meeting: &Meeting<'_>, cosine: f32) {
    let square = |part: &&Part<'_>| part.share() * part.share();
    let lead: f32 = meeting.vector.parts.iter().filter(|part| part.lead).map(|part| square(&part)).sum();
    if cosine == 0.0 || lead == 0.0 {
        return;
    }
    let known: f32 =
        meeting.shared.iter().map(|(part, _)| *part).filter(|part| part.lead).map(|part| square(&part)).sum();
    sheet.add("new-lead", 1.0 - (known / lead).sqrt().min(1.0), "its first lines tell of other things");
    let late: f32 = meeting.shared.iter().filter(|(part, _)| !part.lead).map(|(_, weight)| weight).sum();
    sheet.add("told-late", late, "much of that is told after its first lines");
}

fn compare_names(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let own: Vec<&Part<'_>> = names(meeting.vector).collect();
    let known = |part: &&&Part<'_>| meeting.profile.count(Sort::Name, Sort::Name.key(part.stem)) > 0;
    let shared: Vec<&Part<'_>> = own.iter().filter(known).copied().collect();
    if shared.is_empty() {
        let said = meeting.shared.iter().any(|(part, _)| part.kind == TermKind::Name);
        let both = own.len() > 1 && meeting.profile.different(Sort::Name) > 1;
        sheet.add("other-names", f32::from(u8::from(both && !said)), "the names in it are others");
        return;
    }
    let value: f32 = shared.iter().map(|part| 1.0 - meeting.rivals.told_elsewhere(part.key).min(1.0)).sum();
    let stems: Vec<&str> = shared.iter().map(|part| part.stem).collect();
    sheet.add("same-names", value.min(MOST_SHARED) / MOST_SHARED, stems.join(", "));
}

fn compare_amounts(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let own: Vec<&str> = amounts(meeting.signature).collect();
    if own.is_empty() || meeting.profile.knows_no(Sort::Amount) {
        return;
    }
    let shared: Vec<&str> =
        own.iter().filter(|amount| meeting.profile.contains(Sort::Amount, amount)).copied().collect();
    if shared.is_empty() {
        sheet.add("other-amounts", 1.0, "the amounts in it are others");
    } else {
        sheet.add("same-amounts", (shared.len() as f32).min(MOST_SHARED) / MOST_SHARED, shared.join(", "));
    }
}

/// The share of the likeness that is taken back because too few words carry it: one place name in common is no happening
/// in common. 0 from [`CARRYING_WORDS`] words of equal weight on.
fn narrowness(shared: &[(&Part<'_>, f32)]) -> f32 {
    let sum: f32 = shared.iter().map(|(_, weight)| weight).sum();
    let squares: f32 = shared.iter().map(|(_, weight)| weight * weight).sum();
    // The number of words of equal weight that would be spread as widely (Hill number of order 2).
    let carrying = if squares > 0.0 { sum * sum / squares } else { 0.0 };
    (1.0 - carrying / CARRYING_WORDS).clamp(0.0, MOST_TAKEN_BACK)
}
