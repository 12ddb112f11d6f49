//! The truth: everything collected, understood, decided and promised, in one SQLite database.
//!
//! The only crate that knows SQL. Every stage of the pipeline writes its result in one transaction, so that a
//! kill at any moment loses nothing and doubles nothing; every fact that others must hear of is a line of the
//! change log, written in the same transaction. It must never fetch, analyse, or look at a clock.

mod archive;
mod backup;
mod blobs;
mod changes;
mod columns;
mod counts;
mod decisions;
mod documents;
mod entities;
mod entries;
mod error;
#[cfg(test)]
mod fixture;
mod incidents;
mod listings;
mod lists;
mod migrations;
mod numbers;
mod outbox;
mod pages;
mod placements;
mod proof;
mod readings;
mod sources;
mod store;
mod subscriptions;
mod tags;
mod users;
mod values;
mod versions;
mod views;

pub use backup::restore;
pub use error::StoreError;
pub use store::Store;
pub use views::*;
