//! Which paragraphs are the main text: a forest says how likely each one is, and as many of the
//! likeliest are taken as promise the best balance of words found to words wanted.
//!
//! Design: two forests are learnt from pages whose text people or careful programs have marked, see
//! `examples/learn_scorer`; they know no host. The first (`scorer.trees`) judges each paragraph by itself, the
//! second (`context.trees`) by how the first judges those around it, and the mean of their log-odds counts. A threshold of its own for every page comes from
//! the page: where all is certain it lies near one half, where little is, lower (the best threshold for
//! F1 is half of the F1 that can be had: Lipton, Elkan, Narayanaswamy, "Optimal thresholding of
//! classifiers to maximize F1 measure", 2014).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use crate::read::article::context::Context;
use crate::read::article::features::Page;
use crate::read::article::marks::Mark;
use crate::read::article::teasers;
use crate::read::article::trees::Forest;
use crate::read::blocks::{Block, BlockKind};

static SHIPPED: LazyLock<Forests> =
    LazyLock::new(|| Forests::read(include_str!("scorer.trees"), include_str!("context.trees")));

/// Both forests.
#[derive(Debug, Default)]
pub struct Forests {
    first: Forest,
    second: Forest,
}

impl Forests {
    /// Of their texts, see [`Forest::read`]. A second that is empty says nothing.
    pub fn read(first: &str, second: &str) -> Self {
        Self { first: Forest::read(first), second: Forest::read(second) }
    }

    /// How likely each paragraph of the page is text, 0 to 1: at the first look, and in the end.
    fn likelihoods(&self, page: &Page<'_>) -> (Vec<f32>, Vec<f32>) {
        let rows: Vec<Vec<f32>> = (0..page.blocks.len()).map(|index| page.row(index).values).collect();
        let odds = self.first.odds_of_all(&rows);
        let first: Vec<f32> = odds.iter().copied().map(likelihood).collect();
        if self.second.is_empty() {
            return (first.clone(), first);
        }
        let context = Context::new(page, &first);
        let second: Vec<Vec<f32>> = rows.iter().enumerate().map(|(index, row)| context.row(index, row)).collect();
        let second = self.second.odds_of_all(&second);
        let both = odds.iter().zip(second).map(|(first, second)| likelihood(f32::midpoint(*first, second))).collect();
        (first, both)
    }
}

fn likelihood(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The forests that come with the program.
pub(crate) fn shipped() -> &'static Forests {
    &SHIPPED
}

/// What is asked of a paragraph that stands in a part named like clutter, however little is certain.
const ASKED_OF_CLUTTER: f32 = 0.5;
/// What is asked of a paragraph among comments.
const ASKED_OF_COMMENTS: f32 = 0.6;
/// A part called like comments that holds so much of the page holds the story too.
const COMMENTS_MAX_SHARE: f32 = 0.85;
/// What is asked of a paragraph under a heading like "Related articles" or "About the author".
const ASKED_OF_CLOSING_SECTIONS: f32 = 0.7;
/// What is asked of a link in a list of links beside the text.
const ASKED_OF_TEASERS: f32 = 0.7;
/// More than any paragraph reaches.
const ASKED_OF_COPIES: f32 = 1.01;
/// An author box reads like prose, and is none of the story.
const ASKED_OF_AUTHOR_BOXES: f32 = 0.97;
/// A heading right before what is taken needs only this share of what is asked elsewhere.
const ASKED_OF_HEADINGS: f32 = 0.35;
/// Where half and more of at least so many paragraphs that are built alike are taken, the others need
/// only this share of what is asked elsewhere.
const ASKED_OF_ALIKE: f32 = 0.5;
const ALIKE_MIN: usize = 3;
/// A part with more of the page's text is not believed to be clutter.
const CLUTTER_MAX_SHARE: f32 = 0.3;
const CLUTTER: [Mark; 7] =
    [Mark::Comment, Mark::Related, Mark::Share, Mark::Signup, Mark::Cookie, Mark::TagNav, Mark::TagFooter];

/// Likelihood of each paragraph, and what likelihood is asked of it to be taken.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Likelihoods at the first look.
    pub(crate) first: Vec<f32>,
    pub(crate) likelihoods: Vec<f32>,
    /// What is asked of each.
    asked: Vec<f32>,
}

impl Scores {
    pub(crate) fn of(page: &Page<'_>, forests: &Forests) -> Self {
        let (first, likelihoods) = forests.likelihoods(page);
        let words = page.parts.block_sums.iter().map(|sums| sums.units.max(1.0));
        let threshold = threshold(likelihoods.iter().copied().zip(words).collect());
        let places = page.blocks.iter().enumerate().map(|(index, block)| asked(page, index, block.place));
        let asked = places.map(|asked| asked.max(threshold)).collect();
        let mut scores = Self { first, likelihoods, asked };
        scores.keep_alike(page, threshold);
        scores.keep_headings(page, threshold);
        for (asked, is_teaser) in scores.asked.iter_mut().zip(teasers::find(page, &scores.likelihoods)) {
            if is_teaser {
                *asked = asked.max(ASKED_OF_TEASERS);
            }
        }
        scores.leave_copies(page);
        scores
    }

