//! A small share of what `examples/fuzz_queries` runs by the million.

#[path = "../examples/fuzz_queries/queries.rs"]
mod queries;

use queries::{Depth, check, index, query};

#[test]
fn twenty_thousand_queries_are_read_and_many_searched() {
    let index = index();
    for number in 0..20_000 {
        let depth = match number % 40 {
            0 => Depth::Search,
            20 => Depth::Match,
            _ => Depth::Read,
        };
        check(&index, &query(number), depth);
    }
}
