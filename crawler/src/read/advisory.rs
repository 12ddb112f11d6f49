//! The document that a record of a weakness becomes: one composition for all databases, so that the same weakness reads
//! alike wherever it comes from, and evidence can point into it.
//!
//! Pure and deterministic: the same facts give the same text, byte for byte. What changes without meaning (a stamp of the
//! last change, a probability computed anew every day) must never come into the text. Nothing is judged here: scores,
//! names and dates are as the record gives them.
//!
//! Consequences: everything a stated event rests on is a paragraph of the text, word for word.

mod dispute;
mod headline;
#[cfg(test)]
pub(crate) mod mangled;
mod score;
mod step_kind;
mod versions;

use std::fmt::Write;

use chrono::{DateTime, Utc};
use watchline_model::document::Link;
use watchline_model::{Advisory, Affected, Basis, Dated, EventKind, Precision, Reading, Score, StatedEvent};

use crate::read::{collapse, language};
use crate::url::canonical_url;

pub(crate) use dispute::disputed_sentence;
pub(crate) use score::{cvss_score, severity_text};
pub(crate) use step_kind::{is_bookkeeping, kind_of_step};
pub(crate) use versions::{Bound, compare_versions, is_nothing, range_text, span_text, spans_text};

/// Products named in the text; the rest are counted. A record of an operating system can name hundreds.
const AFFECTED_MAX: usize = 40;
/// Entries of a list that are looked at, where the reader has no bound of its own.
pub(crate) const ENTRIES_MAX: usize = 2_000;
/// References kept as links; more are noise or an attack.
const REFERENCES_MAX: usize = 200;
/// Names kept of each list (aliases, credits, weaknesses).
const NAMES_MAX: usize = 100;
/// Dated steps kept.
const STEPS_MAX: usize = 200;
/// Longest name of a product, a weakness or a person, and longest phrase of versions, in characters.
const NAME_MAX_CHARS: usize = 300;
const VERSIONS_MAX_CHARS: usize = 2_000;
/// Longest text of a step, in characters.
const STEP_MAX_CHARS: usize = 4_000;
/// Longest body, in characters: a record that goes on beyond is no advisory.
const BODY_MAX_CHARS: usize = 200_000;

/// What a record says, in the terms of no single format. Texts are plain; everything may be empty but `id`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// `CVE-2026-1234`, `GHSA-…`, …
    pub id: String,
    /// The record's headline, without its id.
    pub title: Option<String>,
    /// What it says: paragraphs.
    pub body: Vec<String>,
    pub affected: Vec<Affected>,
    pub scores: Vec<Score>,
    /// `CWE-79 Cross-site scripting`.
    pub weaknesses: Vec<String>,
    /// What stands under a name of its own: ("Workaround", text).
    pub sections: Vec<(&'static str, String)>,
    pub steps: Vec<Step>,
    pub aliases: Vec<String>,
    pub related: Vec<String>,
    /// Who found or reported it.
    pub credits: Vec<String>,
    pub published: Option<Dated>,
    /// When the weakness became public, where that is another day than the record's.
    pub public_since: Option<Dated>,
    pub modified: Option<Dated>,
    /// Taken back: when.
    pub withdrawn: Option<Dated>,
    /// Taken back, or never valid: the record's own reason; may be known without a date.
    pub withdrawal: Option<String>,
    pub tells_of: TellsOf,
    /// Somebody disputes it: who and why, or the plain fact.
    pub disputed: Option<String>,
    pub references: Vec<Reference>,
    /// The page for people.
    pub page_url: String,
    pub site_name: &'static str,
    /// Two-letter code, by the record's own word.
    pub language: Option<String>,
    pub warnings: Vec<String>,
}

/// What a record makes public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum TellsOf {
    #[default]
    Weakness,
    /// Harm put into a package on purpose.
    Harm,
    /// That a package is no longer maintained, and the like: nothing happened.
    Notice,
}

/// Something dated that the record tells: a paragraph, and a stated event where its kind is known.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub date: Dated,
    /// `investigating`, where the record names the state that it led to.
    pub state: Option<String>,
    /// Plain text; line breaks are lost.
    pub text: String,
    pub kind: Option<&'static str>,
}

/// Where the record points.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    pub url: String,
    /// `FIX`, `vendor-advisory`, or the reference's own title.
    pub label: String,
}

