//! What placing anew would change, counted, with examples.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;
use watchline_model::IncidentId;

use super::difference::{Deed, Seen, Target};

#[derive(Debug, Clone, Serialize, Default, PartialEq)]
pub struct Report {
    /// Relevant documents that have a place.
    pub documents: u64,
    pub unchanged: u64,
    /// That would be elsewhere, those of merged incidents among them.
    pub moved: u64,
    /// That would belong to a further incident, or to one fewer.
    pub joined: u64,
    pub left: u64,
    /// That hold any of these documents now.
    pub incidents: u64,
    /// That would be merged into another.
    pub merged: u64,
    /// From which documents would be split off.
    pub split: u64,
    /// That would be opened.
    pub opened: u64,
    pub examples: Vec<Example>,
}

#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Example {
    /// `merge`, `split`, `move`, `join` or `leave`.
    pub what: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// An incident's id, or `new 7`: the same number is the same new incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    pub why: Vec<String>,
}

impl Report {
    pub(super) fn new(seen: &[Seen], deeds: &[Deed], examples: usize) -> Self {
        let placed: Vec<&Seen> = seen.iter().filter(|one| !one.incidents.is_empty()).collect();
        let incidents: BTreeSet<IncidentId> = placed.iter().flat_map(|one| one.incidents.iter().copied()).collect();
        let mut report = Self { documents: placed.len() as u64, incidents: incidents.len() as u64, ..Self::default() };
        let (mut touched, mut opened, mut split) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for deed in deeds {
            let documents: Vec<i64> = match deed {
                Deed::Merge { from, .. } => {
                    report.merged += 1;
                    let all = placed.iter().filter(|one| one.incidents.contains(from));
                    all.map(|one| one.document.0).collect()
                }
                Deed::Move { documents, from, .. } => {
                    if let Some(cluster) = deed.cluster() {
                        opened.insert(cluster);
                        split.insert(*from);
                    }
                    documents.iter().map(|document| document.0).collect()
                }
                Deed::Join { document, .. } => {
                    report.joined += 1;
                    vec![document.0]
                }
                Deed::Leave { document, .. } => {
                    report.left += 1;
                    vec![document.0]
                }
            };
            if matches!(deed, Deed::Merge { .. } | Deed::Move { .. }) {
                report.moved += documents.len() as u64;
            }
            touched.extend(documents.iter().copied());
            let example = example(deed, documents);
            if report.examples.iter().filter(|known| known.what == example.what).count() < examples {
                report.examples.push(example);
            }
        }
        report.opened = opened.len() as u64;
        report.split = split.len() as u64;
        report.unchanged = report.documents - (touched.len() as u64).min(report.documents);
        report
    }

    /// Whether there is anything to apply.
    pub fn is_empty(&self) -> bool {
        self.moved + self.joined + self.left == 0
    }

    /// For people.
    pub fn table(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| writeln!(out, "{text}").expect("writing into a String does not fail");
        line(format!(
            "{} documents in {} incidents placed anew: {} stay, {} move, {} join a further incident, {} leave one",
            self.documents, self.incidents, self.unchanged, self.moved, self.joined, self.left
        ));
        line(format!("  incidents: {} merged into another, {} split, {} opened", self.merged, self.split, self.opened));
        for example in &self.examples {
            let documents: Vec<String> = example.documents.iter().take(8).map(i64::to_string).collect();
            let more = if example.documents.len() > 8 { ", …" } else { "" };
            let (from, into) = (example.from.as_deref().unwrap_or("-"), example.into.as_deref().unwrap_or("-"));
            line(format!("    {:5} {from} -> {into}: documents {}{more}", example.what, documents.join(", ")));
            example.why.iter().take(3).for_each(|why| line(format!("          {why}")));
        }
        out
    }
}

fn example(deed: &Deed, documents: Vec<i64>) -> Example {
    let text = |incident: &IncidentId| Some(incident.to_string());
    let (what, from, into, reasons) = match deed {
        Deed::Merge { from, into } => ("merge", text(from), text(into), &[][..]),
        Deed::Move { from, into: Target::Incident(into), reasons, .. } => {
            ("move", text(from), text(into), reasons.as_slice())
        }
        Deed::Move { from, into: Target::New(cluster), reasons, .. } => {
            ("split", text(from), Some(format!("new {cluster}")), reasons.as_slice())
        }
        Deed::Join { into, reasons, .. } => ("join", None, text(into), reasons.as_slice()),
        Deed::Leave { from, .. } => ("leave", text(from), None, &[][..]),
    };
    let why = reasons.iter().map(|reason| format!("{} {:+.2} {}", reason.rule, reason.weight, reason.detail)).collect();
    Example { what, documents, from, into, why }
}

#[cfg(test)]
mod tests;
