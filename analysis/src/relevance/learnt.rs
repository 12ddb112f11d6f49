//! What the signs of a document add up to, and how much of it each sort of sign adds.
//!
//! The sum of the weights is the logarithm of the odds that a reader calls the document relevant; the score is that chance. Each
//! reason has its part of the way from even odds to the score, in proportion to its part of the sum.

use watchline_model::Reason;

use super::signs::{Group, Shown, Sign, Signs};
use crate::text::Text;

/// A chance is never shown as certain.
const FURTHEST: f32 = 8.0;
/// Of a note, which has few words, so much of the sum is what is learnt; the rest is what rules alone say.
pub(super) const LEARNT_OF_A_NOTE: f32 = 0.5;
/// Odds by which rules that are sure of a note outdo rules that are not; a logarithm.
const BY_RULES: f32 = 10.0;
/// From here on rules speak for a note …
const RULED_FROM: f32 = 0.45;
/// … of which so much more is asked, in logarithms of odds.
const MORE_OF_A_NOTE: f32 = 2.3;
/// Words shown for and against.
const WORDS_SHOWN: usize = 3;

/// The score from 0 to 1 and its reasons, which add up to it.
pub(super) fn weigh(text: &Text, signs: &Signs<'_>) -> (f32, Vec<Reason>) {
    let weights = crate::weights::of_relevance();
    let share = if signs.is_note { LEARNT_OF_A_NOTE } else { 1.0 };
    let of = |sign: &Sign| weights.of(sign.number) * sign.count * share;
    let part = |group: Group| signs.all.iter().filter(|sign| sign.group == group).map(of).sum::<f32>();
    let (ai, incident, general, wording) =
        (part(Group::Ai), part(Group::Incident), part(Group::General), part(Group::Wording));
    let before = weights.before * share;
    let rules = of_rules(signs).unwrap_or(0.0);
    let whole = before + ai + incident + general + wording + rules;
    let sum = whole.clamp(-FURTHEST, FURTHEST);
    let score = 1.0 / (1.0 + (-sum).exp());
    // So that the parts add up; beside even odds the parts nearly cancel out, and each is shown by the slope there.
    let scale = if whole.abs() < 0.01 { 0.25 } else { (score - 0.5) / whole };
    let mut reasons = vec![Reason::new("before", 0.5 + before * scale, "before anything is read")];
    let names = signs.names.join(", ");
    let (rule, detail) = match (signs.names.is_empty(), signs.speaks_of_ai) {
        (false, _) => ("ai-entity", format!("names {names}")),
        (true, true) => ("ai-words", "speaks of AI".to_owned()),
        (true, false) => ("no-ai", "no AI vendor, product or model is named".to_owned()),
    };
    reasons.push(Reason::new(rule, ai * scale, detail));
    let (rule, detail) = match (&signs.told, signs.is_harm_told) {
        (Some(told), _) => ("incident-event", format!("tells of: {told}")),
        (None, true) => ("harm-words", "tells of harm or abuse".to_owned()),
        (None, false) => ("no-incident", "no incident event is told".to_owned()),
    };
    reasons.push(Reason::new(rule, incident * scale, detail));
    if general != 0.0 {
        reasons.push(Reason::new("general", general * scale, signs.general.unwrap_or("speaks of a defence")));
    }
    if signs.is_note {
        reasons.push(Reason::new("rules", rules * scale, "what rules alone say of a note"));
    }
    reasons.push(Reason::new("wording", wording * scale, telling_words(text, signs)));
    (score, reasons)
}

/// What rules alone say of a note, as a logarithm of odds; nothing of a report.
pub(super) fn of_rules(signs: &Signs<'_>) -> Option<f32> {
    let rules = (1.0 - LEARNT_OF_A_NOTE) * BY_RULES * (signs.ruled - RULED_FROM) - MORE_OF_A_NOTE;
    signs.is_note.then_some(rules)
}

/// "for: arrested, wrongly; against: launches".
fn telling_words(text: &Text, signs: &Signs<'_>) -> String {
    let weights = crate::weights::of_relevance();
    let mut words: Vec<(f32, usize, usize)> = Vec::new();
    for sign in signs.all.iter().filter(|sign| sign.group == Group::Wording) {
        if let Shown::Words(start, end) = sign.shown {
            words.push((weights.of(sign.number), start, end));
        }
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let shown = |words: &mut dyn Iterator<Item = &(f32, usize, usize)>| {
        let mut shown: Vec<String> = Vec::new();
        for &(_, start, end) in words {
            let word = text.slice(start, end).to_lowercase();
            // A word, its likes and its neighbours are shown once.
            if !shown.iter().any(|known| known.contains(&word) || word.contains(known.as_str())) {
                shown.push(word);
            }
            if shown.len() == WORDS_SHOWN {
                break;
            }
        }
        shown.join(", ")
    };
    let good = shown(&mut words.iter().take_while(|(weight, ..)| *weight > 0.0));
    let bad = shown(&mut words.iter().rev().take_while(|(weight, ..)| *weight < 0.0));
    match (good.is_empty(), bad.is_empty()) {
        (true, true) => "no telling words".to_owned(),
        (false, true) => format!("words for it: {good}"),
        (true, false) => format!("words against it: {bad}"),
        (false, false) => format!("words for it: {good}; against it: {bad}"),
    }
}

#[cfg(test)]
mod tests;
