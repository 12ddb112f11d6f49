//! Words, names and figures that only the reports of one happening have in common.

use super::clue::Clue;
use super::{Meeting, Sheet};
use crate::cluster::nearness::form_of;
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
/// A term that so many more documents hold than the incident has is no longer its own.
const ELSEWHERE: u32 = 1;
const MOST_HELD: u32 = 6;
/// More other incidents of the subject say no more.
const MOST_RIVALS: f32 = 5.0;

/// Names that are looked at alone: two of a kind are seldom of two happenings.
const RAREST: usize = 2;
/// Rarities below this say nothing.
const COMMON_RARITY: f32 = 3.0;
/// From here a term is rare in general, too.
const RARE: f32 = 4.5;
const EVIDENCE: f32 = 10.0;
/// Names and figures say more.
const NAME: f32 = 1.5;

/// How many of the clusters of its subject that a document meets hold each of its terms: the more, the less it tells one from
/// another.
#[derive(Debug, Default)]
pub(in crate::cluster) struct Rivals {
    pub(in crate::cluster) clusters: u32,
    pub(in crate::cluster) holding: KeyMap<Key, u32>,
    /// Of [`Self::clusters`], those that were told of in the days of the document.
    pub(in crate::cluster) of_the_day: u32,
    pub(in crate::cluster) of_the_week: u32,
    /// Cosines to the likest and the second likest of all clusters met.
    pub(in crate::cluster) likest: [f32; 2],
}

impl Rivals {
    /// How much of a term's weight others hold too: 0 for one that this cluster alone holds, near 1 for one that all hold.
    fn told_elsewhere(&self, key: Key) -> f32 {
        let others = self.holding.get(&key).copied().unwrap_or(0).saturating_sub(1) as f32;
        others / (self.clusters as f32 - 1.0).max(FEW_RIVALS)
    }

    pub(in crate::cluster) fn see(&mut self, cosine: f32) {
        if cosine > self.likest[0] {
            self.likest = [cosine, self.likest[0]];
        } else if cosine > self.likest[1] {
            self.likest[1] = cosine;
        }
    }
}

/// The heaviest names of a document.
pub(in crate::cluster) fn names<'v>(vector: &'v Vector<'_>) -> impl Iterator<Item = &'v Part<'v>> + 'v {
    vector.parts.iter().filter(|part| part.kind == TermKind::Name).take(NAMES)
}

fn stems<'p>(parts: impl Iterator<Item = &'p Part<'p>>) -> String {
    parts.map(|part| part.stem).take(6).collect::<Vec<&str>>().join(", ")
}

