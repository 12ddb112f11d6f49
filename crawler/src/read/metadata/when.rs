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
//!    What scripts of the page are given stands before them.
//! 6. A date elsewhere in the story that is said to be of publication, or the only one that is marked as a date, or
//!    the only one at all.
//! 7. The date of the last change where it is shown beside the headline and no other is: it stands in, with a
//!    warning. At the foot of a page it says only that someone looked at it.
//! 8. A day told from the moment at which the page was fetched ("yesterday"), then a month without a day, beside the
//!    headline or in the address.
//!
//! An incident of a status page is as old as its oldest line, a front page has a date only where it says so, and
//! documentation and the pages of products and services only what is shown beside the headline.
//! Never: a copyright year, a date of another article, of a comment or of an event. The next best day that
//! differs is kept as the runner-up.

use watchline_model::DatePlace;

use crate::read::dates::Stamp;
use crate::read::metadata::kind::PageKind;
use crate::read::metadata::labels::Said;
use crate::read::metadata::places::{Candidate, Place};

/// A date that says nothing of itself is no longer the headline's, so many lines from it.
const REACH_LINES: usize = 14;
/// In a list of dates only the one right beside the headline is the page's.
const LIST_REACH_LINES: usize = 2;
/// Two clocks of one page differ by less.
const SAME_MOMENT_SECONDS: i64 = 60;
/// A date that says nothing of itself and stands further from the headline may be any date.
const CLOSE_LINES: usize = 5;

#[derive(Debug, Default, PartialEq)]
pub(super) struct When {
    pub(super) published: Option<Stamp>,
    pub(super) published_place: Option<DatePlace>,
    pub(super) runner_up: Option<Stamp>,
    pub(super) modified: Option<Stamp>,
    pub(super) modified_place: Option<DatePlace>,
    pub(super) warning: Option<String>,
}

/// Decided by the first list that has a date of publication: what names a day comes before what only tells of one.
pub(super) fn first_of(lists: &[Vec<Candidate>], kind: PageKind) -> When {
    let mut known = When::default();
    for candidates in lists {
        let found = when(candidates, kind);
        let (modified, modified_place) = match known.modified {
            Some(_) => (known.modified, known.modified_place),
            None => (found.modified, found.modified_place),
        };
        known = When { modified, modified_place, ..found };
        if known.published.is_some() {
            break;
        }
    }
    known
}

pub(super) fn when(candidates: &[Candidate], kind: PageKind) -> When {
    let modified = modified(candidates);
    let known = When {
        modified: modified.map(|one| one.stamp),
        modified_place: modified.map(|one| one.place.told()),
        ..When::default()
    };
    let published = |stamp: Option<Stamp>, place: Option<Place>| (stamp, place.map(Place::told));
    if kind == PageKind::Incident
        && let Some(oldest) = oldest_line(candidates)
    {
        let (published, published_place) = published(Some(oldest.stamp), Some(oldest.place));
        return When { published, published_place, ..known };
    }
    let ranked = ranked(candidates, kind);
    let Some(best) = ranked.first() else {
        let is_changing = matches!(kind, PageKind::Front | PageKind::Standing);
        let shown = candidates
            .iter()
            .filter(|one| one.said == Said::Modified && one.place == Place::Headline && !is_changing)
            .min_by_key(|one| one.distance);
        let warning =
            shown.map(|_| "only a date of last change is shown; it stands in for the date of publication".to_owned());
        let (published, published_place) = published(shown.map(|one| one.stamp), shown.map(|one| one.place));
        return When { published, published_place, warning, ..known };
    };
    let runner_up = ranked.iter().find(|other| apart(&other.stamp, &best.stamp) > 1).map(|other| other.stamp);
    let (published, published_place) = published(Some(finest(best, &ranked)), Some(best.place));
    When { published, published_place, runner_up, ..known }
}

