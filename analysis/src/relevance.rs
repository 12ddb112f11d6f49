//! Whether a document concerns us: an AI vendor, product or model *and* an incident.
//!
//! Each side is worth up to a half, and both must be there. The AI side is strong where the headline or several sentences
//! name it, weak where it is named once or only by words ("AI chatbot"). The incident side is strong where the headline or a
//! sentence that speaks of AI tells an event. What lies between goes to review.

mod words;

pub(crate) use words::has_ai_word;

use watchline_model::taxonomy::Family;
use watchline_model::{DocumentKind, Modality, Reason, Relevance, RelevanceVerdict};

use crate::entities::Found;
use crate::events::{Setting, Told, learnt};
use crate::text::{Sentence, Text};

/// From here on a document is relevant; chosen on the curve of docs/relevance.md: the highest at which F1 is within .005 of its
/// best, as what is watched brings far more irrelevant documents than the labelled ones …
pub(crate) const RELEVANT: f32 = 0.55;
/// … and from here on borderline.
pub(crate) const BORDERLINE: f32 = 0.3;

pub(crate) fn judge(text: &Text, found: &Found, told: &[Told], setting: &Setting) -> Relevance {
    let mut reasons = Vec::new();
    let ai = ai_side(text, found, setting, &mut reasons);
    let incident = incident_side(text, found, told, setting, &mut reasons);
    let mut score = if ai > 0.0 && incident > 0.0 { ai + incident } else { ai.max(incident) * 0.5 };
    if ai <= 0.0 {
        reasons.push(Reason::new("no-ai", 0.0, "no AI vendor, product or model is named"));
    }
    if incident <= 0.0 {
        reasons.push(Reason::new("no-incident", 0.0, "no incident event is told"));
    }
    if let Some(kind) = words::general(text) {
        reasons.push(Reason::new("general", -0.25, kind));
        score -= 0.25;
    }
    let score = score.clamp(0.0, 1.0);
    let verdict = if score >= RELEVANT {
        RelevanceVerdict::Relevant
    } else if score >= BORDERLINE {
        RelevanceVerdict::Borderline
    } else {
        RelevanceVerdict::Irrelevant
    };
    Relevance { verdict, score, reasons }
}

/// Up to 0.5.
fn ai_side(text: &Text, found: &Found, setting: &Setting, reasons: &mut Vec<Reason>) -> f32 {
    let about = |entity: &watchline_model::EntityId| found.ai.contains(entity);
    let named: Vec<_> = found.seen.iter().filter(|seen| about(&seen.entity)).collect();
    let counted =
        named.iter().filter(|seen| text.sentence_at(seen.start).is_some_and(|number| !text.sentences[number].clutter));
    let (mut in_headline, mut in_body, mut early) = (0, 0, 0);
    for seen in counted {
        if seen.start < text.body {
            in_headline += 1;
        } else {
            in_body += 1;
            early += usize::from(seen.start < text.body + 600);
        }
    }
    let names = {
        let mut names: Vec<&str> = named
            .iter()
            .filter_map(|seen| found.entities.get(&seen.entity))
            .map(|entity| entity.name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    };
    if in_headline > 0 || in_body >= 3 || (early > 0 && text.length() < 1500) || early >= 2 {
        reasons.push(Reason::new("ai-entity", 0.5, format!("names {names}")));
        return 0.5;
    }
    let words = words::ai_words(text);
    if words.in_headline || words.count >= 3 || (words.count >= 1 && text.length() < 900) {
        reasons.push(Reason::new("ai-words", 0.4, "speaks of AI"));
        return 0.4;
    }
    if in_body > 0 {
        reasons.push(Reason::new("ai-entity-in-passing", 0.25, format!("names {names} in passing")));
        return 0.25;
    }
    if setting.voice.is_some_and(|voice| found.ai.contains(voice)) || words.count > 0 {
        reasons.push(Reason::new("ai-words", 0.2, "speaks of AI in passing"));
        return 0.2;
    }
    0.0
}

/// Up to 0.5.
fn incident_side(text: &Text, found: &Found, told: &[Told], setting: &Setting, reasons: &mut Vec<Reason>) -> f32 {
    if matches!(setting.kind, Some(DocumentKind::Advisory)) {
        reasons.push(Reason::new("advisory", 0.5, "an advisory"));
        return 0.5;
    }
    let speaks_of_ai = |sentence: &Sentence| {
        found.within(sentence.start, sentence.end).iter().any(|seen| found.ai.contains(&seen.entity))
            || words::has_ai_word(sentence, text)
    };
    let mut best: (f32, String) = (0.0, String::new());
    let by_the_learnt = learnt::bears_on_relevance(text, found);
    let counts = |told: &&Told| {
        told.event.modality != Modality::Denied && (by_the_learnt || !learnt::is_learnt(&told.event.rule))
    };
    for told in told.iter().filter(counts) {
        let sentences = || told.sentences.iter().map(|&number| &text.sentences[number]);
        let early = sentences().any(|sentence| sentence.start < text.body + 700);
        let roles = told.event.actors.iter().chain(&told.event.targets);
        let near_ai = sentences().any(speaks_of_ai) || roles.clone().any(|entity| found.ai.contains(entity));
        let weight = weight(told, near_ai, early, setting);
        if weight > best.0 {
            best = (weight, told.event.kind.label());
        }
    }
    let harm = words::harm(text, speaks_of_ai);
    if best.0 >= harm && best.0 > 0.0 {
        reasons.push(Reason::new("incident-event", best.0, format!("tells of: {}", best.1)));
        return best.0;
    }
    if harm > 0.0 {
        reasons.push(Reason::new("harm-words", harm, "tells of harm or abuse"));
    }
    harm
}

/// What one event is worth: what happened counts most, an answer or a change of terms alone hardly.
fn weight(told: &Told, near_ai: bool, early: bool, setting: &Setting) -> f32 {
    let kind = told.event.kind.as_str();
    let own_answer = setting.voice.is_some() && matches!(kind, "acknowledgement" | "apology" | "postmortem" | "denial");
    if own_answer {
        return 0.3;
    }
    let full = match told.family {
        Family::Weakness | Family::Breach | Family::Misuse | Family::Service => 0.5,
        Family::Law => 0.35,
        Family::Restriction => match kind {
            "ban" => 0.5,
            "access_restriction" | "product_withdrawal" => 0.25,
            "procurement_change" => 0.2,
            _ => 0.06,
        },
        Family::Response => match kind {
            "statement_edited" | "statement_removed" | "apology" | "denial" => 0.15,
            "acknowledgement" | "mitigation" | "user_notification" | "postmortem" => 0.12,
            _ => 0.06,
        },
    };
    match (near_ai, early) {
        (true, true) => full,
        (true, false) => full * 0.6,
        (false, true) => full * 0.5,
        (false, false) => full * 0.2,
    }
}

#[cfg(test)]
mod tests;