/// The reading of a record. Its warnings say what was left out.
pub(crate) fn compose(mut record: Record) -> Reading {
    let mut warnings = std::mem::take(&mut record.warnings);
    let mut text = Paragraphs::default();
    record.id = collapse(&record.id);
    let title = headline::headline(&record);
    for paragraph in &record.body {
        if record.title.as_deref() != Some(paragraph) {
            text.add(paragraph);
        }
    }
    tidy(&mut record, &mut warnings);
    text.list("Affected", &affected_texts(&record.affected));
    text.list("Severity", &record.scores.iter().filter_map(severity_text).collect::<Vec<_>>());
    text.list("Weakness", &record.weaknesses);
    for (label, section) in &record.sections {
        text.labelled(label, section);
    }
    let mut events = steps(&record, &mut text);
    text.list("Aliases", &record.aliases);
    text.list("Related", &record.related);
    text.list("Credits", &record.credits);
    dates(&record, &mut text, &mut events);
    let text = text.text;
    let published = record.published.map(|date| date.with_basis(Basis::Published));
    Reading {
        canonical_url: canonical_url(&record.page_url),
        title,
        published,
        modified: record.modified.map(|date| date.with_basis(Basis::Published)),
        language: language::language(&text, record.language.as_deref().or(Some("en")), None),
        site_name: Some(record.site_name.to_owned()).filter(|name| !name.is_empty()),
        links: links(&record.references, &mut warnings),
        text,
        warnings,
        stated_events: events,
        advisory: Some(Advisory {
            withdrawn: withdrawal_moment(&record),
            disputed: record.disputed.is_some(),
            id: record.id,
            aliases: record.aliases,
            scores: record.scores,
            affected: record.affected,
        }),
        ..Reading::default()
    }
}

/// A date as it stands in a text: `2026-03-02`, or `2026-03-02 14:05 UTC`.
pub(crate) fn date_text(date: &Dated) -> String {
    match date.precision {
        Precision::Time => date.value.format("%Y-%m-%d %H:%M UTC").to_string(),
        Precision::Day | Precision::Month | Precision::Year => date.value_text(),
    }
}

/// A stated event; `quote` must stand in the text word for word.
pub(crate) fn stated(kind: &str, date: Dated, quote: String) -> StatedEvent {
    StatedEvent { kind: EventKind::from(kind), date, quote }
}

/// Ids in the order people look for them: CVE, then GitHub's, then the rest by name; each once, never the record itself.
pub(crate) fn tidy_ids(ids: &mut Vec<String>, own: &str) {
    ids.retain(|id| !id.eq_ignore_ascii_case(own));
    ids.sort_by_key(|id| (!id.starts_with("CVE-"), !id.starts_with("GHSA-"), id.clone()));
    ids.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    ids.truncate(NAMES_MAX);
}

/// The event that its publication is.
fn kind_of_publication(record: &Record) -> Option<&'static str> {
    // CWE-506 is "embedded malicious code".
    let is_harm = record.weaknesses.iter().any(|weakness| weakness == "CWE-506" || weakness.starts_with("CWE-506 "));
    match record.tells_of {
        TellsOf::Harm => Some("supply_chain_compromise"),
        TellsOf::Weakness if is_harm => Some("supply_chain_compromise"),
        TellsOf::Weakness => Some("vulnerability_disclosed"),
        TellsOf::Notice => None,
    }
}

/// When it was taken back; a record that says so without any date was taken back at its last change at the latest.
fn withdrawal_moment(record: &Record) -> Option<DateTime<Utc>> {
    let undated = record.withdrawal.as_ref().and(record.modified.or(record.published));
    record.withdrawn.or(undated).map(|date| date.value)
}

fn tidy(record: &mut Record, warnings: &mut Vec<String>) {
    shorten(record);
    let own = record.id.clone();
    tidy_ids(&mut record.aliases, &own);
    tidy_ids(&mut record.related, &own);
    let aliases = record.aliases.clone();
    record.related.retain(|id| !aliases.contains(id));
    record.affected.sort_by(|a, b| (&a.product, &a.versions).cmp(&(&b.product, &b.versions)));
    record.affected.dedup();
    let mut scores: Vec<Score> = Vec::new();
    for score in record.scores.drain(..).take(NAMES_MAX) {
        if !scores.contains(&score) {
            scores.push(score);
        }
    }
    record.scores = scores;
    unique(&mut record.weaknesses);
    unique(&mut record.credits);
    if record.steps.len() > STEPS_MAX {
        warnings.push(format!("{} dated steps; the first {STEPS_MAX} are kept", record.steps.len()));
    }
    record.steps.sort_by(|a, b| (a.date.value, &a.text).cmp(&(b.date.value, &b.text)));
    record.steps.dedup_by(|a, b| a.date.value == b.date.value && a.text == b.text);
    record.steps.truncate(STEPS_MAX);
}

/// What is longer than anything real is cut.
fn shorten(record: &mut Record) {
    let cut = |text: &mut String, max_chars: usize| {
        if let Some((end, _)) = text.char_indices().nth(max_chars) {
            text.truncate(end);
            text.push('…');
        }
    };
    for affected in &mut record.affected {
        cut(&mut affected.product, NAME_MAX_CHARS);
        cut(&mut affected.versions, VERSIONS_MAX_CHARS);
    }
    for score in &mut record.scores {
        cut(&mut score.scheme, NAME_MAX_CHARS);
        score.rating.iter_mut().chain(&mut score.rated_by).for_each(|text| cut(text, NAME_MAX_CHARS));
    }
    let lists = [&mut record.weaknesses, &mut record.credits, &mut record.aliases, &mut record.related];
    for name in lists.into_iter().flatten() {
        *name = collapse(name);
        cut(name, NAME_MAX_CHARS);
    }
    record.steps.iter_mut().for_each(|step| cut(&mut step.text, STEP_MAX_CHARS));
}

