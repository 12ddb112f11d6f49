//! Why each paragraph of a page was kept or dropped, for a person who mends a source.

use scraper::{ElementRef, Html};

use crate::read::article::context::Context;
use crate::read::article::features::Page;
use crate::read::article::host_memory::HostMemory;
use crate::read::article::known::Known;
use crate::read::article::places::Parts;
use crate::read::article::score::{self, Scores};
use crate::read::article::{Head, PARAGRAPHS_MAX, layout, repeated, selected, whole};
use crate::read::blocks::{Block, BlockKind, Layout};
use crate::read::clean::Chosen;
use crate::read::survey::Survey;
use crate::read::{ReadHints, bounded, clean, encoding, json_ld, metadata};

/// How much of a paragraph is shown, in characters.
const SHOWN_CHARS: usize = 160;
/// Elements in a path.
const PATH_MAX: usize = 4;
/// Why what a host repeats is left out.
const REPEATED: &str = "it stands on three or more other pages of this host";
/// Why prose that stands on a page twice is left out the second time.
const COPY: &str = "the same prose stands before it on this page";
/// Features named in a reason.
const NAMED: usize = 3;

/// Whether a paragraph is part of the reading's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Kept,
    Dropped,
}

/// One paragraph of a page, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedBlock {
    /// Where it stands, as a CSS selector would say it: `main > div.post > p`.
    pub path: String,
    /// Paragraph, heading, item, row, code or quote.
    pub kind: &'static str,
    pub kept: Kept,
    /// A sentence without its full stop.
    pub reason: String,
    /// Its first 160 characters.
    pub text: String,
}

/// Every paragraph of the page `body` that came from `url`, in its order, with the reason. With a
/// selector that finds text, only what it finds is told.
pub fn explain(body: &[u8], content_type: Option<&str>, url: &str, hints: &ReadHints<'_>) -> Vec<ExplainedBlock> {
    explain_of_host(body, content_type, url, hints, None)
}

/// As [`explain`], with what is remembered of the page's host.
pub fn explain_of_host(
    body: &[u8],
    content_type: Option<&str>,
    url: &str,
    hints: &ReadHints<'_>,
    memory: Option<&HostMemory>,
) -> Vec<ExplainedBlock> {
    let decoded = encoding::decode(body, content_type);
    let bounded = bounded::bounded(&decoded.text);
    let document = Html::parse_document(&bounded.html);
    let survey = Survey::of(&document, url);
    let ld = json_ld::read(&survey.json_ld);
    let reading = metadata::read(&survey, &ld, url, hints);
    let head = Head { title: &reading.title, authors: &reading.authors, url };
    if let Some(selector) = hints.selector {
        let blocks = selected(&document, &survey, selector);
        if !blocks.is_empty() {
            return by_part(&blocks, selector, "the source's article_selector finds it", head);
        }
    }
    let layout = layout(&document, &survey);
    if layout.blocks.len() > PARAGRAPHS_MAX {
        return by_part(&whole(&document, &survey), "body", "the page has too many paragraphs to score each", head);
    }
    let (parts, known) = (Parts::of(&layout), Known::of(&survey, &ld, head));
    let page = Page::new(&layout, &parts, &known);
    by_score(&page, &layout, head, memory)
}

fn by_part(blocks: &[Block], path: &str, reason: &str, head: Head<'_>) -> Vec<ExplainedBlock> {
    let verdicts = clean::verdicts(blocks, Chosen::Roughly, head.title, head.authors);
    let explained = blocks.iter().zip(verdicts).map(|(block, verdict)| match verdict {
        Some(why) => explained(block, path.to_owned(), Kept::Dropped, why.reason().to_owned()),
        None => explained(block, path.to_owned(), Kept::Kept, reason.to_owned()),
    });
    explained.collect()
}

fn by_score(page: &Page<'_>, layout: &Layout<'_>, head: Head<'_>, memory: Option<&HostMemory>) -> Vec<ExplainedBlock> {
    let scores = Scores::of(page, score::shipped());
    let context = Context::new(page, &scores.first);
    let repeated = repeated(&layout.blocks, &scores, head.url, memory);
    let is_taken = |index: &usize| scores.is_taken(*index) && !repeated.contains(index);
    let taken: Vec<Block> =
        (0..layout.blocks.len()).filter(is_taken).filter_map(|index| layout.blocks.get(index)).cloned().collect();
    let mut verdicts = clean::verdicts(&taken, Chosen::OneByOne, head.title, head.authors).into_iter();
    let mut blocks = Vec::with_capacity(layout.blocks.len());
    for (index, block) in layout.blocks.iter().enumerate() {
        let verdict = if is_taken(&index) { verdicts.next().flatten() } else { None };
        let (kept, reason) = match verdict {
            Some(why) => (Kept::Dropped, why.reason().to_owned()),
            None if scores.is_copy(index) => (Kept::Dropped, COPY.to_owned()),
            None if repeated.contains(&index) => (Kept::Dropped, REPEATED.to_owned()),
            None => (
                if scores.is_taken(index) { Kept::Kept } else { Kept::Dropped },
                reason(page, &context, &scores, index),
            ),
        };
        let path = layout.places.get(block.place).map(|place| path(place.element)).unwrap_or_default();
        blocks.push(explained(block, path, kept, reason));
    }
    blocks
}

fn explained(block: &Block, path: String, kept: Kept, reason: String) -> ExplainedBlock {
    let kind = match block.kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading => "heading",
        BlockKind::Item => "item",
        BlockKind::Row => "row",
        BlockKind::Code => "code",
        BlockKind::Quote => "quote",
    };
    ExplainedBlock { path, kind, kept, reason, text: block.text.chars().take(SHOWN_CHARS).collect() }
}

/// "likelihood 0.93, at least the 0.48 asked here; for it: …; against it: …".
fn reason(page: &Page<'_>, context: &Context<'_>, scores: &Scores, index: usize) -> String {
    let likelihood = scores.likelihoods.get(index).copied().unwrap_or_default();
    let strongest = score::strongest(page, context, index);
    let named = |is_for: bool| {
        let names = strongest.iter().filter(|(_, moved)| (*moved > 0.0) == is_for).take(NAMED);
        names.map(|(name, _)| name.replace('_', " ")).collect::<Vec<_>>().join(", ")
    };
    let side = if scores.is_taken(index) { "at least" } else { "less than" };
    let mut reason = format!("likelihood {likelihood:.2}, {side} the {:.2} asked here", scores.asked_of(index));
    for (word, names) in [("for it", named(true)), ("against it", named(false))] {
        if !names.is_empty() {
            reason.push_str(&format!("; {word}: {names}"));
        }
    }
    reason
}

fn path(element: ElementRef<'_>) -> String {
    let mut steps = vec![step(element)];
    for ancestor in element.ancestors().filter_map(ElementRef::wrap).take(PATH_MAX - 1) {
        steps.push(step(ancestor));
    }
    steps.reverse();
    steps.join(" > ")
}

fn step(element: ElementRef<'_>) -> String {
    let value = element.value();
    if let Some(id) = value.id() {
        return format!("{}#{id}", value.name());
    }
    let classes = value.classes().take(2).map(|class| format!(".{class}"));
    format!("{}{}", value.name(), classes.collect::<String>())
}

#[cfg(test)]
mod tests;
