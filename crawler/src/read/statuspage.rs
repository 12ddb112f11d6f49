//! An incident of a status page as a document: what was affected, and every update in the order of time.
//!
//! Statuspage's form, and what resembles it. An update has two times: `display_at`, which the operator may set back, and
//! `created_at`, when it was written. The first is when it is said to have happened; where they differ both are told.

use chrono::TimeDelta;
use serde_json::Value;
use url::Url;
use watchline_model::{Basis, Dated, Reading, StatedEvent};

use crate::read::statuspage::incident::{Incident, Update, incident};
use crate::read::statuspage::kinds::{fault_kind, step_kind};
use crate::read::{collapse, language, lenient};
use crate::url::canonical_url;

mod body;
mod incident;
mod kinds;

/// Longer than any account of a fault.
const BODY_MAX_CHARS: usize = 200_000;

/// `title` is what the page's list called the incident, with the page's name, which the record itself does not hold.
pub(crate) fn read(body: &[u8], url: &str, title: Option<&str>) -> Option<Reading> {
    let record: Value = lenient::object(body)?;
    let incident = incident(&record)?;
    let mut text = Text::default();
    if let Some(impact) = &incident.impact {
        text.add(format!("Impact: {}.", impact.replace('_', " ").to_lowercase()));
    }
    if !incident.components.is_empty() {
        text.add(format!("Affected: {}.", incident.components.join(", ")));
    }
    let mut events: Vec<StatedEvent> = Vec::new();
    let mut links = Vec::new();
    let fault = fault_kind(&incident);
    for (index, update) in incident.updates.iter().enumerate() {
        let (paragraphs, found) = body::read(&update.body);
        links.extend(found);
        let head = text.add(format!("{}{}", heading(update), paragraphs.first().map_or("", String::as_str)));
        for paragraph in paragraphs.into_iter().skip(1) {
            text.add(paragraph);
        }
        let Some((quote, date)) = head.zip(update.shown.or(update.written)) else { continue };
        if let Some(kind) = fault.filter(|_| index == 0) {
            events.push(stated(kind, incident.started.unwrap_or(date), &quote));
        }
        if let Some(kind) = step_kind(&update.status)
            && !events.iter().any(|event| event.kind.as_str() == kind && event.quote == quote)
            && is_first_of_its_state(&incident.updates, index)
        {
            events.push(stated(kind, date, &quote));
        }
    }
    let published = incident.created.or(incident.updates.iter().filter_map(|update| update.written).min());
    let modified = incident.updated.or(incident.updates.iter().filter_map(|update| update.written).max());
    let (title, site_name) = names(&incident, url, title);
    Some(Reading {
        canonical_url: canonical_url(url),
        title,
        published: published.map(|date| date.with_basis(Basis::Published)),
        modified: modified.filter(|date| published.is_none_or(|published| published.value != date.value)),
        language: language::language(&text.text, None, None),
        site_name,
        text: text.text,
        links,
        warnings: incident.warnings,
        stated_events: events,
        ..Reading::default()
    })
}

/// "Investigating, 3 July 2026 10:21 UTC: ", with both times where the update was set back.
fn heading(update: &Update) -> String {
    let state = if update.status.is_empty() { "update".to_owned() } else { update.status.replace('_', " ") };
    let mut chars = state.chars();
    let state: String = chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
    match (update.shown, update.written) {
        (Some(shown), Some(written)) if (shown.value - written.value).abs() > TimeDelta::minutes(1) => {
            let written = if shown.value.date_naive() == written.value.date_naive() {
                written.value.format("%H:%M UTC").to_string()
            } else {
                written.human()
            };
            format!("{state}, {} (shown as {}, written at {written}): ", shown.human(), shown.value.format("%H:%M UTC"))
        }
        (Some(date), _) | (None, Some(date)) => format!("{state}, {}: ", date.human()),
        (None, None) => format!("{state}: "),
    }
}

/// "Monitoring" may be said five times; the fault was mitigated once.
fn is_first_of_its_state(updates: &[Update], index: usize) -> bool {
    let status = updates.get(index).map(|update| &update.status);
    !updates.iter().take(index).any(|earlier| Some(&earlier.status) == status)
}

fn stated(kind: &str, date: Dated, quote: &str) -> StatedEvent {
    StatedEvent { kind: kind.into(), date: date.with_basis(Basis::Occurred), quote: quote.to_owned() }
}

/// The headline with the page's name, and that name; the host's where the list gave none.
fn names(incident: &Incident, url: &str, title: Option<&str>) -> (String, Option<String>) {
    let listed = title.map(collapse).filter(|title| title.contains(&incident.name));
    let page =
        listed.as_ref().and_then(|title| title.strip_suffix(&incident.name)?.strip_suffix(": ").map(str::to_owned));
    let host = || Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    (listed.unwrap_or_else(|| incident.name.clone()), page.or_else(host))
}

#[derive(Default)]
struct Text {
    text: String,
    chars: usize,
}

impl Text {
    /// The paragraph as it stands in the text; `None` where it is empty or too much.
    fn add(&mut self, paragraph: String) -> Option<String> {
        let paragraph = collapse(&paragraph);
        self.chars += paragraph.chars().count();
        if paragraph.is_empty() || self.chars > BODY_MAX_CHARS {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&paragraph);
        Some(paragraph)
    }
}

#[cfg(test)]
mod tests;
