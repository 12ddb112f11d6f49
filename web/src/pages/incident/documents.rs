//! The documents of an incident by independent source, copies beneath what they copy. Of very many the first are shown, of
//! each source and of each text alike, and the rest is counted where it is missing.

use std::collections::HashMap;

use watchline_model::{Decision, DocumentId, IncidentId, Subject};
use watchline_store::DocumentView;

use crate::material::IncidentMaterial;
use crate::pages::document::{Why, why};
use crate::pages::search::title;
use crate::view::evidence::published;
use crate::view::fold::{Fold, Rest, share};
use crate::view::when::{When, grouped};

/// An incident of no more documents is shown whole; of one with more …
const WHOLE: usize = 60;
/// … so many sources, with so many texts of their own, and so many copies of these.
const SOURCES: usize = 25;
const ORIGINALS: usize = 50;
const COPIES: usize = 40;

/// An independent source: its own documents, each with its copies.
pub(crate) struct Group {
    pub(crate) publisher: String,
    pub(crate) tier: &'static str,
    pub(crate) originals: Vec<Original>,
    /// Texts of its own that are not shown.
    pub(crate) more: usize,
}

pub(crate) struct Original {
    pub(crate) line: DocumentLine,
    pub(crate) copies: Vec<DocumentLine>,
    /// Copies that are not shown.
    pub(crate) more: usize,
    pub(crate) why: Vec<Why>,
}

impl Original {
    /// All its copies, shown or not.
    pub(crate) fn copied(&self) -> usize {
        self.copies.len() + self.more
    }
}

pub(crate) struct DocumentLine {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) kind: &'static str,
    pub(crate) published: When,
    pub(crate) original: String,
    pub(crate) hash: String,
    pub(crate) why: Vec<Why>,
    /// Other incidents that it belongs to, and whether it is at home in the first of them.
    pub(crate) elsewhere: Vec<IncidentId>,
    pub(crate) is_guest: bool,
}

/// A text and its copies, as they are stored.
struct Text<'a> {
    original: &'a DocumentView,
    copies: Vec<&'a DocumentView>,
}

/// The sources in order of their first document, and what of them is not shown.
pub(crate) fn groups(material: &IncidentMaterial, fold: &Fold) -> (Vec<Group>, Option<Rest>) {
    let sources = sources(material);
    let is_whole = material.documents.len() <= WHOLE || fold.is_open("documents");
    let shown = if is_whole { sources.len() } else { sources.len().min(SOURCES) };
    let sizes: Vec<usize> = sources.iter().take(shown).map(|(_, texts)| texts.len()).collect();
    let texts_each = if is_whole { usize::MAX } else { share(&sizes, ORIGINALS) };
    let texts = sources.iter().take(shown).flat_map(|(_, texts)| texts.iter().take(texts_each));
    let sizes: Vec<usize> = texts.map(|text| text.copies.len()).collect();
    let copies_each = if is_whole { usize::MAX } else { share(&sizes, COPIES) };
    let original = |text: &Text<'_>| Original {
        line: line(material, text.original),
        copies: text.copies.iter().take(copies_each).map(|copy| line(material, copy)).collect(),
        more: text.copies.len().saturating_sub(copies_each),
        why: reasons(material, text.original),
    };
    let groups = sources.iter().take(shown).map(|(publisher, texts)| Group {
        publisher: (*publisher).to_owned(),
        tier: texts.first().map_or("", |text| text.original.source.tier.as_str()),
        originals: texts.iter().take(texts_each).map(original).collect(),
        more: texts.len().saturating_sub(texts_each),
    });
    let groups: Vec<Group> = groups.collect();
    let documents = groups.iter().flat_map(|group| &group.originals).map(|original| 1 + original.copies.len()).sum();
    let rest = fold.rest("documents", documents, material.documents.len(), "documents").map(|rest| Rest {
        said: format!("{}, of {} of {} sources", rest.said, groups.len(), grouped(sources.len() as u64)),
        ..rest
    });
    (groups, rest)
}

/// The texts of each publisher, in order.
fn sources(material: &IncidentMaterial) -> Vec<(&str, Vec<Text<'_>>)> {
    let roots: Vec<DocumentId> = material.documents.iter().map(|view| root(material, view)).collect();
    let mut copies: HashMap<DocumentId, Vec<&DocumentView>> = HashMap::new();
    for (view, root) in material.documents.iter().zip(&roots) {
        if *root != view.document.id {
            copies.entry(*root).or_default().push(view);
        }
    }
    let mut sources: Vec<(&str, Vec<Text<'_>>)> = Vec::new();
    for (view, root) in material.documents.iter().zip(&roots) {
        if *root != view.document.id {
            continue;
        }
        let text = Text { original: view, copies: copies.remove(root).unwrap_or_default() };
        match sources.iter_mut().find(|(publisher, _)| *publisher == view.source.publisher) {
            Some((_, texts)) => texts.push(text),
            None => sources.push((&view.source.publisher, vec![text])),
        }
    }
    sources
}

/// The document at the beginning of a chain of copies, as far as it is in the incident.
fn root(material: &IncidentMaterial, view: &DocumentView) -> DocumentId {
    let mut at = view;
    // A chain is never longer than the documents there are; a circle would be a fault of the data.
    for _ in 0..material.documents.len() {
        match at.copy_of.and_then(|id| material.document(id)) {
            Some(original) => at = original,
            None => return at.document.id,
        }
    }
    view.document.id
}

fn line(material: &IncidentMaterial, view: &DocumentView) -> DocumentLine {
    DocumentLine {
        address: format!("/documents/{}", view.document.id),
        title: title(view),
        publisher: view.source.publisher.clone(),
        kind: view.document.kind.as_str(),
        published: published(view),
        original: view.document.url.clone(),
        hash: view.version.sha256.hex(),
        why: reasons(material, view),
        elsewhere: view.incidents.iter().copied().filter(|id| *id != material.incident.id).collect(),
        is_guest: view.incidents.first().is_some_and(|home| *home != material.incident.id),
    }
}

fn reasons(material: &IncidentMaterial, view: &DocumentView) -> Vec<Why> {
    let (subject, own) = (Subject::Document(view.document.id), material.incident.id);
    // Why it is somewhere else as well stands there.
    let is_here = |decision: &Decision| {
        let mut places = decision.steps.iter().filter(|step| matches!(step, watchline_model::Step::Entered(_)));
        places.clone().next().is_none() || places.any(|step| step.incidents().contains(&own))
    };
    let here = material.decisions.iter().filter(|decision| decision.subject == subject && is_here(decision));
    here.map(why).collect()
}
