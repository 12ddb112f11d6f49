//! What of a document is weighed for its relevance: how it speaks of AI, which happenings it tells, how it is worded.
//!
//! A sign has a number by which its weight is looked up; nothing is decided here.

use watchline_model::taxonomy::Family;
use watchline_model::{DocumentKind, EntityId, EntityKind, Modality};

use super::words;
use crate::entities::Found;
use crate::events::learnt::words::{self as wording, Word};
use crate::events::{Setting, Told, learnt};
use crate::text::{Sentence, Text};

/// So many sentences of the body are weighed by their words: a report says first what happened.
const SENTENCES_OF_THE_BODY: usize = 4;
/// What a word counts, divided by the root of how many there are.
const OF_THE_WORDING: f32 = 1.0;
const OF_STEM: u32 = 0x51ed_270b;
const OF_CLUSTER: u32 = 0xb529_7a4d;
const OF_PAIR: u32 = 0x68e3_1da4;
/// A document of more sentences is a report, of fewer a note.
const SENTENCES_OF_A_NOTE: usize = 6;
/// Where the lede of a report ends, in characters of the body.
const EARLY: usize = 700;

/// Under which reason a sign is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Ai,
    Incident,
    General,
    Wording,
}

/// How a sign is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown<'a> {
    Named(&'static str, &'a str),
    /// Characters of the text.
    Words(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign<'a> {
    pub(super) number: u32,
    pub(super) count: f32,
    pub(super) group: Group,
    pub(super) shown: Shown<'a>,
}

impl<'a> Sign<'a> {
    fn named(group: Group, what: &'static str, which: &'a str) -> Self {
        Self { number: number_of(what, which), count: 1.0, group, shown: Shown::Named(what, which) }
    }
}

/// The number of a sign that has a name.
pub(super) fn number_of(what: &str, which: &str) -> u32 {
    wording::number(what.as_bytes()).rotate_left(7) ^ wording::number(which.as_bytes())
}

/// The signs of a document, and what is shown of them.
#[derive(Debug)]
pub(super) struct Signs<'a> {
    pub(super) all: Vec<Sign<'a>>,
    /// Names of the AI products and vendors, in order.
    pub(super) names: Vec<&'a str>,
    pub(super) speaks_of_ai: bool,
    /// The kind of the weightiest event.
    pub(super) told: Option<String>,
    pub(super) is_harm_told: bool,
    /// From 0 to 1: how surely rules alone find both sides in it.
    pub(super) ruled: f32,
    /// It has few sentences.
    pub(super) is_note: bool,
    pub(super) general: Option<&'static str>,
}

pub(super) fn read<'a>(text: &'a Text, found: &'a Found, told: &'a [Told], setting: &Setting) -> Signs<'a> {
    let mut signs = Signs {
        all: Vec::with_capacity(128),
        names: Vec::new(),
        speaks_of_ai: false,
        told: None,
        is_harm_told: false,
        ruled: 0.0,
        is_note: text.sentences.len() <= SENTENCES_OF_A_NOTE,
        general: None,
    };
    let ai = signs.of_ai(text, found, setting);
    let (incident, by_incident) = signs.of_incident(text, found, told, setting);
    signs.all.push(Sign::named(Group::Incident, both(incident), ai));
    signs.of_names(found);
    signs.general = words::general(text);
    if let Some(kind) = signs.general {
        signs.all.push(Sign::named(Group::General, "general=", kind));
    }
    signs.ruled = ruled(ai, by_incident, signs.general.is_some());
    if words::defends(text) {
        signs.all.push(Sign::named(Group::General, "defends", ""));
    }
    signs.of_wording(text, found);
    signs
}

/// What rules alone say: either side is worth up to a half, and both must be there.
fn ruled(ai: &str, incident: f32, is_general: bool) -> f32 {
    let ai: f32 = match ai {
        "entity" => 0.5,
        "words" => 0.4,
        "entity-in-passing" => 0.25,
        "words-in-passing" => 0.2,
        _ => 0.0,
    };
    let both = if ai > 0.0 && incident > 0.0 { ai + incident } else { ai.max(incident) * 0.5 };
    (both - if is_general { 0.25 } else { 0.0 }).clamp(0.0, 1.0)
}