fn unique(names: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    names.truncate(NAMES_MAX);
}

/// "PyPI/gradio before 4.11.0, from 5.0 before 5.2", one a product.
fn affected_texts(affected: &[Affected]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut last: Option<&str> = None;
    for entry in affected {
        match texts.last_mut() {
            Some(text) if last == Some(entry.product.as_str()) => {
                if !entry.versions.is_empty() {
                    let _ = write!(text, ", {}", entry.versions);
                }
            }
            _ => texts.push(format!("{} {}", entry.product, entry.versions).trim_end().to_owned()),
        }
        last = Some(&entry.product);
    }
    let more = texts.len().saturating_sub(AFFECTED_MAX);
    texts.truncate(AFFECTED_MAX);
    if more > 0 {
        texts.push(format!("and {more} more"));
    }
    texts
}

fn steps(record: &Record, text: &mut Paragraphs) -> Vec<StatedEvent> {
    let mut events: Vec<StatedEvent> = Vec::new();
    for step in &record.steps {
        let state = step.state.as_ref().map(|state| format!(", {state}")).unwrap_or_default();
        let paragraph = collapse(&format!("{}{state}: {}", date_text(&step.date), step.text));
        if text.add(&paragraph)
            && let Some(kind) = step.kind
            && !events.iter().any(|event| event.kind.as_str() == kind && event.date == step.date)
        {
            events.push(stated(kind, step.date, paragraph));
        }
    }
    events
}

/// The dates of the record itself, and what it says against itself.
fn dates(record: &Record, text: &mut Paragraphs, events: &mut Vec<StatedEvent>) {
    let published = record.published.map(|date| format!("Published on {}.", date_text(&date)));
    let public = record.public_since.map(|date| format!("Public since {}.", date_text(&date)));
    let disclosed = record.public_since.zip(public.clone()).or(record.published.zip(published.clone()));
    for paragraph in [public, published].into_iter().flatten() {
        text.add(&paragraph);
    }
    let kind = kind_of_publication(record);
    let known = kind.is_none_or(|kind| events.iter().any(|event| event.kind.as_str() == kind));
    // A number that was taken back before anything was told under it disclosed nothing.
    let never_told = record.withdrawal.is_some() && record.body.is_empty();
    if let Some((kind, (date, quote))) = kind.zip(disclosed)
        && !known
        && !never_told
    {
        events.push(stated(kind, date.with_basis(Basis::Occurred), quote));
    }
    match (&record.withdrawn, &record.withdrawal) {
        (Some(date), Some(reason)) => text.labelled(&format!("Withdrawn on {}", date_text(date)), reason),
        (Some(date), None) => text.add(&format!("Withdrawn on {}.", date_text(date))),
        (None, Some(reason)) => text.labelled("Withdrawn", reason),
        (None, None) => false,
    };
    if let Some(reason) = &record.disputed {
        text.labelled("Disputed", reason);
    }
    events.sort_by(|a, b| (a.date.value, &a.kind).cmp(&(b.date.value, &b.kind)));
}

fn links(references: &[Reference], warnings: &mut Vec<String>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for reference in references {
        if links.len() >= REFERENCES_MAX {
            warnings.push(format!("{} references; the first {REFERENCES_MAX} are kept", references.len()));
            break;
        }
        if let Some(url) = canonical_url(&reference.url)
            && seen.insert(url.clone())
        {
            links.push(Link { url, text: collapse(&reference.label) });
        }
    }
    links
}

/// A text that grows by paragraphs, up to a bound.
#[derive(Default)]
struct Paragraphs {
    text: String,
    chars: usize,
}

impl Paragraphs {
    /// Whether it was added: an empty one is not, nor what goes beyond the bound.
    fn add(&mut self, paragraph: &str) -> bool {
        let paragraph = paragraph.trim();
        let chars = paragraph.chars().count();
        if chars == 0 || self.chars + chars > BODY_MAX_CHARS {
            return false;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(paragraph);
        self.chars += chars;
        true
    }

    fn labelled(&mut self, label: &str, text: &str) -> bool {
        let text = collapse(text);
        !text.is_empty() && self.add(&format!("{label}: {text}"))
    }

    fn list(&mut self, label: &str, items: &[String]) -> bool {
        let separator = if items.iter().any(|item| item.contains(", ")) { "; " } else { ", " };
        self.labelled(label, &items.join(separator))
    }
}

#[cfg(test)]
mod tests;
