//! Worked examples for the search page and the documentation.

/// A query, and what it finds. Each parses without a note over the shipped taxonomy.
pub fn query_examples() -> &'static [(&'static str, &'static str)] {
    &[
        (
            "vendor:anthropic event:ban after:2026-06",
            "reports published since June 2026 that somebody banned a product of Anthropic",
        ),
        (
            "product:\"claude code\" (status:alleged OR status:disputed)",
            "what is said of Claude Code and not acknowledged by anybody",
        ),
        (
            "happened:2026-03..2026-05 by:2026-07-03",
            "what happened from March to May 2026, as far as it was known on 3 July",
        ),
        ("severity>=high tier:vendor -event:outage", "severe incidents in the vendors' own words, outages left out"),
        (
            "\"system prompt\" leak lang:en sort:oldest",
            "these two words in a row, and a leak; the earliest report first",
        ),
    ]
}
