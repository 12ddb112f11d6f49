//! The binary and the order: the only crate that knows which stage follows which.

mod blocking;
pub mod cli;
pub mod context;
pub mod demo;
mod doctor;
pub mod pipeline;
pub mod progress;
mod schedule;
mod shutdown;
pub mod stages;
mod telemetry;
