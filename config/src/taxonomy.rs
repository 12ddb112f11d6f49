//! Who and what is looked for: the shipped taxonomy, and the operator's files laid over it.

mod entities;
mod events;
mod pages;
mod shipped;

use watchline_model::EventKind;
use watchline_model::taxonomy::{EventDefinition, SeverityRules, Taxonomy, TaxonomyEntity};

use crate::document::{Table, Value};
use crate::problem::Problem;
use crate::suggest;

pub(crate) use entities::KEYS as ENTITY_KEYS;
pub use pages::{TaxonomyPage, taxonomy_pages};
pub use shipped::shipped_taxonomy;

/// Something read, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// A taxonomy that still knows where each part was written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) entities: Vec<Located<TaxonomyEntity>>,
    pub(crate) events: Vec<EventDefinition>,
    pub(crate) severity: SeverityRules,
}

impl Draft {
    /// Those of this build.
    pub(crate) fn shipped(problems: &mut Vec<Problem>) -> Self {
        shipped::draft(problems)
    }

    /// Lays a file over what is there: an entity or event of a known id gets what the file gives (lists are added
    /// to, the rest is replaced), others are added.
    pub(crate) fn lay_over(&mut self, file: &str, root: &Table, problems: &mut Vec<Problem>) {
        const SECTIONS: [&str; 3] = ["entity", "event", "severity"];
        for (key, (line, node)) in root {
            let fits = match (key.as_str(), &node.value) {
                ("entity" | "event", Value::List(items)) => {
                    items.iter().all(|item| matches!(item.value, Value::Table(_)))
                }
                ("severity", Value::Table(_)) => true,
                _ => false,
            };
            if !SECTIONS.contains(&key.as_str()) {
                let message = format!("unknown key in a taxonomy file{}", suggest::remedy(key, &SECTIONS));
                problems.push(Problem::new(file, Some(*line), key, message));
            } else if !fits {
                let message = format!("found {}; write `[[entity]]`, `[[event]]`, `[severity]`", node.value.describe());
                problems.push(Problem::new(file, Some(*line), key, message));
            }
        }
        entities::lay_over(&mut self.entities, file, root, problems);
        events::lay_over(&mut self.events, file, root, problems);
        events::lay_severity_over(&mut self.severity, file, root, problems);
    }

    pub(crate) fn taxonomy(self) -> Taxonomy {
        Taxonomy {
            entities: self.entities.into_iter().map(|entity| entity.value).collect(),
            events: self.events,
            severity: self.severity,
        }
    }
}

/// Position of the event of that kind.
fn find_event(events: &[EventDefinition], id: &EventKind) -> Option<usize> {
    events.iter().position(|event| event.id == *id)
}

#[cfg(test)]
mod tests;
