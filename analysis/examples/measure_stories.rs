//! Places the made-up stories of `fixtures/stories` one by one, by day of publication, and prints how well that agrees with their labels:
//! of incidents that began before 2026 (tuning) and after (test) apart.
//!
//! `cargo run --release -p watchline-analysis --example measure_stories [misses|shuffle|only]`: with `misses` what went wrong in the
//! tuning part, with reasons; with `shuffle` how much an order shuffled within three days changes. Of the test part there are only figures.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use read::Document;
use watchline_analysis::cluster::{Clusterer, Placement};

#[path = "stories/read.rs"]
mod read;

const SHUFFLES: u64 = 20;
const WITHIN_DAYS: i64 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let documents = read::documents()?;
    let order: Vec<usize> = (0..documents.len()).collect();
    let placed = place(&documents, &order);
    for (name, part) in [("tuning", false), ("test", true)] {
        report(name, &documents, &placed, part);
    }
    match mode.as_str() {
        "misses" => misses(&documents, &placed),
        "shuffle" => shuffles(&documents, &placed),
        _ => {}
    }
    Ok(())
}

/// Placements by document's place in `documents`, made in `order`; clusters as they are at the end.
fn place(documents: &[Document], order: &[usize]) -> Vec<Placement> {
    let mut clusterer = Clusterer::new();
    let mut placed: BTreeMap<usize, Placement> = BTreeMap::new();
    for number in order {
        let placement = clusterer.place(*number as u64, &documents[*number].signature);
        let (merges, splits) = (placement.merges.clone(), placement.splits.clone());
        placed.insert(*number, placement);
        for merge in merges {
            for other in placed.values_mut() {
                other
                    .clusters
                    .iter_mut()
                    .filter(|cluster| **cluster == merge.from)
                    .for_each(|cluster| *cluster = merge.into);
            }
        }
        for split in splits {
            for document in split.documents {
                if let Some(other) = placed.get_mut(&(document as usize)) {
                    other
                        .clusters
                        .iter_mut()
                        .filter(|cluster| **cluster == split.from)
                        .for_each(|cluster| *cluster = split.into);
                }
            }
        }
    }
    placed.into_values().collect()
}

#[derive(Default)]
struct Count {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Count {
    fn see(&mut self, wanted: bool, found: bool) {
        match (wanted, found) {
            (true, true) => self.right += 1.0,
            (false, true) => self.wrong += 1.0,
            (true, false) => self.missed += 1.0,
            (false, false) => {}
        }
    }

