//! Whether a document concerns us: an AI vendor, product or model *and* an incident.
//!
//! Signs of three sorts speak for it or against it: how the document speaks of AI, which happenings it tells and what harm it
//! names, how it is worded. What each of them says is learnt (`learnt/relevance.weights`); the score is the chance that a reader
//! calls the document relevant, and its reasons add up to it. What lies between the thresholds goes to review.

mod learnt;
mod signs;
mod words;

pub(crate) use words::has_ai_word;

use watchline_model::{Relevance, RelevanceVerdict};

use crate::entities::Found;
use crate::events::{Setting, Told};
use crate::text::Text;

/// From here on a document is relevant; chosen on documents that were left out of the learning (docs/relevance.md) …
pub(crate) const RELEVANT: f32 = 0.15;
/// … unless it tells of no happening and no harm, where wording alone must say so much more: what tells nothing cannot be shown …
pub(crate) const RELEVANT_UNTOLD: f32 = 0.5;
/// … and from here on borderline.
pub(crate) const BORDERLINE: f32 = 0.07;

/// A sign of a document as its weight is learnt.
#[derive(Debug, Clone, PartialEq)]
pub struct RelevanceSign {
    pub number: u32,
    /// For people: the name of the sign, or the words that it stands for.
    pub shown: String,
    pub count: f32,
    /// Whether it is a word of the text.
    pub is_word: bool,
}

impl RelevanceSign {
    /// Number of what rules alone say of a note, which is not learnt: its count is added to the share of what is.
    pub const OF_RULES: u32 = 0;
    /// That share.
    pub const LEARNT_OF_A_NOTE: f32 = learnt::LEARNT_OF_A_NOTE;
}

pub(crate) fn judge(text: &Text, found: &Found, told: &[Told], setting: &Setting) -> Relevance {
    let signs = signs::read(text, found, told, setting);
    let (score, reasons) = learnt::weigh(text, &signs);
    let is_told = signs.told.is_some() || signs.is_harm_told;
    let verdict = if score >= if is_told { RELEVANT } else { RELEVANT_UNTOLD } {
        RelevanceVerdict::Relevant
    } else if score >= BORDERLINE {
        RelevanceVerdict::Borderline
    } else {
        RelevanceVerdict::Irrelevant
    };
    Relevance { verdict, score, reasons }
}

/// The signs by which the document is judged.
pub(crate) fn weighable(text: &Text, found: &Found, told: &[Told], setting: &Setting) -> Vec<RelevanceSign> {
    let signs = signs::read(text, found, told, setting);
    let rules = learnt::of_rules(&signs).map(|rules| RelevanceSign {
        number: RelevanceSign::OF_RULES,
        shown: "rules".to_owned(),
        count: rules,
        is_word: false,
    });
    signs
        .all
        .iter()
        .map(|sign| RelevanceSign {
            number: sign.number,
            shown: match sign.shown {
                signs::Shown::Named(what, which) => format!("{what}{which}"),
                signs::Shown::Words(start, end) => text.slice(start, end).to_lowercase(),
            },
            count: sign.count,
            is_word: matches!(sign.shown, signs::Shown::Words(..)),
        })
        .chain(rules)
        .collect()
}

#[cfg(test)]
mod tests;
