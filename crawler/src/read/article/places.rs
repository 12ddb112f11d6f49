//! What every part of a page holds: how much text, how much of it links, how much prose, and what the
//! part is called. Computed once for a page, in one pass down and one pass up.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::read::article::marks::{Called, MARKS, Mark, Marks};
use crate::read::attribute::attribute;
use crate::read::blocks::{Block, BlockKind, Layout};

/// A paragraph with this much text and a sentence's end is prose, in units of [`units`].
const PROSE_MIN_UNITS: f32 = 80.0;

/// Sums over a part of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sums {
    pub(crate) units: f32,
    pub(crate) link_units: f32,
    pub(crate) prose_units: f32,
    pub(crate) blocks: f32,
    pub(crate) prose_blocks: f32,
}

impl Sums {
    pub(crate) fn add(&mut self, other: Sums) {
        self.units += other.units;
        self.link_units += other.link_units;
        self.prose_units += other.prose_units;
        self.blocks += other.blocks;
        self.prose_blocks += other.prose_blocks;
    }

    pub(crate) fn link_share(&self) -> f32 {
        self.link_units / self.units.max(1.0)
    }

    pub(crate) fn prose_share(&self) -> f32 {
        self.prose_units / self.units.max(1.0)
    }

    pub(crate) fn mean_units(&self) -> f32 {
        self.units / self.blocks.max(1.0)
    }
}

/// One part.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Part {
    pub(crate) parent: usize,
    pub(crate) depth: usize,
    pub(crate) marks: Marks,
    /// Number of the element's name.
    pub(crate) tag: u8,
    pub(crate) sums: Sums,
    /// Of its element's name and classes and those of the two parts around it.
    pub(crate) signature: u64,
    /// How well it would do as the part that holds the main text.
    pub(crate) score: f32,
    /// Whether it holds the part with the best score, or is it.
    pub(crate) holds_top: bool,
}

/// Marks of which the outermost part around counts.
const FAR: [Mark; 5] = [Mark::TagArticle, Mark::TagMain, Mark::Main, Mark::Prose, Mark::Article];

/// From a part up to the nearest one that also holds the part with the best score.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Way {
    pub(crate) steps: f32,
    /// The part that holds both.
    pub(crate) common: usize,
    /// The part within it on this side; the part itself where it holds the best.
    pub(crate) branch: usize,
    /// For each of [`FAR`], the share of the page's text in the outermost part around that bears the mark; -1 where
    /// none does.
    pub(crate) far: [f32; 5],
}

/// All parts of a page.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part>,
    /// For each part.
    pub(crate) ways: Vec<Way>,
    /// For each part and mark, the share of the page's text in the nearest part around it that bears the
    /// mark; -1 where none does.
    pub(crate) near: Vec<[f32; MARKS]>,
    pub(crate) page: Sums,
    pub(crate) top_depth: usize,
    pub(crate) groups: HashMap<u64, Sums>,
    pub(crate) block_sums: Vec<Sums>,
}

impl Parts {
    pub(crate) fn of(layout: &Layout<'_>) -> Self {
        let block_sums: Vec<Sums> = layout.blocks.iter().map(sums_of).collect();
        let mut parts = Self { block_sums, ..Self::default() };
        parts.name(layout);
        parts.sum(layout);
        parts.find_top(layout);
        parts.near();
        parts.ways();
        parts
    }

    pub(crate) fn part(&self, index: usize) -> Part {
        self.parts.get(index).copied().unwrap_or_default()
    }

