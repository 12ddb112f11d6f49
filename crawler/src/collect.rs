//! What a source lists: one file a kind of source, driven by `round`. Pure.

mod address_filter;
mod address_pattern;
mod bulk;
pub mod csaf;
mod cve;
pub mod feed;
mod ghsa;
mod json_parts;
mod listing;
pub mod opml;
mod osv;
pub mod page;
pub mod round;
mod seen;
mod sitemap;
mod statuspage;
mod zip;
