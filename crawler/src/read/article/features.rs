//! What is known of each paragraph of a page, as numbers: itself, the parts that it stands in, its
//! neighbours, its section, and the page. No host is known by name, and words of a language count only
//! where [`crate::read::clean`] knows them. The order of the numbers is that of the scorer's file.

use std::collections::HashMap;

use crate::read::article::known::Known;
use crate::read::article::marks::MARK_NAMES;
use crate::read::article::places::{Parts, Sums};
use crate::read::blocks::{Block, BlockKind, Layout};
use crate::read::clean;
use crate::read::words::is_counter;

/// About how many there are.
const FEATURES: usize = 170;

/// The numbers of one paragraph, each under its name if names are asked for.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) values: Vec<f32>,
    names: Option<Vec<&'static str>>,
}

impl Row {
    fn push(&mut self, name: &'static str, value: f32) {
        self.values.push(value);
        if let Some(names) = &mut self.names {
            names.push(name);
        }
    }

    fn flag(&mut self, name: &'static str, value: bool) {
        self.push(name, f32::from(u8::from(value)));
    }
}

/// Figures of a section: from a heading to the next.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Section {
    sums: Sums,
    heading: Option<usize>,
    order: f32,
    /// Whether the heading announces what is no text ("Related articles").
    is_closing: bool,
    is_about_author: bool,
}

