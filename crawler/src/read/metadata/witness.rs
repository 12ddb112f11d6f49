//! The last part of an address is mostly made of the headline's words when a page is first published, and so bears
//! witness where heading and title differ. Pure.

/// Fewer words may stand in any address.
const WORDS_MIN: usize = 4;

/// The words of the last part of the address of a page, if they are enough to tell it by.
pub(super) fn words_of_address(url: &str) -> Option<Vec<String>> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = last.split_once('.').map_or(last, |(stem, _)| stem);
    let words = words(&last.replace(['-', '_', '+'], " "));
    (words.len() >= WORDS_MIN).then_some(words)
}

/// Whether the address is made of exactly these words.
pub(super) fn is_named_so(address: &[String], text: &str) -> bool {
    words(text) == address
}

/// Whether all words of the address stand in the text, in their order.
pub(super) fn names_in_order(address: &[String], text: &str) -> bool {
    let mut rest = words(text).into_iter();
    address.iter().all(|wanted| rest.any(|word| word == *wanted))
}

/// How much of the address' words and the text's is shared, 0 to 1.
pub(super) fn likeness(address: &[String], text: &str) -> f64 {
    let text = words(text);
    let shared = address.iter().filter(|word| text.contains(word)).count() as f64;
    2.0 * shared / (address.len() + text.len()).max(1) as f64
}

/// Lower case; apostrophes join.
fn words(text: &str) -> Vec<String> {
    let text: String = text.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '.' | ',')).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
