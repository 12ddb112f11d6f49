//! Which parts of a page are not its own story: navigation, lists of other articles, comments, boxes about
//! the author. Told from element names, roles and class names. Pure.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use scraper::ElementRef;

use crate::read::attribute::attribute;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Region {
    /// The page's own story, as far as is known.
    #[default]
    Own,
    /// A box about who wrote it: names, but no dates.
    Author,
    Beside,
}

const ID_MAX_BYTES: usize = 20;

/// Class names and ids of what stands beside the story: parts of words, beginnings of words, whole words.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)related|recommend|side-?bar|popular|trending|most-?read|more-?from|read-?(?:more|next)|up-next|recent-?_?post|",
        r"latest-|latestpost|(?:more|other)-(?:posts|articles|stories)|newsletter|subscribe|post-nav|nav-links|next-post|prev-post|",
        r"pagination|cookie|breadcrumb|testimonial|mega-?menu|menu-item|dropdown-menu|you-may|also-like|suggested|",
        r"upcoming|event-list|ad-slot|site-footer|page-footer|global-footer|",
        r"(?:^|\s)(?:widget_|footer[-_]|promo-|similar-|teaser)|",
        r"(?:^|\s)(?:aside|comments?|comment-?list|comments-area|comment-(?:body|meta|content|respond)|respond|disqus_thread|",
        r"footer|reviews|review-list|ticker|calendar)(?:\s|$)",
    ))
    .expect("a valid pattern")
});
/// Whole layouts are named after the box that they have or lack: "no-sidebar", "has-sidebar", "sidebar-right".
static LAYOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:no|has|with|without|left|right|layout|content)-sidebar|sidebar-(?:left|right|layout|wrapper|container|none|off)")
        .expect("a valid pattern")
});
static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)author[-_]?(?:bio|box|info-box|card|profile)|about-(?:the-)?author").expect("a valid pattern")
});

/// What is known of the names that the elements of a page have; few of them differ.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    beside: HashMap<&'a str, bool>,
    author: HashMap<&'a str, bool>,
}

impl<'a> Names<'a> {
    fn is_beside(&mut self, names: &'a str) -> bool {
        !names.is_empty() && *self.beside.entry(names).or_insert_with(|| is_named_beside(names))
    }

    fn is_author(&mut self, names: &'a str) -> bool {
        !names.is_empty() && *self.author.entry(names).or_insert_with(|| AUTHOR.is_match(names))
    }
}

/// The region of what `element` holds, seen from the region around it.
pub(super) fn region_of<'a>(element: ElementRef<'a>, outer: Region, known: &mut Names<'a>) -> Region {
    if outer == Region::Beside {
        return outer;
    }
    let name = element.value().name();
    if matches!(name, "html" | "body" | "main" | "article") {
        return outer;
    }
    let role = attribute(element, "role").unwrap_or_default();
    let is_beside = match name {
        "nav" | "dialog" => !holds_headline(element),
        // Within a story, both hold its byline as often as something else; their class tells. One that was never
        // closed holds the whole page.
        "aside" | "footer" => !is_within_story(element) && !holds_headline(element),
        _ => matches!(role, "navigation" | "contentinfo"),
    };
    if is_beside {
        return Region::Beside;
    }
    // Long ids are made of the words of a heading.
    let id = attribute(element, "id").filter(|id| id.len() <= ID_MAX_BYTES).unwrap_or_default();
    let names = [attribute(element, "class").unwrap_or_default(), id];
    if names.into_iter().any(|names| known.is_beside(names)) && !holds_story(element) {
        return Region::Beside;
    }
    if known.is_author(names[0]) { Region::Author } else { outer }
}

/// The region that an element stands in, seen from the whole page.
pub(super) fn region_within(element: ElementRef<'_>) -> Region {
    let ancestors = element.ancestors().filter_map(ElementRef::wrap);
    let mut known = Names::default();
    let regions = std::iter::once(element).chain(ancestors).map(|element| region_of(element, Region::Own, &mut known));
    regions.fold(Region::Own, |known, region| match (known, region) {
        (Region::Beside, _) | (_, Region::Beside) => Region::Beside,
        (Region::Own, region) => region,
        (known, _) => known,
    })
}

fn is_named_beside(names: &str) -> bool {
    BESIDE.is_match(names) && (!LAYOUT.is_match(names) || BESIDE.is_match(&LAYOUT.replace_all(names, "")))
}

/// A box that holds the headline or the story is not beside it, whatever its name.
fn holds_story(element: ElementRef<'_>) -> bool {
    element.descendent_elements().any(|inner| matches!(inner.value().name(), "h1" | "main" | "article"))
}

fn holds_headline(element: ElementRef<'_>) -> bool {
    element.descendent_elements().any(|inner| matches!(inner.value().name(), "h1" | "main"))
}

fn is_within_story(element: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|ancestor| matches!(ancestor.value().name(), "article" | "main"))
}

#[cfg(test)]
mod tests;
