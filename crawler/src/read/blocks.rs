//! A part of a page as a list of paragraphs, with the links that stand in them and the places where they
//! stand. Knows which elements break a line and which are never text; which paragraphs count is for
//! `article` and `clean` to say. Pure, and without recursion: pages nest deeper than stacks.

mod writer;

use std::ops::Deref;

use scraper::ElementRef;
use url::Url;
use watchline_model::Link;

use crate::read::attribute::attribute;
use crate::read::blocks::writer::Writer;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BlockKind {
    #[default]
    Paragraph,
    Heading,
    Item,
    Row,
    Code,
    Quote,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    /// How many of its characters are link words.
    pub(crate) link_chars: usize,
    pub(crate) links: Vec<Link>,
    /// The innermost place that holds it: an index into [`Layout::places`].
    pub(crate) place: usize,
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

/// An element that breaks a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) element: ElementRef<'a>,
    /// Index of the place around it; the root's is its own.
    pub(crate) parent: usize,
    pub(crate) depth: usize,
}

/// Paragraphs and the tree of places that hold them. Parents stand before their children.
#[derive(Debug, Default)]
pub(crate) struct Layout<'a> {
    pub(crate) places: Vec<Place<'a>>,
    pub(crate) blocks: Vec<Block>,
}

/// Never words for a reader.
const NO_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "select", "textarea", "input",
    "head", "audio", "video", "map", "datalist",
];
/// Words, though not of the main text.
const CONTROLS: &[&str] = &["button", "nav", "dialog"];

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
    let is_left_out = |element: ElementRef<'_>| {
        let name = element.value().name();
        NO_TEXT.contains(&name) || CONTROLS.contains(&name) || is_hidden(element) || except(element)
    };
    read(root, base, is_left_out).blocks
}

/// All paragraphs of `root`, also those of menus, buttons and folded parts, and where they stand.
pub(crate) fn layout<'a>(root: ElementRef<'a>, base: Option<&Url>) -> Layout<'a> {
    read(root, base, |element| {
        NO_TEXT.contains(&element.value().name()) || (!is_line_breaking(element) && is_for_screen_readers(element))
    })
}

fn read<'a>(root: ElementRef<'a>, base: Option<&Url>, is_left_out: impl Fn(ElementRef<'a>) -> bool) -> Layout<'a> {
    let mut writer = Writer::new(base);
    let mut node: PageNode<'a> = *root;
    loop {
        let child = if node != *root && ElementRef::wrap(node).is_some_and(&is_left_out) {
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
                return writer.finish();
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return writer.finish() };
            node = parent;
        }
    }
}

/// Hidden by the page itself, as far as the element says.
pub(crate) fn is_hidden(element: ElementRef<'_>) -> bool {
    element.value().attrs().any(|(name, value)| match name {
        "hidden" => true,
        "style" => value.contains("display") && value.replace(' ', "").contains("display:none"),
        _ => false,
    })
}

/// Said to those who do not see the page, within a line: "opens in a new window".
fn is_for_screen_readers(element: ElementRef<'_>) -> bool {
    is_hidden(element)
        || attribute(element, "class").is_some_and(|class| {
            class
                .split_ascii_whitespace()
                .any(|name| matches!(name, "sr-only" | "visually-hidden" | "visuallyhidden" | "screen-reader-text"))
        })
}

pub(crate) fn is_line_breaking(element: ElementRef<'_>) -> bool {
    writer::breaks_lines(element)
}

#[cfg(test)]
mod tests;
