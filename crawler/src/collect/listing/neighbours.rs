//! Dates that stand beside their headlines and not in a block with them: `<h3>…</h3><p>3 July 2026</p><h3>…`.
//!
//! Whether a date belongs to the headline before or after it is decided once for all headlines under one parent: it comes
//! first if there is one above the first headline.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use scraper::ElementRef;

use crate::collect::listing::parts::{short_date, stated_date};
use crate::read::blocks::PageNode;
use crate::read::collapse;

/// Elements and texts between a headline and its date.
const STEPS_MAX: usize = 6;

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

pub(super) struct Neighbours<Id, F> {
    is_article: F,
    sides: HashMap<Id, Side>,
}

impl<Id: Eq + Hash, F: Fn(PageNode<'_>) -> bool> Neighbours<Id, F> {
    /// `is_article` tells the elements in which an article is linked.
    pub(super) fn new(is_article: F) -> Self {
        Self { is_article, sides: HashMap::new() }
    }

    /// The date beside an article's element; `id` gives a node's own.
    pub(super) fn date(&mut self, element: ElementRef<'_>, id: impl Fn(PageNode<'_>) -> Id) -> Option<DateTime<Utc>> {
        let parent = element.parent()?;
        let side = match self.sides.get(&id(parent)) {
            Some(side) => *side,
            None => {
                let first = parent.children().find(|child| (self.is_article)(*child))?;
                let side = if self.beside(first, Side::Before).is_some() { Side::Before } else { Side::After };
                self.sides.insert(id(parent), side);
                side
            }
        };
        self.beside(*element, side)
    }

    fn beside(&self, node: PageNode<'_>, side: Side) -> Option<DateTime<Utc>> {
        let mut steps = 0;
        let mut next = step(node, side);
        while let Some(node) = next {
            if (self.is_article)(node) || steps >= STEPS_MAX {
                return None;
            }
            if let Some(date) = date_in(node) {
                return Some(date);
            }
            steps += usize::from(!node.value().as_text().is_some_and(|text| text.trim().is_empty()));
            next = step(node, side);
        }
        None
    }
}

fn step(node: PageNode<'_>, side: Side) -> Option<PageNode<'_>> {
    if side == Side::Before { node.prev_sibling() } else { node.next_sibling() }
}

fn date_in(node: PageNode<'_>) -> Option<DateTime<Utc>> {
    if let Some(text) = node.value().as_text() {
        return short_date(&collapse(text));
    }
    let element = ElementRef::wrap(node)?;
    if element.value().name() == "time" {
        return stated_date(&element);
    }
    short_date(&collapse(&element.text().take(STEPS_MAX).collect::<String>()))
}