/// All that the rows of a page are made from.
pub(crate) struct Page<'a> {
    pub(crate) blocks: &'a [Block],
    pub(crate) parts: &'a Parts,
    known: &'a Known,
    sections: Vec<Section>,
    /// Number of the section of each block.
    section_of: Vec<usize>,
    repeats: HashMap<&'a str, f32>,
    /// How many paragraphs before each say the same.
    copies_before: Vec<f32>,
    /// Units of text before each block.
    before: Vec<f32>,
    first_prose: usize,
    last_prose: usize,
    headline: Option<usize>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(layout: &'a Layout<'_>, parts: &'a Parts, known: &'a Known) -> Self {
        let blocks = layout.blocks.as_slice();
        let mut page = Self {
            blocks,
            parts,
            known,
            sections: vec![Section::default()],
            section_of: Vec::with_capacity(blocks.len()),
            repeats: HashMap::new(),
            copies_before: Vec::with_capacity(blocks.len()),
            before: Vec::with_capacity(blocks.len()),
            first_prose: blocks.len(),
            last_prose: 0,
            headline: None,
        };
        let mut before = 0.0;
        for (index, (block, sums)) in blocks.iter().zip(&parts.block_sums).enumerate() {
            if block.kind == BlockKind::Heading {
                let is_closing = block.text.len() < 200 && clean::is_closing(&block.text);
                let order = page.sections.len() as f32;
                let is_about_author = is_closing && clean::is_about_author(&block.text);
                let heading = Some(index);
                page.sections.push(Section { heading, order, is_closing, is_about_author, ..Section::default() });
                if page.headline.is_none() && known.is_title(&block.text) {
                    page.headline = Some(index);
                }
            } else if let Some(section) = page.sections.last_mut() {
                section.sums.add(*sums);
            }
            page.section_of.push(page.sections.len() - 1);
            let repeats: &mut f32 = page.repeats.entry(block.text.as_str()).or_default();
            page.copies_before.push(*repeats);
            *repeats += 1.0;
            page.before.push(before);
            before += sums.units;
            if sums.prose_units > 0.0 {
                page.first_prose = page.first_prose.min(index);
                page.last_prose = index;
            }
        }
        page
    }

    /// The share of the page's text in the section of the paragraph, if its heading says that the story
    /// is over.
    pub(crate) fn closing_share(&self, index: usize) -> Option<f32> {
        let section = self.section_of.get(index).and_then(|number| self.sections.get(*number))?;
        section.is_closing.then(|| section.sums.units / self.parts.page.units.max(1.0))
    }

    /// Whether the paragraph stands under "About the author".
    pub(crate) fn is_about_author(&self, index: usize) -> bool {
        let section = self.section_of.get(index).and_then(|number| self.sections.get(*number));
        section.is_some_and(|section| section.is_about_author)
    }

    /// Whether the page has code, or says by its address or its generator that it is documentation.
    pub(crate) fn is_manual(&self) -> bool {
        let mut facts = self.known.page_facts();
        self.blocks.iter().any(|block| block.kind == BlockKind::Code)
            || facts.any(|(name, value)| matches!(name, "path_docs" | "generator_docs" | "says_docs") && value > 0.0)
    }

    /// The number of the section in which the paragraph stands.
    pub(crate) fn section_number(&self, index: usize) -> usize {
        self.section_of.get(index).copied().unwrap_or_default()
    }

    /// What is known of the paragraph `index`.
    pub(crate) fn row(&self, index: usize) -> Row {
        let mut row = Row { values: Vec::with_capacity(FEATURES), names: None };
        self.fill(&mut row, index);
        row
    }

    /// What the numbers of a row are called; nothing on a page without paragraphs.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut row = Row { values: Vec::with_capacity(FEATURES), names: Some(Vec::with_capacity(FEATURES)) };
        self.fill(&mut row, 0);
        row.names.unwrap_or_default()
    }

    fn fill(&self, row: &mut Row, index: usize) {
        let (Some(block), Some(sums)) = (self.blocks.get(index), self.parts.block_sums.get(index)) else { return };
        self.own(row, block, sums);
        self.place(row, block);
        self.order(row, index);
        self.section(row, index);
        for (offset, names) in NEIGHBOURS {
            self.neighbour(row, index, *offset, names);
        }
        self.page(row);
        row.push("copies_before", self.copies_before.get(index).copied().unwrap_or_default());
    }

    fn own(&self, row: &mut Row, block: &Block, sums: &Sums) {
        let text = block.text.as_str();
        let is_short = text.len() <= 200;
        let signs = Signs::of(text);
        let units = sums.units.max(1.0);
        row.push("kind", f32::from(kind_number(block.kind)));
        row.push("units", sums.units);
        row.push("link_share", sums.link_share());
        row.push("links", block.links.len() as f32);
        row.flag("is_prose", sums.prose_units > 0.0);
        row.push("sentence_ends", signs.ends);
        row.push("commas", signs.commas);
        row.push("capitals", signs.capitals / signs.letters.max(1.0));
        row.push("digits", signs.digits / units);
        row.push("letters", signs.letters / units);
        row.push("lines", signs.lines);
        row.push("cells", signs.bars);
        row.push("last", last_sign(text));
        row.flag("starts_small", text.chars().next().is_some_and(char::is_lowercase));
        row.flag("is_boilerplate", is_short && clean::is_boilerplate_line(text));
        row.flag("is_closing", is_short && clean::is_closing(text));
        row.flag("is_counter", is_short && is_counter(text));
        row.flag("is_byline", is_short && self.known.is_byline(text));
        row.flag("has_copyright", text.contains('©') || text.contains("All rights"));
        row.flag("has_date", is_short && self.known.has_date(text));
        row.push("repeats", self.repeats.get(text).copied().unwrap_or(1.0));
        let [in_body, in_description, in_title] = self.known.shares(text);
        row.push("in_json_ld", in_body);
        row.push("in_description", in_description);
        row.push("in_title", in_title);
        row.flag("is_title", self.known.is_title(text));
        row.flag("is_author", is_short && self.known.names_author(text));
        row.push("same_host", self.known.same_host_share(&block.links));
    }

    fn place(&self, row: &mut Row, block: &Block) {
        let parts = self.parts;
        let page_units = parts.page.units.max(1.0);
        if let Some(near) = parts.near.get(block.place) {
            for (name, share) in MARK_NAMES.iter().zip(near) {
                row.push(name, *share);
            }
        }
        let own = parts.part(block.place);
        row.push("depth", own.depth as f32);
        row.push("tag", f32::from(own.tag));
        let mut around = parts.upwards(block.place);
        for names in LEVELS {
            let sums = around.next().map_or(parts.page, |(_, part)| part.sums);
            row.push(names[0], sums.units / page_units);
            row.push(names[1], sums.link_share());
            row.push(names[2], sums.prose_share());
            row.push(names[3], sums.mean_units());
            row.push(names[4], sums.blocks);
        }
        // The way to the part that holds most prose: up to a part that holds both, and down.
        let way = parts.ways.get(block.place).copied().unwrap_or_default();
        let common = parts.part(way.common);
        row.push("steps_up_to_top", way.steps);
        row.push("steps_down_to_top", parts.top_depth.saturating_sub(common.depth) as f32);
        row.push("common_units", common.sums.units / page_units);
        row.push("common_link_share", common.sums.link_share());
        // The branch of the common part in which the paragraph stands.
        let branch = parts.part(way.branch);
        row.push("branch_units", branch.sums.units / page_units);
        row.push("branch_link_share", branch.sums.link_share());
        row.push("branch_prose_share", branch.sums.prose_share());
        row.push("branch_mean_units", branch.sums.mean_units());
        for (name, share) in ["far_article", "far_main", "far_content", "far_prose", "far_post"].iter().zip(way.far) {
            row.push(name, share);
        }
        let group = parts.groups.get(&own.signature).copied().unwrap_or_default();
        row.push("group_units", group.units / page_units);
        row.push("group_blocks", group.blocks);
        row.push("group_mean_units", group.mean_units());
        row.push("group_link_share", group.link_share());
        row.push("group_prose_share", group.prose_share());
    }

    fn order(&self, row: &mut Row, index: usize) {
        let before = self.before.get(index).copied().unwrap_or_default();
        row.push("position", before / self.parts.page.units.max(1.0));
        row.push("units_before", before);
        row.push("from_first_prose", index as f32 - self.first_prose as f32);
        row.push("to_last_prose", self.last_prose as f32 - index as f32);
        row.push("from_headline", self.headline.map_or(-1000.0, |headline| index as f32 - headline as f32));
    }

    fn section(&self, row: &mut Row, index: usize) {
        let section = self.section_of.get(index).and_then(|number| self.sections.get(*number));
        let section = section.copied().unwrap_or_default();
        row.push("section_units", section.sums.units);
        row.push("section_blocks", section.sums.blocks);
        row.push("section_link_share", section.sums.link_share());
        row.push("section_prose_share", section.sums.prose_share());
        row.push("section_order", section.order);
        row.flag("section_is_closing", section.is_closing);
        row.push("from_heading", section.heading.map_or(-1.0, |heading| index as f32 - heading as f32));
    }

    fn neighbour(&self, row: &mut Row, index: usize, offset: isize, names: &[&'static str; 6]) {
        let other = index.checked_add_signed(offset);
        let block = other.and_then(|other| self.blocks.get(other));
        let sums = other.and_then(|other| self.parts.block_sums.get(other)).copied().unwrap_or_default();
        let place = self.blocks.get(index).map_or(0, |block| self.parts.part(block.place).parent);
        row.push(names[0], if block.is_some() { sums.units } else { -1.0 });
        row.push(names[1], sums.link_share());
        row.flag(names[2], sums.prose_units > 0.0);
        row.push(names[3], block.map_or(-1.0, |block| f32::from(kind_number(block.kind))));
        row.flag(names[4], block.is_some_and(|block| self.parts.part(block.place).parent == place));
        row.push(names[5], block.map_or(-1.0, |block| last_sign(&block.text)));
    }

    fn page(&self, row: &mut Row) {
        let page = &self.parts.page;
        row.push("page_units", page.units);
        row.push("page_blocks", page.blocks);
        row.push("page_link_share", page.link_share());
        row.push("page_prose_share", page.prose_share());
        row.push("page_prose_blocks", page.prose_blocks);
        row.push("page_sections", self.sections.len() as f32);
        for (name, value) in self.known.page_facts() {
            row.push(name, value);
        }
    }
}

