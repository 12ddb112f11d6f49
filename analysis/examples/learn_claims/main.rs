//! Learns the weights by which claims are judged, from the documents to tune on: `cargo run --release --example learn_claims`
//! prints what they are worth on documents that they were not learnt from, `-- --write` writes `learnt/claims.weights`.
//!
//! Documents to test on are never read. The same documents give the same weights.

mod gold;
mod model;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gold::Document;
use model::{Example, Model};
use watchline_analysis::{Analyzer, ClaimCandidate};

/// The columns of the weights, as `claims/judge.rs` has them.
pub(crate) const COLUMNS: [&str; 9] =
    ["none", "alleges", "reports", "acknowledges", "confirms", "denies", "disputes", "announces", "retracts"];
/// Pull of every weight towards what was believed before.
pub(crate) const PULL: f64 = 10.0;
/// What the rules propose is believed so far before anything is learnt.
pub(crate) const BELIEF: f64 = 3.0;
const HEAD: &str = "Written by analysis/examples/learn_claims: a sign, then column:weight (columns: claims/judge.rs).";
/// Parts of the cross-validation.
const PARTS: usize = 5;
/// What is taken off "none" before the columns are compared.
const FAVOURS: [f64; 3] = [0.2, 0.4, 0.6];

/// Groups of signs that say what is told.
const TOLD: [&str; 8] =
    ["here=", "family=", "does=", "suffers=", "document=", "about=", "voice-document=", "voice-event="];
/// The share of each example that is learnt without them.
const WITHOUT_EVENTS: f64 = 0.4;

/// A document's candidates, each with the columns that its labels allow.
struct Reading<'d> {
    document: &'d Document,
    candidates: Vec<ClaimCandidate>,
    examples: Vec<Example>,
}

