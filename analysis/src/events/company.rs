//! Whether AI is spoken of where a pattern needs it: "it ran into a lorry" is an event only of a car that drives itself.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::DocumentKind;
use watchline_model::taxonomy::Needs;

use super::Setting;
use crate::entities::Found;
use crate::relevance;
use crate::text::Text;

/// What a later sentence calls an AI that an earlier one has named.
static STAND_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)\b(?:the|its|this|that|these|those|their|our|whose|an?) (?:[a-z0-9-]+ ){0,2}(?:bots?|systems?|tools?|models?|software|programs?|apps?|agents?|assistants?|robots?|cars?|vehicles?|taxis?|toys?|services?|features?|technolog(?:y|ies)|companion|detectors?|scanners?|cameras?|generators?|platforms?|summar(?:y|ies)|drones?|trucks?|shuttles?)\b",
    )
    .expect("the pattern is a constant")
});

/// The names and words of AI of one document, looked for when first needed.
#[derive(Debug)]
pub(super) struct Company<'a> {
    text: &'a Text,
    found: &'a Found,
    sentences: Vec<OnceCell<bool>>,
}

impl<'a> Company<'a> {
    pub(super) fn new(text: &'a Text, found: &'a Found) -> Self {
        Self { text, found, sentences: vec![OnceCell::new(); text.sentences.len()] }
    }

    pub(super) fn has(&self, needs: Needs, sentence: usize) -> bool {
        match needs {
            Needs::Ai => self.speaks_of_ai(sentence) || (self.calls_it_by_another_name(sentence) && self.is_of_ai()),
            Needs::AiText => self.is_of_ai(),
        }
    }

    fn is_of_ai(&self) -> bool {
        (0..self.sentences.len()).any(|number| self.speaks_of_ai(number))
    }

    fn calls_it_by_another_name(&self, number: usize) -> bool {
        self.text.sentences.get(number).is_some_and(|sentence| STAND_IN.is_match(sentence.plain(self.text)))
    }

    /// A document in which no AI has a part tells no event of ours, unless its source is watched for its own sake: an advisory
    /// of a watched package, a watched vendor's own page.
    pub(super) fn is_ours(&self, setting: &Setting) -> bool {
        setting.voice.is_some()
            || matches!(setting.kind, Some(DocumentKind::Advisory | DocumentKind::Status))
            || self.is_of_ai()
            || self.found.entities.values().any(|entity| self.found.ai.contains(&entity.id))
    }

    fn speaks_of_ai(&self, number: usize) -> bool {
        let (Some(sentence), Some(known)) = (self.text.sentences.get(number), self.sentences.get(number)) else {
            return false;
        };
        *known.get_or_init(|| {
            !sentence.clutter
                && (self
                    .found
                    .within(sentence.start, sentence.end)
                    .iter()
                    .any(|seen| self.found.ai.contains(&seen.entity))
                    || relevance::has_ai_word(sentence, self.text))
        })
    }
}

#[cfg(test)]
mod tests;
