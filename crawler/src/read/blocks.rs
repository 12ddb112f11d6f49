//! A part of a page as a list of paragraphs, with the links that stand in them. Knows which elements
//! break a line and which are never text; which paragraphs count is for `clean` to say. Pure.

use std::ops::Deref;

use scraper::ElementRef;
use url::Url;
use watchline_model::Link;

use crate::read::collapse;
use crate::url::absolute;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BlockKind {
    #[default]
    Paragraph,
    Heading,
    Item,
    Row,
    Code,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    /// How many of its characters are link words.
    pub(crate) link_chars: usize,
    pub(crate) links: Vec<Link>,
}

impl Block {
    pub(crate) fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// Share of its characters that are link words, 0 to 1.
    pub(crate) fn link_share(&self) -> f64 {
        let chars = self.chars().max(1);
        (self.link_chars as f64 / chars as f64).min(1.0)
    }
}

const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "button", "select", "textarea",
    "input", "nav", "dialog", "head", "audio", "video", "map",
];
const LINE_BREAKING: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// A node of a parsed page; its crate has no name for us.
pub(crate) type PageNode<'a> = <ElementRef<'a> as Deref>::Target;

/// The paragraphs of `root`, in the order of the page. Links are seen from `base`.
pub(crate) fn of(root: ElementRef<'_>, base: Option<&Url>) -> Vec<Block> {
    of_except(root, base, |_| false)
}

/// As [`of`], without the elements that `except` names.
pub(crate) fn of_except(
    root: ElementRef<'_>,
    base: Option<&Url>,
    except: impl Fn(ElementRef<'_>) -> bool,
) -> Vec<Block> {
    let mut writer = Writer { base, blocks: Vec::new(), block: Block::default(), link: None, raw: 0, breaks: 0 };
    let mut node: PageNode<'_> = *root;
    loop {
        let is_left_out = ElementRef::wrap(node).is_some_and(|element| is_skipped(element) || except(element));
        let child = if is_left_out && node != *root {
            writer.space();
            None
        } else {
            writer.open(node);
            node.first_child()
        };
        if let Some(child) = child {
            node = child;
            continue;
        }
        // Upwards, closing what ends here, to the next node that is not yet read.
        loop {
            writer.close(node);
            if node == *root {
                writer.end_block();
                return writer.blocks;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return writer.blocks };
            node = parent;
        }
    }
}

fn is_skipped(element: ElementRef<'_>) -> bool {
    let style = element.attr("style").unwrap_or_default();
    SKIPPED.contains(&element.value().name())
        || element.attr("hidden").is_some()
        || (style.contains("display") && style.replace(' ', "").contains("display:none"))
}

struct Writer<'a> {
    base: Option<&'a Url>,
    blocks: Vec<Block>,
    block: Block,
    /// Address and first byte of the link that is open.
    link: Option<(Option<String>, usize)>,
    /// How many `pre` are open.
    raw: usize,
    /// Line breaks in a row.
    breaks: usize,
}

impl Writer<'_> {
    fn open(&mut self, node: PageNode<'_>) {
        if let Some(text) = node.value().as_text() {
            self.text(text);
            return;
        }
        let Some(element) = ElementRef::wrap(node) else { return };
        let name = element.value().name();
        if LINE_BREAKING.contains(&name) {
            // A paragraph within a list item is still the item.
            let kind = self.block.kind;
            self.end_block();
            self.block.kind = match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
                "li" | "dt" | "dd" => BlockKind::Item,
                "tr" => BlockKind::Row,
                "pre" => BlockKind::Code,
                "p" | "div" | "section" if matches!(kind, BlockKind::Row | BlockKind::Item) => kind,
                _ => BlockKind::Paragraph,
            };
            self.raw += usize::from(name == "pre");
        }
        match name {
            "br" => self.line_break(),
            "td" | "th" if !self.block.text.trim().is_empty() => self.block.text.push_str(" | "),
            "a" => {
                let address = element.attr("href").and_then(|href| absolute(self.base, href));
                self.link = Some((address, self.block.text.len()));
            }
            _ => {}
        }
    }

    fn close(&mut self, node: PageNode<'_>) {
        let Some(element) = ElementRef::wrap(node) else { return };
        let name = element.value().name();
        if name == "a" {
            self.end_link();
        }
        if LINE_BREAKING.contains(&name) {
            self.raw -= usize::from(name == "pre" && self.raw > 0);
            self.end_block();
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

    fn space(&mut self) {
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
        let lines = block
            .text
            .split('\n')
            .map(|line| if block.kind == BlockKind::Code { code_line(line) } else { collapse(line) });
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        block.text = lines.join("\n");
        if !block.text.is_empty() {
            self.blocks.push(block);
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

#[cfg(test)]
mod tests;
