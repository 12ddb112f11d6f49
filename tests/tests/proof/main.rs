//! The proof: what the README, the architecture and the product promise, tried on the real program over
//! real HTTP on loopback.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod architecture;
mod docs;
mod faults;
mod kinds;
mod packaging;
mod program;
mod proposals;
mod reading;
mod restart;
mod retag;
mod site;
mod story;
mod watching;