    fn told(&self) -> String {
        let (precision, recall) = (self.right / (self.right + self.wrong), self.right / (self.right + self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall);
        format!(
            "precision {precision:.3} recall {recall:.3} F1 {f1:.3} ({:.0} right, {:.0} wrong, {:.0} missed)",
            self.right, self.wrong, self.missed
        )
    }
}

fn report(name: &str, documents: &[Document], placed: &[Placement], is_test: bool) {
    let (mut homes, mut all, mut also, mut copies) = <(Count, Count, Count, Count)>::default();
    let mut by_incident: BTreeMap<&String, u64> = BTreeMap::new();
    for (document, placement) in documents.iter().zip(placed) {
        if let Some(home) = &document.home {
            by_incident.entry(home).or_insert(placement.clusters[0]);
        }
    }
    for (number, (one, placement)) in documents.iter().zip(placed).enumerate() {
        for (other, earlier) in documents.iter().zip(placed).take(number) {
            if one.is_test != is_test && (other.is_test != is_test || !is_test) {
                continue;
            }
            if !is_test && (one.is_test || other.is_test) {
                continue;
            }
            homes.see(one.home.is_some() && one.home == other.home, placement.clusters[0] == earlier.clusters[0]);
            all.see(
                !one.incidents.is_disjoint(&other.incidents),
                placement.clusters.iter().any(|cluster| earlier.clusters.contains(cluster)),
            );
        }
        if one.is_test != is_test {
            continue;
        }
        // Of two incidents that a document tells of, either may be its home.
        let wanted: BTreeSet<u64> =
            one.incidents.iter().filter_map(|incident| by_incident.get(incident)).copied().collect();
        let found: BTreeSet<u64> = placement.clusters.iter().copied().collect();
        let right = wanted.intersection(&found).count();
        also.right += right.saturating_sub(1) as f64;
        also.wrong += (found.len() - 1 - right.saturating_sub(1)) as f64;
        also.missed += wanted.len().saturating_sub(1).saturating_sub(right.saturating_sub(1)) as f64;
        let first = one.copy_of.as_ref().and_then(|id| documents.iter().position(|other| other.id == *id));
        let root = |number: Option<usize>| {
            number.map(|number| documents[number].copy_of.clone().unwrap_or_else(|| documents[number].id.clone()))
        };
        let (wanted, found) = (root(first), root(placement.copy_of.map(|copy| copy as usize)));
        if wanted == found {
            copies.see(wanted.is_some(), found.is_some());
        } else {
            copies.see(wanted.is_some(), false);
            copies.see(false, found.is_some());
        }
    }
    println!("{name}, {} documents", documents.iter().filter(|document| document.is_test == is_test).count());
    println!("  pairs by home       {}", homes.told());
    println!("  pairs by any        {}", all.told());
    println!("  further incidents   {}", also.told());
    println!("  copies              {}", copies.told());
    println!("  B-cubed F1          {:.3}", b_cubed(documents, placed, is_test));
}

fn b_cubed(documents: &[Document], placed: &[Placement], is_test: bool) -> f64 {
    let gold: Vec<String> =
        documents.iter().map(|document| document.home.clone().unwrap_or_else(|| document.id.clone())).collect();
    let made: Vec<u64> = placed.iter().map(|placement| placement.clusters[0]).collect();
    let (mut precision, mut recall, mut count) = (0.0, 0.0, 0.0);
    for number in 0..documents.len() {
        if documents[number].is_test != is_test {
            continue;
        }
        let size = |holds: &dyn Fn(usize) -> bool| (0..documents.len()).filter(|other| holds(*other)).count() as f64;
        let both = size(&|other| gold[other] == gold[number] && made[other] == made[number]);
        precision += both / size(&|other| made[other] == made[number]);
        recall += both / size(&|other| gold[other] == gold[number]);
        count += 1.0;
    }
    2.0 * precision * recall / (precision + recall) / count
}

/// What went wrong in the tuning part.
fn misses(documents: &[Document], placed: &[Placement]) {
    let mut first: BTreeMap<u64, usize> = BTreeMap::new();
    let mut opened: BTreeMap<&String, u64> = BTreeMap::new();
    for (number, (document, placement)) in documents.iter().zip(placed).enumerate() {
        let founder = *first.entry(placement.clusters[0]).or_insert(number);
        let Some(home) = &document.home else {
            if founder != number && !document.is_test {
                tell("joined, though of none", document, placement, &documents[founder]);
            }
            continue;
        };
        let wanted = *opened.entry(home).or_insert(placement.clusters[0]);
        if document.is_test {
            continue;
        }
        if documents[founder].home.as_ref() != Some(home) {
            tell("joined a wrong one", document, placement, &documents[founder]);
        } else if wanted != placement.clusters[0] {
            tell("did not join", document, placement, &documents[first[&wanted]]);
        }
        for cluster in &placement.clusters[1..] {
            let founder = &documents[first[cluster]];
            if !founder.home.as_ref().is_some_and(|home| document.incidents.contains(home)) {
                println!("ALSO wrongly: {} ({}) -> {} {:?}", document.id, document.title, founder.id, placement.also);
            }
        }
        for also in document.incidents.iter().filter(|incident| *incident != home) {
            if opened.get(also).is_some_and(|cluster| !placement.clusters[1..].contains(cluster)) {
                println!("ALSO missed: {} ({}) -> {also}", document.id, document.title);
            }
        }
    }
}

fn tell(what: &str, document: &Document, placement: &Placement, other: &Document) {
    println!(
        "{what}: {} ({}) / {} ({}) {:.3} {:?}",
        document.id, document.title, other.id, other.title, placement.score, placement.decision
    );
    for reason in &placement.reasons {
        println!("      {:+.3} {} {}", reason.weight, reason.rule, reason.detail);
    }
}

/// Share of documents whose company, of documents before and after, is another one, over seeded shuffles of the order of arrival.
fn shuffles(documents: &[Document], placed: &[Placement]) {
    let mut changed = Vec::new();
    for seed in 0..SHUFFLES {
        let mut order: Vec<(i64, u64, usize)> = Vec::new();
        for (number, document) in documents.iter().enumerate() {
            let dice = mixed(seed * 10_000 + number as u64);
            let hours = (dice % (24 * WITHIN_DAYS as u64)) as i64;
            order.push((document.day * 24 + hours, dice, number));
        }
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, _, number)| number).collect();
        let shuffled = place(documents, &order);
        changed.push(100.0 * differences(placed, &shuffled));
    }
    changed.sort_by(f64::total_cmp);
    let mean = changed.iter().sum::<f64>() / changed.len() as f64;
    println!(
        "{SHUFFLES} orders shuffled within {WITHIN_DAYS} days: {mean:.2} % of placements change (mean), {:.2} % at most",
        changed[changed.len() - 1]
    );
}

/// The least share of documents that must move so that one clustering becomes the other (greedily matched).
fn differences(left: &[Placement], right: &[Placement]) -> f64 {
    let mut shared: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    for (one, other) in left.iter().zip(right) {
        *shared.entry((one.clusters[0], other.clusters[0])).or_default() += 1;
    }
    let mut pairs: Vec<((u64, u64), usize)> = shared.into_iter().collect();
    pairs.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let (mut lefts, mut rights, mut same) = (BTreeSet::new(), BTreeSet::new(), 0);
    for ((one, other), count) in pairs {
        if !lefts.contains(&one) && !rights.contains(&other) {
            lefts.insert(one);
            rights.insert(other);
            same += count;
        }
    }
    1.0 - same as f64 / left.len() as f64
}

/// SplitMix64 (S. Vigna, public domain): the same numbers on every machine.
fn mixed(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
