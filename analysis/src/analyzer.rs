//! Everything that reads a document, built once from the taxonomy.

use watchline_model::{Event, Precision, Taxonomy};

use crate::claims::ClaimFinder;
use crate::dates::DateFinder;
use crate::entities::EntityFinder;
use crate::events::{EventFinder, Setting, participants};
use crate::input::{Analysis, Input};
use crate::text::Text;
use crate::{relevance, status};

/// Automata and rules over one taxonomy; cheap to share between threads, dear to build.
#[derive(Debug)]
pub struct Analyzer {
    entities: EntityFinder,
    events: EventFinder,
    dates: DateFinder,
    claims: ClaimFinder,
    warnings: Vec<String>,
}

impl Analyzer {
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let mut warnings = Vec::new();
        let entities = EntityFinder::new(taxonomy, &mut warnings);
        let events = EventFinder::new(taxonomy, &mut warnings);
        Self { entities, events, dates: DateFinder::new(), claims: ClaimFinder::new(), warnings }
    }

    /// What of the taxonomy could not be used: patterns that are no regular expressions, and the like.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What the document means. Equal input gives equal output, in the same order.
    pub fn analyze(&self, input: &Input) -> Analysis {
        let text = Text::new(input);
        let mut warnings = Vec::new();
        if text.sentences.is_empty() {
            warnings.push("the document has no text".to_owned());
        }
        let reference =
            input.published.filter(|date| date.precision >= Precision::Month).map(|date| date.value.date_naive());
        if reference.is_none() {
            warnings.push("no day of publication: relative dates are not resolved".to_owned());
        }
        let setting = Setting { reference, kind: input.kind, voice: input.voice };
        let found = self.entities.find(&text, input.voice);
        let mut told = self.events.find(&text, &found, &self.dates, &setting);
        let claims = self.claims.find(&text, &found, &self.entities, &mut told, &setting);
        let relevance = relevance::judge(&text, &found, &told, &setting);
        let status = status::read(&text, &setting, &told, &claims);
        let entities = found.sorted_entities();
        let mut events: Vec<Event> = told.into_iter().map(|told| told.event).collect();
        participants::fill(&mut events, &claims, &entities);
        Analysis { relevance, entities, events, mentions: found.mentions, claims, status, warnings }
    }
}

#[cfg(test)]
pub(crate) mod tests;
