//! Lists of nothing but links that stand beside the body: "most read", "earlier posts". On a short page they can
//! outweigh the text, and then look to the scorer like what the page is about.
//!
//! The body is the innermost part that holds most of what is surely text. Where the page itself calls that part its
//! article, a list of links outside it is none of the text; where it does not, only a list that is shorter than the
//! text is left out, since an index page is a list of links with a few words before it.

use crate::read::article::features::Page;
use crate::read::article::marks::Mark;
use crate::read::blocks::Block;

/// The body holds at least this share of what is surely text.
const BODY_SHARE: f32 = 0.7;
/// A paragraph with more of its characters in links is a link.
const LINK_SHARE: f64 = 0.85;
/// A list is one of links if more of its text than this is.
const LIST_LINK_SHARE: f32 = 0.8;
/// Fewer links are no list.
const LIST_MIN: f32 = 2.0;
/// A cell of an old page can be a list in itself: so many links, and this share of its characters.
const LINKS_OF_ONE: usize = 3;
const SHARE_OF_ONE: f64 = 0.6;
/// What stands right before a list and is no longer is its heading.
const LABEL_MAX_CHARS: usize = 40;
const CALLED_BODY: [Mark; 6] = [Mark::Article, Mark::Prose, Mark::Main, Mark::TagArticle, Mark::TagMain, Mark::Body];

/// For each paragraph, whether it belongs to such a list.
pub(super) fn find(page: &Page<'_>, likelihoods: &[f32]) -> Vec<bool> {
    let none = || vec![false; page.blocks.len()];
    let Some(body) = body(page, likelihoods) else { return none() };
    let named = page.parts.upwards(body).find(|(_, part)| CALLED_BODY.iter().any(|mark| part.marks.has(*mark)));
    // A page whose root alone is called its main part has not said where its text stands.
    let named = named.map(|(index, _)| index).filter(|index| page.parts.part(*index).parent != *index);
    let outer = named.unwrap_or(body);
    let is_inside = |block: &Block| page.parts.upwards(block.place).any(|(index, _)| index == outer);
    let mut found: Vec<bool> =
        page.blocks.iter().map(|block| is_link_of_list(page, block) && !is_inside(block)).collect();
    if named.is_none() && links(page, &found) > text(page, likelihoods) {
        return none();
    }
    for index in (1..found.len()).rev() {
        let is_label = found[index] && !found[index - 1];
        let before = &page.blocks[index - 1];
        found[index - 1] |= is_label && before.chars() <= LABEL_MAX_CHARS && !is_inside(before);
    }
    found
}

/// The innermost part with most of what is surely text.
fn body(page: &Page<'_>, likelihoods: &[f32]) -> Option<usize> {
    let mut weights = vec![0.0; page.parts.parts.len()];
    let mut all = 0.0;
    for (index, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.link_share() < 0.5) {
        let likelihood = likelihoods.get(index).copied().filter(|likelihood| *likelihood >= 0.5).unwrap_or(0.0);
        let weight = likelihood * page.parts.block_sums.get(index).map_or(0.0, |sums| sums.units);
        all += weight;
        for (part, _) in page.parts.upwards(block.place) {
            if let Some(sum) = weights.get_mut(part) {
                *sum += weight;
            }
        }
    }
    let holders = weights.iter().enumerate().filter(|(_, weight)| all > 0.0 && **weight >= all * BODY_SHARE);
    holders.max_by_key(|(index, _)| page.parts.part(*index).depth).map(|(index, _)| index)
}

fn is_link_of_list(page: &Page<'_>, block: &Block) -> bool {
    if block.links.len() >= LINKS_OF_ONE && block.link_share() >= SHARE_OF_ONE {
        return true;
    }
    let list = page.parts.part(page.parts.part(block.place).parent).sums;
    block.link_share() >= LINK_SHARE && list.link_share() >= LIST_LINK_SHARE && list.blocks >= LIST_MIN
}

fn links(page: &Page<'_>, found: &[bool]) -> f32 {
    let sums = page.parts.block_sums.iter().zip(found).filter(|(_, found)| **found);
    sums.map(|(sums, _)| sums.units).sum()
}

fn text(page: &Page<'_>, likelihoods: &[f32]) -> f32 {
    let sums = page.parts.block_sums.iter().zip(likelihoods);
    sums.filter(|(sums, likelihood)| **likelihood >= 0.5 && sums.link_share() < 0.5).map(|(sums, _)| sums.units).sum()
}
