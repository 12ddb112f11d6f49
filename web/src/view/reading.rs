//! A version's text as paragraphs in which evidence and mentions are marked and can be linked to.
//!
//! Third-party articles are never shown whole: only the sentences that serve as evidence, and the beginning.

use watchline_model::{DocumentKind, EntityId, Reading};

/// Characters of an article's beginning that are shown.
const LEAD: usize = 280;
/// Characters shown around a quote.
const AROUND: usize = 60;

/// A stretch of characters of the full text that is marked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// Words that support a fact; can be linked to as `#c40-91`.
    Evidence,
    /// The words that the address asks for.
    Asked,
    Mention(EntityId),
}

/// A run of text with the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) text: String,
    pub(crate) evidence: bool,
    pub(crate) focus: bool,
    /// Anchors of the pieces of evidence that begin here.
    pub(crate) anchors: Vec<String>,
    /// Address of the entity that is mentioned.
    pub(crate) entity: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) segments: Vec<Segment>,
    /// Words were left out before this paragraph; at the end of the text it has none of its own.
    pub(crate) cut_before: bool,
}

/// Whether a document may be shown whole, or only what supports a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    Excerpts,
}

pub(crate) fn extent(kind: DocumentKind) -> Extent {
    match kind {
        DocumentKind::Statement | DocumentKind::Advisory | DocumentKind::Status => Extent::Whole,
        DocumentKind::Article | DocumentKind::Post => Extent::Excerpts,
    }
}

/// The body's paragraphs, without the headline. Marks outside the text are left out.
pub(crate) fn paragraphs(reading: &Reading, marks: &[Marked], extent: Extent) -> Vec<Paragraph> {
    let text: Vec<char> = reading.full_text().chars().collect();
    let body = reading.body_offset();
    let marks: Vec<&Marked> = marks.iter().filter(|mark| mark.start < mark.end && mark.end <= text.len()).collect();
    let shown = match extent {
        Extent::Whole => vec![(body, text.len())],
        Extent::Excerpts => windows(&text, body, &marks),
    };
    let mut anchored = Vec::new();
    let mut paragraphs = Vec::new();
    for (index, (from, to)) in shown.iter().enumerate() {
        let mut cut = index > 0 || *from > body;
        for (start, end) in split(&text, *from, *to) {
            let segments = segments(&text, start, end, &marks, &mut anchored);
            paragraphs.push(Paragraph { segments, cut_before: std::mem::take(&mut cut) });
        }
    }
    if shown.last().is_some_and(|(_, to)| *to < text.len()) {
        paragraphs.push(Paragraph { segments: Vec::new(), cut_before: true });
    }
    paragraphs
}

/// Headline as segments.
pub(crate) fn headline(reading: &Reading, marks: &[Marked]) -> Vec<Segment> {
    let text: Vec<char> = reading.full_text().chars().collect();
    let end = reading.title.chars().count();
    let marks: Vec<&Marked> =
        marks.iter().filter(|mark| mark.start < mark.end && mark.start < end && mark.end <= text.len()).collect();
    segments(&text, 0, end, &marks, &mut Vec::new())
}

/// What of an article is shown: its beginning and the surroundings of each quote, joined where they touch.
fn windows(text: &[char], body: usize, marks: &[&Marked]) -> Vec<(usize, usize)> {
    let mut spans = vec![(body, word_end(text, (body + LEAD).min(text.len())))];
    for mark in marks.iter().filter(|mark| !matches!(mark.what, What::Mention(_)) && mark.end > body) {
        let from = word_start(text, mark.start.saturating_sub(AROUND).max(body));
        spans.push((from.max(body), word_end(text, (mark.end + AROUND).min(text.len()))));
    }
    spans.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some((_, end)) if from <= *end + 1 => *end = (*end).max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn word_start(text: &[char], mut at: usize) -> usize {
    while at > 0 && !text[at - 1].is_whitespace() {
        at -= 1;
    }
    at
}

fn word_end(text: &[char], mut at: usize) -> usize {
    while at < text.len() && !text[at].is_whitespace() {
        at += 1;
    }
    at
}

/// Paragraphs of a stretch: divided by a blank line.
fn split(text: &[char], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = from;
    let mut at = from;
    while at < to {
        if text[at] == '\n' && text.get(at + 1) == Some(&'\n') {
            parts.push((start, at));
            while at < to && text[at] == '\n' {
                at += 1;
            }
            start = at;
        } else {
            at += 1;
        }
    }
    parts.push((start, to));
    parts.retain(|(start, end)| text[*start..*end].iter().any(|character| !character.is_whitespace()));
    parts
}

/// Cuts `start..end` at every edge of a mark.
fn segments(
    text: &[char],
    start: usize,
    end: usize,
    marks: &[&Marked],
    anchored: &mut Vec<(usize, usize)>,
) -> Vec<Segment> {
    let here: Vec<&&Marked> = marks.iter().filter(|mark| mark.start < end && mark.end > start).collect();
    let mut edges: Vec<usize> = vec![start, end];
    edges.extend(here.iter().flat_map(|mark| [mark.start.max(start), mark.end.min(end)]));
    edges.sort_unstable();
    edges.dedup();
    let mut segments = Vec::new();
    for pair in edges.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let over = || here.iter().filter(|mark| mark.start <= from && mark.end >= to);
        let mut anchors = Vec::new();
        for mark in over().filter(|mark| !matches!(mark.what, What::Mention(_))) {
            if !anchored.contains(&(mark.start, mark.end)) {
                anchored.push((mark.start, mark.end));
                anchors.push(format!("c{}-{}", mark.start, mark.end));
            }
        }
        segments.push(Segment {
            text: text[from..to].iter().collect(),
            evidence: over().any(|mark| mark.what == What::Evidence),
            focus: over().any(|mark| mark.what == What::Asked),
            anchors,
            entity: over().find_map(|mark| match &mark.what {
                What::Mention(id) => Some(crate::view::names::entity_address(id)),
                _ => None,
            }),
        });
    }
    segments
}

#[cfg(test)]
mod tests;
