//! A timeline as a page shows it: what can be asked of it, the drawing, and the same as a list with the words that say so.
//!
//! One component for an incident, an entity and a query. The list follows the drawing: the same order, the same numbers,
//! the same silences; where the drawing counts because there are too many, so does the list.

use std::collections::BTreeSet;
use std::ops::Range;

use askama::Template;
use chrono::NaiveDate;
use watchline_model::{IncidentId, Taxonomy};
use watchline_store::DocumentView;

use crate::pages::search::foreign;
use crate::params::address;
use crate::view::evidence::EvidenceMark;
use crate::view::fold::{Fold, share};
use crate::view::lanes::ask::{Ask, Axis, Place, Resolution};
use crate::view::lanes::chart::Item;
use crate::view::lanes::{Lanes, Today, columns, items, resolution};
use crate::view::marks::{Chip, modality};
use crate::view::names::Names;
use crate::view::timeline::Line;
use crate::view::when::{When, plural};

/// A list that is longer counts where much lies close together: an incident's own is a story and read to its end, one of
/// many incidents is looked over …
const LONG: usize = 120;
const LONG_OF_MANY: usize = 40;
/// … which is more than this in a column.
const FEW: usize = 4;
/// Pieces of evidence that are laid out at once; where there are more, the first few of each happening.
const EXHIBITS: usize = 150;
/// Days in which nothing lies that are said.
const SILENCE_DAYS: i64 = 30;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/timeline.html")]
pub(crate) struct Timeline {
    /// Label, address, whether it is what is shown.
    axes: Vec<(&'static str, String, bool)>,
    resolutions: Vec<(&'static str, String, bool)>,
    /// What part is shown, and the way to all of it.
    part: Option<(String, String)>,
    lanes: Option<Lanes>,
    entries: Vec<Entry>,
    total: usize,
    /// Where the list is counted: the address of all of it.
    whole: Option<String>,
}

crate::view::pieces!(Timeline);

/// A line of the list.
#[derive(Debug, Clone)]
pub(crate) enum Entry {
    Told(Box<Told>),
    /// Too many to spell out: how many, when, of which kinds, where they are.
    Many {
        count: String,
        when: String,
        kinds: String,
        address: String,
    },
    /// For how long nothing is known.
    Silence(String),
    /// What follows is still to come.
    Today(String),
    /// What follows has no date.
    Undated,
}

/// What happened, in words.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) number: usize,
    pub(crate) anchor: String,
    pub(crate) kind: String,
    /// What the kind means.
    pub(crate) meaning: String,
    pub(crate) search: String,
    pub(crate) date: Option<When>,
    pub(crate) basis: String,
    /// Where that is another day.
    pub(crate) known: Option<When>,
    pub(crate) actors: Vec<Chip>,
    pub(crate) targets: Vec<Chip>,
    pub(crate) modality: &'static str,
    pub(crate) quote: String,
    /// Of the words, where it is not the page's own.
    pub(crate) lang: Option<String>,
    pub(crate) evidence: EvidenceMark,
    /// Where the timeline is not an incident's own.
    pub(crate) incident: Option<IncidentId>,
}

/// What a timeline is made of.
pub(crate) struct Source<'a> {
    pub(crate) lines: &'a [Line],
    pub(crate) documents: &'a [DocumentView],
    pub(crate) names: &'a Names,
    pub(crate) taxonomy: &'a Taxonomy,
    pub(crate) today: Today<'a>,
    /// The incident whose own timeline it is: it need not be named on every line.
    pub(crate) own: Option<IncidentId>,
    /// What of the evidence is shown whole where there is very much of it; `None`: all of it.
    pub(crate) fold: Option<&'a Fold>,
}

/// How much of the list is spelled out.
#[derive(Clone, Copy)]
struct Shown {
    /// Columns of this length are counted where much lies in one; `None`: nothing is.
    counting: Option<Resolution>,
    /// Pieces of evidence of one happening.
    share: usize,
}

