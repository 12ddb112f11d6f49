//! Whom and what it is about: products, parties, kinds of event.

use super::clue::Clue;
use super::{Meeting, ONE_IN, Sheet, names};
use crate::cluster::chain;
use crate::cluster::signature::Signature;
use crate::cluster::values::{ANOTHER, Sort};

/// Days in which one product hardly has the same trouble twice.
const SAME_TROUBLE_DAYS: i64 = 2;
/// So many names in common are a subject in common.
const NAMES_OF_SUBJECT: usize = 2;
const OTHER_SCRIPT_DAYS: i64 = 3;
/// The rarity of what nobody else speaks of, near enough.
const RAREST_SUBJECT: f32 = 8.0;
/// From so many days on an answer is one to something older.
pub(super) const NEAR_DAYS: i64 = 14;

/// What a document has in common with a cluster before its words are looked at.
pub(super) struct Subject {
    pub(super) product: bool,
    /// A product, a party, or several of the names by which it is best known: the taxonomy does not know all.
    pub(super) any: bool,
    /// Days between them.
    pub(super) days: Option<i64>,
}

impl Subject {
    fn within(&self, days: i64) -> bool {
        self.days.is_some_and(|apart| apart <= days)
    }
}

/// Which kinds of event a document tells of.
pub(super) fn of(signature: &Signature) -> impl Fn(&str) -> bool + '_ {
    |kind| signature.event_kinds.contains(kind)
}

pub(super) fn subject(sheet: &mut Sheet, meeting: &Meeting<'_>) -> Subject {
    let (signature, profile) = (meeting.signature(), meeting.profile);
    for (clue, sort, values) in [
        (Clue::SharedProducts, Sort::Product, &signature.products),
        (Clue::SharedParties, Sort::Party, &signature.parties),
        (Clue::SharedKinds, Sort::EventKind, &signature.event_kinds),
    ] {
        let shared = profile.shared(sort, values, ONE_IN);
        sheet.add(clue, f32::from(u8::from(!shared.is_empty())), || shared.join(", "));
    }
    rare_subject(sheet, meeting);
    let product = sheet.holds(Clue::SharedProducts);
    if !product && !signature.products.is_empty() && !profile.knows_no(Sort::Product) {
        sheet.add(Clue::OtherProducts, 1.0, || "it names products that the incident does not".to_owned());
    }
    let known = |party: &String| profile.contains(Sort::Party, party);
    if !signature.parties.is_empty() && !profile.knows_no(Sort::Party) && !signature.parties.iter().any(known) {
        sheet.add(Clue::OtherParties, 1.0, || "it names parties that the incident does not".to_owned());
    }
    let subject = Subject {
        product,
        any: product || sheet.holds(Clue::SharedParties) || shares_names(meeting),
        days: profile.days_apart(signature.published),
    };
    lead(sheet, meeting);
    same_trouble(sheet, meeting, &subject);
    answers_trouble(sheet, meeting, &subject);
    other_script(sheet, meeting, &subject);
    other_events(sheet, meeting);
    let one_of_them = profile.contains(Sort::Repetition, ANOTHER);
    if !one_of_them
        && (sheet.holds(Clue::SharedProducts) || sheet.holds(Clue::SharedParties))
        && !(sheet.holds(Clue::LinksTo) || sheet.holds(Clue::NearCopy))
    {
        sheet.add(Clue::SaysAnother, signature.says_another, || "it says that this is not the first".to_owned());
    }
    subject
}

/// A product of which hardly anything else is told ties two documents together more than one that all speak of.
fn rare_subject(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let held = meeting.reading.subjects.iter().filter(|(sort, id, _)| meeting.profile.contains(*sort, id));
    if let Some((_, id, rarity)) = held.max_by(|one, other| one.2.total_cmp(&other.2).then(other.1.cmp(one.1))) {
        sheet.add(Clue::RareSubject, *rarity / RAREST_SUBJECT, || id.to_string());
    }
}

