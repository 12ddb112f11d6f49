//! Learns how the clues of a placement's score are weighed, and writes `src/cluster/forest.txt`.
//!
//! `cargo run --release -p watchline-analysis --example learn_placing [--write]`. Documents of `fixtures/stories` whose incident began before 2026,
//! the even topics of ECB+ and the labelled real records of two blocks in three (both only where
//! `../shared/data` is there) are shown to the Clusterer one by one and then put where they belong; then once more, put where what was learnt so
//! far would put them. The clues against the right cluster and against the likeliest wrong ones make rows; a logistic regression is fitted to
//! them, and small trees to what it leaves. Each file of stories is placed by what was learnt without it: the first line printed.

use std::error::Error;
use std::sync::Arc;

use documents::{Labelled, news, records, stories};
use learner::learn;
use placed::Pairs;
use rows::{Row, rows_of_given, rows_of_placed};
use watchline_analysis::cluster::Forest;

mod documents;
mod learner;
mod placed;
#[path = "../stories/read.rs"]
mod read;
#[path = "../stories/records.rs"]
mod real;
mod rows;

const FOREST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cluster/forest.txt");
const HEADER: &str = "# What examples/learn_placing learnt: a weight a clue, then the trees, a line each. Read by src/cluster/score/forest.rs.\n";

/// Sets of documents, each in its order of arrival, with the rows of those put where they belong.
struct Lessons {
    sets: Vec<Vec<Labelled>>,
    given: Vec<Row>,
}

impl Lessons {
    fn new(sets: Vec<Vec<Labelled>>) -> Self {
        let given = sets.iter().flat_map(|set| rows_of_given(set)).collect();
        Self { sets, given }
    }

    /// The forest, as it is written, without the rows of one group.
    fn learn(&self, left_out: Option<&str>) -> Result<String, String> {
        let kept = |row: &&Row| Some(row.group.as_str()) != left_out;
        let first = learn(&self.given.iter().filter(kept).collect::<Vec<&Row>>());
        let forest = Arc::new(Forest::read(&first)?);
        let placed: Vec<Row> = self.sets.iter().flat_map(|set| rows_of_placed(set, &forest)).collect();
        Ok(learn(&self.given.iter().chain(&placed).filter(kept).collect::<Vec<&Row>>()))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let documents = read::documents()?;
    let real = real::records()?;
    let lessons = Lessons::new(vec![
        stories(&documents),
        news()?,
        records(&real, |record| &record.signature),
        records(&real, |record| &record.without_address),
    ]);
    let mut groups: Vec<&str> = lessons.sets.iter().take(1).flatten().map(|document| document.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut all = Pairs::default();
    for group in groups {
        let forest = Arc::new(Forest::read(&lessons.learn(Some(group))?)?);
        let pairs = Pairs::of(&documents, &forest, |document| !document.is_test && document.id.starts_with(group));
        println!("{group}, learnt from the others: {}", pairs.told());
        all.add(&pairs);
    }
    println!("together: {}", all.told());
    let learnt = lessons.learn(None)?;
    let forest = Arc::new(Forest::read(&learnt)?);
    for (name, is_test) in [("tuning", false), ("test", true)] {
        println!("{name}: {}", Pairs::of(&documents, &forest, |document| document.is_test == is_test).told());
    }
    if let Some(news) = lessons.sets.get(1) {
        println!("news: {}", Pairs::of_labelled(news, &forest).told());
    }
    for (name, is_test) in [("tuning", false), ("test", true)] {
        let known = Pairs::of_records(&real, |record| &record.signature, &forest, is_test);
        let unknown = Pairs::of_records(&real, |record| &record.without_address, &forest, is_test);
        println!("records, {name}: {}; without addresses: {}", known.told(), unknown.told());
    }
    if std::env::args().any(|argument| argument == "--write") {
        std::fs::write(FOREST, format!("{HEADER}{learnt}"))?;
    }
    Ok(())
}
