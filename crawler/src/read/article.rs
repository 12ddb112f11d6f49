//! Where the main text stands: what the source's own selector finds, else the paragraphs that the scorer
//! takes, else JSON-LD's article body, else all that the page says.
//!
//! No part of a page is found by its host's name. Boilerplate within the text is for `clean`.

mod explain;
mod features;
mod known;
mod marks;
mod places;
mod score;
mod teasers;
mod trees;

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};

pub use crate::read::article::explain::{ExplainedBlock, Kept, explain};
use crate::read::article::features::Page;
use crate::read::article::known::Known;
use crate::read::article::places::Parts;
use crate::read::article::score::Scores;
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
    selector: Option<&str>,
) -> MainText {
    let mut warning = None;
    if let Some(selector) = selector {
        let blocks = selected(document, survey, selector);
        if chars(&blocks) > 0 {
            return MainText { blocks, chosen: Chosen::Roughly, warning };
        }
        warning = Some(format!("the source's article_selector `{selector}` finds no text on this page"));
    }
    let layout = layout(document, survey);
    if layout.blocks.len() > PARAGRAPHS_MAX {
        return MainText { blocks: whole(document, survey), chosen: Chosen::Roughly, warning };
    }
    let taken = {
        let parts = Parts::of(&layout);
        let known = Known::of(survey, ld, head);
        let scores = Scores::of(&Page::new(&layout, &parts, &known));
        (0..layout.blocks.len()).map(|index| scores.is_taken(index)).collect::<Vec<bool>>()
    };
    let all = layout.blocks.iter().map(Block::chars).sum::<usize>();
    let mut taken = taken.into_iter();
    let mut best = layout.blocks;
    best.retain(|_| taken.next().unwrap_or_default());
    let found = chars(&best);
    let frame = from_json_ld(ld);
    if chars(&frame) > (found * FRAME_FACTOR).max(ENOUGH_CHARS) && chars(&frame) > all {
        return MainText { blocks: frame, chosen: Chosen::Roughly, warning };
    }
    if found == 0 {
        return MainText { blocks: whole(document, survey), chosen: Chosen::Roughly, warning };
    }
    MainText { blocks: best, chosen: Chosen::OneByOne, warning }
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

/// The paragraphs of a page, and what the scorer knows of each under the names given first: for
/// measuring and for learning the scorer's forest.
pub fn rows(html: &str, url: &str) -> (Vec<&'static str>, Vec<(String, Vec<f32>)>) {
    let bounded = crate::read::bounded::bounded(html);
    let document = Html::parse_document(&bounded.html);
    let survey = Survey::of(&document, url);
    let ld = crate::read::json_ld::read(&survey.json_ld);
    let reading = crate::read::metadata::read(&survey, &ld, url, &crate::read::ReadHints::default());
    let head = Head { title: &reading.title, authors: &reading.authors, url };
    let layout = layout(&document, &survey);
    let (parts, known) = (Parts::of(&layout), Known::of(&survey, &ld, head));
    let page = Page::new(&layout, &parts, &known);
    let rows = layout.blocks.iter().enumerate().map(|(index, block)| (block.text.clone(), page.row(index).values));
    (page.names(), rows.collect())
}

#[cfg(test)]
mod tests;
