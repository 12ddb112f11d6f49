//! What a decision did, in words: its steps as sentences that link to what they are about.
//!
//! A decision may have hundreds of steps (a merge moves every document); the same done to many is one sentence. Says
//! what was done and nothing of why: reasons stand beside it, in the words of whoever decided.

mod words;

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use watchline_model::{Decision, DecisionKind, DocumentId, IncidentId, Step};
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::pages::search::title;
use crate::state::WebState;

/// Documents named in one sentence; the others are counted.
const NAMED: usize = 3;

/// A sentence without its full stop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/deed.html")]
pub(crate) struct Deed {
    pub(crate) parts: Vec<Phrase>,
}

crate::view::pieces!(Deed);

/// Words, and where they lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    pub(crate) address: Option<String>,
}

impl Deed {
    fn new(text: impl Into<String>) -> Self {
        Self::default().say(text)
    }

    fn say(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Phrase { text: text.into(), address: None });
        self
    }

    fn incident(mut self, id: IncidentId) -> Self {
        self.parts.push(Phrase { text: id.to_string(), address: Some(format!("/incidents/{id}")) });
        self
    }

    /// "“One”, “Two” and 3 more documents".
    fn documents(mut self, ids: &[DocumentId], titles: &Titles) -> Self {
        for (place, id) in ids.iter().take(NAMED).enumerate() {
            let between = if place == 0 { "" } else { ", " };
            let text = format!("“{}”", titles.of(*id));
            self = self.say(between);
            self.parts.push(Phrase { text, address: Some(format!("/documents/{id}")) });
        }
        match ids.len().saturating_sub(NAMED) {
            0 => self,
            more => self.say(format!(" and {}", crate::view::when::plural(more as u64, "more document"))),
        }
    }

    /// As plain text.
    pub(crate) fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

/// What the documents that decisions speak of are called.
#[derive(Debug, Default)]
pub(crate) struct Titles(HashMap<DocumentId, String>);

impl Titles {
    /// # Errors
    /// Where the store fails.
    pub(crate) async fn load(state: &WebState, decisions: &[Decision]) -> Result<Self, WebError> {
        let steps = decisions.iter().flat_map(|decision| &decision.steps);
        let mut ids: BTreeSet<DocumentId> = steps.filter_map(Step::document).collect();
        ids.extend(decisions.iter().filter_map(|decision| match decision.subject {
            watchline_model::Subject::Document(id) => Some(id),
            _ => None,
        }));
        let ids: Vec<DocumentId> = ids.into_iter().collect();
        Ok(Self::new(&state.store.list_documents(&ids).await?))
    }

    pub(crate) fn new(documents: &[DocumentView]) -> Self {
        Self(documents.iter().map(|view| (view.document.id, title(view))).collect())
    }

    fn of(&self, id: DocumentId) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| format!("document {id}"))
    }
}

/// What it did; a decision that did nothing by itself says so. What binds the rules from now on: [`bindings`].
pub(crate) fn deeds(decision: &Decision, titles: &Titles) -> Vec<Deed> {
    let mut deeds = places(decision, titles);
    deeds.extend(decision.steps.iter().filter_map(|step| words::deed(step, decision, titles)));
    if deeds.is_empty() {
        deeds.push(Deed::new("changed nothing by itself"));
    }
    deeds
}

/// Who went where. What leaves one incident and enters another has moved.
fn places(decision: &Decision, titles: &Titles) -> Vec<Deed> {
    let mut entered: Vec<(DocumentId, IncidentId)> = Vec::new();
    let mut left: Vec<(DocumentId, IncidentId)> = Vec::new();
    for step in &decision.steps {
        match step {
            Step::Entered(place) => entered.push((place.document, place.incident)),
            Step::Left(place) => left.push((place.document, place.incident)),
            _ => {}
        }
    }
    let mut deeds = Vec::new();
    let opened = |incident| decision.steps.contains(&Step::Opened { incident });
    let mut moved: Vec<((IncidentId, IncidentId), Vec<DocumentId>)> = Vec::new();
    left.retain(|(document, from)| match entered.iter().position(|(other, _)| other == document) {
        Some(at) => {
            let (_, into) = entered.remove(at);
            gather(&mut moved, (*from, into), *document);
            false
        }
        None => true,
    });
    for ((from, into), documents) in moved {
        let new = if opened(into) { " to a new incident, " } else { " to " };
        deeds.push(
            Deed::new("moved ").documents(&documents, titles).say(" from ").incident(from).say(new).incident(into),
        );
    }
    let mut came: Vec<(IncidentId, Vec<DocumentId>)> = Vec::new();
    entered.into_iter().for_each(|(document, into)| gather(&mut came, into, document));
    for (into, documents) in came {
        let deed = if opened(into) {
            Deed::new("opened ").incident(into).say(" with ").documents(&documents, titles)
        } else {
            Deed::new("put ").documents(&documents, titles).say(" into ").incident(into)
        };
        deeds.push(deed);
    }
    let mut gone: Vec<(IncidentId, Vec<DocumentId>)> = Vec::new();
    left.into_iter().for_each(|(document, from)| gather(&mut gone, from, document));
    for (from, documents) in gone {
        deeds.push(Deed::new("took ").documents(&documents, titles).say(" out of ").incident(from));
    }
    deeds
}

fn gather<K: PartialEq>(groups: &mut Vec<(K, Vec<DocumentId>)>, key: K, document: DocumentId) {
    match groups.iter_mut().find(|(known, _)| *known == key) {
        Some((_, documents)) => documents.push(document),
        None => groups.push((key, vec![document])),
    }
}

/// What binds the rules from now on. By a rule there is none; of an undoing it is the loosening.
pub(crate) fn bindings(decision: &Decision) -> Vec<Deed> {
    let mut groups: Vec<((&str, IncidentId), Vec<DocumentId>)> = Vec::new();
    for step in &decision.steps {
        let (words, incident, document) = match step {
            Step::Pinned { document, incident, after: true } => ("no rule takes {} out of ", *incident, *document),
            Step::Pinned { document, incident, after: false } => ("rules may take {} out of ", *incident, *document),
            Step::KeptApart { document, incident, after: true } => ("no rule puts {} into ", *incident, *document),
            Step::KeptApart { document, incident, after: false } => ("rules may put {} into ", *incident, *document),
            _ => continue,
        };
        gather(&mut groups, (words, incident), document);
    }
    let undoing = decision.kind == DecisionKind::Undo;
    let deed = |((words, incident), documents): ((&str, IncidentId), Vec<DocumentId>)| {
        let these = match documents.len() {
            1 => "this document".to_owned(),
            many => format!("these {many} documents"),
        };
        let again = if undoing || words.starts_with("rules") { "again, " } else { "from now on " };
        Deed::new(format!("{again}{}", words.replace("{}", &these))).incident(incident)
    };
    groups.into_iter().map(deed).collect()
}

#[cfg(test)]
mod tests;
