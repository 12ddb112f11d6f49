//! The words that support a fact.

use serde::{Deserialize, Serialize};

use crate::ids::VersionId;

/// An exact quote: characters `start..end` (Unicode scalar values) of a version's full
/// text (`Reading::full_text`: headline, blank line, body) are `quote`.
/// Nothing is shown without it. `version` is `None` only before the store has numbered the version.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    pub version: Option<VersionId>,
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

impl Evidence {
    /// Cuts the quote out of `text`; spans beyond its end are cut to it.
    pub fn cut(text: &str, start: usize, end: usize) -> Self {
        let length = text.chars().count();
        let start = start.min(length);
        let end = end.clamp(start, length);
        let quote = text.chars().skip(start).take(end - start).collect();
        Self { version: None, start, end, quote }
    }

    /// Whether the words stand in `text` exactly there.
    pub fn stands_in(&self, text: &str) -> bool {
        self.end >= self.start && text.chars().skip(self.start).take(self.end - self.start).eq(self.quote.chars())
    }
}
