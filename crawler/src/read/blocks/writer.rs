//! Sets the words of a page as paragraphs while the walk opens and closes its nodes.

mod seam;

use scraper::ElementRef;
use url::Url;
use watchline_model::Link;

use crate::read::attribute::attribute;
use crate::read::blocks::{Block, BlockKind, Layout, PageNode, Place};
use crate::read::collapse;
use crate::url::absolute;

/// A table's cell with more words than this is a part of the page, not a figure, in bytes.
const CELL_MAX_BYTES: usize = 400;

/// Pages are set in few columns, tables of figures in many.
const COLUMNS_MAX: usize = 4;

/// Whether the words of the element stand apart from those around it.
pub(super) fn breaks_lines(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "address" | "article" | "aside" | "blockquote" | "body" | "button" | "caption" | "center" | "dd"
        | "details" | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form"
        | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "li" | "main"
        | "menu" | "nav" | "ol" | "p" | "pre" | "search" | "section" | "summary" | "table" | "tbody" | "tfoot"
        | "thead" | "tr" | "ul" => true,
        "td" | "th" => is_part_of_a_layout(element),
        _ => false,
    }
}

/// Whether the cell, or one beside it, holds more than a figure: then the table is there for its columns.
fn is_part_of_a_layout(cell: ElementRef<'_>) -> bool {
    let beside = cell.parent().into_iter().flat_map(|row| row.children()).filter_map(ElementRef::wrap);
    is_long(cell) || beside.take(COLUMNS_MAX).any(is_long)
}

fn is_long(cell: ElementRef<'_>) -> bool {
    let mut bytes = 0;
    for piece in cell.text() {
        bytes += piece.len();
        if bytes > CELL_MAX_BYTES {
            return true;
        }
    }
    false
}

pub(super) struct Writer<'a, 'b> {
    base: Option<&'b Url>,
    layout: Layout<'a>,
    block: Block,
    /// Where the walk is now, as an index into the places.
    place: usize,
    /// Address and first byte of the link that is open.
    link: Option<(Option<String>, usize)>,
    /// How many `pre` are open.
    raw: usize,
    /// How many `blockquote` are open.
    quotes: usize,
    /// Line breaks in a row.
    breaks: usize,
}

impl<'a, 'b> Writer<'a, 'b> {
    pub(super) fn new(base: Option<&'b Url>) -> Self {
        let (layout, block) = (Layout::default(), Block::default());
        Self { base, layout, block, place: 0, link: None, raw: 0, quotes: 0, breaks: 0 }
    }

    pub(super) fn finish(mut self) -> Layout<'a> {
        self.end_block();
        self.layout
    }

    pub(super) fn open(&mut self, node: PageNode<'a>) {
        if let Some(text) = node.value().as_text() {
            self.text(text);
            return;
        }
        let Some(element) = ElementRef::wrap(node) else { return };
        let name = element.value().name();
        if self.layout.places.is_empty() || breaks_lines(element) {
            self.open_place(element, name);
        } else {
            if let Some(seam) = seam::before(element, name, self.raw > 0, &self.block.text) {
                self.block.text.push(seam);
            }
            match name {
                "br" => self.line_break(),
                "td" | "th" if !self.block.text.trim().is_empty() => self.block.text.push_str(" | "),
                "a" => {
                    let address = attribute(element, "href").and_then(|href| absolute(self.base, href));
                    self.link = Some((address, self.block.text.len()));
                }
                _ => {}
            }
        }
    }

    fn open_place(&mut self, element: ElementRef<'a>, name: &str) {
        // A paragraph within a list item is still the item.
        let kind = self.block.kind;
        self.end_block();
        self.quotes += usize::from(name == "blockquote");
        self.raw += usize::from(name == "pre");
        self.block.kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "li" | "dt" | "dd" => BlockKind::Item,
            "tr" => BlockKind::Row,
            "pre" => BlockKind::Code,
            "p" | "div" | "section" | "td" | "th" | "button"
                if matches!(kind, BlockKind::Row | BlockKind::Item | BlockKind::Heading) =>
            {
                kind
            }
            _ if self.quotes > 0 => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        let depth = self.layout.places.get(self.place).map_or(0, |place| place.depth + 1);
        self.layout.places.push(Place { element, parent: self.place, depth });
        self.place = self.layout.places.len() - 1;
        self.block.place = self.place;
    }

    pub(super) fn close(&mut self, node: PageNode<'a>) {
        let Some(element) = ElementRef::wrap(node) else { return };
        if element.value().name() == "a" {
            self.end_link();
        }
        let Some(place) = self.layout.places.get(self.place) else { return };
        if place.element != element {
            return;
        }
        let parent = place.parent;
        self.raw -= usize::from(element.value().name() == "pre" && self.raw > 0);
        self.quotes -= usize::from(element.value().name() == "blockquote" && self.quotes > 0);
        self.end_block();
        self.place = parent;
        self.block.place = parent;
        if self.quotes > 0 {
            self.block.kind = BlockKind::Quote;
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        if self.raw > 0 || !text.contains(['\n', '\r', '\t']) {
            self.block.text.push_str(text);
        } else {
            // Line ends of the source are blanks; only `br` ends a line.
            self.block.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
        }
    }

    pub(super) fn space(&mut self) {
        self.block.text.push(' ');
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 && self.raw == 0 {
            let kind = self.block.kind;
            self.end_block();
            self.block.kind = kind;
        } else {
            self.block.text.push('\n');
        }
    }

    fn end_link(&mut self) {
        let Some((address, start)) = self.link.take() else { return };
        let words = collapse(self.block.text.get(start..).unwrap_or_default());
        if words.is_empty() {
            return;
        }
        if matches!(words.as_str(), "#" | "¶" | "§" | "🔗") {
            // The anchor of a heading, for copying.
            self.block.text.truncate(start);
            return;
        }
        self.block.link_chars += words.chars().count();
        if let Some(url) = address {
            self.block.links.push(Link { url, text: words });
        }
    }

    fn end_block(&mut self) {
        let open = self.link.take();
        if let Some((address, start)) = &open {
            self.link = Some((address.clone(), *start));
            self.end_link();
        }
        let mut block = std::mem::take(&mut self.block);
        self.block.place = self.place;
        let is_code = block.kind == BlockKind::Code;
        if !block.text.contains('\n') && !is_code {
            block.text = collapse(&block.text);
        } else {
            let lines = block.text.split('\n').map(|line| if is_code { code_line(line) } else { collapse(line) });
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            block.text = lines.join("\n");
        }
        if let Some(cells) = block.text.strip_suffix(" |") {
            block.text.truncate(cells.len());
        }
        if !block.text.is_empty() {
            self.layout.blocks.push(block);
        }
        // A link around several paragraphs goes on in the next.
        self.link = open.map(|(address, _)| (address, 0));
        self.breaks = 0;
    }
}

/// Code keeps its indentation.
fn code_line(line: &str) -> String {
    line.trim_end().replace('\t', "    ")
}
