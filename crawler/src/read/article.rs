//! Where the main text stands: the source's own selector, else what the readability scoring of
//! dom_smoothie finds, else the elements that say so (`article`, `main`), else JSON-LD's article body.
//!
//! Never panics: the scoring runs behind `catch_unwind`, and a failure falls through to the rest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use dom_smoothie::{CandidateSelectMode, Config, Readability};
use scraper::{ElementRef, Html, Selector};

use crate::read::blocks::{self, Block};
use crate::read::clean::is_clutter;
use crate::read::json_ld::JsonLd;
use crate::read::survey::Survey;

/// Less text than this is probably not the main text, in characters.
const ENOUGH_CHARS: usize = 250;

#[derive(Debug, Default)]
pub(crate) struct MainText {
    pub(crate) blocks: Vec<Block>,
    pub(crate) warning: Option<String>,
}

static MARKED: LazyLock<Selector> = LazyLock::new(|| {
    Selector::parse("article, main, [role=main], [itemprop=articleBody], #content, .content, .article-body, .post-content, .entry-content")
        .expect("a valid selector")
});
static BODY: LazyLock<Selector> = LazyLock::new(|| Selector::parse("body").expect("a valid selector"));

/// The paragraphs of the main text, uncleaned.
pub(crate) fn main_text(
    html: &str,
    document: &Html,
    survey: &Survey<'_>,
    ld: &JsonLd,
    selector: Option<&str>,
) -> MainText {
    let mut warning = None;
    if let Some(selector) = selector {
        let blocks = selected(document, survey, selector);
        if chars(&blocks) > 0 {
            return MainText { blocks, warning };
        }
        warning = Some(format!("the source's article_selector `{selector}` finds no text on this page"));
    }
    let mut best = scored(html, survey);
    if chars(&best) < ENOUGH_CHARS {
        for candidate in [marked(document, survey), from_json_ld(ld), whole(document, survey)] {
            if chars(&candidate) > chars(&best).max(ENOUGH_CHARS) || (best.is_empty() && !candidate.is_empty()) {
                best = candidate;
                break;
            }
        }
    }
    MainText { blocks: best, warning }
}

fn chars(blocks: &[Block]) -> usize {
    blocks.iter().map(Block::chars).sum()
}

fn selected(document: &Html, survey: &Survey<'_>, selector: &str) -> Vec<Block> {
    let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
    let mut blocks = Vec::new();
    let mut taken: Option<ElementRef<'_>> = None;
    for element in document.select(&selector) {
        let inside = taken.is_some_and(|outer| element.ancestors().any(|ancestor| ancestor == *outer));
        if !inside {
            blocks.extend(text_of(element, survey));
            taken = Some(element);
        }
    }
    blocks
}

fn scored(html: &str, survey: &Survey<'_>) -> Vec<Block> {
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        ..Config::default()
    };
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::new(html, None, Some(config)).ok()?;
        readability.parse().ok().map(|article| article.content.to_string())
    }));
    let Ok(Some(content)) = found else { return Vec::new() };
    text_of(Html::parse_fragment(&content).root_element(), survey)
}

fn marked(document: &Html, survey: &Survey<'_>) -> Vec<Block> {
    let candidates = document.select(&MARKED).take(40).map(|element| text_of(element, survey));
    candidates.max_by_key(|blocks| chars(blocks)).unwrap_or_default()
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
        return blocks::of(Html::parse_fragment(body).root_element(), None);
    }
    let paragraphs = body.split('\n').map(crate::read::plain_text).filter(|text| !text.is_empty());
    paragraphs.map(|text| Block { text, ..Block::default() }).collect()
}

fn text_of(root: ElementRef<'_>, survey: &Survey<'_>) -> Vec<Block> {
    let total = root.text().map(str::len).sum();
    blocks::of_except(root, survey.base.as_ref(), |element| is_clutter(element, total))
}