pub(super) fn words(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    for (clue, kind) in [
        (Clue::SharedWords, TermKind::Word),
        (Clue::SharedNames, TermKind::Name),
        (Clue::SharedFigures, TermKind::Number),
    ] {
        let own = || meeting.shared.iter().filter(|(part, _)| part.kind == kind);
        sheet.add(clue, own().map(|(_, weight)| weight).sum(), || stems(own().map(|(part, _)| *part)));
    }
    let cosine = meeting.cosine();
    let held = meeting.profile.documents.min(MOST_HELD) + ELSEWHERE;
    let only = || meeting.shared.iter().filter(move |(part, _)| part.seen <= held);
    sheet.add(Clue::OnlyHere, only().map(|(_, weight)| weight).sum(), || stems(only().map(|(part, _)| *part)));
    evidence(sheet, meeting, held);
    sheet.add(Clue::FewWords, narrowness(meeting.shared), || "most of that comes from very few words".to_owned());
    let elsewhere = |(part, weight): &(&Part<'_>, f32)| weight * meeting.rivals.told_elsewhere(part.key);
    let elsewhere: f32 = meeting.shared.iter().map(elsewhere).sum();
    sheet.add(Clue::ToldElsewhere, elsewhere, || "other incidents of this subject use these words too".to_owned());
    compare_leads(sheet, meeting, cosine);
    let nearness = meeting.nearness;
    sheet
        .add(Clue::NearestReport, nearness.nearest.max(cosine), || "how alike the likest of its reports is".to_owned());
    sheet.add(Clue::SameLead, nearness.lead, || "how alike the first lines are".to_owned());
    sheet.add(Clue::TellsBeginning, nearness.beginning, || {
        "how much it tells of what the first report began with".to_owned()
    });
    sheet.add(Clue::Throughout, meeting.reading.throughout(meeting.shared), || {
        "how much of each paragraph is known".to_owned()
    });
    let [likest, second] = meeting.rivals.likest;
    let other = if cosine >= likest { second } else { likest };
    sheet
        .add(Clue::AnotherNearer, (other - cosine).max(0.0), || "how much more like another incident it is".to_owned());
    sheet.add(Clue::Rivals, (meeting.rivals.clusters as f32).min(MOST_RIVALS), || {
        format!("{} of this subject", meeting.rivals.clusters)
    });
    compare_names(sheet, meeting);
    compare_amounts(sheet, meeting);
}

/// What a term says by its rarity alone, however many others stand beside it; mostly below 1.
pub(in crate::cluster) fn rare_weight(part: &Part<'_>) -> f32 {
    let factor = if part.kind == TermKind::Word { 1.0 } else { NAME };
    factor * (part.rarity - COMMON_RARITY).max(0.0) / EVIDENCE
}

/// How much the terms shared weigh by their rarity, however many others the reports hold; and those that hardly any other incident holds.
fn evidence(sheet: &mut Sheet, meeting: &Meeting<'_>, held: u32) {
    let told = |part: &Part<'_>| meeting.reading.told.get(&part.key).copied();
    let (mut all, mut lead, mut fresh, mut headline) = (0.0, 0.0, 0.0, 0.0);
    let form = form_of(meeting.profile.documents);
    let mut rarest: Vec<(f32, &str)> = Vec::new();
    let (mut names, mut names_of_lead, mut words): (Vec<&str>, Vec<&str>, Vec<&str>) = Default::default();
    for (part, _) in meeting.shared {
        let Some(told) = told(part) else { continue };
        let weight = rare_weight(part);
        all += weight;
        if told.heard < form {
            fresh += weight;
            headline += if told.headline { weight } else { 0.0 };
            if part.proper && !told.recalled {
                rarest.push((weight, part.stem));
            }
        }
        if told.lead && !told.recalled {
            lead += weight;
        }
        if part.seen > held || part.rarity < RARE {
            continue;
        }
        match part.kind {
            TermKind::Word if told.recalled => {}
            TermKind::Word => words.push(part.stem),
            _ => {
                names.push(part.stem);
                if told.lead && !told.recalled {
                    names_of_lead.push(part.stem);
                }
            }
        }
    }
    rarest.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    rarest.truncate(RAREST);
    sheet.add(Clue::FreshEvidence, fresh, || "how rare the words are that stand in no standing phrase".to_owned());
    sheet.add(Clue::HeadlineEvidence, headline, || "how rare those of its headline are".to_owned());
    sheet.add(Clue::RarestNames, rarest.iter().map(|(weight, _)| weight).sum(), || {
        rarest.iter().map(|(_, stem)| *stem).collect::<Vec<&str>>().join(", ")
    });
    sheet.add(Clue::Evidence, all, || "how rare the words are that they share".to_owned());
    sheet.add(Clue::LeadEvidence, lead, || "how rare those are that its first lines tell".to_owned());
    sheet.add(Clue::OnlyNames, (names.len() as f32).min(6.0), || names.join(", "));
    sheet.add(Clue::OnlyNamesLead, (names_of_lead.len() as f32).min(5.0), || names_of_lead.join(", "));
    sheet.add(Clue::OnlyWords, (words.len() as f32).min(8.0), || words.join(", "));
    let of_lead = || meeting.reading.vector.parts.iter().filter(|part| part.lead && part.kind != TermKind::Word);
    let known = |part: &&Part<'_>| meeting.shared.iter().any(|(shared, _)| shared.key == part.key);
    let all = of_lead().count();
    let new = of_lead().filter(|part| !known(part)).count();
    sheet.add(Clue::NewNames, if all > 0 { new as f32 / all as f32 } else { 0.5 }, || format!("{new} of {all}"));
}

/// A report that recalls an older matter tells of it after its lead; one that goes on with it, at once.
fn compare_leads(sheet: &mut Sheet, meeting: &Meeting<'_>, cosine: f32) {
    if cosine == 0.0 {
        sheet.add(Clue::NewLead, 1.0, || "its first lines tell of other things".to_owned());
        sheet.add(Clue::ToldLate, 0.5, String::new);
        return;
    }
    let square = |part: &Part<'_>| part.share() * part.share();
    let known: f32 = meeting.shared.iter().filter(|(part, _)| part.lead).map(|(part, _)| square(part)).sum();
    let lead = meeting.reading.lead;
    let new = if lead > 0.0 { 1.0 - (known / lead).sqrt().min(1.0) } else { 0.5 };
    sheet.add(Clue::NewLead, new, || "its first lines tell of other things".to_owned());
    let late: f32 = meeting.shared.iter().filter(|(part, _)| !part.lead).map(|(_, weight)| weight).sum();
    sheet.add(Clue::ToldLate, late / cosine, || "of what they share, the part after its first lines".to_owned());
    let recalled = |part: &Part<'_>| meeting.reading.told.get(&part.key).is_some_and(|told| told.recalled);
    let back: f32 = meeting.shared.iter().filter(|(part, _)| recalled(part)).map(|(_, weight)| weight).sum();
    sheet.add(Clue::Recalled, back / cosine, || "of what they share, the part told as past".to_owned());
}

fn compare_names(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let own: Vec<&Part<'_>> = names(meeting.reading.vector).collect();
    let known = |part: &&&Part<'_>| meeting.profile.count(Sort::Name, Sort::Name.key(part.stem)) > 0;
    let shared: Vec<&Part<'_>> = own.iter().filter(known).copied().collect();
    if shared.is_empty() {
        let said = meeting.shared.iter().any(|(part, _)| part.kind == TermKind::Name);
        let both = own.len() > 1 && meeting.profile.different(Sort::Name) > 1;
        sheet.add(Clue::OtherNames, f32::from(u8::from(both && !said)), || "the names in it are others".to_owned());
        return;
    }
    let value: f32 = shared.iter().map(|part| 1.0 - meeting.rivals.told_elsewhere(part.key).min(1.0)).sum();
    sheet.add(Clue::SameNames, value.min(MOST_SHARED) / MOST_SHARED, || stems(shared.iter().copied()));
}

fn compare_amounts(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let own: Vec<&str> = amounts(meeting.signature()).collect();
    if own.is_empty() || meeting.profile.knows_no(Sort::Amount) {
        return;
    }
    let shared: Vec<&str> =
        own.iter().filter(|amount| meeting.profile.contains(Sort::Amount, amount)).copied().collect();
    if shared.is_empty() {
        sheet.add(Clue::OtherAmounts, 1.0, || "the amounts in it are others".to_owned());
    } else {
        sheet.add(Clue::SameAmounts, (shared.len() as f32).min(MOST_SHARED) / MOST_SHARED, || shared.join(", "));
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
