//! Learns the forests of the text scorer from a folder of real pages (`gold.jsonl` and `html/*.html.gz`), and says how
//! pages are read by forests that have not learnt from them:
//! `cargo run --release -p watchline-crawler --example learn_scorer -- ../shared/data/extraction crawler/src/read/article`
//!
//! Each paragraph of a page is an example; it is right as far as its words stand in the page's gold, and it
//! weighs as much as its share of the page's words. The pages are divided by site into five parts; what is printed is
//! read, part by part, by forests learnt from the other four. What is written (`scorer.trees` and `context.trees`) is
//! learnt from all. A third argument names a file for what was read of each page. A run is repeatable: there is no
//! chance in it but a counter's.

mod folds;
mod gold;
mod grow;
mod report;

use std::error::Error;
use std::path::Path;

use watchline_crawler::read::article::learning::Forests;

use crate::gold::Examples;
use crate::grow::{Settings, Table, grow};

const PARTS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data/extraction".to_owned());
    let out = arguments.next().unwrap_or_else(|| "crawler/src/read/article".to_owned());
    let read = arguments.next();
    let examples = Examples::read(Path::new(&folder))?;
    println!("{} paragraphs of {} pages", examples.right.len(), examples.pages.len());
    let part_of = folds::divide(&examples.pages, PARTS);
    let page_of = &examples.page_of;

    let first = examples.table();
    let first_parts = folds::grow_parts(&first, page_of, &part_of, PARTS, &Settings::first());
    let likelihoods = folds::unseen(&first_parts, page_of, &part_of);
    let (names, values) = folds::second_rows(&examples, &likelihoods);
    let second = Table { names: &names, values: &values, ..first };
    let second_parts = folds::grow_parts(&second, page_of, &part_of, PARTS, &Settings::second());
    let forests = first_parts.iter().zip(&second_parts);
    let forests: Vec<Forests> =
        forests.map(|(one, two)| Forests::read(&one.text(first.names), &two.text(&names))).collect();
    report::report(&examples, &part_of, &forests, read.as_deref().map(Path::new))?;

    let all = vec![true; examples.right.len()];
    for (name, table, settings) in
        [("scorer.trees", &first, Settings::first()), ("context.trees", &second, Settings::second())]
    {
        let path = Path::new(&out).join(name);
        let text = grow(table, &all, &settings).text(table.names);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
