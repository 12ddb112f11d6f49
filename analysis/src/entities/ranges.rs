//! Which versions of a product a text speaks of: "versions prior to 1.2", "before 0.9.3", "1.0 through 1.4". They are mentions of
//! the product that is named last before them in the sentence.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{EntityId, EntityKind};

use super::{Found, Seen};
use crate::text::Text;

/// How far back, in characters, the product may stand.
const REACH: usize = 120;

static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    let version = r"v?\d+(?:\.[0-9a-z]+)+(?:[-+][0-9a-z.]*[0-9a-z])?";
    Regex::new(&format!(
        r"(?-u)\b(?:(?:all )?versions? )?(?:(?:before|prior to|below|earlier than|through|up to(?: and including|,? and including,?)?|from|starting (?:in|from|with))(?: versions?)? {version}(?: (?:through|to|before|and before|and prior to|up to)(?: versions?)? {version})?|{version} (?:through|to|and (?:earlier|below|prior|before))(?: {version})?|versions? {version}(?: (?:and|or) (?:earlier|below|prior|later))?)"
    ))
    .expect("the pattern is made of constants")
});

/// The product's entity, and the characters of the range.
pub(super) fn find(text: &Text, found: &Found) -> Vec<(EntityId, usize, usize)> {
    RANGE
        .find_iter(text.plain())
        .filter_map(|hit| {
            let sentence = text.sentences[text.sentence_at(hit.start())?];
            let from = sentence.start.max(hit.start().saturating_sub(REACH));
            let made = |seen: &&Seen| matches!(seen.kind, EntityKind::Product | EntityKind::Vendor | EntityKind::Model);
            let here = found.within(from, hit.start());
            let product = here.iter().rev().filter(made).find(|seen| seen.kind == EntityKind::Product);
            let named = product.or_else(|| here.iter().rev().find(made)).filter(|seen| seen.end <= hit.start())?;
            Some((named.entity.clone(), hit.start(), hit.end()))
        })
        .collect()
}

#[cfg(test)]
mod tests;
