//! What a source lists: the items of a feed, and the feeds behind a page. Pure.

pub mod feed;
pub mod page;
