//! A document as it is compared: which of its terms stand where in it, and weigh how much.

use super::signature::Signature;
use crate::fingerprint::{Key, KeyMap};
use crate::similarity::{Part, Vector};

/// Sections looked at, the lead first.
const SECTIONS: usize = 12;

/// What is known of a term of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) share: f32,
    pub(super) lead: bool,
    /// It stands only in sentences that look back.
    pub(super) recalled: bool,
    /// A bit for each section that holds it.
    sections: u16,
}

#[derive(Debug)]
pub(super) struct Reading<'m> {
    pub(super) signature: &'m Signature,
    pub(super) vector: &'m Vector<'m>,
    pub(super) told: KeyMap<Key, Told>,
    /// Of the squared shares of the lead's terms.
    pub(super) lead: f32,
    /// The same of each section.
    sections: Vec<f32>,
}

impl<'m> Reading<'m> {
    pub(super) fn new(signature: &'m Signature, vector: &'m Vector<'m>) -> Self {
        let mut masks: KeyMap<Key, u16> = KeyMap::default();
        for (number, section) in signature.sections.iter().take(SECTIONS).enumerate() {
            for term in &section.terms {
                *masks.entry(Key::of(&term.stem)).or_default() |= 1 << number;
            }
        }
        let mut told: KeyMap<Key, Told> = KeyMap::default();
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
            told.insert(part.key, Told { share: part.share(), lead: part.lead, recalled, sections: mask });
        }
        Self { signature, vector, told, lead, sections }
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
