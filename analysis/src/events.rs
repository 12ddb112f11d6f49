//! What happened: rules of the taxonomy over sentences.
//!
//! A sentence matches a rule, is not struck out (negation, conjecture, question, advice, comparison), gets its roles, its date
//! and its modality; sentences of one document that tell the same happening are then folded into one event.

mod admission;
mod company;
mod counter;
mod dating;
mod flaws;
mod fold;
mod followup;
mod implied;
pub(crate) mod learnt;
mod literals;
mod modality;
pub(crate) mod participants;
mod prefilter;
mod remedy;
mod roles;
mod rules;
mod substitution;
mod triggers;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use watchline_model::taxonomy::{Family, Side};
use watchline_model::{Dated, DocumentKind, EntityId, EntityKind, Event, EventKind, Evidence, Modality, Taxonomy};

use crate::dates::{DateFinder, FoundDate};
use crate::entities::Found;
use crate::text::Text;
pub use learnt::{KindEvidence, KindSentence};
pub(crate) use roles::is_party;
use rules::Rules;

/// Finds events; built once.
#[derive(Debug)]
pub(crate) struct EventFinder {
    english: Rules,
    chinese: Rules,
    learnt: learnt::Reader,
}

/// What of the document's setting bears on its events.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The day of publication.
    pub(crate) reference: Option<NaiveDate>,
    pub(crate) kind: Option<DocumentKind>,
    pub(crate) voice: Option<&'a EntityId>,
}

/// A rule that matched characters `start..end` within a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Sighting {
    pub(crate) kind: EventKind,
    pub(crate) family: Family,
    pub(crate) sentence: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) actor: Side,
    pub(crate) target: Side,
    pub(crate) rule: String,
}

/// An event with the sentences that tell it.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) event: Event,
    pub(crate) family: Family,
    /// Every sentence that was folded into it, the one of the evidence among them.
    pub(crate) sentences: Vec<usize>,
}

impl EventFinder {
    /// Also says which patterns of the taxonomy could not be used.
    pub(crate) fn new(taxonomy: &Taxonomy, warnings: &mut Vec<String>) -> Self {
        Self {
            english: Rules::new(taxonomy, "en", warnings),
            chinese: Rules::new(taxonomy, "zh", warnings),
            learnt: learnt::Reader::new(taxonomy),
        }
    }

    pub(crate) fn forget_the_learnt(&mut self) {
        self.learnt = learnt::Reader::default();
    }

    /// Events in the order of their evidence.
    pub(crate) fn find(&self, text: &Text, found: &Found, dates: &DateFinder, setting: &Setting) -> Vec<Told> {
        if !company::Company::new(text, found).is_ours(setting) {
            return Vec::new();
        }
        let mut sightings = self.ruled(text, found, setting);
        self.learnt.read(text, found, setting.kind, &mut sightings);
        flaws::settle(text, setting, &mut sightings);
        let imitates = |sighting: &Sighting| sighting.kind.as_str() == "impersonation";
        if sightings.iter().any(imitates) && counter::is_by_consent(text) {
            sightings.retain(|sighting| !imitates(sighting));
        }
        sightings.retain(|sighting| !counter::is_of_the_author(text, setting, sighting));
        sightings.sort_by(|a, b| (a.sentence, a.start, &a.kind).cmp(&(b.sentence, b.start, &b.kind)));
        // The dates of a sentence serve all that it tells.
        let mut days = dating::Days::new(text, dates, setting.reference);
        let mut told: Vec<Told> = sightings
            .iter()
            .map(|sighting| tell(text, found, &days.of(sighting.sentence), setting, sighting))
            .collect();
        admission::keep_the_accused(found, &mut told);
        let mut told = fold::fold(told, text);
        dating::complete(text, setting, &mut days, &mut told);
        substitution::complete(text, found, &mut told);
        fold::sort(&mut told);
        told
    }

    /// The sentences as the learnt reader sees them.
    pub(crate) fn sentences(&self, text: &Text, found: &Found, setting: &Setting) -> Vec<KindSentence> {
        learnt::sentences(text, found, &self.ruled(text, found, setting))
    }

