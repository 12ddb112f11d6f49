//! A document as it is compared: which of its terms stand where in it, and weigh how much.

use super::signature::Signature;
use super::values::Sort;
use crate::fingerprint::{Key, KeyMap};
use crate::similarity::{DocumentFrequencies, Part, Phrases, Vector};

/// Sections looked at, the lead first.
const SECTIONS: usize = 12;

/// What is known of a term of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) share: f32,
    pub(super) lead: bool,
    pub(super) headline: bool,
    /// A name by how all documents write it.
    pub(super) proper: bool,
    /// It stands only in sentences that look back.
    pub(super) recalled: bool,
    /// In how many documents the phrases have lately been seen in which it stands here.
    pub(super) heard: u16,
    /// A bit for each section that holds it.
    sections: u16,
}

#[derive(Debug)]
pub(super) struct Reading<'m> {
    pub(super) signature: &'m Signature,
    pub(super) vector: &'m Vector<'m>,
    pub(super) told: KeyMap<Key, Told>,
    /// The same in the order of the vector's parts.
    pub(super) in_order: Vec<Told>,
    /// Products and parties, with how rare each is.
    pub(super) subjects: Vec<(Sort, &'m String, f32)>,
    /// Of the squared shares of the lead's terms.
    pub(super) lead: f32,
    /// The same of each section.
    sections: Vec<f32>,
}

impl<'m> Reading<'m> {
    /// `order` is that of [`Signature::keys_in_order`].
    pub(super) fn new(
        signature: &'m Signature,
        vector: &'m Vector<'m>,
        order: &[Key],
        phrases: &Phrases,
        frequencies: &DocumentFrequencies,
    ) -> Self {
        let heard = heard(order, phrases);
        let untitled = vector.parts.iter().all(|part| !part.headline);
        let mut masks: KeyMap<Key, u16> = KeyMap::default();
        for (number, section) in signature.sections.iter().take(SECTIONS).enumerate() {
            for term in &section.terms {
                *masks.entry(Key::of(&term.stem)).or_default() |= 1 << number;
            }
        }
        let mut told: KeyMap<Key, Told> = KeyMap::default();
        let mut in_order = Vec::with_capacity(vector.parts.len());
        let mut sections = vec![0.0; signature.sections.len().min(SECTIONS)];
        let mut lead = 0.0;
        for part in &vector.parts {
            let mask = masks.get(&part.key).copied().unwrap_or(0);
            let square = part.share() * part.share();
            sections
                .iter_mut()
                .enumerate()
                .filter(|(number, _)| mask >> number & 1 == 1)
                .for_each(|(_, sum)| *sum += square);
            lead += if part.lead { square } else { 0.0 };
            let recalled = signature.recalled.contains(part.stem);
            let told_here = Told {
                share: part.share(),
                lead: part.lead,
                headline: is_headline(part, untitled),
                proper: part.proper,
                recalled,
                heard: heard.get(&part.key).copied().unwrap_or(0),
                sections: mask,
            };
            told.insert(part.key, told_here);
            in_order.push(told_here);
        }
        let subjects = signature.subjects().map(|(sort, id)| (sort, id, frequencies.rarity_of_subject(sort.key(id))));
        Self { signature, vector, told, in_order, subjects: subjects.collect(), lead, sections }
    }

    /// The bits of [`super::resident::Resident`]: a bit for each part of the vector that is so.
    pub(super) fn bits(&self, holds: impl Fn(&Told) -> bool) -> u128 {
        let held = self.in_order.iter().enumerate().filter(|(_, told)| holds(told));
        held.fold(0, |bits, (place, _)| bits | 1 << place.min(127))
    }

    /// Of the sections, the share of which so much is known by the terms shared.
    pub(super) fn throughout(&self, shared: &[(&Part<'_>, f32)]) -> f32 {
        if self.sections.is_empty() {
            return 0.5;
        }
        let mut known = [0.0_f32; SECTIONS];
        for (part, _) in shared {
            let Some(told) = self.told.get(&part.key) else { continue };
            for (number, sum) in known.iter_mut().enumerate() {
                *sum += if told.sections >> number & 1 == 1 { told.share * told.share } else { 0.0 };
            }
        }
        let shares =
            self.sections.iter().zip(known).map(|(all, known)| if *all > 0.0 { (known / all).min(1.0) } else { 0.0 });
        shares.sum::<f32>() / self.sections.len() as f32
    }
}

/// Of a document without a headline the first lines are taken for one.
fn is_headline(part: &Part<'_>, untitled: bool) -> bool {
    part.headline || untitled && part.lead
}

/// Of each term, in how many documents the phrases have been seen in which it stands; of several places the freshest.
fn heard(order: &[Key], phrases: &Phrases) -> KeyMap<Key, u16> {
    let mut heard: KeyMap<Key, u16> = KeyMap::default();
    for (key, count) in order.iter().zip(phrases.heard(order)) {
        let least = heard.entry(*key).or_insert(count);
        *least = count.min(*least);
    }
    heard
}