/// How strongly a document tells of an incident, by rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Incident {
    BesideAi,
    Elsewhere,
    HarmOnly,
    None,
}

fn both(incident: Incident) -> &'static str {
    match incident {
        Incident::BesideAi => "told-beside-ai,",
        Incident::Elsewhere => "told-elsewhere,",
        Incident::HarmOnly => "harm-only,",
        Incident::None => "nothing-told,",
    }
}

impl<'a> Signs<'a> {
    /// The side of AI: how surely and how often it is spoken of.
    fn of_ai(&mut self, text: &Text, found: &'a Found, setting: &Setting) -> &'static str {
        let about = |entity: &EntityId| found.ai.contains(entity);
        let named: Vec<_> = found.seen.iter().filter(|seen| about(&seen.entity)).collect();
        let (mut in_headline, mut in_body, mut early) = (0, 0, 0);
        for seen in &named {
            if text.sentence_at(seen.start).is_none_or(|number| text.sentences[number].clutter) {
                continue;
            }
            if seen.start < text.body {
                in_headline += 1;
            } else {
                in_body += 1;
                early += usize::from(seen.start < text.body + EARLY);
            }
        }
        self.names =
            named.iter().filter_map(|seen| found.entities.get(&seen.entity)).map(|e| e.name.as_str()).collect();
        self.names.sort_unstable();
        self.names.dedup();
        let words = words::ai_words(text);
        self.speaks_of_ai = words.count > 0;
        let is_entity = in_headline > 0 || in_body >= 3 || (early > 0 && text.length() < 1500) || early >= 2;
        let many = words.in_headline || words.count >= 3 || (words.count >= 1 && text.length() < 900);
        let level = if is_entity {
            "entity"
        } else if many {
            "words"
        } else if in_body > 0 {
            "entity-in-passing"
        } else if setting.voice.is_some_and(about) || words.count > 0 {
            "words-in-passing"
        } else {
            "none"
        };
        self.all.push(Sign::named(Group::Ai, "ai=", level));
        let mut also = |is_so: bool, which: &'static str| {
            if is_so {
                self.all.push(Sign::named(Group::Ai, "ai-also=", which));
            }
        };
        also(in_headline > 0, "entity-in-headline");
        also(words.in_headline, "words-in-headline");
        also(is_entity && many, "entity-and-words");
        also(early > 0, "entity-early");
        level
    }

    /// The side of the incident: what is told, where, and what besides speaks of harm.
    fn of_incident(&mut self, text: &Text, found: &Found, told: &'a [Told], setting: &Setting) -> (Incident, f32) {
        if matches!(setting.kind, Some(DocumentKind::Advisory)) {
            self.all.push(Sign::named(Group::Incident, "advisory", ""));
        }
        let speaks_of_ai = |sentence: &Sentence| {
            found.within(sentence.start, sentence.end).iter().any(|seen| found.ai.contains(&seen.entity))
                || words::has_ai_word(sentence, text)
        };
        let mut best: (f32, bool) = (0.0, false);
        let mut kinds: Vec<(&'static str, &'a str)> = Vec::new();
        let by_the_learnt = learnt::bears_on_relevance(text, found);
        for told in told.iter().filter(|told| told.event.modality != Modality::Denied) {
            let by_the_rules = !learnt::is_learnt(&told.event.rule);
            if !by_the_rules && !by_the_learnt {
                continue;
            }
            let sentences = || told.sentences.iter().map(|&number| &text.sentences[number]);
            let early = sentences().any(|sentence| sentence.start < text.body + EARLY);
            let roles = told.event.actors.iter().chain(&told.event.targets);
            let near_ai = sentences().any(speaks_of_ai) || roles.clone().any(|entity| found.ai.contains(entity));
            let weight = weight(told, near_ai, early, setting);
            if weight > best.0 {
                best = (weight, near_ai);
                self.told = Some(told.event.kind.label());
            }
            kinds.push((if by_the_rules { "told=" } else { "read=" }, told.event.kind.as_str()));
            kinds.push(("family=", family(told.family)));
            kinds.push(("place=", place(near_ai, early)));
        }
        kinds.sort_unstable();
        kinds.dedup();
        let count = kinds.iter().filter(|(what, _)| matches!(*what, "told=" | "read=")).count();
        self.all.extend(kinds.into_iter().map(|(what, which)| Sign::named(Group::Incident, what, which)));
        let many = ["none", "one", "two", "three", "many"][count.min(4)];
        self.all.push(Sign::named(Group::Incident, "kinds=", many));
        self.all.push(Sign { count: best.0 * 2.0, ..Sign::named(Group::Incident, "weight", "") });
        let harm = words::harm(text, speaks_of_ai);
        self.is_harm_told = harm > 0.0;
        self.all.push(Sign { count: harm * 3.0, ..Sign::named(Group::Incident, "harm", "") });
        if words::names_harm_abroad(text) {
            self.all.push(Sign::named(Group::Incident, "harm-abroad", ""));
        }
        let incident = match best {
            (weight, true) if weight > 0.0 => Incident::BesideAi,
            (weight, false) if weight > 0.0 => Incident::Elsewhere,
            _ if harm > 0.0 => Incident::HarmOnly,
            _ => Incident::None,
        };
        let advisory = if matches!(setting.kind, Some(DocumentKind::Advisory)) { 0.5 } else { 0.0 };
        (incident, best.0.max(harm).max(advisory))
    }

