//! Where headline and body stand among the page's lines, and what stands near them. Pure.

use chrono::{DateTime, Utc};
use scraper::ElementRef;

use crate::read::authors;
use crate::read::dates_text::{self, Found, Order};
use crate::read::metadata::dateline;
use crate::read::metadata::labels::{Said, is_first, is_heading_of_publication, said};
use crate::read::metadata::lines::{Line, SEAM, lines};
use crate::read::metadata::names::plain;
use crate::read::metadata::places::{Candidate, Place};
use crate::read::metadata::region::{Region, region_within};
use crate::read::survey::{Survey, words};

/// So many lines before the headline can hold date and byline.
const LINES_BEFORE: usize = 5;
/// And so many after it, up to the second paragraph.
const LINES_AFTER: usize = 25;
/// Marks between the parts of a dateline.
const MARKS: &[char] = &['|', '·', '•', '⋅', '/', '–', '—'];
/// More words beside a date than this, and the line tells of something that happened then.
const ALONE_MAX_BYTES: usize = 24;
/// So far from its date a label can stand.
const TOLD_MAX_BYTES: usize = 80;
/// A longer line is no dateline.
const LINE_MAX_BYTES: usize = 160;
/// As far from the headline counts a date that stands beside a byline further down.
const BYLINE_DISTANCE: usize = 6;
/// A date without a day that stands further from the headline may be any date.
const VAGUE_LINES: usize = 5;
/// So many paragraphs, kickers and captions among them, can come before the one with the dateline.
const OPENING_PARAGRAPHS: usize = 3;
/// A line with more characters is body text.
const BODY_LINE_CHARS: usize = 180;

