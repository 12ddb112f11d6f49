//! What a template may see: plain text, ready addresses and finished pieces of markup.
//!
//! A piece is a template of its own that says it is safe to stand in another; everything else is escaped. No
//! template may use the `safe` filter (a test reads them).

pub(crate) mod card;
pub(crate) mod clock;
pub(crate) mod completions;
pub(crate) mod contrast;
pub(crate) mod coverage;
pub(crate) mod decided;
pub(crate) mod deeds;
pub(crate) mod difference;
pub(crate) mod evidence;
pub(crate) mod facets;
pub(crate) mod fold;
pub(crate) mod frame;
pub(crate) mod happenings;
pub(crate) mod histogram;
pub(crate) mod lanes;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod parts;
pub(crate) mod reading;
pub(crate) mod record;
pub(crate) mod timeline;
pub(crate) mod weeks;
pub(crate) mod when;

/// Declares templates that are pieces of pages, so that they are not escaped again where they stand.
macro_rules! pieces {
    ($($name:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $name {})+ };
}
pub(crate) use pieces;

#[cfg(test)]
mod tests;
