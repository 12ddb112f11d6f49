//! What each part of a score weighs: its value, mostly between 0 and 1, times this.
//!
//! The laws (copies, weaknesses, links) are set by hand. The others started by hand and were then learnt from labelled documents
//! (`examples/learn_placing.rs`), held near where they started. Three were then set back by hand: what is told of one party in the same
//! days must not join without a word in common ("same-days", "shared-parties"), nor an outage a leak ("other-events"); and
//! "told-elsewhere", which grows with the archive, was learnt too heavy from small ones.

/// By name of the part; the parts of one score add up.
pub(super) const WEIGHTS: &[(&str, f32)] = &[
    ("near-copy", 1.0),
    // Enough to join whatever else speaks against it.
    ("same-weakness", 0.7),
    // Enough to keep apart the very same text, linked and told on one day.
    ("other-weakness", -4.0),
    ("other-numbers", -0.3),
    // That of the document's only one is nearly enough.
    ("same-vulnerability", 0.3),
    ("other-vulnerability", -0.15),
    ("links-to", 0.22),
    ("same-link", 0.08),
    ("told-in-part", 1.0),
    ("shared-rare-words", 1.14),
    ("shared-names", 0.765),
    ("shared-figures", 1.339),
    ("few-words", -1.033),
    ("told-elsewhere", -0.4),
    ("new-lead", -0.092),
    ("told-late", -0.024),
    ("nearest-report", 0.131),
    ("same-names", 0.005),
    ("other-names", -0.005),
    ("same-amounts", 0.066),
    ("other-amounts", -0.005),
    ("shared-products", 0.03),
    ("other-products", -0.131),
    ("shared-parties", 0.085),
    ("other-parties", -0.096),
    ("shared-event-kinds", 0.005),
    ("other-events", -0.05),
    ("same-dates", 0.131),
    ("other-dates", -0.005),
    ("recalls-day", 0.184),
    ("same-days", 0.155),
    ("same-week", 0.082),
    ("days-apart", -0.018),
    ("same-trouble", 0.042),
    ("answers-trouble", 0.052),
    ("other-script", 0.152),
    ("other-language", 0.071),
    ("says-another", -0.255),
];

/// 0 for a part that is not in the table, which a test forbids.
pub(super) fn weight(part: &str) -> f32 {
    WEIGHTS.iter().find(|(name, _)| *name == part).map_or(0.0, |(_, weight)| *weight)
}
