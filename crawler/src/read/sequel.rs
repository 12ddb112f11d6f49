//! An article that goes on: the words of its next page are put behind those that were read before. Pure.
//!
//! Each page says again what belongs to all of them: the headline, the standfirst, the box in the middle, the note at
//! the end. That is said once.

use std::collections::HashSet;

use watchline_model::Reading;

use crate::read::article::paragraph_digest;
use crate::read::article::units;

/// A paragraph this long, in units of [`units`], is not written twice by chance; shorter ones ("He laughed.") count as
/// said before only at the top and at the end of a page.
const LONG_UNITS: f32 = 60.0;

/// Puts the next page's words behind those of `reading`; answers whether it had any that were not said before. The
/// rest (title, authors, dates) stays the first page's.
pub fn append_page(reading: &mut Reading, next: Reading) -> bool {
    let said: HashSet<u64> = paragraphs(&reading.text).filter_map(paragraph_digest).collect();
    let title = paragraph_digest(&reading.title);
    let is_said = |paragraph: &str| {
        let digest = paragraph_digest(paragraph);
        digest.is_none_or(|digest| said.contains(&digest)) || digest == title
    };
    let all: Vec<&str> = paragraphs(&next.text).collect();
    let top = all.iter().take_while(|paragraph| is_said(paragraph)).count();
    let end = all.iter().rev().take_while(|paragraph| is_said(paragraph)).count().min(all.len() - top);
    let between = all.into_iter().skip(top);
    let count = between.len() - end;
    let new: Vec<&str> =
        between.take(count).filter(|paragraph| units(paragraph) < LONG_UNITS || !is_said(paragraph)).collect();
    if new.is_empty() {
        return false;
    }
    if !reading.text.is_empty() {
        reading.text.push_str("\n\n");
    }
    reading.text.push_str(&new.join("\n\n"));
    for link in next.links {
        if !reading.links.contains(&link) {
            reading.links.push(link);
        }
    }
    true
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").filter(|paragraph| !paragraph.is_empty())
}

#[cfg(test)]
mod tests;
