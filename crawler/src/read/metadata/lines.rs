//! The page as a reader sees it from top to bottom: its short lines in order, with the element each stands
//! in, and whether that belongs to the page's own story or to something beside it. Decides nothing. Pure.

use scraper::{ElementRef, Node};

use crate::read::blocks::PageNode;
use crate::read::collapse;
use crate::read::metadata::region::{Names, Region, region_of};

/// A longer line is a paragraph, which holds neither byline nor dateline; bytes.
const LINE_MAX_BYTES: usize = 300;
/// Lines after so many are not looked at.
const LINES_MAX: usize = 4000;
/// Between words that markup, but no blank, divides: `<span>Ana Ruiz</span><span>Editor</span>`.
pub(super) const SEAM: &str = " | ";

#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) text: String,
    /// The element that holds the first word.
    pub(super) element: ElementRef<'a>,
    pub(super) region: Region,
    /// More text than one line; then `text` is cut.
    pub(super) is_paragraph: bool,
}

pub(super) fn lines(root: ElementRef<'_>) -> Vec<Line<'_>> {
    let mut gathered = Gathered::default();
    let mut regions: Vec<Region> = Vec::new();
    let mut node: PageNode<'_> = *root;
    while gathered.lines.len() < LINES_MAX {
        let into = gathered.open(node, &mut regions);
        if into && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if into {
            gathered.close(node, &mut regions);
        }
        let mut next = node.next_sibling();
        while next.is_none() {
            let Some(parent) = node.parent().filter(|_| node != *root) else { break };
            node = parent;
            gathered.close(node, &mut regions);
            if node == *root {
                break;
            }
            next = node.next_sibling();
        }
        let Some(next) = next.filter(|_| node != *root) else { break };
        node = next;
    }
    gathered.end_line();
    gathered.lines
}

#[derive(Default)]
struct Gathered<'a> {
    lines: Vec<Line<'a>>,
    text: String,
    holder: Option<(ElementRef<'a>, Region)>,
    /// An inline element ended since the last word.
    ended: bool,
    /// And another began.
    at_seam: bool,
    is_paragraph: bool,
    names: Names<'a>,
}

impl<'a> Gathered<'a> {
    /// Whether to go into the node.
    fn open(&mut self, node: PageNode<'a>, regions: &mut Vec<Region>) -> bool {
        let outer = regions.last().copied().unwrap_or_default();
        match node.value() {
            Node::Element(element) => {
                let Some(element_ref) = ElementRef::wrap(node) else { return false };
                if is_skipped(element.name()) {
                    return false;
                }
                regions.push(region_of(element_ref, outer, &mut self.names));
                if is_inline(element.name()) {
                    self.at_seam |= self.ended
                } else {
                    self.end_line()
                }
                true
            }
            Node::Text(text) => {
                self.add(text, node.parent().and_then(ElementRef::wrap), outer);
                false
            }
            _ => false,
        }
    }

    fn close(&mut self, node: PageNode<'a>, regions: &mut Vec<Region>) {
        if let Node::Element(element) = node.value() {
            regions.pop();
            if is_inline(element.name()) { self.ended = true } else { self.end_line() }
        }
    }

    fn add(&mut self, text: &str, holder: Option<ElementRef<'a>>, region: Region) {
        if text.chars().all(char::is_whitespace) {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            return;
        }
        if self.at_seam && !self.text.is_empty() {
            self.text.push_str(SEAM);
        }
        self.holder = self.holder.or(holder.map(|holder| (holder, region)));
        let room = LINE_MAX_BYTES.saturating_sub(self.text.len());
        let end = if text.len() <= room { text.len() } else { text.floor_char_boundary(room) };
        self.text.push_str(text.get(..end).unwrap_or_default());
        self.is_paragraph |= end < text.len() && text.get(end..).is_some_and(|rest| !rest.trim().is_empty());
        self.ended = false;
        self.at_seam = false;
    }

    fn end_line(&mut self) {
        if let Some((element, region)) = self.holder.take() {
            let text = collapse(&self.text);
            let is_paragraph = self.is_paragraph;
            if !text.is_empty() {
                self.lines.push(Line { text, element, region, is_paragraph });
            }
        }
        self.text.clear();
        self.ended = false;
        self.at_seam = false;
        self.is_paragraph = false;
    }
}

/// Elements within a line; everything else breaks it.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Elements whose words no reader sees as part of the page.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "select"
            | "textarea"
            | "head"
            | "audio"
            | "video"
            | "map"
            | "button"
    )
}
