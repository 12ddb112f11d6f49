//! How long the answer took: alleged -> acknowledged -> mitigated -> fixed.

use chrono::{DateTime, Utc};
use watchline_model::{Basis, Modality, Precision, Status, StatusStep};

use super::TimelineEvent;

/// When each stage was reached; `None`: not yet, as far as is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ResponseClock {
    /// When it first became known, as an allegation or a report.
    pub alleged: Option<DateTime<Utc>>,
    pub acknowledged: Option<DateTime<Utc>>,
    pub mitigated: Option<DateTime<Utc>>,
    pub fixed: Option<DateTime<Utc>>,
}

/// Reads the stages off the status path, and the dates that the timeline gives more exactly. A stage that a later one
/// implies is not made up: who patches without a word has acknowledged nothing.
pub fn response_clock(events: &[TimelineEvent], path: &[StatusStep]) -> ResponseClock {
    let step = |statuses: &[Status]| path.iter().find(|step| statuses.contains(&step.status)).map(|step| step.at);
    let reached = |kind: &str, statuses: &[Status]| {
        let step = step(statuses)?;
        Some(dated(events, kind).map_or(step, |date| date.min(step)))
    };
    let alleged = path.first().map(|step| step.at);
    // Nobody answers before being asked: a date misread from a text must not make the answer come first.
    let acknowledged = reached("acknowledgement", &[Status::Acknowledged])
        .map(|date| alleged.map_or(date, |alleged| date.max(alleged)));
    let fixed = dated(events, "vulnerability_patched");
    ResponseClock {
        alleged,
        acknowledged,
        mitigated: reached("mitigation", &[Status::Mitigated]),
        fixed: fixed.into_iter().chain(step(&[Status::Resolved])).min(),
    }
}

/// When an event of this kind happened: its own day where the text gives it, else when it became known.
fn dated(events: &[TimelineEvent], kind: &str) -> Option<DateTime<Utc>> {
    let done = events.iter().filter(|event| event.kind.as_str() == kind && event.modality == Modality::Stated);
    done.filter_map(|event| {
        let exact = event.date.filter(|date| {
            matches!(date.precision, Precision::Day | Precision::Time)
                && !matches!(date.basis, Basis::Published | Basis::FirstReported)
        });
        exact.map(|date| date.value).or(event.known)
    })
    .min()
}
