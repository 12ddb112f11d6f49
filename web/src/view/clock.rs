//! The response clock: alleged, acknowledged, mitigated, fixed, and how long each took.

use chrono::{DateTime, Utc};
use watchline_model::{Incident, Modality, Status};

use crate::view::timeline::Line;
use crate::view::when::{When, span};

/// The four moments; each is when it became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ResponseClock {
    pub(crate) alleged: Option<DateTime<Utc>>,
    pub(crate) acknowledged: Option<DateTime<Utc>>,
    pub(crate) mitigated: Option<DateTime<Utc>>,
    pub(crate) fixed: Option<DateTime<Utc>>,
}

impl ResponseClock {
    /// From the status path, completed by the events that mean the same; a vendor has also answered once it
    /// publishes about it (`vendor_spoke`: the earliest of its own documents).
    pub(crate) fn new(incident: &Incident, lines: &[Line], vendor_spoke: Option<DateTime<Utc>>) -> Self {
        let step = |wanted: &[Status]| {
            incident.status_path.iter().filter(|step| wanted.contains(&step.status)).map(|step| step.at).min()
        };
        let told = |kinds: &[&str]| {
            let lines = lines.iter().filter(|line| kinds.contains(&line.kind.as_str()));
            lines.filter(|line| line.modality == Modality::Stated).map(|line| line.known).min()
        };
        let earlier = |left: Option<DateTime<Utc>>, right: Option<DateTime<Utc>>| left.into_iter().chain(right).min();
        Self {
            alleged: earlier(step(&[Status::Alleged, Status::Reported]), incident.first_reported),
            acknowledged: earlier(
                vendor_spoke,
                earlier(step(&[Status::Acknowledged, Status::Disputed]), told(&["acknowledgement", "denial"])),
            ),
            mitigated: earlier(step(&[Status::Mitigated]), told(&["mitigation"])),
            fixed: earlier(step(&[Status::Resolved]), told(&["vulnerability_patched"])),
        }
    }

    /// As one line of spans, in the order in which a response is due. What has not come counts on.
    pub(crate) fn spans(&self, now: DateTime<Utc>) -> Vec<ClockSpan> {
        let mut spans: Vec<ClockSpan> = Vec::new();
        let begun = self.alleged;
        let mut before: Option<DateTime<Utc>> = None;
        for (name, moment) in [
            ("First alleged or reported", self.alleged),
            ("Vendor answered", self.acknowledged),
            ("Mitigated", self.mitigated),
            ("Fixed", self.fixed),
        ] {
            let since = begun.map(|begun| (moment.unwrap_or(now) - begun).num_seconds());
            let is_answer = name == "Vendor answered";
            let value = match (moment, since) {
                (Some(_), _) if spans.is_empty() => "Day 0".to_owned(),
                (Some(_), Some(0)) => "at once".to_owned(),
                (Some(_), Some(seconds)) if seconds < 0 => "before it was reported".to_owned(),
                (Some(_), Some(seconds)) => format!("after {}", span(seconds)),
                (Some(_), None) => "known".to_owned(),
                (None, Some(seconds)) if is_answer => format!("silent for {} so far", span(seconds)),
                (None, Some(seconds)) => format!("not in {} so far", span(seconds)),
                (None, None) => "not known".to_owned(),
            };
            // The second says how long it took since the report already.
            let between = before.zip(moment).map(|(before, moment)| (moment - before).num_seconds());
            let between = between.filter(|seconds| *seconds >= 60 && spans.len() > 1);
            let between = between.map(|seconds| format!("{} after that", span(seconds)));
            before = moment.or(before);
            spans.push(ClockSpan { name, value, between, at: moment.map(When::day), open: moment.is_none() });
        }
        spans
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClockSpan {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    /// Since what came before it.
    pub(crate) between: Option<String>,
    pub(crate) at: Option<When>,
    /// It has not come yet.
    pub(crate) open: bool,
}

#[cfg(test)]
mod tests;