/// Files that are left out, one at a time, to see what the others are worth on them.
const LEFT_OUT: [&str; 12] =
    ["alder", "briar", "cedar", "dogwood", "elm", "fir", "gorse", "hazel", "ivy", "more", "further", "wide"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (taxonomies, documents) = gold::read(folder)?;
    let analyzers = taxonomies.each_ref().map(Analyzer::new);
    // By which parties are known; nothing is read with it.
    let mut taxonomy = taxonomies[0].clone();
    taxonomy.entities.extend(taxonomies[1].entities.iter().cloned());
    let readings: Vec<Reading> = documents
        .iter()
        .map(|document| {
            let candidates = analyzers[usize::from(document.is_apart)].claim_candidates(&document.input());
            let examples = examples(document, &candidates, &taxonomy);
            Reading { document, candidates, examples }
        })
        .collect();
    let count: usize = readings.iter().map(|reading| reading.examples.len()).sum();
    println!("{} documents, {count} candidates", readings.len());
    let reach = best_reach(&readings, &taxonomy);
    println!("a judge that knew all labels: {reach}");

    let groups: BTreeSet<&str> = readings.iter().map(|reading| reading.document.group.as_str()).collect();
    let part_of: BTreeMap<&str, usize> =
        groups.into_iter().enumerate().map(|(number, group)| (group, number % PARTS)).collect();
    let judged = |is_unseen: &dyn Fn(&Reading) -> bool| {
        let examples: Vec<&Example> =
            readings.iter().filter(|reading| !is_unseen(reading)).flat_map(|reading| &reading.examples).collect();
        Model::learn(&examples)
    };
    let models: Vec<Model> =
        (0..PARTS).map(|part| judged(&|reading| part_of[reading.document.group.as_str()] == part)).collect();
    let mut best = (0.0, 0.0);
    for favour in FAVOURS {
        let mut scores: BTreeMap<&str, gold::Score> = BTreeMap::new();
        for reading in &readings {
            let model = &models[part_of[reading.document.group.as_str()]];
            reading.score(model, favour, &taxonomy, &mut scores);
        }
        let line: Vec<String> = scores.iter().map(|(set, score)| format!("{set} {score}")).collect();
        println!("{favour:.2}: {}", line.join("; "));
        let mean = (scores["records"].f1() + scores["stories"].f1()) / 2.0;
        if mean > best.0 {
            best = (mean, favour);
        }
    }
    for file in LEFT_OUT {
        let model = judged(&|reading| reading.document.file == file);
        let mut scores = BTreeMap::new();
        for reading in readings.iter().filter(|reading| reading.document.file == file) {
            reading.score(&model, best.1, &taxonomy, &mut scores);
        }
        println!("learnt without {file}: {}", scores.values().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    }
    if std::env::args().any(|argument| argument == "--write") {
        let model = judged(&|_| false);
        std::fs::write(folder.join("learnt/claims.weights"), model.shown(best.1, HEAD))?;
        println!("written, {} taken off none", best.1);
    }
    Ok(())
}

/// The columns that the labels allow each candidate.
fn examples(document: &Document, candidates: &[ClaimCandidate], taxonomy: &watchline_model::Taxonomy) -> Vec<Example> {
    let column = |stance: &str| COLUMNS.iter().position(|known| *known == stance).unwrap_or(0);
    let mut examples = Vec::new();
    for labels in &document.readers {
        // The candidate that each label most likely means; what else the party says may be that claim or none.
        let mut meant: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
        let mut may_be: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
        for label in labels {
            let fits: Vec<usize> =
                (0..candidates.len()).filter(|&at| gold::meets(&candidates[at], &label.party, taxonomy)).collect();
            let quoted = |&at: &usize| {
                label.quote.as_ref().is_some_and(|quote| {
                    candidates[at].quote.contains(quote.as_str()) || quote.contains(&candidates[at].quote)
                })
            };
            let proposed = |&at: &usize| candidates[at].proposed.is_some_and(|stance| stance.as_str() == label.stance);
            let best = fits.iter().copied().filter(|at| meant[*at].is_empty()).max_by_key(|at| {
                let is_voice = candidates[*at].signs.iter().any(|sign| sign.starts_with("voice-kind="));
                (is_voice && proposed(at), quoted(at), proposed(at), std::cmp::Reverse(*at))
            });
            if let Some(best) = best {
                meant[best].push(column(&label.stance));
            }
            for at in fits {
                may_be[at].push(column(&label.stance));
            }
        }
        for (at, candidate) in candidates.iter().enumerate() {
            let mut allowed = if meant[at].is_empty() { may_be[at].clone() } else { meant[at].clone() };
            if meant[at].is_empty() {
                allowed.push(0);
            }
            let weight = document.weight / document.readers.len() as f64;
            // Events are missed in texts of another wording: what is learnt must hold without them, too.
            let told = |sign: &str| TOLD.iter().any(|group| sign.starts_with(group));
            let signs: Vec<String> = candidate.signs.iter().filter(|sign| !told(sign)).cloned().collect();
            examples.push(Example { signs, allowed: allowed.clone(), weight: weight * WITHOUT_EVENTS });
            let signs = candidate.signs.clone();
            examples.push(Example { signs, allowed, weight: weight * (1.0 - WITHOUT_EVENTS) });
        }
    }
    examples
}

impl Reading<'_> {
    fn score(
        &self,
        model: &Model,
        favour: f64,
        taxonomy: &watchline_model::Taxonomy,
        scores: &mut BTreeMap<&'static str, gold::Score>,
    ) {
        let found: Vec<(&ClaimCandidate, &str)> = self
            .candidates
            .iter()
            .filter_map(|candidate| {
                let column = model.judge(&candidate.signs, favour);
                (column > 0).then(|| (candidate, COLUMNS[column]))
            })
            .collect();
        for labels in &self.document.readers {
            scores.entry(self.document.set).or_default().add(&found, labels, taxonomy);
        }
    }
}

/// The score if every candidate were judged as the labels would have it.
fn best_reach(readings: &[Reading], taxonomy: &watchline_model::Taxonomy) -> String {
    let mut scores: BTreeMap<&'static str, gold::Score> = BTreeMap::new();
    for reading in readings {
        for labels in &reading.document.readers {
            let right: Vec<(&ClaimCandidate, &str)> = reading
                .candidates
                .iter()
                .flat_map(|candidate| {
                    labels
                        .iter()
                        .filter(|label| gold::meets(candidate, &label.party, taxonomy))
                        .map(move |label| (candidate, label.stance.as_str()))
                })
                .collect();
            scores.entry(reading.document.set).or_default().add(&right, labels, taxonomy);
        }
    }
    scores.iter().map(|(set, score)| format!("{set} {score}")).collect::<Vec<_>>().join("; ")
}