    pub(crate) fn is_taken(&self, index: usize) -> bool {
        self.likelihoods.get(index).is_some_and(|likelihood| *likelihood >= self.asked_of(index))
    }

    pub(crate) fn asked_of(&self, index: usize) -> f32 {
        self.asked.get(index).copied().unwrap_or(1.0)
    }

    /// What stands over text is its heading, however short.
    fn keep_headings(&mut self, page: &Page<'_>, threshold: f32) {
        let mut is_next_taken = false;
        for (index, block) in page.blocks.iter().enumerate().rev() {
            if block.kind == BlockKind::Heading
                && is_next_taken
                && let Some(asked) = self.asked.get_mut(index).filter(|asked| **asked <= threshold)
            {
                *asked = asked.min(threshold * ASKED_OF_HEADINGS);
            }
            is_next_taken = self.is_taken(index);
        }
    }

    /// Prose that was taken before is not said twice by its writer, but by a page that shows it in two widths. A
    /// manual does say the same of several functions.
    fn leave_copies(&mut self, page: &Page<'_>) {
        if page.is_manual() {
            return;
        }
        let mut taken: HashSet<&str> = HashSet::new();
        for (index, (block, sums)) in page.blocks.iter().zip(&page.parts.block_sums).enumerate() {
            let is_copy = sums.prose_units > 0.0 && self.is_taken(index) && !taken.insert(block.text.as_str());
            if let Some(asked) = self.asked.get_mut(index).filter(|_| is_copy) {
                *asked = ASKED_OF_COPIES;
            }
        }
    }

    /// Whether the paragraph is left out because the page says it before.
    pub(crate) fn is_copy(&self, index: usize) -> bool {
        self.asked_of(index) >= ASKED_OF_COPIES
    }

    /// The dates of a status report, the terms of a list: what is built alike is taken alike.
    fn keep_alike(&mut self, page: &Page<'_>, threshold: f32) {
        let mut groups: HashMap<u64, (usize, usize)> = HashMap::new();
        let signature = |block: &Block| page.parts.part(block.place).signature;
        for (index, block) in page.blocks.iter().enumerate() {
            let (all, taken) = groups.entry(signature(block)).or_default();
            *all += 1;
            *taken += usize::from(self.is_taken(index));
        }
        for (block, asked) in page.blocks.iter().zip(&mut self.asked) {
            let (all, taken) = groups.get(&signature(block)).copied().unwrap_or_default();
            if all >= ALIKE_MIN && taken * 2 >= all && *asked <= threshold {
                *asked = threshold * ASKED_OF_ALIKE;
            }
        }
    }
}

fn asked(page: &Page<'_>, index: usize, place: usize) -> f32 {
    let Some(near) = page.parts.near.get(place) else { return 0.0 };
    let share = |mark: Mark| near.get(mark as usize).copied().unwrap_or(-1.0);
    if (0.0..COMMENTS_MAX_SHARE).contains(&share(Mark::Comment)) {
        return ASKED_OF_COMMENTS;
    }
    if page.closing_share(index).is_some_and(|share| share < CLUTTER_MAX_SHARE) {
        return if page.is_about_author(index) { ASKED_OF_AUTHOR_BOXES } else { ASKED_OF_CLOSING_SECTIONS };
    }
    let is_clutter = CLUTTER.iter().any(|mark| (0.0..CLUTTER_MAX_SHARE).contains(&share(*mark)));
    if is_clutter { ASKED_OF_CLUTTER } else { 0.0 }
}

/// The likelihood down to which taking paragraphs raises the expected F1, of likelihoods with the size
/// of their paragraphs.
pub(crate) fn threshold(mut paragraphs: Vec<(f32, f32)>) -> f32 {
    paragraphs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let wanted: f64 = paragraphs.iter().map(|(likelihood, size)| f64::from(likelihood * size)).sum();
    let (mut found, mut taken, mut best, mut threshold) = (0.0, 0.0, 0.0, 1.0);
    for (likelihood, size) in paragraphs {
        found += f64::from(likelihood * size);
        taken += f64::from(size);
        let f1 = 2.0 * found / (taken + wanted);
        if f1 > best {
            (best, threshold) = (f1, likelihood);
        }
    }
    threshold
}

/// The features that spoke most for and against a paragraph: the name, and by how much its log-odds
/// moved, the strongest first.
pub(crate) fn strongest(page: &Page<'_>, context: &Context<'_>, index: usize) -> Vec<(String, f32)> {
    let first = page.row(index).values;
    let second = context.row(index, &first);
    let moved = [(&SHIPPED.first, first), (&SHIPPED.second, second)];
    let mut sums: BTreeMap<&str, f32> = BTreeMap::new();
    for (forest, row) in &moved {
        for (name, moved) in forest.features().iter().zip(forest.contributions(row)) {
            *sums.entry(name.as_str()).or_default() += moved / 2.0;
        }
    }
    let mut named: Vec<(String, f32)> = sums.into_iter().map(|(name, moved)| (name.to_owned(), moved)).collect();
    named.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    named.retain(|(_, moved)| *moved != 0.0);
    named
}

#[cfg(test)]
mod tests;
