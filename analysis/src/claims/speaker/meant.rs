//! Whom "he", "it", "the company" mean: from who has spoken so far and from the names before.

use watchline_model::EntityKind;

use super::{Hall, REACH, Speaker, is_governed, papers};
use crate::claims::verbs::Verb;
use crate::entities::Seen;
use crate::events::is_party;

impl Hall<'_> {
    /// "the company", "the council": who was called so, or is the nearest that can be.
    pub(super) fn company(&self, number: usize, start: usize, words: &[u8], verb: &Verb) -> Option<Speaker> {
        let noun = words.rsplit(|byte| *byte == b' ').next()?;
        let noun = String::from_utf8_lossy(noun).into_owned();
        let is_generic = matches!(
            noun.as_str(),
            "company"
                | "firm"
                | "startup"
                | "start-up"
                | "vendor"
                | "project"
                | "platform"
                | "toymaker"
                | "carmaker"
                | "developer"
                | "maker"
                | "operator"
                | "giant"
                | "group"
                | "provider"
                | "lab"
        );
        if !is_generic {
            let heard = self.heard.iter().rev().find(|(_, speaker)| speaker.name.to_lowercase().contains(&noun));
            if let Some((_, speaker)) = heard {
                return Some(speaker.clone());
            }
            let is_it = |seen: &&Seen| {
                is_party(seen.kind)
                    && self.text.slice(seen.start, seen.end).to_lowercase().contains(&noun)
                    && seen.end <= start
            };
            if let Some(seen) = self.found.seen.iter().rev().find(is_it) {
                return Some(self.named(seen));
            }
        }
        let referred = is_generic.then(|| self.party_before(number, start, true)).flatten();
        referred.or_else(|| {
            let unnamed = self.unnamed(start, start + words.len());
            Some(papers::for_issuer(self.text, self.found, number, verb.start, unnamed))
        })
    }

    /// "the firm" of whose analyst is spoken: who was heard last, else the subject before.
    pub(super) fn firm_before(&self, number: usize, before: usize) -> Option<Speaker> {
        let is_firm = |(sentence, known): &&(usize, Speaker)| {
            number - sentence <= REACH && known.party.is_some() && !known.is_person
        };
        let heard = self.heard.iter().rev().find(is_firm).map(|(_, known)| known.clone());
        heard.or_else(|| self.party_before(number, before, false))
    }

    /// "he": the last person who spoke, or the last who is named.
    pub(super) fn person_before(&self, number: usize, before: usize) -> Option<Speaker> {
        let heard = self.heard.iter().rev().find(|(sentence, speaker)| number - sentence <= REACH && speaker.is_person);
        let is_it = |seen: &&Seen| seen.kind == EntityKind::Person && seen.end <= before;
        let from = self.text.sentences[number.saturating_sub(REACH)].start;
        let named = self.found.within(from, before).iter().rfind(is_it);
        match (heard, named) {
            (Some((sentence, speaker)), Some(seen)) => {
                let later = seen.start > self.text.sentences[*sentence].end;
                Some(if later { self.named(seen) } else { speaker.clone() })
            }
            (Some((_, speaker)), None) => Some(speaker.clone()),
            (None, Some(seen)) => Some(self.named(seen)),
            (None, None) => None,
        }
    }

    /// Whether "it" at this place means a product: that is what the words before speak of first.
    pub(super) fn is_thing(&self, number: usize, before: usize) -> bool {
        let nearest = (number.saturating_sub(1)..=number).rev().find_map(|number| {
            let sentence = &self.text.sentences[number];
            let here = self.found.within(sentence.start, sentence.end.min(before));
            here.iter().find(|seen| !is_governed(self.text, seen))
        });
        nearest.is_some_and(|seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model))
    }

    /// "it", "the company": the subject nearest before, a vendor where `is_company`.
    pub(super) fn party_before(&self, number: usize, before: usize, is_company: bool) -> Option<Speaker> {
        let fits = |seen: &&Seen| {
            let kind = seen.kind;
            (kind == EntityKind::Vendor
                || kind == EntityKind::Organization
                || (!is_company && kind == EntityKind::Regulator))
                && seen.end <= before
        };
        let named = (number.saturating_sub(REACH)..=number).rev().find_map(|number| {
            let sentence = &self.text.sentences[number];
            let here = || self.found.within(sentence.start, sentence.end).iter().filter(fits);
            here().find(|seen| !is_governed(self.text, seen)).or_else(|| here().next())
        });
        let heard = || {
            let party = |(sentence, speaker): &&(usize, Speaker)| number - sentence <= REACH && speaker.party.is_some();
            self.heard.iter().rev().find(party).map(|(_, speaker)| speaker.clone())
        };
        let any = || {
            let made = |seen: &&Seen| seen.end <= before && seen.kind == EntityKind::Vendor;
            let vendor = self.found.seen.iter().rfind(made).map(|seen| self.named(seen));
            let owner = || {
                let seen = self.found.seen.iter().rfind(|seen| seen.end <= before && seen.owner.is_some())?;
                let owner = self.found.entities.get(seen.owner.as_ref()?)?;
                let (party, name) = (Some(owner.id.clone()), owner.name.clone());
                Some(Speaker { party, name, is_hearsay: false, is_official: true, is_person: false })
            };
            vendor.or_else(owner)
        };
        named.map(|seen| self.named(seen)).or_else(heard).or_else(any)
    }
}