pub(super) struct Layout<'a> {
    lines: Vec<Line<'a>>,
    headline: Option<usize>,
    /// The line after the last that can belong to the head of the story.
    head_end: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn of(survey: &Survey<'a>, title: &str) -> Self {
        let lines = survey.root.map(lines).unwrap_or_default();
        let headline = headline(&lines, survey, title);
        let head_end = headline.map_or(0, |at| {
            let body =
                lines.iter().enumerate().skip(at + 1).filter(|(_, line)| is_body(line) && line.region == Region::Own);
            let end = body.map(|(index, _)| index).nth(2).unwrap_or(lines.len());
            end.min(at + 1 + LINES_AFTER)
        });
        Self { lines, headline, head_end }
    }

    /// The lines near the headline, the nearest first, with their distance.
    pub(super) fn near(&self) -> impl Iterator<Item = (&Line<'a>, usize)> {
        let at = self.headline.unwrap_or(0);
        let start = at.saturating_sub(LINES_BEFORE);
        let end = if self.headline.is_some() { self.head_end } else { 0 };
        let mut near: Vec<(&Line<'a>, usize)> = (start..end.max(start))
            .filter_map(|index| self.lines.get(index).map(|line| (line, distance(at, index))))
            .filter(|(line, _)| line.region != Region::Beside)
            .collect();
        near.sort_by_key(|(_, distance)| *distance);
        near.into_iter()
    }

    /// The words of all short lines.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter(|line| !line.is_paragraph).map(|line| line.text.as_str())
    }

    /// All lines after the headline that are the story's own or tell of its author.
    pub(super) fn story(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().skip(self.headline.unwrap_or(0)).filter(|line| line.region != Region::Beside)
    }

    /// How far from the headline an element stands; `None` if it is not near.
    pub(super) fn distance(&self, element: ElementRef<'_>) -> Option<usize> {
        let at = self.headline?;
        let index = self.lines.partition_point(|line| line.element.id() < element.id());
        let start = at.saturating_sub(LINES_BEFORE);
        (start..=self.head_end).contains(&index).then(|| distance(at, index))
    }

    /// The dates that stand in short lines of the story.
    pub(super) fn dates(&self, order: Order) -> Vec<Candidate> {
        let mut found = Vec::new();
        let start = self.headline.map_or(0, |at| at.saturating_sub(LINES_BEFORE));
        let (mut is_first_byline, mut paragraphs) = (true, 0);
        for (index, line) in self.lines.iter().enumerate().skip(start) {
            if is_body(line) || line.text.len() > LINE_MAX_BYTES {
                let is_opening = line.region == Region::Own && paragraphs < OPENING_PARAGRAPHS;
                paragraphs += 1;
                let dateline = if is_opening { dateline::day_of(&line.text, order) } else { None };
                found.extend(dateline.map(|one| Candidate {
                    stamp: one.stamp,
                    said: Said::Nothing,
                    place: Place::Headline,
                    distance: BYLINE_DISTANCE,
                    is_marked: false,
                }));
            }
            if line.is_paragraph {
                continue;
            }
            if !dates_text::may_hold_date(&line.text) {
                continue;
            }
            let near = self.headline.filter(|_| index < self.head_end).map(|at| distance(at, index));
            let is_head = line.region == Region::Author && near.is_some_and(|near| near <= BYLINE_DISTANCE);
            if line.region == Region::Own || is_head {
                let near = if self.is_byline(index) { near.map(|near| near.min(BYLINE_DISTANCE)) } else { near };
                let by_byline = if near.is_none() && is_first_byline { self.by_byline(index) } else { None };
                let dates = self.dates_of(index, line, near.or(by_byline), order);
                is_first_byline &= by_byline.is_none() || dates.is_empty();
                found.extend(dates);
            } else if line.region == Region::Beside && self.is_headed(index) {
                found.extend(self.dates_of(index, line, None, order));
            }
        }
        found
    }

    /// A line beside a byline is part of the head of the story, however much stands between them and the headline.
    fn by_byline(&self, index: usize) -> Option<usize> {
        self.headline?;
        let mut beside = [index.checked_sub(1), index.checked_add(1)].into_iter().flatten();
        let is_beside = beside.any(|at| self.is_byline(at));
        is_beside.then_some(BYLINE_DISTANCE)
    }

    fn is_byline(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| {
            line.region == Region::Own && !line.is_paragraph && authors::is_byline(&line.text.replace(SEAM, " "))
        })
    }

    /// Whether the line above is a heading that says no more than "Published": boxes beside a story hold its data.
    fn is_headed(&self, index: usize) -> bool {
        let above = index.checked_sub(1).and_then(|index| self.lines.get(index));
        above.is_some_and(|above| is_heading_of_publication(&above.text))
    }

    /// What is told beside the headline of dates without a day: from the moment at which the page was fetched ("2 days
    /// ago"), and by the month.
    pub(super) fn vague_dates(&self, fetched: Option<DateTime<Utc>>) -> [Vec<Candidate>; 2] {
        let (mut relative, mut months) = (Vec::new(), Vec::new());
        let Some(headline) = self.headline else { return [relative, months] };
        // The month in the headline itself is what the story is about.
        let lines = self.lines.iter().enumerate().take(self.head_end).skip(headline.saturating_sub(LINES_BEFORE));
        for (index, line) in lines.filter(|(index, _)| *index != headline) {
            let near = distance(headline, index);
            if line.is_paragraph || line.region != Region::Own || near > VAGUE_LINES {
                continue;
            }
            let text = line.text.replace(SEAM, " ");
            let ago = fetched.and_then(|fetched| dates_text::find_relative(&text, fetched));
            relative.extend(self.told(index, &text, ago.into_iter().collect(), Some(near)));
            months.extend(self.told(index, &text, dates_text::find_month(&text).into_iter().collect(), Some(near)));
        }
        [relative, months]
    }

    fn dates_of(&self, index: usize, line: &Line<'a>, near: Option<usize>, order: Order) -> Vec<Candidate> {
        let all = dates_text::find_all(&line.text, order);
        if all.is_empty() && line.text.contains(SEAM) {
            let text = line.text.replace(SEAM, " ");
            return self.told(index, &text, dates_text::find_all(&text, order), near);
        }
        self.told(index, &line.text, all, near)
    }

    /// The dates of a line that are more than words of a sentence.
    fn told(&self, index: usize, text: &str, all: Vec<Found>, near: Option<usize>) -> Vec<Candidate> {
        let mut from = 0;
        let mut found = Vec::new();
        for one in all {
            let before = text.get(from..one.place.start).unwrap_or_default();
            let after = text.get(one.place.end..).unwrap_or_default();
            from = one.place.end;
            let mut label = said(before);
            if label == Said::Nothing && before.trim().is_empty() {
                label = self.label_above(index);
            }
            let piece = before.rsplit(MARKS).next().unwrap_or_default().len()
                + after.split(MARKS).next().unwrap_or_default().len();
            let is_alone = piece <= ALONE_MAX_BYTES || authors::is_byline(text);
            let is_told = matches!(label, Said::Published | Said::Modified)
                && before.len() <= TOLD_MAX_BYTES
                && after.len() <= TOLD_MAX_BYTES;
            if !(is_told || (is_alone && text.len() <= LINE_MAX_BYTES)) {
                continue;
            }
            // "Originally published on" is as good as a dateline, wherever it stands.
            let near = if is_first(before) { Some(0) } else { near };
            let place = if near.is_some() { Place::Headline } else { Place::Story };
            found.push(Candidate {
                stamp: one.stamp,
                said: label,
                place,
                distance: near.unwrap_or(usize::MAX),
                is_marked: false,
            });
        }
        found
    }

    /// What the line above says, if it can be a label. The headline is none: "Council ends the trial".
    fn label_above(&self, index: usize) -> Said {
        let above =
            index.checked_sub(1).filter(|above| Some(*above) != self.headline).and_then(|index| self.lines.get(index));
        above.filter(|above| above.text.chars().count() <= 40).map_or(Said::Nothing, |above| said(&above.text))
    }

    /// What is said of a date right before its element: in the same line, or in the line above.
    pub(super) fn label_before(&self, element: ElementRef<'_>) -> Said {
        let index = self.lines.partition_point(|line| line.element.id() < element.id());
        let first = words(element);
        // The element's words may begin the line, or stand within one that began earlier.
        for at in [index, index.saturating_sub(1)] {
            let Some(line) = self.lines.get(at) else { continue };
            let Some(start) = line.text.find(first.as_str()).filter(|_| !first.is_empty()) else { continue };
            let before = line.text.get(..start).unwrap_or_default();
            return if before.trim().is_empty() { self.label_above(at) } else { said(before) };
        }
        Said::Nothing
    }
}

