//! A second look at each paragraph of a page, once it is known how likely the others are: a paragraph among text is
//! text, and what is built like a menu is one. What is likely by itself on a page of prose differs from what is
//! likely on a page of lists, and only the page as a whole tells which of the two it is.
//!
//! The second forest learns from likelihoods given by first forests that had not seen the page ("stacking":
//! D. Wolpert, "Stacked generalization", 1992), since a forest is too sure of what it has learnt.

use std::collections::HashMap;

use crate::read::article::features::Page;
use crate::read::article::score;

/// What the second look asks again of what the first one knew.
#[rustfmt::skip]
const ASKED_AGAIN: &[&str] = &[
    "kind", "units", "link_share", "is_prose", "sentence_ends", "is_boilerplate", "is_closing", "in_comment", "in_related",
    "in_side", "in_nav", "in_footer", "in_signup", "in_card", "in_tag_footer", "in_tag_aside", "in_tag_nav", "tag", "part1_units",
    "part2_units", "part2_link_share", "branch_units", "group_blocks", "group_mean_units", "position", "section_units",
    "section_link_share", "from_heading", "page_units", "page_link_share", "page_prose_share", "page_prose_blocks", "og_article",
    "path_segments", "path_docs", "generator_docs", "has_published", "says_article", "repeats", "copies_before", "from_headline",
];

/// How far around a paragraph its surroundings reach, in paragraphs.
const AROUND: usize = 8;
/// Parts around a paragraph that are looked at.
const PARTS_UP: usize = 5;
/// The body holds at least this share of what is expected to be text.
const BODY_SHARE: f32 = 0.5;

/// Expected text and all text, in units.
#[derive(Debug, Clone, Copy, Default)]
struct Expected {
    text: f32,
    all: f32,
}

impl Expected {
    fn add(&mut self, other: Self) {
        self.text += other.text;
        self.all += other.all;
    }

    fn share(self) -> f32 {
        self.text / self.all.max(1.0)
    }

    /// Of the others in a group; −1 where there are none.
    fn share_without(self, one: Self) -> f32 {
        if self.all > one.all { (self.text - one.text) / (self.all - one.all).max(1.0) } else { -1.0 }
    }
}

/// The page, with how likely each of its paragraphs is.
pub(crate) struct Context<'a> {
    page: &'a Page<'a>,
    likelihoods: &'a [f32],
    /// Places of [`ASKED_AGAIN`] in a row of the first look.
    again: Vec<usize>,
    own: Vec<Expected>,
    parts: Vec<Expected>,
    groups: HashMap<u64, Expected>,
    sections: HashMap<usize, Expected>,
    /// Sums over the paragraphs before each, and over all at the end.
    before: Vec<Expected>,
    total: Expected,
    threshold: f32,
    first: usize,
    last: usize,
    longest: f32,
    certain: f32,
}

impl<'a> Context<'a> {
    pub(crate) fn new(page: &'a Page<'a>, likelihoods: &'a [f32]) -> Self {
        let names = page.names();
        let again = ASKED_AGAIN.iter().filter_map(|name| names.iter().position(|other| other == name)).collect();
        let sums = page.parts.block_sums.iter().zip(likelihoods);
        let own: Vec<Expected> = sums
            .map(|(sums, likelihood)| {
                let all = sums.units.max(1.0);
                Expected { text: likelihood * all, all }
            })
            .collect();
        let threshold = score::threshold(likelihoods.iter().copied().zip(own.iter().map(|one| one.all)).collect());
        let is_taken = |likelihood: &f32| *likelihood >= threshold;
        let mut context = Self {
            page,
            likelihoods,
            again,
            parts: vec![Expected::default(); page.parts.parts.len()],
            groups: HashMap::new(),
            sections: HashMap::new(),
            before: Vec::with_capacity(own.len() + 1),
            total: Expected::default(),
            threshold,
            first: likelihoods.iter().position(is_taken).unwrap_or_default(),
            last: likelihoods.iter().rposition(is_taken).unwrap_or_default(),
            longest: own.iter().map(|one| one.text).fold(0.0, f32::max),
            certain: 0.0,
            own,
        };
        context.sum();
        context
    }

