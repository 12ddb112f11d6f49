//! Pages, JSON API, feeds and exports over what the store and the index hold.
//!
//! Reads; what it writes are subscriptions (with their confirmation in the outbox), sessions and the decisions of
//! editors. Every page is made on the server and needs no script. It must never show a fact without its evidence,
//! and no input may make it answer with a 5xx.

pub mod api;
mod assets;
mod blocking;
mod conditional;
mod cors;
mod error;
pub mod export;
mod feeds;
mod finding;
#[cfg(test)]
mod fixture;
mod guard;
mod limit;
mod material;
#[cfg(feature = "mcp")]
mod mcp;
mod pages;
mod params;
mod router;
mod serve;
mod session;
mod state;
mod view;

pub use error::WebError;
pub use finding::SearchParams;
pub use limit::RequestLimits;
pub use router::router;
pub use serve::serve;
pub use state::WebState;
