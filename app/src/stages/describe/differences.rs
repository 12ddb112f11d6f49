//! What a subscriber would call a change, between an incident before and after it was described anew.

use watchline_analysis::incident::Described;
use watchline_model::{ChangeKind, DocumentKind, Incident, Status};
use watchline_store::DocumentView;

/// Pure: the changes in the order in which they are told; empty when nothing a reader sees has changed.
pub(super) fn find(before: &Incident, after: &Described, material: &[DocumentView]) -> Vec<(ChangeKind, String)> {
    // An incident that was never described has no status path yet: it is announced as it stands now.
    if before.status_path.is_empty() {
        let severity = after.severity.map_or_else(String::new, |severity| format!(", severity {severity}"));
        return vec![(ChangeKind::IncidentOpened, format!("opened as {}{severity}", after.status))];
    }
    let mut changes = Vec::new();
    if before.status != after.status {
        changes.push((ChangeKind::StatusChanged, format!("status {} -> {}", before.status, after.status)));
    }
    if let Some(severity) = after.severity.filter(|severity| Some(*severity) > before.severity) {
        let old = before.severity.map_or("none", |severity| severity.as_str());
        changes.push((ChangeKind::SeverityRaised, format!("severity {old} -> {severity}")));
    }
    let answered = |path: &[watchline_model::StatusStep]| path.iter().find(|step| is_answer(step.status)).cloned();
    if let (None, Some(step)) = (answered(&before.status_path), answered(&after.status_path)) {
        changes.push((ChangeKind::VendorAnswered, format!("{} answered: {}", step.party_name, step.status)));
    }
    for view in material {
        let edited = view.document.kind == DocumentKind::Statement && view.version.number > 1;
        if edited && view.version.created_at > before.changed_at {
            let detail = format!(
                "{} edited \"{}\" (version {})",
                view.source.publisher, view.version.reading.title, view.version.number
            );
            changes.push((ChangeKind::StatementEdited, detail));
        }
    }
    if changes.is_empty()
        && (before.title != after.title
            || before.documents != after.documents
            || before.summary != after.summary
            || before.severity != after.severity)
    {
        let detail = format!("{} documents, {} independent sources", after.documents, after.independent_sources);
        changes.push((ChangeKind::IncidentChanged, detail));
    }
    changes
}

fn is_answer(status: Status) -> bool {
    matches!(status, Status::Disputed | Status::Acknowledged | Status::Confirmed | Status::Mitigated | Status::Resolved)
}
