//! Which of a page's dates is its day of publication, and which its last change. Pure.
//!
//! Rules, in order:
//! 1. What the reader is shown beside the headline, where it says that it is the date of publication, or where it is
//!    earlier than what machines are told; unless it is the date of the last change.
//! 2. What the page's own article says of itself to machines (JSON-LD, then `meta`, then marked elements).
//! 3. What stands beside the headline and says nothing of itself; three days or more there are a list.
//! 4. The day in the address.
//! 5. General `meta` dates and the web page's JSON-LD only where something else bears them out: content systems
//!    fill them in for pages that never were published as articles.
//! 6. A date elsewhere in the story that is said to be of publication, or the only one that is marked as a date.
//! 7. The date of the last change where it is shown beside the headline and no other is: it stands in, with a
//!    warning.
//!
//! An incident of a status page is as old as its oldest line, and a front page has a date only where it says so.
//! Never: a copyright year, a date of another article, of a comment or of an event. The next best day that
//! differs is kept as the runner-up.

use crate::read::dates::Stamp;
use crate::read::metadata::labels::Said;
use crate::read::metadata::places::{Candidate, Place};

/// A date that says nothing of itself is no longer the headline's, so many lines from it.
const REACH_LINES: usize = 14;
/// A date that says nothing of itself and stands further from the headline may be any date.
const CLOSE_LINES: usize = 5;

#[derive(Debug, Default, PartialEq)]
pub(super) struct When {
    pub(super) published: Option<Stamp>,
    pub(super) runner_up: Option<Stamp>,
    pub(super) modified: Option<Stamp>,
    pub(super) warning: Option<String>,
}

/// What else is known of the page that makes it an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    Article,
    /// The front page of a site: what is on it changes, and its machine dates are of the template.
    Front,
    /// An incident of a status page, which tells the newest first: it is as old as its oldest line.
    Incident,
    Unknown,
}

pub(super) fn when(candidates: &[Candidate], kind: PageKind) -> When {
    let modified = modified(candidates);
    if kind == PageKind::Incident
        && let Some(oldest) = oldest_line(candidates)
    {
        return When { published: Some(oldest), modified, ..When::default() };
    }
    let ranked = ranked(candidates, kind);
    let Some(best) = ranked.first() else {
        let shown = candidates
            .iter()
            .filter(|one| one.said == Said::Modified && one.place == Place::Headline)
            .min_by_key(|one| one.distance);
        let warning =
            shown.map(|_| "only a date of last change is shown; it stands in for the date of publication".to_owned());
        return When { published: shown.map(|one| one.stamp), modified, warning, ..When::default() };
    };
    let runner_up = ranked.iter().find(|other| apart(&other.stamp, &best.stamp) > 1).map(|other| other.stamp);
    When { published: Some(finest(best, &ranked)), runner_up, modified, warning: None }
}

fn oldest_line(candidates: &[Candidate]) -> Option<Stamp> {
    let is_line = |one: &&Candidate| {
        matches!(one.place, Place::Headline | Place::Story) && matches!(one.said, Said::Published | Said::Nothing)
    };
    candidates.iter().filter(is_line).map(|one| one.stamp).min_by_key(|stamp| stamp.date.value)
}

/// Candidates for the day of publication, the best first.
fn ranked(candidates: &[Candidate], kind: PageKind) -> Vec<&Candidate> {
    let of = |place: Place| candidates.iter().filter(move |one| one.place == place && one.said == Said::Published);
    let mut beside: Vec<&Candidate> = candidates
        .iter()
        .filter(|one| one.place == Place::Headline && matches!(one.said, Said::Published | Said::Nothing))
        .collect();
    beside.sort_by_key(|one| (one.said == Said::Nothing, one.distance, !one.is_marked));
    let mut days: Vec<_> = beside.iter().map(|one| one.stamp.local_day()).collect();
    days.sort_unstable();
    days.dedup();
    // Several days beside one headline are a list of other things.
    let reach = if days.len() > 2 { 2 } else { REACH_LINES };
    beside.retain(|one| one.distance <= reach || (one.said == Said::Published && days.len() <= 2));
    let mut ranked: Vec<&Candidate> = Vec::new();
    ranked.extend(seen_first(candidates, &beside));
    if kind == PageKind::Front {
        ranked.extend(beside.iter().filter(|one| one.said == Said::Published));
        return ranked;
    }
    ranked.extend(of(Place::Article));
    ranked.extend(of(Place::Meta));
    ranked.extend(of(Place::Marked));
    ranked.extend(&beside);
    ranked.extend(of(Place::Address));
    for loose in of(Place::LooseMeta).chain(of(Place::WebPage)) {
        let is_backed = kind == PageKind::Article
            || candidates.iter().any(|other| other.place < Place::LooseMeta && apart(&other.stamp, &loose.stamp) <= 1);
        if is_backed {
            ranked.push(loose);
        }
    }
    ranked.extend(of(Place::Story));
    ranked.extend(only_one(candidates));
    ranked
}

/// A date marked as one somewhere in the story, if all that are marked so are the same day.
fn only_one(candidates: &[Candidate]) -> Option<&Candidate> {
    let marked = || {
        candidates.iter().filter(|one| {
            one.place == Place::Story && one.is_marked && matches!(one.said, Said::Nothing | Said::Published)
        })
    };
    let first = marked().next()?;
    marked().all(|one| one.stamp.local_day() == first.stamp.local_day()).then_some(first)
}

/// What the reader is shown beside the headline, where it outweighs what machines are told: it says that it is
/// the date of publication, or it is earlier than what machines are told (a move to another system sets those
/// dates anew, and an earlier date cannot be that of an update).
fn seen_first<'a>(candidates: &'a [Candidate], beside: &[&'a Candidate]) -> Option<&'a Candidate> {
    let marked = candidates.iter().find(|one| one.place == Place::Marked && one.said == Said::Published);
    let declared = candidates
        .iter()
        .find(|one| matches!(one.place, Place::Article | Place::Meta) && one.said == Said::Published)?;
    let is_template = candidates
        .iter()
        .any(|one| one.place == declared.place && one.said == Said::Modified && one.stamp == declared.stamp);
    let shown = beside.first().copied().or(marked.filter(|_| is_template))?;
    let is_earlier = shown.stamp.local_day() < declared.stamp.local_day();
    let is_other = apart(&shown.stamp, &declared.stamp) > 1;
    let is_change = candidates.iter().any(|one| one.said == Said::Modified && apart(&one.stamp, &shown.stamp) <= 1);
    let is_close = shown.distance <= CLOSE_LINES;
    (is_other && !is_change && (shown.said == Said::Published || (is_earlier && is_close))).then_some(shown)
}

fn modified(candidates: &[Candidate]) -> Option<Stamp> {
    let mut changed: Vec<&Candidate> = candidates.iter().filter(|one| one.said == Said::Modified).collect();
    changed.sort_by_key(|one| (one.place, one.distance));
    changed.first().map(|one| one.stamp)
}

/// The same day with its time, where another place knows it.
fn finest(best: &Candidate, ranked: &[&Candidate]) -> Stamp {
    if best.stamp.offset_minutes.is_some() {
        return best.stamp;
    }
    let exact = ranked
        .iter()
        .find(|other| other.stamp.offset_minutes.is_some() && other.stamp.local_day() == best.stamp.local_day());
    exact.map_or(best.stamp, |other| other.stamp)
}

fn apart(one: &Stamp, other: &Stamp) -> i64 {
    (one.local_day() - other.local_day()).num_days().abs()
}

#[cfg(test)]
mod tests;