    /// What rules see.
    fn ruled(&self, text: &Text, found: &Found, setting: &Setting) -> Vec<Sighting> {
        let letters = masked(text, found);
        let mut sightings = Vec::new();
        let mut scratch = prefilter::Scratch::default();
        let company = company::Company::new(text, found);
        for (number, sentence) in text.sentences.iter().enumerate() {
            if sentence.clutter {
                continue;
            }
            let mut seen = self.english.find_plain(text, &letters, number, &company, &mut scratch);
            if sentence.wide {
                seen.extend(self.chinese.find_wide(text, number, &company));
            }
            if !seen.is_empty() {
                counter::strike_out(sentence.plain(text), &mut seen);
                sightings.append(&mut seen);
            }
        }
        sightings.extend(implied::sightings(text, setting, &sightings));
        sightings.extend(followup::sightings(text, &sightings));
        sightings.extend(admission::sightings(text, &sightings));
        sightings.extend(remedy::sightings(text, found, &sightings));
        sightings.retain(|sighting| !counter::is_of_the_author(text, setting, sighting));
        flaws::settle(text, setting, &mut sightings);
        self.give_way(&mut sightings);
        sightings
    }

    /// Leaves out what does not count beside other kinds that the document tells.
    fn give_way(&self, sightings: &mut Vec<Sighting>) {
        let kinds: BTreeSet<EventKind> = sightings.iter().map(|sighting| sighting.kind.clone()).collect();
        sightings.retain(|sighting| {
            let rules = [&self.english, &self.chinese];
            !rules.iter().any(|rules| rules.yields_to(&sighting.rule).iter().any(|kind| kinds.contains(kind)))
        });
    }
}

/// How firmly characters `start..end` say that something of this kind happened, seen by somebody else than a rule; `None`
/// where their sentence is a question, a conjecture, advice and the like.
pub(crate) fn weigh(
    text: &Text,
    setting: &Setting,
    kind: &EventKind,
    family: Family,
    (start, end): (usize, usize),
    date: Option<&Dated>,
) -> Option<Modality> {
    let number = text.sentence_at(start)?;
    let sentence = &text.sentences[number];
    if counter::is_struck_out(sentence.plain(text)) {
        return None;
    }
    let (kind, rule, end) = (kind.clone(), String::new(), end.min(sentence.end));
    let sighting = Sighting { kind, family, sentence: number, start, end, actor: Side::None, target: Side::None, rule };
    Some(modality::read(text, setting, &sighting, date))
}

/// The plain text with every product and model written as `ai---`: a pattern that speaks of a chatbot or of AI thereby
/// knows all of them by name, and no name ("Claude Code") is taken for a word ("code").
fn masked(text: &Text, found: &Found) -> Vec<u8> {
    let mut letters = text.plain().to_vec();
    for seen in found.seen.iter().filter(|seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model)) {
        if seen.end - seen.start >= 2 {
            letters[seen.start..seen.end].fill(b'-');
            letters[seen.start..seen.start + 2].copy_from_slice(b"ai");
        }
    }
    letters
}

fn tell(text: &Text, found: &Found, dates: &[FoundDate], setting: &Setting, sighting: &Sighting) -> Told {
    let sentence = &text.sentences[sighting.sentence];
    let roles = roles::fill(text, found, setting, sighting);
    let date = dating::choose(text, sighting, dates, setting.reference);
    let modality = modality::read(text, setting, sighting, date.as_ref());
    let evidence =
        Evidence { version: None, start: sentence.start, end: sentence.end, quote: sentence.words(text).to_owned() };
    let event = Event {
        kind: sighting.kind.clone(),
        actors: roles.actors,
        targets: roles.targets,
        date,
        modality,
        evidence,
        rule: sighting.rule.clone(),
        participants: Vec::new(),
    };
    Told { event, family: sighting.family, sentences: vec![sighting.sentence] }
}

#[cfg(test)]
mod tests;
