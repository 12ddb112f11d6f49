//! What a document says in so many words of how a matter ended: over, closed, lifted, fixed for good, taken back.
//!
//! Such sentences tell of no event of their own, so that they are read from the text. Only whole sentences of the body or the
//! headline count; a question, a condition or a refusal ("whether the ban will be lifted") never does.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use watchline_model::taxonomy::Family;
use watchline_model::{DocumentKind, Evidence, Status, Taxonomy};

use super::Told;
use super::family::family_of;
use super::matter::Cast;
use crate::Input;
use crate::text::Text;

/// The status, and the sentence that says so.
pub(super) struct Closing {
    pub(super) status: Status,
    pub(super) evidence: Evidence,
}

/// What may be read from a text depends on what the incident is about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About {
    /// A restriction can be lifted.
    pub(super) restriction: bool,
    /// A service can be back.
    pub(super) service: bool,
}

impl About {
    pub(super) fn of(documents: &[Told], taxonomy: &Taxonomy) -> Self {
        let told = |family: Family| {
            let mut events = documents.iter().flat_map(|told| told.events);
            events.any(|event| family_of(&event.kind, taxonomy) == Some(family))
        };
        Self { restriction: told(Family::Restriction), service: told(Family::Service) }
    }
}

/// The first sentence that ends the matter. `answered`: the vendor concerned has owned up or acted already.
pub(super) fn closing(told: &Told, cast: &Cast, about: About, answered: bool) -> Option<Closing> {
    let rules = rules();
    let text = Text::new(&Input { title: &told.reading.title, body: &told.reading.text, ..Input::default() });
    let own = told.voice.is_some_and(|voice| cast.is_concerned(voice));
    let status_page = told.kind == DocumentKind::Status;
    let find = |status: Status, ends: &dyn Fn(&str) -> bool| {
        let mut sentences = text.sentences.iter().filter(|sentence| !sentence.clutter);
        let found = sentences.find(|sentence| ends(sentence.words(&text)))?;
        Some(Closing { status, evidence: Evidence::cut(text.full(), found.start, found.end) })
    };
    let resolved = |sentence: &str| {
        if status_page && rules.resolved_line.is_match(sentence) {
            return true;
        }
        if rules.open.is_match(sentence) {
            return false;
        }
        (own || status_page) && rules.been_resolved.is_match(sentence)
            || rules.closed.is_match(sentence)
            || about.restriction && rules.lifted.is_match(sentence)
            || about.service && rules.restored.is_match(sentence)
            || answered && rules.holds.is_match(sentence) && rules.tested.is_match(sentence)
    };
    find(Status::Resolved, &resolved)
        .or_else(|| find(Status::Retracted, &|sentence| rules.retracted.is_match(sentence)))
}

struct Rules {
    resolved_line: Regex,
    been_resolved: Regex,
    closed: Regex,
    lifted: Regex,
    restored: Regex,
    holds: Regex,
    tested: Regex,
    retracted: Regex,
    open: Regex,
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules {
        resolved_line: fixed(r"\A\s*resolved\b"),
        been_resolved: fixed(r"\b(has|have)\ been\ (fully\ )?resolved\b"),
        // "The investigation is closed", "considers the matter resolved", "has closed the case".
        closed: fixed(
            r"\b(matter|affair|case|investigation|inquiry|probe)\s+((is|was|has\ been)\s+)?(now\s+)?(closed|resolved|settled)\b
            | \b(has|have)\s+(now\s+)?closed\s+(the|its|their)\s+(\w+\s+)?(case|investigation|inquiry|probe)\b",
        ),
        lifted: fixed(
            r"\b(lift(s|ed)?|revoke[sd]|rescind(s|ed)|reverse[sd]|overturn(s|ed))\s+(the|its|a|their|that|this)\s+([\w-]+\s+){0,3}
              (ban|restriction|suspension|order|block)s?\b
            | \b(ban|restriction|suspension|order)s?\b[^.;]{0,30}\b(is|are|was|were|has\ been|have\ been)\s+(lifted|revoked|rescinded|overturned)\b
            | \bwill\ lift\s+(the|its|their)\s+(ban|restriction|suspension)\b
            | (解除|取消)了?[^。]{0,12}(禁令|限制)",
        ),
        restored: fixed(
            r"\b(service|services|access|operation|operations|systems?)\s+(was|were|is|has\ been|have\ been)\s+(fully\s+)?(restored|back)\b
            | \brestored\s+(the\s+)?(service|access)\b
            | \boutage\s+(had\s+)?lasted\b
            | (服务|系统|访问)[^。；]{0,6}已[^。；]{0,12}恢复",
        ),
        holds: fixed(
            r"\bno\ longer\s+(send|show|leak|expose|reveal|work|accept|obey|cancel|contain|run|track|respond|allow|give|transmit)(s|es)?\b",
        ),
        tested: fixed(r"\b(tests?|tested|testing|verified|checked|audits?|researchers?|confirm(s|ed)?)\b"),
        retracted: fixed(r"\A\s*(retraction|retracted|we\ retract)\b"),
        open: fixed(
            r"\b(not|never|whether|if|unless|until|before|(?-i:may)|might|could|would|should|once|ask(s|ed)?|call(s|ed)?\ (for|on)|demand(s|ed)?
              |urge[sd]?|refuse[sd]?|reject(s|ed)?|appeal(s|ed)?|hope[sd]?)\b | 是否 | 尚无",
        ),
    })
}

fn fixed(pattern: &str) -> Regex {
    let built = RegexBuilder::new(pattern).case_insensitive(true).ignore_whitespace(true).build();
    built.expect("a fixed expression, compiled by every test of this module")
}

#[cfg(test)]
mod tests;
