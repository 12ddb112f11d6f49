//! What the records of databases say against themselves: that the weakness is disputed, or that the record is withdrawn.
//!
//! Databases repeat each other, so one entry more confirms nothing that another one calls disputed; and a withdrawn
//! duplicate takes nothing back as long as any record of the weakness stands.

use watchline_model::{Evidence, Status};

use super::Told;

/// How the records of one incident stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Records {
    any_disputed: bool,
    all_withdrawn: bool,
}

impl Records {
    pub(super) fn of(documents: &[Told]) -> Self {
        let records = || documents.iter().filter_map(|told| told.reading.advisory.as_ref());
        Self {
            any_disputed: records().any(|record| record.disputed),
            all_withdrawn: records().next().is_some() && records().all(|record| record.withdrawn.is_some()),
        }
    }

    /// Whether a record may not confirm the matter merely by listing it.
    pub(super) fn doubt(self, told: &Told) -> bool {
        self.any_disputed && told.reading.advisory.is_some()
    }

    /// What this record says of itself, and the paragraph that says so.
    pub(super) fn objection(self, told: &Told) -> Option<(Status, Evidence)> {
        let record = told.reading.advisory.as_ref()?;
        if self.all_withdrawn && record.withdrawn.is_some() {
            return Some((Status::Retracted, paragraph(&told.reading.full_text(), "Withdrawn")?));
        }
        let disputed = record.disputed.then(|| paragraph(&told.reading.full_text(), "Disputed:"))?;
        disputed.map(|evidence| (Status::Disputed, evidence))
    }
}

/// The last paragraph that begins so: readers of records put what a record says against itself at its end.
fn paragraph(text: &str, beginning: &str) -> Option<Evidence> {
    let mut start = 0;
    let mut found = None;
    for paragraph in text.split("\n\n") {
        let length = paragraph.chars().count();
        if paragraph.starts_with(beginning) {
            found = Some((start, start + length));
        }
        start += length + 2;
    }
    found.map(|(start, end)| Evidence::cut(text, start, end))
}