/// How many characters of a paragraph are what.
#[derive(Default)]
struct Signs {
    letters: f32,
    capitals: f32,
    digits: f32,
    ends: f32,
    commas: f32,
    lines: f32,
    bars: f32,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self::default();
        if text.is_ascii() {
            text.bytes().for_each(|byte| signs.take(byte));
            return signs;
        }
        for c in text.chars() {
            match c {
                '.' | '!' | '?' | '。' | '！' | '？' | '…' => signs.ends += 1.0,
                ',' | '，' | '、' | '،' | ';' => signs.commas += 1.0,
                '\n' => signs.lines += 1.0,
                '|' => signs.bars += 1.0,
                _ if c.is_alphabetic() => {
                    signs.letters += 1.0;
                    signs.capitals += f32::from(u8::from(c.is_uppercase()));
                }
                _ => signs.digits += f32::from(u8::from(c.is_numeric())),
            }
        }
        signs
    }

    /// An ASCII letter or sign.
    fn take(&mut self, byte: u8) {
        match byte {
            b'.' | b'!' | b'?' => self.ends += 1.0,
            b',' | b';' => self.commas += 1.0,
            b'\n' => self.lines += 1.0,
            b'|' => self.bars += 1.0,
            b'A'..=b'Z' => {
                self.letters += 1.0;
                self.capitals += 1.0;
            }
            b'a'..=b'z' => self.letters += 1.0,
            b'0'..=b'9' => self.digits += 1.0,
            _ => {}
        }
    }
}

const NEIGHBOURS: &[(isize, [&str; 6])] = &[
    (-2, ["prev2_units", "prev2_link_share", "prev2_prose", "prev2_kind", "prev2_same_part", "prev2_last"]),
    (-1, ["prev_units", "prev_link_share", "prev_prose", "prev_kind", "prev_same_part", "prev_last"]),
    (1, ["next_units", "next_link_share", "next_prose", "next_kind", "next_same_part", "next_last"]),
    (2, ["next2_units", "next2_link_share", "next2_prose", "next2_kind", "next2_same_part", "next2_last"]),
];

const LEVELS: &[[&str; 5]] = &[
    ["part0_units", "part0_link_share", "part0_prose_share", "part0_mean_units", "part0_blocks"],
    ["part1_units", "part1_link_share", "part1_prose_share", "part1_mean_units", "part1_blocks"],
    ["part2_units", "part2_link_share", "part2_prose_share", "part2_mean_units", "part2_blocks"],
    ["part3_units", "part3_link_share", "part3_prose_share", "part3_mean_units", "part3_blocks"],
    ["part4_units", "part4_link_share", "part4_prose_share", "part4_mean_units", "part4_blocks"],
];

fn kind_number(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Quote => 1,
        BlockKind::Item => 2,
        BlockKind::Row => 3,
        BlockKind::Code => 4,
        BlockKind::Heading => 5,
    }
}

/// How a paragraph ends: 0 with a letter or a figure, 1 with a sentence's end, 2 with a colon, 3 else.
fn last_sign(text: &str) -> f32 {
    match text.trim_end().chars().last() {
        Some(c) if c.is_alphanumeric() => 0.0,
        Some('.' | '!' | '?' | '。' | '！' | '？' | '…' | '"' | '”' | '」') => 1.0,
        Some(':' | '：') => 2.0,
        _ => 3.0,
    }
}
