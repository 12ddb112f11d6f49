//! For the programs that learn the scorer's forests and that measure it: what the scorer knows of a page's
//! paragraphs, and how a page reads with forests that are not the shipped ones. Nothing else may ask here.

use scraper::Html;

use crate::read::article::context::Context;
use crate::read::article::features::Page;
use crate::read::article::known::Known;
use crate::read::article::places::Parts;
pub use crate::read::article::score::Forests;
use crate::read::article::score::Scores;
use crate::read::article::{Choice, Head, layout, main_text};
use crate::read::blocks::Layout;
use crate::read::json_ld::{self, JsonLd};
use crate::read::survey::Survey;
use crate::read::{ReadHints, bounded, clean, metadata};

/// The paragraphs of a page, each with what the scorer knows of it, under the names given first.
pub fn rows(html: &str, url: &str) -> (Vec<&'static str>, Vec<(String, Vec<f32>)>) {
    with_page(html, url, |page, layout| {
        let rows = layout.blocks.iter().enumerate();
        (page.names(), rows.map(|(index, block)| (block.text.clone(), page.row(index).values)).collect())
    })
}

/// What the second look knows of a page's paragraphs, under the names given first, where the first look has given
/// these `likelihoods`, one a paragraph.
pub fn context_rows(html: &str, url: &str, likelihoods: &[f32]) -> (Vec<&'static str>, Vec<Vec<f32>>) {
    with_page(html, url, |page, layout| {
        let context = Context::new(page, likelihoods);
        let rows = 0..layout.blocks.len();
        (Context::names(), rows.map(|index| context.row(index, &page.row(index).values)).collect())
    })
}

/// A paragraph as the forests judge it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub text: String,
    /// How likely it is text, 0 to 1.
    pub likelihood: f32,
    /// The likelihood that is asked of it.
    pub asked: f32,
}

/// The paragraphs of a page as `forests` judge them.
pub fn judged(html: &str, url: &str, forests: &Forests) -> Vec<Judged> {
    with_page(html, url, |page, layout| {
        let scores = Scores::of(page, forests);
        let blocks = layout.blocks.iter().zip(&scores.likelihoods).enumerate();
        let judged = blocks.map(|(index, (block, likelihood))| Judged {
            text: block.text.clone(),
            likelihood: *likelihood,
            asked: scores.asked_of(index),
        });
        judged.collect()
    })
}

/// The main text of a page as `forests` choose it, cleaned.
pub fn text(html: &str, url: &str, forests: &Forests) -> String {
    with_survey(html, url, |document, survey, ld, head| {
        let found = main_text(document, survey, ld, head, Choice { selector: None, memory: None, forests });
        clean::clean(found.blocks, found.chosen, head.title, head.authors).text
    })
}

fn with_page<T>(html: &str, url: &str, read: impl FnOnce(&Page<'_>, &Layout<'_>) -> T) -> T {
    with_survey(html, url, |document, survey, ld, head| {
        let layout = layout(document, survey);
        let (parts, known) = (Parts::of(&layout), Known::of(survey, ld, head));
        read(&Page::new(&layout, &parts, &known), &layout)
    })
}

fn with_survey<T>(html: &str, url: &str, read: impl FnOnce(&Html, &Survey<'_>, &JsonLd, Head<'_>) -> T) -> T {
    let bounded = bounded::bounded(html);
    let document = Html::parse_document(&bounded.html);
    let survey = Survey::of(&document, url);
    let ld = json_ld::read(&survey.json_ld);
    let reading = metadata::read(&survey, &ld, url, &ReadHints::default());
    read(&document, &survey, &ld, Head { title: &reading.title, authors: &reading.authors, url })
}