/// What its first lines tell of, and whether the incident's first lines tell of that too.
fn lead(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let lead = meeting.signature().lead();
    let parties = meeting.profile.shared(Sort::Party, &lead.parties, ONE_IN);
    let share = parties.len() as f32 / lead.parties.len().max(1) as f32;
    sheet.add(Clue::LeadParties, if lead.parties.is_empty() { 0.5 } else { share }, || parties.join(", "));
    let troubles = chain::troubles(of(lead));
    if let Some(kind) = troubles.iter().find(|kind| meeting.profile.contains(Sort::LeadKind, kind)) {
        sheet.add(Clue::TroubleAgain, 1.0, || format!("both begin with {kind}"));
    } else if !troubles.is_empty() {
        sheet.add(Clue::TroubleAgain, -1.0, || "it begins with another trouble".to_owned());
    }
    if chain::answers(of(lead)) {
        sheet.add(Clue::LeadAnswers, 1.0, || "it begins with what followed upon a trouble".to_owned());
    }
}

fn shares_names(meeting: &Meeting<'_>) -> bool {
    let known = names(meeting.reading.vector).filter(|part| meeting.profile.contains(Sort::Name, part.stem));
    known.count() >= NAMES_OF_SUBJECT
}

/// Measures are left out: two bodies may ban one product on one day.
fn same_trouble(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    let troubles = chain::troubles(of(meeting.signature()));
    let shared = troubles.into_iter().find(|kind| meeting.profile.contains(Sort::EventKind, kind));
    if let Some(kind) = shared.filter(|_| subject.product && subject.within(SAME_TROUBLE_DAYS)) {
        let value = 1.0 / meeting.rivals.of_the_day.max(1) as f32;
        sheet.add(Clue::SameTrouble, value, || format!("{kind} at the same product in the same days"));
    }
}

/// Law is slow: what it says of a trouble of this kind at this party comes weeks later.
fn answers_trouble(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    if !subject.any || subject.within(NEAR_DAYS) || !chain::answers(of(meeting.signature())) {
        return;
    }
    let troubles = chain::troubles(of(meeting.signature()));
    if let Some(kind) = troubles.into_iter().find(|kind| meeting.profile.contains(Sort::EventKind, kind)) {
        sheet.add(Clue::AnswersTrouble, 1.0, || format!("it tells what followed upon {kind}"));
    }
}

/// Between ideographs and letters no word can be shared, and between two languages few: product, kind of event and day must do.
fn other_script(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    let (signature, profile) = (meeting.signature(), meeting.profile);
    let mostly_ideographic = profile.ideographic * 2 > profile.documents;
    let other_script = signature.ideographic != mostly_ideographic;
    let other_language =
        signature.language.as_ref().is_some_and(|language| !profile.contains(Sort::Language, language));
    if !(other_script || other_language) || !subject.product || !subject.within(OTHER_SCRIPT_DAYS) {
        return;
    }
    let kinds = chain::beginnings(of(signature));
    let Some(kind) = kinds.into_iter().find(|kind| profile.contains(Sort::EventKind, kind)) else { return };
    if other_script {
        sheet.add(Clue::OtherScript, 1.0, || format!("{kind} at the same product, told in another script"));
    } else {
        sheet.add(Clue::OtherLanguage, 1.0, || format!("{kind} at the same product, told in another language"));
    }
}

/// An outage is no leak; a fine may be about either.
fn other_events(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let own = chain::beginnings(of(meeting.signature()));
    let known = chain::beginnings(|kind| meeting.profile.contains(Sort::EventKind, kind));
    let other = !own.is_empty() && !known.is_empty() && own.is_disjoint(&known);
    if other && !chain::answers(of(meeting.signature())) {
        sheet.add(Clue::OtherEvents, 1.0, || "it tells of events that the incident does not know".to_owned());
    }
}
