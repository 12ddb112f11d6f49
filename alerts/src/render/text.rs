//! The plain text of a mail.

use std::fmt::Write;

use super::{incident_url, label};
use crate::digest::Period;
use crate::message::{MatchedChange, Policy};

/// Characters a line of running text; quotes and addresses are never broken differently.
const WIDTH: usize = 76;

pub(super) fn incident(changes: &[MatchedChange], policy: &Policy) -> String {
    let incident = changes[0].incident;
    let mut text = String::new();
    push(&mut text, &wrap(&incident.title, ""));
    push(&mut text, "");
    for matched in changes {
        let change = matched.change;
        let day = change.at.format("%-d %B %Y, %H:%M UTC");
        push(&mut text, &wrap(&format!("{} ({day}): {}", label(change.kind), change.detail), ""));
    }
    push(&mut text, "");
    push(&mut text, &standing(changes));
    if let Some(quoted) = quoted(changes) {
        push(&mut text, "");
        push(&mut text, &quoted);
    }
    push(&mut text, "");
    push(&mut text, &incident_url(changes, policy));
    text
}

pub(super) fn digest(incidents: &[Vec<MatchedChange>], period: &Period, policy: &Policy) -> String {
    let mut text = String::new();
    push(&mut text, &format!("What changed, {}", period.label()));
    for (place, changes) in incidents.iter().enumerate() {
        push(&mut text, "");
        push(&mut text, &format!("{}. {}", place + 1, incident(changes, policy).trim_end()));
    }
    text
}

/// "Status: alleged, then acknowledged. Severity: high. 3 independent sources, 5 documents."
fn standing(changes: &[MatchedChange]) -> String {
    let incident = changes[0].incident;
    let mut line = match incident.status_path.iter().rev().nth(1) {
        Some(before) if before.status != incident.status => {
            format!("Status: {}, before that {}.", incident.status, before.status)
        }
        _ => format!("Status: {}.", incident.status),
    };
    if let Some(severity) = incident.severity {
        line.push_str(&format!(" Severity: {severity}."));
    }
    let sources = counted(incident.independent_sources, "independent source");
    line.push_str(&format!(" {sources}, {}.", counted(incident.documents, "document")));
    wrap(&line, "")
}

/// The words that moved the status, who says them, and where; else the incident's first sentence.
fn quoted(changes: &[MatchedChange]) -> Option<String> {
    let matched = changes.last()?;
    let incident = matched.incident;
    let step = incident.status_path.last();
    let quote = step.map(|step| &step.evidence.quote).filter(|quote| !quote.trim().is_empty());
    let quote = quote.or_else(|| incident.summary.first().map(|sentence| &sentence.evidence.quote))?;
    let mut text = wrap(quote, "> ");
    let party = step.map(|step| step.party_name.as_str()).filter(|party| !party.is_empty());
    let says = match (party, matched.publisher) {
        (Some(party), Some(publisher)) if party != publisher => Some(format!("-- {party}, in {publisher}")),
        (Some(party), _) | (None, Some(party)) => Some(format!("-- {party}")),
        (None, None) => None,
    };
    for line in says.iter().map(String::as_str).chain(matched.document_url) {
        text.push('\n');
        text.push_str(line);
    }
    Some(text)
}

fn counted(number: u32, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn push(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

/// Breaks running text into lines, each with `lead` before it.
fn wrap(text: &str, lead: &str) -> String {
    let mut lines: Vec<String> = vec![lead.to_owned()];
    let mut length = lead.chars().count();
    let mut fresh = true;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if !fresh && length + 1 + more > WIDTH {
            lines.push(lead.to_owned());
            length = lead.chars().count();
            fresh = true;
        }
        let line = lines.last_mut().expect("there is always a line");
        if !fresh {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += more;
        fresh = false;
    }
    lines.join("\n")
}