impl Timeline {
    pub(crate) fn new(source: &Source<'_>, ask: &Ask, place: &Place) -> Self {
        let items = items(source.lines, ask, source.today.at);
        let resolution = resolution(&items, ask, place, source.today.at).unwrap_or(Resolution::Day);
        let long = if source.own.is_some() { LONG } else { LONG_OF_MANY };
        let counts = items.len() > long && !ask.whole_list;
        let counting = counts.then_some(resolution);
        let unspelled = runs(&items, counting).into_iter().filter(|run| counting.is_some() && run.len() > FEW);
        let unspelled: BTreeSet<usize> =
            unspelled.flat_map(|run| items.get(run).unwrap_or_default()).map(|item| item.number).collect();
        let spelled = items.iter().filter(|item| !unspelled.contains(&item.number));
        let told: Vec<usize> = spelled.map(|item| item.line.evidence.len()).collect();
        let shown = Shown { counting, share: source.fold.map_or(usize::MAX, |_| share(&told, EXHIBITS)) };
        let lanes = Lanes::new(&items, &unspelled, source.names, ask, place, source.today);
        Self {
            axes: Axis::ALL.map(|axis| (axis.label(), place.with(&ask.along(axis)), axis == ask.axis)).to_vec(),
            resolutions: resolutions(ask, place, lanes.as_ref().map(|lanes| lanes.resolution)),
            part: ask.is_part().then(|| (part(ask), place.with(&ask.everything()))),
            entries: entries(&items, source, ask, place, shown),
            total: items.len(),
            whole: counts.then(|| place.with(&Ask { whole_list: true, ..*ask })),
            lanes,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }
}

fn resolutions(ask: &Ask, place: &Place, chosen: Option<Resolution>) -> Vec<(&'static str, String, bool)> {
    let automatic = match (ask.resolution, chosen) {
        (None, Some(Resolution::Day)) => "what fits (days)",
        (None, Some(Resolution::Week)) => "what fits (weeks)",
        (None, Some(Resolution::Month)) => "what fits (months)",
        (None, Some(Resolution::Year)) => "what fits (years)",
        _ => "what fits",
    };
    let mut all = vec![(automatic, place.with(&ask.of_columns(None)), ask.resolution.is_none())];
    all.extend(
        Resolution::ALL.map(|one| (one.as_str(), place.with(&ask.of_columns(Some(one))), ask.resolution == Some(one))),
    );
    all
}

/// "from 1 March 2026, before April 2026".
fn part(ask: &Ask) -> String {
    let after = ask.after.map(|after| format!("from {}", after.human()));
    let before = ask.before.map(|before| format!("before {}", before.human()));
    [after, before].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

fn entries(items: &[Item<'_>], source: &Source<'_>, ask: &Ask, place: &Place, shown: Shown) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(items.len());
    let (mut end, mut is_past): (Option<NaiveDate>, bool) = (None, true);
    let mut at = 0;
    for run in runs(items, shown.counting) {
        let group = items.get(run.clone()).unwrap_or_default();
        let Some((item, span)) = group.first().and_then(|item| Some((item, item.span?))) else { continue };
        if item.comes && is_past {
            let today = source.today.at.format("%-d %B %Y");
            entries
                .push(Entry::Today(format!("{}, {today}: what follows is still to come.", capital(source.today.name))));
            is_past = false;
        }
        if let Some(end) = end.filter(|end| (span.from - *end).num_days() > SILENCE_DAYS) {
            let long = columns::length(end, span.from);
            let known = ask.axis == Axis::Known;
            let what = if known { "nothing new became known" } else { "nothing is known to have happened" };
            entries.push(Entry::Silence(format!("{long} in which {what}.")));
        }
        match shown.counting.filter(|_| group.len() > FEW) {
            Some(resolution) => entries.push(many(group, resolution, span.from, ask, place)),
            None => entries.extend(group.iter().map(|item| Entry::Told(Box::new(told(item, source, shown))))),
        }
        let last = group.iter().filter_map(|item| item.span).map(|span| span.to).max();
        end = end.max(last);
        at = run.end;
    }
    let undated = items.get(at..).unwrap_or_default();
    if !undated.is_empty() {
        entries.push(Entry::Undated);
        entries.extend(undated.iter().map(|item| Entry::Told(Box::new(told(item, source, shown)))));
    }
    entries
}

/// Items with a place on the axis, together where they begin in one column (each by itself where nothing is counted).
fn runs(items: &[Item<'_>], counting: Option<Resolution>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (place, item) in items.iter().enumerate() {
        let Some(span) = item.span else { break };
        let column = counting.map(|resolution| (resolution.start(span.from), item.comes));
        match runs.last_mut() {
            Some(run) if column.is_some() && column == before => run.end = place + 1,
            _ => runs.push(place..place + 1),
        }
        before = column;
    }
    runs
}

fn many(group: &[Item<'_>], resolution: Resolution, from: NaiveDate, ask: &Ask, place: &Place) -> Entry {
    let start = resolution.start(from);
    let column =
        columns::Column { from: start, to: resolution.next(start), is_gap: false, label: String::new(), year: None };
    let mut kinds: Vec<(String, u64)> = Vec::new();
    for item in group {
        let label = item.line.kind.label();
        match kinds.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += 1,
            None => kinds.push((label, 1)),
        }
    }
    kinds.sort_by(|(a, left), (b, right)| right.cmp(left).then(a.cmp(b)));
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    Entry::Many {
        count: plural(group.len() as u64, "happening"),
        when: column.name(),
        kinds: kinds.join(", "),
        address: place.with(&ask.column(resolution, from)),
    }
}

fn told(item: &Item<'_>, source: &Source<'_>, shown: Shown) -> Told {
    let line = item.line;
    let first = line.evidence.first().map(|(document, _)| *document);
    let view = source.documents.iter().find(|view| Some(view.document.id) == first);
    let incident = view.and_then(|view| view.incidents.first().copied());
    let anchor = item.anchor();
    let folded = source.fold.filter(|fold| !fold.is_open(&anchor));
    let most = folded.map_or(usize::MAX, |_| shown.share);
    let whole = || folded.map_or_else(String::new, |fold| fold.address(&anchor));
    let evidence = line.evidence.iter().map(|(id, words)| (*id, words));
    let evidence = EvidenceMark::first(most, source.documents, evidence, whole);
    Told {
        number: item.number,
        anchor,
        kind: line.kind.label(),
        meaning: source.taxonomy.event(&line.kind).map_or_else(String::new, |kind| kind.definition.clone()),
        search: address("/search", &[("q", &format!("event:{}", line.kind)), ("type", "incidents")]),
        date: line.date.as_ref().map(When::dated),
        basis: line.date.map_or_else(String::new, |date| date.basis.as_str().replace('_', " ")),
        known: line
            .date
            .is_none_or(|date| date.value.date_naive() != line.known.date_naive())
            .then(|| When::day(line.known)),
        actors: source.names.chips(&line.actors),
        targets: source.names.chips(&line.targets),
        modality: modality(line.modality),
        quote: line.evidence.first().map_or_else(String::new, |(_, words)| words.quote.trim().to_owned()),
        lang: view.and_then(foreign),
        evidence,
        incident: incident.filter(|id| Some(*id) != source.own && source.own.is_none()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
