//! Which paragraphs are the main text: a forest says how likely each one is, and as many of the
//! likeliest are taken as promise the best balance of words found to words wanted.
//!
//! Design: the forest (`scorer.trees`) is learnt from pages whose text people or careful programs have
//! marked, see `examples/learn_scorer.rs`; it knows no host. A threshold of its own for every page comes from
//! the page: where all is certain it lies near one half, where little is, lower (the best threshold for
//! F1 is half of the F1 that can be had: Lipton, Elkan, Narayanaswamy, "Optimal thresholding of
//! classifiers to maximize F1 measure", 2014).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::read::article::features::Page;
use crate::read::article::marks::Mark;
use crate::read::article::teasers;
use crate::read::article::trees::Forest;
use crate::read::blocks::Block;

static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(include_str!("scorer.trees")));

/// What is asked of a paragraph that stands in a part named like clutter, however little is certain.
const ASKED_OF_CLUTTER: f32 = 0.5;
/// What is asked of a paragraph among comments.
const ASKED_OF_COMMENTS: f32 = 0.6;
/// What is asked of a paragraph under a heading like "Related articles" or "About the author".
const ASKED_OF_CLOSING_SECTIONS: f32 = 0.7;
/// What is asked of a link in a list of links beside the text.
const ASKED_OF_TEASERS: f32 = 0.7;
/// An author box reads like prose, and is none of the story.
const ASKED_OF_AUTHOR_BOXES: f32 = 0.97;
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
    pub(crate) likelihoods: Vec<f32>,
    /// What is asked of each.
    asked: Vec<f32>,
}

impl Scores {
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let rows = (0..page.blocks.len()).map(|index| page.row(index));
        let likelihoods: Vec<f32> = rows.map(|row| FOREST.likelihood(&row.values)).collect();
        let words = page.parts.block_sums.iter().map(|sums| sums.units.max(1.0));
        let threshold = threshold(likelihoods.iter().copied().zip(words).collect());
        let places = page.blocks.iter().enumerate().map(|(index, block)| asked(page, index, block.place));
        let asked = places.map(|asked| asked.max(threshold)).collect();
        let mut scores = Self { likelihoods, asked };
        scores.keep_alike(page, threshold);
        for (asked, is_teaser) in scores.asked.iter_mut().zip(teasers::find(page, &scores.likelihoods)) {
            if is_teaser {
                *asked = asked.max(ASKED_OF_TEASERS);
            }
        }
        scores
    }

    pub(crate) fn is_taken(&self, index: usize) -> bool {
        self.likelihoods.get(index).is_some_and(|likelihood| *likelihood >= self.asked_of(index))
    }

    pub(crate) fn asked_of(&self, index: usize) -> f32 {
        self.asked.get(index).copied().unwrap_or(1.0)
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
    if share(Mark::Comment) >= 0.0 {
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
fn threshold(mut paragraphs: Vec<(f32, f32)>) -> f32 {
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
pub(crate) fn strongest(page: &Page<'_>, index: usize) -> Vec<(String, f32)> {
    let moved = FOREST.contributions(&page.row(index).values);
    let mut named: Vec<(String, f32)> = FOREST.features().iter().cloned().zip(moved).collect();
    named.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    named.retain(|(_, moved)| *moved != 0.0);
    named
}

#[cfg(test)]
mod tests;
