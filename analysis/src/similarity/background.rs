//! How common words are in general English prose and in reports of our field, before any document of ours is seen.
//!
//! Words in classes of document share, each class half as common as the one before; a stem that is not
//! listed is in fewer than one of 90 texts.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::fingerprint::stem;

/// The classes speak as loudly as so many documents: an archive of some thousands outweighs them.
pub(super) const DOCUMENTS: f32 = 1000.0;

const WORDS: &str = include_str!("common_words.txt");
/// "Deepfake" and "chatbot" are rare in general, and tell nothing here.
const FIELD_WORDS: &str = include_str!("field_words.txt");

/// In how many of [`DOCUMENTS`] general texts a stem would be found.
pub(super) fn documents_with(stem: &str) -> f32 {
    static SHARES: OnceLock<HashMap<String, f32>> = OnceLock::new();
    let shares = SHARES.get_or_init(read);
    shares.get(stem).map_or(0.0, |share| share * DOCUMENTS)
}

/// A line a class: the exponent n of the share 2^-n, a colon, the words. Of words with one stem the commonest counts.
fn read() -> HashMap<String, f32> {
    let mut shares: HashMap<String, f32> = HashMap::new();
    for line in WORDS.lines().chain(FIELD_WORDS.lines()).filter(|line| !line.starts_with('#')) {
        let Some((exponent, words)) = line.split_once(':') else { continue };
        let Ok(exponent) = exponent.trim().parse::<i32>() else { continue };
        for word in words.split_whitespace() {
            let share = shares.entry(stem(word)).or_default();
            *share = share.max(2.0_f32.powi(-exponent));
        }
    }
    shares
}