    fn sum(&mut self) {
        for (index, (block, one)) in self.page.blocks.iter().zip(&self.own).enumerate() {
            self.before.push(self.total);
            self.total.add(*one);
            for (part, _) in self.page.parts.upwards(block.place) {
                if let Some(sum) = self.parts.get_mut(part) {
                    sum.add(*one);
                }
            }
            self.groups.entry(self.page.parts.part(block.place).signature).or_default().add(*one);
            self.sections.entry(self.page.section_number(index)).or_default().add(*one);
            if self.likelihoods.get(index).is_some_and(|likelihood| *likelihood >= 0.5) {
                self.certain += one.all;
            }
        }
        self.before.push(self.total);
    }

    /// What the numbers of [`Self::row`] are called.
    pub(crate) fn names() -> Vec<&'static str> {
        ASKED_AGAIN.iter().chain(NAMES).copied().collect()
    }

    /// What the second look knows of paragraph `index`, of which the first knew `first`.
    pub(crate) fn row(&self, index: usize, first: &[f32]) -> Vec<f32> {
        let mut row: Vec<f32> = Vec::with_capacity(ASKED_AGAIN.len() + NAMES.len());
        row.extend(self.again.iter().map(|place| first.get(*place).copied().unwrap_or_default()));
        let one = self.own.get(index).copied().unwrap_or_default();
        let likely =
            |index: Option<usize>| index.and_then(|index| self.likelihoods.get(index)).copied().unwrap_or(-1.0);
        row.push(likely(Some(index)));
        row.extend((1..=3).map(|step| likely(index.checked_sub(step))));
        row.extend((1..=3).map(|step| likely(index.checked_add(step))));
        self.parts_around(index, &mut row);
        let place = self.page.blocks.get(index).map_or(0, |block| block.place);
        let group = self.groups.get(&self.page.parts.part(place).signature).copied().unwrap_or_default();
        row.push(group.share_without(one));
        let section = self.sections.get(&self.page.section_number(index)).copied().unwrap_or_default();
        row.push(section.share_without(one));
        row.push(self.between(index.saturating_sub(AROUND), index));
        row.push(self.between(index + 1, index + 1 + AROUND));
        let before = self.before.get(index).copied().unwrap_or_default();
        row.push(before.text / self.total.text.max(1.0));
        row.push((self.total.text - before.text - one.text) / self.total.text.max(1.0));
        row.push(self.total.share());
        row.push(self.threshold);
        row.push(likely(Some(index)) - self.threshold);
        row.push(index as f32 - self.first as f32);
        row.push(self.last as f32 - index as f32);
        row.push(self.longest / self.total.text.max(1.0));
        row.push(self.total.text);
        row.push(self.certain / self.total.all.max(1.0));
        row
    }

    fn parts_around(&self, index: usize, row: &mut Vec<f32>) {
        let place = self.page.blocks.get(index).map_or(0, |block| block.place);
        let sum = |part: usize| self.parts.get(part).copied().unwrap_or_default();
        let mut around = self.page.parts.upwards(place).map(|(part, _)| sum(part));
        let mut last = self.total;
        for _ in 0..=PARTS_UP {
            last = around.next().unwrap_or(last);
            row.push(last.share());
        }
        let mut around = self.page.parts.upwards(place).map(|(part, _)| sum(part));
        let body = around.find(|part| part.text >= self.total.text * BODY_SHARE).unwrap_or(self.total);
        row.push(body.share());
        row.push(body.all / self.total.all.max(1.0));
        row.push(body.text / self.total.text.max(1.0));
    }

    /// The share of text in the paragraphs from `start` to before `end`; −1 where there are none.
    fn between(&self, start: usize, end: usize) -> f32 {
        let end = end.min(self.own.len());
        let (Some(before), Some(after)) = (self.before.get(start), self.before.get(end)) else { return -1.0 };
        if start >= end { -1.0 } else { (after.text - before.text) / (after.all - before.all).max(1.0) }
    }
}

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "likelihood", "likelihood_before", "likelihood_before2", "likelihood_before3", "likelihood_after", "likelihood_after2",
    "likelihood_after3", "part0_text", "part1_text", "part2_text", "part3_text", "part4_text", "part5_text", "body_text",
    "body_size", "body_holds", "group_text", "section_text", "text_before", "text_after", "all_text_before", "all_text_after",
    "page_text", "threshold", "above_threshold", "from_first_text", "to_last_text", "longest", "expected_units", "certain",
];

#[cfg(test)]
mod tests;
