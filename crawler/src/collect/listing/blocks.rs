//! The articles of an index page that nobody described: blocks of one shape, each with one link that reads like a headline.
//!
//! Design: a link's block is the largest element in which no other article is linked; blocks of the same shape (their
//! tags and classes, and their parents') are one list. The list that says most wins: many long headlines, dated, in
//! headings, outside of navigation. Lists beside it count if their addresses lie in the same folder, as a featured
//! article's does. Where headlines and dates are neighbours without a block around them, `neighbours` finds the date.
//! Time is linear in the number of elements.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::collect::listing::headline::{self, Headline};
use crate::collect::listing::neighbours::Neighbours;
use crate::collect::listing::parts::{Place, date, selector, summary};
use crate::collect::round::ListedItem;
use crate::read::blocks::PageNode;

static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// An index of more links is an archive; its newest stand first.
const LINKS_MAX: usize = 5000;
/// Two dated links may be a list; without a date it takes more.
const ITEMS_MIN: usize = 2;
const UNDATED_MIN: usize = 3;

struct Candidate<'a> {
    link: ElementRef<'a>,
    url: String,
    headline: Headline,
}

struct Block {
    item: ListedItem,
    shape: String,
    weight: f64,
    folder: String,
    is_dated: bool,
}

/// In the order of the page; empty where nothing on it is a list of articles.
pub(super) fn find_items(document: &Html, place: &Place<'_>) -> Vec<ListedItem> {
    let candidates = candidates(document, place);
    let telling: Vec<&Candidate<'_>> = candidates.iter().filter(|candidate| candidate.headline.is_telling()).collect();
    let found = choose(blocks(&telling));
    if !found.is_empty() {
        return found;
    }
    // Headlines that are no links themselves: pictures and "read more" lead to the article.
    choose(blocks(&candidates.iter().collect::<Vec<_>>()))
}

fn candidates<'a>(document: &'a Html, place: &Place<'_>) -> Vec<Candidate<'a>> {
    let links = document.select(&LINK).take(LINKS_MAX);
    let candidate = |link| Some(Candidate { url: place.article(&link)?, headline: headline::of_link(&link), link });
    links.filter_map(candidate).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Links<'a> {
    One(&'a str),
    Many,
}

fn blocks(candidates: &[&Candidate<'_>]) -> Vec<Block> {
    // Which articles are linked in and below each element. One with two has only such above it, so each is passed twice
    // at most.
    let mut below: HashMap<_, Links<'_>> = HashMap::new();
    for candidate in candidates {
        for node in std::iter::once(*candidate.link).chain(candidate.link.ancestors()) {
            let links = below.entry(node.id()).or_insert(Links::One(&candidate.url));
            match *links {
                Links::Many => break,
                Links::One(known) if known != candidate.url => *links = Links::Many,
                Links::One(_) => {}
            }
        }
    }
    let mut neighbours = Neighbours::new(|node: PageNode<'_>| below.contains_key(&node.id()));
    let mut blocks = Vec::new();
    for candidate in candidates {
        let has_many = |node: &PageNode<'_>| below.get(&node.id()) == Some(&Links::Many);
        let alone = candidate.link.ancestors().take_while(|node| !has_many(node)).filter_map(ElementRef::wrap);
        let element = alone.last().unwrap_or(candidate.link);
        let published = date(&element, &candidate.url).or_else(|| neighbours.date(element, |node| node.id()));
        blocks.extend(block(candidate, element, published));
    }
    blocks
}

/// `None` for a link that has no headline, or that is the only one of its page.
fn block(candidate: &Candidate<'_>, element: ElementRef<'_>, published: Option<DateTime<Utc>>) -> Option<Block> {
    let parent = element.parent().and_then(ElementRef::wrap)?;
    let headline = if candidate.headline.is_telling() {
        candidate.headline.clone()
    } else {
        Headline { text: headline::heading_in(&element)?, is_heading: true }
    };
    if !headline.is_telling() {
        return None;
    }
    let length = headline.text.chars().count().min(100) as f64 / 100.0;
    let weight = 0.5 + length + f64::from(u8::from(published.is_some())) + if headline.is_heading { 0.5 } else { 0.0 };
    let grandparent = parent.parent().and_then(ElementRef::wrap);
    let grandparent = grandparent.map_or("", |element| element.value().name());
    Some(Block {
        shape: format!("{} {} {grandparent}", shape(&parent), shape(&element)),
        weight: weight * standing(&candidate.link),
        folder: folder(&candidate.url),
        is_dated: published.is_some(),
        item: ListedItem {
            url: candidate.url.clone(),
            published,
            summary: summary(&element, &headline.text),
            title: Some(headline.text),
            ..ListedItem::default()
        },
    })
}

/// Tag and classes, without those that count or that name one post.
fn shape(element: &ElementRef<'_>) -> String {
    let mut classes: Vec<&str> =
        element.value().classes().filter(|class| !class.contains(|c: char| c.is_ascii_digit())).take(6).collect();
    classes.sort_unstable();
    format!("{}.{}", element.value().name(), classes.join("."))
}

/// How much a list counts by where it stands.
fn standing(link: &ElementRef<'_>) -> f64 {
    let mut standing = 1.0_f64;
    for element in link.ancestors().filter_map(ElementRef::wrap) {
        let own = match element.value().name() {
            "nav" | "footer" => 0.05,
            "aside" => 0.3,
            "main" => 1.2,
            _ if element
                .attr("role")
                .is_some_and(|role| matches!(role, "navigation" | "menu" | "menubar" | "contentinfo")) =>
            {
                0.05
            }
            _ => 1.0,
        };
        standing = if own > 1.0 { standing * own } else { standing.min(own) };
    }
    standing
}

/// The path up to its last part: `/news/2026/`; a number in it may differ.
fn folder(url: &str) -> String {
    let Ok(url) = Url::parse(url) else { return String::new() };
    let path = url.path().trim_end_matches('/');
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').filter(|part| !part.bytes().all(|byte| byte.is_ascii_digit())).collect::<Vec<_>>().join("/")
}

fn choose(blocks: Vec<Block>) -> Vec<ListedItem> {
    let mut lists: BTreeMap<&str, (f64, BTreeMap<&str, bool>)> = BTreeMap::new();
    for block in &blocks {
        let (weight, items) = lists.entry(&block.shape).or_default();
        // The same article twice weighs once.
        if items.insert(&block.item.url, block.is_dated).is_none() {
            *weight += block.weight;
        }
    }
    let is_list = |items: &BTreeMap<&str, bool>| {
        items.len() >= UNDATED_MIN || (items.len() >= ITEMS_MIN && items.values().any(|is_dated| *is_dated))
    };
    let best = lists.iter().filter(|(_, (_, items))| is_list(items)).max_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let Some(best) = best.map(|(shape, _)| (*shape).to_owned()) else { return Vec::new() };
    let main: Vec<&Block> = blocks.iter().filter(|block| block.shape == best).collect();
    let folder = most_common(main.iter().map(|block| block.folder.as_str())).unwrap_or_default().to_owned();
    let is_dated = main.iter().filter(|block| block.is_dated).count() * 2 > main.len();
    let belongs = |block: &Block| {
        let is_beside =
            block.weight >= 0.5 && block.folder == folder && (!folder.is_empty() || (is_dated && block.is_dated));
        block.shape == best || is_beside
    };
    blocks.into_iter().filter(|block| belongs(block)).map(|block| block.item).collect()
}

fn most_common<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(word, _)| word)
}