fn oldest_line(candidates: &[Candidate]) -> Option<&Candidate> {
    let is_line = |one: &&Candidate| {
        matches!(one.place, Place::Headline | Place::Story) && matches!(one.said, Said::Published | Said::Nothing)
    };
    candidates.iter().filter(is_line).min_by_key(|one| one.stamp.date.value)
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
    let reach = if days.len() > 2 { reach_in_list(&beside) } else { REACH_LINES };
    beside.retain(|one| one.distance <= reach || (one.said == Said::Published && days.len() <= 2));
    let mut ranked: Vec<&Candidate> = Vec::new();
    ranked.extend(seen_first(candidates, &beside));
    if kind == PageKind::Front {
        ranked.extend(beside.iter().filter(|one| one.said == Said::Published));
        return ranked;
    }
    if kind == PageKind::Standing {
        beside.retain(|one| one.said == Said::Published || one.distance <= CLOSE_LINES);
        let is_shown = |one: &&Candidate| beside.iter().any(|shown| apart(&shown.stamp, &one.stamp) <= 1);
        ranked.extend(of(Place::Article).chain(of(Place::Meta)).filter(is_shown));
        ranked.extend(&beside);
        return ranked;
    }
    ranked.extend(of(Place::Article));
    ranked.extend(of(Place::Meta));
    let marked = marked(candidates);
    ranked.extend(marked.iter().filter(|one| one.distance != usize::MAX));
    ranked.extend(beside.iter().filter(|one| one.distance <= CLOSE_LINES));
    ranked.extend(marked.iter().filter(|one| one.distance == usize::MAX));
    ranked.extend(&beside);
    ranked.extend(of(Place::Address));
    ranked.extend(of(Place::State));
    for loose in of(Place::LooseMeta).chain(of(Place::WebPage)) {
        let is_backed = kind == PageKind::Article
            || candidates.iter().any(|other| other.place < Place::LooseMeta && apart(&other.stamp, &loose.stamp) <= 1);
        if is_backed {
            ranked.push(loose);
        }
    }
    // Several that are said to be of publication are of other articles.
    ranked.extend(of_one_day(of(Place::Story)));
    ranked.extend(of_one_day(
        candidates
            .iter()
            .filter(|one| one.place == Place::Story && one.is_marked)
            .filter(|one| matches!(one.said, Said::Nothing | Said::Published)),
    ));
    let is_change = |day| candidates.iter().any(|one| one.said == Said::Modified && one.stamp.local_day() == day);
    let loose = candidates.iter().filter(|one| one.place == Place::Story && one.said == Said::Nothing);
    ranked.extend(of_one_day(loose.filter(|one| !is_change(one.stamp.local_day()))));
    ranked
}

/// Elements that are marked as the date of publication: those near the headline, or all if they are of one day.
/// Several elsewhere are those of a list of other articles.
fn marked(candidates: &[Candidate]) -> Vec<&Candidate> {
    let all = || candidates.iter().filter(|one| one.place == Place::Marked && one.said == Said::Published);
    let near: Vec<&Candidate> = all().filter(|one| one.distance != usize::MAX).collect();
    if near.is_empty() { of_one_day(all()).into_iter().collect() } else { near }
}

/// How far a date belongs to the headline although a list of others follows: clearly nearer than the list.
fn reach_in_list(beside: &[&Candidate]) -> usize {
    let nearest = beside.iter().min_by_key(|one| one.distance);
    let Some(nearest) = nearest.filter(|one| one.distance <= CLOSE_LINES) else { return LIST_REACH_LINES };
    let others = beside.iter().filter(|one| one.stamp.local_day() != nearest.stamp.local_day());
    let is_apart = others.map(|one| one.distance).min().is_some_and(|next| next >= nearest.distance + CLOSE_LINES);
    if is_apart { nearest.distance } else { LIST_REACH_LINES }
}

/// The first, if all are of the same day.
fn of_one_day<'a>(candidates: impl Iterator<Item = &'a Candidate> + Clone) -> Option<&'a Candidate> {
    let first = candidates.clone().next()?;
    candidates.clone().all(|one| one.stamp.local_day() == first.stamp.local_day()).then_some(first)
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

fn modified(candidates: &[Candidate]) -> Option<&Candidate> {
    let mut changed: Vec<&Candidate> = candidates.iter().filter(|one| one.said == Said::Modified).collect();
    changed.sort_by_key(|one| (one.place, one.distance));
    changed.first().copied()
}

/// The same day with its time, where another place knows it.
fn finest(best: &Candidate, ranked: &[&Candidate]) -> Stamp {
    if let Some(offset) = best.stamp.offset_minutes {
        // The same moment, as the publisher's own calendar has it, if the address bears that out.
        let address = ranked.iter().find(|other| other.place == Place::Address).map(|other| other.stamp.local_day());
        let local = ranked.iter().find(|other| {
            let is_zoned = other.stamp.offset_minutes.is_some_and(|minutes| minutes != 0);
            let is_same = (other.stamp.date.value - best.stamp.date.value).num_seconds().abs() <= SAME_MOMENT_SECONDS;
            is_zoned && is_same && address == Some(other.stamp.local_day())
        });
        return local.filter(|_| offset == 0).map_or(best.stamp, |other| other.stamp);
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
