//! Millions of queries, from a grammar and from any characters: none may panic, none may take a second.
//!
//! `cargo run --release -p watchline-index --example fuzz_queries -- 10000000 [FIRST [STEP]]`
//!
//! Every 5,000th query is as long as one can be: with a `STEP` of 5000 all are.

mod queries;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use queries::{Depth, check, index, query};

const LONGEST: Duration = Duration::from_secs(1);
/// Taken by a thread at once.
const CHUNK: u64 = 1_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().map_or(Ok(100_000), |count| count.parse())?;
    let first: u64 = arguments.next().map_or(Ok(0), |first| first.parse())?;
    let step: u64 = arguments.next().map_or(Ok(1), |step| step.parse())?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
    let (next, index) = (Arc::new(AtomicU64::new(0)), index());
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let (next, index) = (next.clone(), index.clone());
            std::thread::spawn(move || {
                let (mut longest, mut slowest, mut searched) = (Duration::ZERO, 0, 0_u64);
                loop {
                    let start = next.fetch_add(CHUNK, Ordering::Relaxed);
                    if start >= count {
                        return (longest, slowest, searched);
                    }
                    for place in start..(start + CHUNK).min(count) {
                        let number = first + place * step;
                        let depth = match number % 50 {
                            0 => Depth::Search,
                            25 => Depth::Match,
                            _ => Depth::Read,
                        };
                        searched += u64::from(depth != Depth::Read);
                        let checked = catch_unwind(AssertUnwindSafe(|| check(&index, &query(number), depth)));
                        let Ok(took) = checked else { panic!("query {number} failed") };
                        if took > longest {
                            (longest, slowest) = (took, number);
                        }
                    }
                }
            })
        })
        .collect();
    let (mut longest, mut slowest, mut searched) = (Duration::ZERO, 0, 0);
    for worker in workers {
        // Its message has been printed.
        let (took, number, some) = worker.join().map_err(|_| "a query panicked")?;
        searched += some;
        if took > longest {
            (longest, slowest) = (took, number);
        }
    }
    println!(
        "{count} queries from {first}, {searched} of them searched: no panic, the slowest took {longest:?} (number {slowest})"
    );
    if longest > LONGEST { Err(format!("query {slowest} took {longest:?}").into()) } else { Ok(()) }
}