    /// The part and those around it, from the inside out.
    pub(crate) fn upwards(&self, index: usize) -> impl Iterator<Item = (usize, Part)> + '_ {
        let first = self.parts.get(index).map(|part| (index, *part));
        std::iter::successors(first, |(index, part)| {
            (part.parent != *index).then(|| (part.parent, self.part(part.parent)))
        })
    }

    fn name(&mut self, layout: &Layout<'_>) {
        let mut called = Called::default();
        let mut own: Vec<u64> = Vec::with_capacity(layout.places.len());
        for place in &layout.places {
            let mut hasher = DefaultHasher::new();
            place.element.value().name().hash(&mut hasher);
            attribute(place.element, "class").hash(&mut hasher);
            own.push(hasher.finish());
            let parent = place.parent;
            let grandparent = layout.places.get(parent).map_or(parent, |place| place.parent);
            let mut hasher = DefaultHasher::new();
            (own.last(), own.get(parent), own.get(grandparent)).hash(&mut hasher);
            self.parts.push(Part {
                parent,
                depth: place.depth,
                marks: called.of(place.element),
                tag: tag_number(place.element.value().name()),
                signature: hasher.finish(),
                ..Part::default()
            });
        }
    }

    fn sum(&mut self, layout: &Layout<'_>) {
        for (block, sums) in layout.blocks.iter().zip(&self.block_sums) {
            if let Some(part) = self.parts.get_mut(block.place) {
                part.sums.add(*sums);
                self.groups.entry(part.signature).or_default().add(*sums);
            }
            self.page.add(*sums);
        }
        // Children stand after their parents.
        for index in (1..self.parts.len()).rev() {
            let part = self.part(index);
            if let Some(parent) = self.parts.get_mut(part.parent) {
                parent.sums.add(part.sums);
            }
        }
    }

    /// Prose speaks for the part around it, less for the next, and less for the one after.
    fn find_top(&mut self, layout: &Layout<'_>) {
        for (block, sums) in layout.blocks.iter().zip(&self.block_sums) {
            if sums.prose_units == 0.0 {
                continue;
            }
            let around: Vec<usize> = self.upwards(block.place).skip(1).take(4).map(|(index, _)| index).collect();
            for (level, index) in around.into_iter().enumerate() {
                if let Some(part) = self.parts.get_mut(index) {
                    part.score += sums.prose_units / (level + 1) as f32;
                }
            }
        }
        let score = |part: &Part| part.score * (1.0 - part.sums.link_share());
        let top = self.parts.iter().enumerate().max_by(|(_, a), (_, b)| score(a).total_cmp(&score(b)));
        let Some((top, part)) = top else { return };
        self.top_depth = part.depth;
        let chain: Vec<usize> = self.upwards(top).map(|(index, _)| index).collect();
        for index in chain {
            if let Some(part) = self.parts.get_mut(index) {
                part.holds_top = true;
            }
        }
    }

    fn near(&mut self) {
        let page = self.page.units.max(1.0);
        for (index, part) in self.parts.iter().enumerate() {
            let mut near = if part.parent == index { [-1.0; MARKS] } else { self.near[part.parent] };
            let mut bits = part.marks.bits();
            while bits != 0 {
                near[bits.trailing_zeros() as usize] = part.sums.units / page;
                bits &= bits - 1;
            }
            self.near.push(near);
        }
    }

    /// Parents stand before their children, so that each part adds one step to what its parent knows.
    fn ways(&mut self) {
        let page = self.page.units.max(1.0);
        for (index, part) in self.parts.iter().enumerate() {
            let parent = self.ways.get(part.parent).copied().filter(|_| part.parent != index);
            let mut way = match parent {
                Some(_) if part.holds_top => Way { common: index, branch: index, ..Way::default() },
                Some(way) if way.steps == 0.0 => Way { steps: 1.0, branch: index, ..way },
                Some(way) => Way { steps: way.steps + 1.0, ..way },
                None => Way { common: index, branch: index, ..Way::default() },
            };
            for (number, mark) in FAR.into_iter().enumerate() {
                let own = if part.marks.has(mark) { part.sums.units / page } else { -1.0 };
                let outer = parent.map_or(-1.0, |way| way.far[number]);
                way.far[number] = if outer >= 0.0 { outer } else { own };
            }
            self.ways.push(way);
        }
    }
}

/// Headings by level, and the elements that say what their text is.
fn tag_number(name: &str) -> u8 {
    match name {
        "p" => 1,
        "div" => 2,
        "li" => 3,
        "h1" => 4,
        "h2" => 5,
        "h3" => 6,
        "h4" | "h5" | "h6" => 7,
        "td" | "th" | "tr" => 8,
        "pre" => 9,
        "dt" => 10,
        "dd" => 11,
        "figcaption" | "caption" => 12,
        "button" => 13,
        "blockquote" => 14,
        "summary" | "details" => 15,
        "section" | "article" | "main" => 16,
        _ => 0,
    }
}

fn sums_of(block: &Block) -> Sums {
    let units = units(&block.text);
    let link_units = units * block.link_share() as f32;
    let is_prose = is_prose(block, units);
    Sums {
        units,
        link_units,
        prose_units: if is_prose { units } else { 0.0 },
        blocks: 1.0,
        prose_blocks: f32::from(u8::from(is_prose)),
    }
}

fn is_prose(block: &Block, units: f32) -> bool {
    units >= PROSE_MIN_UNITS
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item | BlockKind::Row)
        && block.link_share() < 0.4
        && block.text.contains(['.', '!', '?', '。', '！', '？', '…', '।', '؟', '۔'])
}

/// How much there is to read: a letter of a script that writes a word in one or two counts threefold.
pub(crate) fn units(text: &str) -> f32 {
    if text.is_ascii() {
        return text.len() as f32;
    }
    let weight = |c: char| match c {
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' => 3.0,
        '\u{ac00}'..='\u{d7af}' => 2.0,
        _ => 1.0,
    };
    text.chars().map(weight).sum()
}
