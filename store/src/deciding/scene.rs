//! The part of all places that a decision is about, in memory: steps are tried out here, purely, before anything is
//! written.
//!
//! What cannot be done is refused with a sentence. Loading happens in the transaction that writes, so nothing changes
//! between the trial and the deed.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{
    Correction, DecisionId, Description, DocumentId, IncidentId, Judgement, Place, Relevance, SetSeverity, Status,
    Step, Tag, TagLists, VersionId,
};

/// A document, as far as decisions are about it.
#[derive(Debug)]
pub(crate) struct DocumentState {
    pub(crate) places: BTreeMap<IncidentId, Place>,
    pub(crate) title: String,
    /// Publication, else first sight; microseconds.
    pub(crate) reported: i64,
    pub(crate) year: i32,
    /// The latest version that is tagged, else the latest.
    pub(crate) version: VersionId,
    pub(crate) latest: VersionId,
    pub(crate) judgement: Judgement,
    /// What the machine finds in its latest version.
    pub(crate) found: Option<Relevance>,
    pub(crate) kept_apart: BTreeSet<IncidentId>,
    pub(crate) corrections: BTreeMap<Tag, Correction>,
}

/// An incident, as far as decisions are about it.
#[derive(Debug, Clone)]
pub(crate) struct IncidentState {
    pub(crate) merged_into: Option<IncidentId>,
    pub(crate) documents: i64,
    /// Microseconds; which of two is the older.
    pub(crate) opened_at: i64,
    /// Subscribers have heard of it.
    pub(crate) is_known: bool,
    pub(crate) found: Option<Description>,
    pub(crate) shown: Option<Description>,
    pub(crate) title: Option<String>,
    pub(crate) status: Option<Status>,
    pub(crate) severity: Option<SetSeverity>,
}

impl IncidentState {
    pub(crate) fn has_set_words(&self) -> bool {
        self.title.is_some() || self.status.is_some() || self.severity.is_some()
    }
}

#[derive(Debug, Default)]
pub(crate) struct Scene {
    pub(crate) documents: BTreeMap<DocumentId, DocumentState>,
    pub(crate) incidents: BTreeMap<IncidentId, IncidentState>,
    pub(crate) pairs: BTreeSet<(IncidentId, IncidentId)>,
    pub(crate) tags: BTreeMap<VersionId, TagLists>,
    pub(crate) dismissed: BTreeSet<String>,
    /// What was tried out, in order: what the decision does.
    pub(crate) steps: Vec<Step>,
}

/// A pair of incidents in the order in which it is kept.
pub(crate) fn pair(one: IncidentId, other: IncidentId) -> (IncidentId, IncidentId) {
    (one.min(other), one.max(other))
}

type Tried = Result<(), String>;

impl Scene {
    /// Tries a step out and keeps it. What is so already is not kept, where it makes no difference who said it.
    ///
    /// # Errors
    /// Why it cannot be done, in a sentence.
    pub(crate) fn take(&mut self, step: Step) -> Tried {
        let kept = match step {
            Step::Opened { incident } => {
                self.incidents.insert(incident, IncidentState::new());
                Some(step)
            }
            Step::Entered(place) => Some(Step::Entered(self.enter(place)?)),
            Step::Left(place) => Some(Step::Left(self.leave(&place)?)),
            Step::Redirected { incident, before, after } => {
                self.redirect(incident, before, after)?;
                Some(step)
            }
            Step::Pinned { document, incident, after } => {
                let place = self.document(document)?.places.get_mut(&incident);
                place.filter(|place| place.pinned != after).map(|place| {
                    place.pinned = after;
                    step
                })
            }
            Step::KeptApart { document, incident, after } => {
                let kept_apart = &mut self.document(document)?.kept_apart;
                let differs = if after { kept_apart.insert(incident) } else { kept_apart.remove(&incident) };
                differs.then_some(step)
            }
            Step::IncidentsKeptApart { left, right, after } => {
                let both = pair(left, right);
                let differs = if after { self.pairs.insert(both) } else { self.pairs.remove(&both) };
                differs.then_some(step)
            }
            Step::Dismissed { ref item, after } => {
                let differs =
                    if after { self.dismissed.insert(item.clone()) } else { self.dismissed.remove(item.as_str()) };
                differs.then_some(step)
            }
            Step::Retitled { .. } | Step::StatusSet { .. } | Step::SeveritySet { .. } | Step::Described { .. } => {
                self.word(&step)?;
                Some(step)
            }
            Step::Judged { .. } | Step::Retagged { .. } | Step::Corrected { .. } => {
                self.tag(&step)?;
                Some(step)
            }
        };
        self.steps.extend(kept);
        Ok(())
    }

    fn document(&mut self, id: DocumentId) -> Result<&mut DocumentState, String> {
        self.documents.get_mut(&id).ok_or_else(|| format!("document {id} is not stored"))
    }

    fn incident(&mut self, id: IncidentId) -> Result<&mut IncidentState, String> {
        self.incidents.get_mut(&id).ok_or_else(|| format!("incident {id} is not stored"))
    }

    fn enter(&mut self, place: Place) -> Result<Place, String> {
        let (document, incident) = (place.document, place.incident);
        let state = self.incident(incident)?;
        if let Some(into) = state.merged_into {
            return Err(format!("incident {incident} was merged into {into}"));
        }
        if self.document(document)?.places.contains_key(&incident) {
            return Err(format!("document {document} is in {incident} already"));
        }
        self.incident(incident)?.documents += 1;
        self.document(document)?.places.insert(incident, place.clone());
        Ok(place)
    }

