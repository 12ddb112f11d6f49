//! The demo's made-up web: a press, vendors, regulators, databases, a forum, served on loopback under many host names.
//!
//! What it serves is data (`app/demo/sites/*.toml`); what should come of it is data too (`app/demo/expected.toml`).
//! It must never answer for a host that is not made up (all end in `.example`) and never listens beyond loopback.
//! One incident retells a reported event of July 2026 and says so in its footer; every other name is invented.

mod content;
mod dates;
mod embedded;
mod feeds;
mod gzip;
mod interfaces;
mod markup;
mod pages;
mod records;
mod server;
mod sitemaps;
mod watching;

pub use server::DemoWeb;
pub use watching::{down_host, entities_toml, now, sources, subscriptions};

#[cfg(test)]
mod tests;
