//! Single steps in words: titles, status, severity, relevance, tags, questions.

use watchline_model::{
    Decision, DecisionKind, DocumentId, Judgement, SetSeverity, Severity, Step, Subject, Tag, TagLists,
};

use super::{Deed, Titles};

/// `None` for what is told together with other steps.
pub(super) fn deed(step: &Step, decision: &Decision, titles: &Titles) -> Option<Deed> {
    Some(match step {
        Step::Redirected { incident, after: Some(into), .. } if decision.kind == DecisionKind::Merge => {
            Deed::new("merged ").incident(*incident).say(" into ").incident(*into)
        }
        Step::Redirected { incident, after: Some(into), .. } => {
            Deed::default().incident(*incident).say(" now leads to ").incident(*into)
        }
        Step::Redirected { incident, after: None, .. } => {
            Deed::default().incident(*incident).say(" stands by itself again")
        }
        Step::IncidentsKeptApart { left, right, after: true } => {
            Deed::new("from now on no rule merges ").incident(*left).say(" and ").incident(*right)
        }
        Step::IncidentsKeptApart { left, right, after: false } => {
            Deed::new("again, rules may merge ").incident(*left).say(" and ").incident(*right)
        }
        Step::Retitled { incident, before, after } => {
            let deed = Deed::new("title of ").incident(*incident).say(": ");
            deed.say(change(quoted(before.as_deref()), quoted(after.as_deref())))
        }
        Step::StatusSet { incident, before, after } => {
            let word = |status: &Option<_>| {
                status.map_or(MACHINE.to_owned(), |status: watchline_model::Status| status.to_string())
            };
            Deed::new("status of ").incident(*incident).say(": ").say(change(word(before), word(after)))
        }
        Step::SeveritySet { incident, before, after } => {
            let word = |set: &Option<SetSeverity>| set.map_or(MACHINE.to_owned(), |set| severity(set.severity));
            Deed::new("severity of ").incident(*incident).say(": ").say(change(word(before), word(after)))
        }
        Step::Described { incident, before, after } => {
            let mut found = Vec::new();
            if before.title != after.title {
                found.push(format!("title {}", change(quoted(Some(&before.title)), quoted(Some(&after.title)))));
            }
            if before.status != after.status {
                found.push(format!("status {}", change(before.status.to_string(), after.status.to_string())));
            }
            if before.severity != after.severity {
                found.push(format!("severity {}", change(severity(before.severity), severity(after.severity))));
            }
            Deed::new("described ").incident(*incident).say(format!(" anew: {}", found.join("; ")))
        }
        Step::Judged { document, before, after } => {
            let said = match after.relevance.as_ref() {
                Some(relevance) => format!(" {}", relevance.verdict),
                None => " anew".to_owned(),
            };
            let was = format!("{said} (was {})", verdict(before));
            Deed::new("judged ").documents(&[*document], titles).say(was)
        }
        Step::Retagged { before, after, .. } => retagged(decision, before, after, titles),
        Step::Corrected { tag, after: None, .. } => {
            Deed::new(format!("versions to come: the machine tags {} again", tag_words(tag)))
        }
        Step::Dismissed { item, after: true } => Deed::new("answered the question ").say(question(item)),
        Step::Dismissed { item, after: false } => Deed::new("asks again: ").say(question(item)),
        Step::Opened { .. } | Step::Entered(_) | Step::Left(_) | Step::Pinned { .. } | Step::KeptApart { .. } => {
            return None;
        }
        // The tags themselves say it; only what is taken back does not show there.
        Step::Corrected { .. } => return None,
    })
}

const MACHINE: &str = "what the machine finds";

fn quoted(title: Option<&str>) -> String {
    title.map_or_else(|| MACHINE.to_owned(), |title| format!("“{title}”"))
}

fn severity(severity: Option<Severity>) -> String {
    severity.map_or_else(|| "none".to_owned(), |severity| severity.to_string())
}

fn verdict(judgement: &Judgement) -> &'static str {
    judgement.relevance.as_ref().map_or("not judged", |relevance| relevance.verdict.as_str())
}

fn change(before: String, after: String) -> String {
    format!("{before} → {after}")
}

fn tag_words(tag: &Tag) -> String {
    match tag {
        Tag::Entity(id) => format!("entity {id}"),
        Tag::EventKind(kind) => format!("event {}", kind.replace('_', " ")),
    }
}

/// What came and what went, by name.
fn retagged(decision: &Decision, before: &TagLists, after: &TagLists, titles: &Titles) -> Deed {
    let mut said: Vec<String> = Vec::new();
    let without = |list: &TagLists, id| !list.entities.iter().any(|entity| entity.id == id);
    let added = after.entities.iter().filter(|entity| without(before, entity.id.clone()));
    said.extend(added.map(|entity| format!("added {} {}", entity.kind, entity.name)));
    let removed = before.entities.iter().filter(|entity| without(after, entity.id.clone()));
    said.extend(removed.map(|entity| format!("removed {} {}", entity.kind, entity.name)));
    let mut kinds: Vec<_> = before.events.iter().chain(&after.events).map(|event| &event.kind).collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let count = |list: &TagLists| list.events.iter().filter(|event| event.kind == *kind).count();
        match (count(before), count(after)) {
            (was, is) if was < is => said.push(format!("added event {}", kind.label())),
            (was, is) if was > is => said.push(format!("removed event {}", kind.label())),
            _ => {}
        }
    }
    let document: Vec<DocumentId> = match decision.subject {
        Subject::Document(id) => vec![id],
        _ => Vec::new(),
    };
    Deed::new("tags of ").documents(&document, titles).say(format!(": {}", said.join(", ")))
}

/// "duplicate INC-2026-0001:INC-2026-0002" as people say it.
fn question(item: &str) -> String {
    match item.split_once(':') {
        Some(("relevance", document)) => format!("whether document {document} concerns us: left as it is"),
        Some(("placement", rest)) => {
            format!("where document {} belongs: left where it is", rest.rsplit(':').next().unwrap_or(rest))
        }
        Some(("entity", entity)) => format!("what to make of the name “{entity}”: left as it is"),
        Some(("duplicate", pair)) => format!("whether {} are one: kept apart", pair.replace(':', " and ")),
        _ => item.to_owned(),
    }
}
