//! Everything that reads a document, built once from the taxonomy.

use chrono::Months;
use watchline_model::{Event, Precision, RelevanceVerdict, Status, Taxonomy};

use crate::claims::{ClaimCandidate, ClaimFinder};
use crate::dates::DateFinder;
use crate::entities::{EntityFinder, PartCandidate, parts};
use crate::events::{EventFinder, KindSentence, Setting, participants};
use crate::input::{Analysis, Input};
use crate::relevance::RelevanceSign;
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

    /// Reads by the rules alone, without the learnt reader of kinds: what its worth is measured against.
    pub fn by_rules_alone(mut self) -> Self {
        self.events.forget_the_learnt();
        self
    }

    /// What of the taxonomy could not be used: patterns that are no regular expressions, and the like.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What the claims of the document are chosen from: what their weights are learnt from.
    pub fn claim_candidates(&self, input: &Input) -> Vec<ClaimCandidate> {
        let text = Text::new(input);
        let setting = setting(input);
        let found = self.entities.find(&text, input.voice);
        let told = self.events.find(&text, &found, &self.dates, &setting);
        self.claims.weighable(&text, &found, &self.entities, &told, &setting)
    }

    /// The sentences of the document as the learnt reader of kinds sees them: what its weights are learnt from.
    pub fn kind_sentences(&self, input: &Input) -> Vec<KindSentence> {
        let text = Text::new(input);
        let found = self.entities.find(&text, input.voice);
        self.events.sentences(&text, &found, &setting(input))
    }

    /// The signs by which the relevance of the document is judged: what their weights are learnt from.
    pub fn relevance_signs(&self, input: &Input) -> Vec<RelevanceSign> {
        let text = Text::new(input);
        let setting = setting(input);
        let found = self.entities.find(&text, input.voice);
        let mut told = self.events.find(&text, &found, &self.dates, &setting);
        self.claims.find(&text, &found, &self.entities, &mut told, &setting);
        relevance::weighable(&text, &found, &told, &setting)
    }

    /// The vendors, products and models that may have a part in what the document tells: what the weights of their signs are
    /// learnt from.
    pub fn part_candidates(&self, input: &Input) -> Vec<PartCandidate> {
        let text = Text::new(input);
        let setting = setting(input);
        let found = self.entities.find(&text, input.voice);
        let mut told = self.events.find(&text, &found, &self.dates, &setting);
        let claims = self.claims.find(&text, &found, &self.entities, &mut told, &setting);
        parts::weighable(&text, &found, &told, &claims)
    }

    /// What the document means. Equal input gives equal output, in the same order.
    pub fn analyze(&self, input: &Input) -> Analysis {
        let text = Text::new(input);
        let mut warnings = Vec::new();
        if text.sentences.is_empty() {
            warnings.push("the document has no text".to_owned());
        }
        let setting = setting(input);
        if setting.reference.is_none() {
            warnings.push("no day of publication: relative dates are not resolved".to_owned());
        }
        let mut found = self.entities.find(&text, input.voice);
        let mut told = self.events.find(&text, &found, &self.dates, &setting);
        let claims = self.claims.find(&text, &found, &self.entities, &mut told, &setting);
        let relevance = relevance::judge(&text, &found, &told, &setting);
        let is_relevant = relevance.verdict == RelevanceVerdict::Relevant;
        let status = status::read(&text, &setting, &told, &claims).or_else(|| is_relevant.then_some(Status::Reported));
        parts::judge(&text, &found, &told, &claims).settle(&text, &mut found, &mut told);
        let entities = found.sorted_entities();
        let mut events: Vec<Event> = told.into_iter().map(|told| told.event).collect();
        participants::fill(&mut events, &claims, &entities);
        Analysis { relevance, entities, events, mentions: found.mentions, claims, status, warnings }
    }
}

fn setting<'a>(input: &Input<'a>) -> Setting<'a> {
    let published = input.published.filter(|date| date.precision >= Precision::Month);
    let reference = published.map(|date| {
        let day = date.value.date_naive();
        // Of a month the last day: what it tells may have happened on any of them.
        let is_month = date.precision == Precision::Month;
        let next = day.checked_add_months(Months::new(1)).filter(|_| is_month);
        next.and_then(|next| next.pred_opt()).unwrap_or(day)
    });
    Setting { reference, kind: input.kind, voice: input.voice }
}

#[cfg(test)]
pub(crate) mod tests;