    /// The place as it was in the end: pins and questions may have changed since it was taken.
    fn leave(&mut self, place: &Place) -> Result<Place, String> {
        let (document, incident) = (place.document, place.incident);
        let left = self.document(document)?.places.remove(&incident);
        let left = left.ok_or_else(|| format!("document {document} is not in {incident}"))?;
        self.incident(incident)?.documents -= 1;
        Ok(left)
    }

    fn redirect(&mut self, incident: IncidentId, before: Option<IncidentId>, after: Option<IncidentId>) -> Tried {
        let found = self.incident(incident)?.merged_into;
        if found != before {
            return Err(match found {
                Some(into) => format!("incident {incident} was merged into {into}"),
                None => format!("incident {incident} stands by itself"),
            });
        }
        if let Some(into) = after {
            let target = self.incident(into)?.merged_into;
            if into == incident || target.is_some() {
                return Err(format!("incident {into} does not stand by itself, so nothing can be merged into it"));
            }
        }
        self.incident(incident)?.merged_into = after;
        Ok(())
    }

    fn word(&mut self, step: &Step) -> Tried {
        let changed = |incident: &IncidentId, what: &str| Err(format!("the {what} of {incident} was changed since"));
        match step {
            Step::Retitled { incident, before, after } => {
                let state = self.incident(*incident)?;
                if state.title != *before {
                    return changed(incident, "title");
                }
                state.title.clone_from(after);
            }
            Step::StatusSet { incident, before, after } => {
                let state = self.incident(*incident)?;
                if state.status != *before {
                    return changed(incident, "status");
                }
                state.status = *after;
            }
            Step::SeveritySet { incident, before, after } => {
                let state = self.incident(*incident)?;
                if state.severity != *before {
                    return changed(incident, "severity");
                }
                state.severity = *after;
            }
            Step::Described { incident, after, .. } => self.incident(*incident)?.found = Some(after.clone()),
            _ => {}
        }
        Ok(())
    }

    fn tag(&mut self, step: &Step) -> Tried {
        match step {
            Step::Judged { document, before, after } => {
                let state = self.document(*document)?;
                if state.judgement != *before {
                    return Err(format!("the relevance of document {document} was judged anew since"));
                }
                state.judgement = after.clone();
            }
            Step::Retagged { version, before, after } => {
                let tags = self.tags.get_mut(version).filter(|tags| **tags == **before);
                let tags = tags.ok_or_else(|| format!("the tags of version {version} were changed since"))?;
                *tags = (**after).clone();
            }
            Step::Corrected { document, tag, before, after } => {
                let corrections = &mut self.document(*document)?.corrections;
                if corrections.get(tag) != before.as_ref() {
                    return Err(format!("the tags of document {document} were corrected again since"));
                }
                match after {
                    Some(after) => corrections.insert(tag.clone(), after.clone()),
                    None => corrections.remove(tag),
                };
            }
            _ => {}
        }
        Ok(())
    }

    /// What was merged away must hold nothing.
    ///
    /// # Errors
    /// What holds something, in a sentence.
    pub(crate) fn check_merged(&self) -> Tried {
        let found = self.incidents.iter().find(|(_, state)| state.merged_into.is_some() && state.documents > 0);
        match found {
            Some((incident, state)) => {
                Err(format!("{incident} holds {} documents that came there since; move them first", state.documents))
            }
            None => Ok(()),
        }
    }

    /// The document is kept out of the incident no more, as if these steps had never said so.
    pub(crate) fn let_back_in(&mut self, document: DocumentId, incident: IncidentId) {
        let Some(state) = self.documents.get_mut(&document) else { return };
        if !state.kept_apart.remove(&incident) {
            return;
        }
        let said = Step::KeptApart { document, incident, after: true };
        match self.steps.iter().position(|step| *step == said) {
            Some(said) => drop(self.steps.remove(said)),
            None => self.steps.push(Step::KeptApart { document, incident, after: false }),
        }
    }

    /// The place that a document has in an incident.
    pub(crate) fn place(&self, document: DocumentId, incident: IncidentId) -> Option<&Place> {
        self.documents.get(&document)?.places.get(&incident)
    }

    /// The decision that put a document where it is.
    pub(crate) fn placed_by(&self, document: DocumentId, incident: IncidentId) -> Option<DecisionId> {
        self.place(document, incident)?.decision
    }

    /// The documents that the steps took out of something, each once, in order.
    pub(crate) fn leavers(&self) -> BTreeSet<DocumentId> {
        let left = self.steps.iter().filter_map(|step| match step {
            Step::Left(place) => Some(place.document),
            _ => None,
        });
        left.collect()
    }

    /// Where an incident's documents went: for one that lost all of them.
    pub(crate) fn went_to(&self, incident: IncidentId) -> Option<IncidentId> {
        let left = |step: &Step| matches!(step, Step::Left(place) if place.incident == incident);
        let leavers: Vec<DocumentId> = self.steps.iter().filter(|step| left(step)).filter_map(Step::document).collect();
        let entered = self.steps.iter().rev().find_map(|step| match step {
            Step::Entered(place) if leavers.contains(&place.document) => Some(place.incident),
            _ => None,
        });
        let stays = || {
            let places = leavers.iter().filter_map(|document| self.documents.get(document));
            places.flat_map(|document| document.places.keys().copied()).next()
        };
        entered.filter(|into| *into != incident).or_else(stays)
    }
}

impl IncidentState {
    /// One that is only just opened.
    fn new() -> Self {
        Self {
            merged_into: None,
            documents: 0,
            opened_at: i64::MAX,
            is_known: false,
            found: None,
            shown: None,
            title: None,
            status: None,
            severity: None,
        }
    }
}

#[cfg(test)]
mod tests;