fn distance(headline: usize, index: usize) -> usize {
    if index >= headline { index - headline } else { (headline - index) * 2 }
}

fn is_body(line: &Line<'_>) -> bool {
    line.is_paragraph || line.text.chars().count() > BODY_LINE_CHARS
}

/// The line of the heading that reads like the title; a line that does, where no heading does; else the line
/// where the story begins.
fn headline(lines: &[Line<'_>], survey: &Survey<'_>, title: &str) -> Option<usize> {
    let wanted = plain(title);
    let by_id = |element: &ElementRef<'_>| lines.partition_point(|line| line.element.id() < element.id());
    let heading = survey.headings.iter().find(|h1| plain(&words(**h1)) == wanted);
    let is_title = |line: &&Line<'_>| plain(&line.text) == wanted;
    let line_like = || {
        let own = lines.iter().position(|line| line.region == Region::Own && is_title(&line));
        own.or_else(|| lines.iter().position(|line| is_title(&line))).filter(|_| !wanted.is_empty())
    };
    let any = || survey.headings.iter().find(|h1| region_within(**h1) == Region::Own);
    let begin =
        || lines.iter().position(|line| line.is_paragraph && line.region == Region::Own).map(|at| at.saturating_sub(1));
    let at = heading.map(by_id).or_else(line_like).or_else(|| any().map(by_id)).or_else(begin)?;
    (at < lines.len()).then_some(at)
}
