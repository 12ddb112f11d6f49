//! Where the main text stands: what the source's own selector finds, else the paragraphs that the scorer
//! takes, else JSON-LD's article body, else all that the page says.
//!
//! No part of a page is found by its host's name. Boilerplate within the text is for `clean`.

mod context;
mod explain;
mod features;
mod host_memory;
mod known;
pub mod learning;
mod marks;
mod next_page;
mod places;
mod score;
mod teasers;
mod trees;

use std::collections::HashSet;
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use url::Url;

pub use crate::read::article::explain::{ExplainedBlock, Kept, explain, explain_of_host};
use crate::read::article::features::Page;
pub use crate::read::article::host_memory::HostMemory;
pub(crate) use crate::read::article::host_memory::paragraph_digest;
use crate::read::article::known::Known;
use crate::read::article::places::Parts;
pub(crate) use crate::read::article::places::units;
use crate::read::article::score::{Forests, Scores};
use crate::read::blocks::{self, Block, Layout};
use crate::read::clean::{Chosen, is_clutter};
use crate::read::json_ld::JsonLd;
use crate::read::survey::Survey;

/// Less text than this is probably not the main text, in characters.
const ENOUGH_CHARS: usize = 250;
/// A body in JSON-LD stands in for the page's own text if it is so many times as long: the page is then
/// an empty frame that scripts fill.
const FRAME_FACTOR: usize = 4;

/// A page with more paragraphs is a list or a log, and is taken as a whole: scoring takes about 50 µs a
/// paragraph, and more in deep pages. The longest of a thousand real pages has about 1,600.
const PARAGRAPHS_MAX: usize = 8_000;

#[derive(Debug, Default)]
pub(crate) struct MainText {
    pub(crate) blocks: Vec<Block>,
    pub(crate) chosen: Chosen,
    pub(crate) warning: Option<String>,
    /// Digests of all paragraphs of the page, for the host's memory.
    pub(crate) paragraphs: Vec<u64>,
    /// Where the article goes on.
    pub(crate) next_page: Option<Url>,
}

/// How the paragraphs are chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice<'a> {
    /// The source's own.
    pub(crate) selector: Option<&'a str>,
    /// What repeats on the host.
    pub(crate) memory: Option<&'a HostMemory>,
    pub(crate) forests: &'a Forests,
}

impl<'a> Choice<'a> {
    /// With the forests that come with the program.
    pub(crate) fn new(selector: Option<&'a str>, memory: Option<&'a HostMemory>) -> Self {
        Self { selector, memory, forests: score::shipped() }
    }
}

/// What `metadata` has read of the page before its text is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) title: &'a str,
    pub(crate) authors: &'a [String],
    pub(crate) url: &'a str,
}

static BODY: LazyLock<Selector> = LazyLock::new(|| Selector::parse("body").expect("a valid selector"));

/// The paragraphs of the main text, uncleaned.
pub(crate) fn main_text(
    document: &Html,
    survey: &Survey<'_>,
    ld: &JsonLd,
    head: Head<'_>,
    choice: Choice<'_>,
) -> MainText {
    let layout = layout(document, survey);
    let paragraphs = host_memory::digests(&layout.blocks);
    let next_page = next_page::next_page(document, head.url, survey.base.as_ref());
    let mut found = MainText { paragraphs, next_page, ..MainText::default() };
    if let Some(selector) = choice.selector {
        found.blocks = selected(document, survey, selector);
        if chars(&found.blocks) > 0 {
            return found;
        }
        found.warning = Some(format!("the source's article_selector `{selector}` finds no text on this page"));
    }
    if layout.blocks.len() > PARAGRAPHS_MAX {
        found.blocks = whole(document, survey);
        return found;
    }
    let taken = {
        let parts = Parts::of(&layout);
        let known = Known::of(survey, ld, head);
        let scores = Scores::of(&Page::new(&layout, &parts, &known), choice.forests);
        let repeated = repeated(&layout.blocks, &scores, head.url, choice.memory);
        (0..layout.blocks.len())
            .map(|index| scores.is_taken(index) && !repeated.contains(&index))
            .collect::<Vec<bool>>()
    };
    let all = layout.blocks.iter().map(Block::chars).sum::<usize>();
    let mut taken = taken.into_iter();
    let mut best = layout.blocks;
    best.retain(|_| taken.next().unwrap_or_default());
    let enough = chars(&best);
    let frame = from_json_ld(ld);
    if chars(&frame) > (enough * FRAME_FACTOR).max(ENOUGH_CHARS) && chars(&frame) > all {
        found.blocks = frame;
    } else if enough == 0 {
        found.blocks = whole(document, survey);
    } else {
        (found.blocks, found.chosen) = (best, Chosen::OneByOne);
    }
    found
}

/// Which of the paragraphs that the scorer takes stand on other pages of the host too.
fn repeated(blocks: &[Block], scores: &Scores, url: &str, memory: Option<&HostMemory>) -> HashSet<usize> {
    let Some(memory) = memory.filter(|memory| !memory.is_empty()) else { return HashSet::new() };
    let taken: Vec<usize> = (0..blocks.len()).filter(|index| scores.is_taken(*index)).collect();
    let chosen: Vec<&Block> = taken.iter().filter_map(|index| blocks.get(*index)).collect();
    let repeated = memory.repeated(&chosen, url);
    taken.into_iter().zip(repeated).filter(|(_, repeated)| *repeated).map(|(index, _)| index).collect()
}

fn chars(blocks: &[Block]) -> usize {
    blocks.iter().map(Block::chars).sum()
}

fn layout<'a>(document: &'a Html, survey: &Survey<'_>) -> Layout<'a> {
    document.select(&BODY).next().map(|body| blocks::layout(body, survey.base.as_ref())).unwrap_or_default()
}

fn selected(document: &Html, survey: &Survey<'_>, selector: &str) -> Vec<Block> {
    let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
    let mut blocks = Vec::new();
    let mut taken: Option<ElementRef<'_>> = None;
    for element in document.select(&selector) {
        let inside = taken.is_some_and(|outer| element.ancestors().any(|ancestor| ancestor == *outer));
        if !inside {
            let total = element.text().map(str::len).sum();
            blocks.extend(blocks::of_except(element, survey.base.as_ref(), |element| is_clutter(element, total)));
            taken = Some(element);
        }
    }
    blocks
}

fn whole(document: &Html, survey: &Survey<'_>) -> Vec<Block> {
    let Some(body) = document.select(&BODY).next() else { return Vec::new() };
    blocks::of_except(body, survey.base.as_ref(), |element| {
        matches!(element.value().name(), "header" | "footer" | "nav" | "aside") || is_clutter(element, usize::MAX)
    })
}

fn from_json_ld(ld: &JsonLd) -> Vec<Block> {
    let Some(body) = ld.body.as_deref() else { return Vec::new() };
    if body.contains("</p>") || body.contains("<br") {
        return blocks::of(Html::parse_fragment(&crate::read::bounded::bounded(body).html).root_element(), None);
    }
    let paragraphs = body.split('\n').map(crate::read::plain_text).filter(|text| !text.is_empty());
    paragraphs.map(|text| Block { text, ..Block::default() }).collect()
}

#[cfg(test)]
mod tests;
