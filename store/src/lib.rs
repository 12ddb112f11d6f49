//! The truth: everything collected, understood, decided and promised, in one SQLite database.
//!
//! The only crate that knows SQL. Every stage of the pipeline writes its result in one transaction, so that a
//! kill at any moment loses nothing and doubles nothing; every fact that others must hear of is a line of the
//! change log, written in the same transaction. It must never fetch, analyse, or look at a clock.

mod absences;
mod answers;
mod archive;
mod backup;
mod blobs;
mod changes;
mod columns;
mod counts;
mod deciding;
mod decisions;
mod descriptions;
mod documents;
mod entities;
mod entries;
mod error;
#[cfg(test)]
mod fixture;
mod gaps;
mod history;
mod hosts;
mod hubs;
mod incidents;
mod ledger;
mod listings;
mod lists;
mod migrations;
mod numbers;
mod observations;
mod outbox;
mod outcomes;
mod pages;
mod placements;
mod proof;
mod proposals;
mod readings;
mod replay;
mod review;
mod rounds;
mod sessions;
mod sources;
mod stale;
mod store;
mod subscriptions;
mod tags;
mod users;
mod values;
mod versions;
mod views;
mod watched;
mod weekly;

pub use answers::VendorAnswer;
pub use backup::restore;
pub use blobs::{PackedPage, pack_page};
pub use error::StoreError;
pub use readings::{PageRead, PreviousReading};
pub use store::Store;
pub use views::*;