    /// Who besides has a part in it.
    fn of_names(&mut self, found: &Found) {
        let kinds = [
            (EntityKind::Regulator, "regulator"),
            (EntityKind::Organization, "organization"),
            (EntityKind::Person, "person"),
            (EntityKind::Country, "country"),
            (EntityKind::Vulnerability, "vulnerability"),
        ];
        for (kind, name) in kinds {
            if found.seen.iter().any(|seen| seen.kind == kind) {
                self.all.push(Sign::named(Group::Incident, "names=", name));
            }
        }
    }

    /// The words of the headline and of what follows first.
    fn of_wording(&mut self, text: &Text, found: &Found) {
        let (mut words, mut taken): (Vec<Word>, usize) = (Vec::new(), 0);
        let from = self.all.len();
        for sentence in text.sentences.iter().filter(|sentence| !sentence.clutter) {
            if !sentence.headline {
                taken += 1;
            }
            if taken > SENTENCES_OF_THE_BODY {
                break;
            }
            wording::read(text, found, sentence, &mut words);
            for word in &words {
                self.all.push(of_word(word.stem ^ OF_STEM, word.start, word.end));
                if word.cluster != word.stem {
                    self.all.push(of_word(word.cluster ^ OF_CLUSTER, word.start, word.end));
                }
            }
            for pair in words.windows(2) {
                if let [left, right] = pair {
                    let number = (left.stem ^ OF_PAIR).rotate_left(11).wrapping_mul(0x85eb_ca6b) ^ right.stem;
                    self.all.push(of_word(number, left.start, right.end));
                }
            }
        }
        let share = OF_THE_WORDING / ((self.all.len() - from).max(1) as f32).sqrt();
        self.all[from..].iter_mut().for_each(|sign| sign.count = share);
    }
}

fn of_word<'a>(number: u32, start: usize, end: usize) -> Sign<'a> {
    Sign { number, count: 1.0, group: Group::Wording, shown: Shown::Words(start, end) }
}

fn family(family: Family) -> &'static str {
    match family {
        Family::Weakness => "weakness",
        Family::Breach => "breach",
        Family::Misuse => "misuse",
        Family::Service => "service",
        Family::Law => "law",
        Family::Restriction => "restriction",
        Family::Response => "response",
    }
}

fn place(near_ai: bool, early: bool) -> &'static str {
    match (near_ai, early) {
        (true, true) => "early-beside-ai",
        (true, false) => "late-beside-ai",
        (false, true) => "early",
        (false, false) => "late",
    }
}

/// What one event says of an incident: what happened says most, an answer or a change of terms alone hardly anything.
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
