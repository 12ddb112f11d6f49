//! Learns the weights by which sentences are read beside the rules (docs/adr/0010): `cargo run --release -p watchline-analysis
//! --example learn_kinds` prints what they are worth on writers and documents that they were not learnt from, `-- --write` writes
//! `learnt/kinds.weights`, of whole texts `learnt/texts.weights` and, for the judge of whole documents, `learnt/documents.weights`.
//!
//! Learnt from `fixtures/sentences`, the stories of `fixtures/stories` and, where their texts are on this machine, the real records of
//! `fixtures/records`; from those to test on never. The same files give the same weights.

mod documents;
mod judge;
mod model;

use std::collections::BTreeSet;
use std::path::Path;

use documents::Document;
use judge::{Case, Judge};
use model::{Example, Model};

/// A document with the highest odds of each kind in it.
type Judged<'d> = (&'d Document, Vec<f32>);

/// Parts of the cross-validation.
const PARTS: usize = 5;
/// Files of stories in each of them.
const STORIES: [&[&str]; PARTS] =
    [&["alder", "dogwood"], &["briar", "gorse"], &["cedar", "hazel"], &["elm"], &["fir", "ivy"]];
/// Weights of whole texts smaller than this are not written.
const SMALL_OF_TEXTS: f32 = 0.3;
/// Odds from which a kind may be told; logarithms.
const TOLD_FROM: [f32; 7] = [-0.2, 0.0, 0.3, 0.6, 1.0, 1.4, 2.2];
/// So many of what is told of a kind beside the rules must be right in sentences of the bank …
const LEAST_RIGHT: f32 = 0.5;
/// … and so many in documents, of which the rules know most already: they were made by them.
const LEAST_RIGHT_OF_DOCUMENTS: f32 = 0.25;
/// Weights smaller than this are not written.
const SMALL: f32 = 0.12;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = documents::read(folder)?;
    let kinds: Vec<String> =
        watchline_config::shipped_taxonomy().events.iter().map(|event| event.id.as_str().to_owned()).collect();
    let read: Vec<(&Document, Vec<Example>)> =
        documents.iter().map(|document| (document, document.examples(&kinds))).collect();
    let learn = |is_held_out: &dyn Fn(&Document) -> bool| {
        let used = read.iter().filter(|(document, _)| !document.is_test && !is_held_out(document));
        Model::learn(&used.flat_map(|(_, examples)| examples).collect::<Vec<_>>(), kinds.len())
    };
    let texts: Vec<(&Document, Example)> =
        documents.iter().filter_map(|document| Some((document, document.text(&kinds)?))).collect();
    let learn_texts = |is_held_out: &dyn Fn(&Document) -> bool| {
        let used = texts.iter().filter(|(document, _)| !document.is_test && !is_held_out(document));
        Model::learn(&used.map(|(_, text)| text).collect::<Vec<_>>(), kinds.len())
    };
    let chances = |model: &Model, examples: &[Example]| {
        let mut most = vec![f32::MIN; kinds.len()];
        for example in examples {
            most.iter_mut().zip(model.sums(example)).for_each(|(most, sum)| *most = most.max(sum));
        }
        most
    };

    let mut bank: Vec<Judged> = Vec::new();
    let writers: BTreeSet<char> = documents.iter().filter_map(Document::writer).collect();
    for &writer in &writers {
        let model = learn(&|document| document.writer() == Some(writer) || document.writer().is_none());
        let judged: Vec<Judged> = read
            .iter()
            .filter(|(document, _)| document.writer() == Some(writer))
            .map(|(document, examples)| (*document, chances(&model, examples)))
            .collect();
        println!("sentences of writer {writer}, learnt from the others': {}", curve(&judged, &kinds));
        bank.extend(judged);
    }
    let mut judged: Vec<Judged> = Vec::new();
    let mut cases: Vec<Case> = Vec::new();
    for (part, files) in STORIES.into_iter().enumerate() {
        let is_of_part = |document: &Document| match document.set {
            "stories" => files.contains(&document.file.as_str()),
            "records" => document.part(PARTS) == part,
            _ => false,
        };
        let (model, of_texts) = (learn(&is_of_part), learn_texts(&is_of_part));
        let unseen: Vec<Judged> = read
            .iter()
            .filter(|(document, _)| !document.is_test && is_of_part(document))
            .map(|(document, examples)| (*document, chances(&model, examples)))
            .collect();
        let of_part = read.iter().filter(|(document, _)| !document.is_test && is_of_part(document));
        cases.extend(
            of_part
                .flat_map(|(document, examples)| judge::cases(document, examples, (&model, &of_texts), &kinds, part)),
        );
        for set in ["stories", "records"] {
            let of_set: Vec<_> = unseen.iter().filter(|(document, _)| document.set == set).cloned().collect();
            println!("{set} of part {part}, learnt from the others: {}", curve(&of_set, &kinds));
        }
        judged.extend(unseen);
    }
    let told_from: Vec<f32> = (0..kinds.len()).map(|kind| told_from(&bank, &judged, kind, &kinds[kind])).collect();
    for (kind, told_from) in kinds.iter().zip(&told_from) {
        print!("{kind} {told_from:.2}; ");
    }
    println!();
    for part in 0..PARTS {
        let learnt: Vec<&Case> = cases.iter().filter(|case| case.part != part).collect();
        let unseen: Vec<&Case> = cases.iter().filter(|case| case.part == part).collect();
        println!("documents of part {part}, judged: {}", Judge::learn(&learnt, kinds.len()).worth(&unseen));
    }
    let judge = Judge::learn(&cases.iter().collect::<Vec<_>>(), kinds.len());
    let model = learn(&|_| false);
    for set in ["stories", "records"] {
        let of_test = read.iter().filter(|(document, _)| {
            document.is_test && document.set == set && document.file != "elm" && document.file != "fir"
        });
        let judged: Vec<_> = of_test.map(|(document, examples)| (*document, chances(&model, examples))).collect();
        println!("{set} to test on: {}", curve(&judged, &kinds));
        println!("    by the thresholds: {}", scored(&judged, &kinds, |kind| told_from[kind]));
    }
    if std::env::args().any(|argument| argument == "--write") {
        let names: Vec<&str> = kinds.iter().map(String::as_str).collect();
        let bytes = model.bytes(&names, &told_from, SMALL);
        std::fs::write(folder.join("learnt/kinds.weights"), &bytes)?;
        let of_texts = learn_texts(&|_| false).bytes(&names, &told_from, SMALL_OF_TEXTS);
        std::fs::write(folder.join("learnt/texts.weights"), &of_texts)?;
        println!("of texts: {} bytes", of_texts.len());
        std::fs::write(folder.join("learnt/documents.weights"), judge.shown(&kinds))?;
        println!("written: {} bytes", bytes.len());
    }
    Ok(())
}

/// The lowest odds from which enough of what is told beside the rules is right; before any is seen, two of six documents are
/// believed to be.
fn told_from(bank: &[Judged], documents: &[Judged], kind: usize, name: &str) -> f32 {
    let right_of = |judged: &[Judged], from: f32| {
        let beside = judged.iter().filter(|(document, sums)| sums[kind] >= from && !document.found.contains(name));
        let told: Vec<bool> =
            beside.map(|(document, _)| document.readers.iter().any(|kinds| kinds.contains(name))).collect();
        (told.iter().filter(|right| **right).count() as f32, told.len() as f32)
    };
    let is_right = |from: f32| {
        let ((right, told), (right_in, told_in)) = (right_of(bank, from), right_of(documents, from));
        (right + 1.0) / (told + 2.0) >= LEAST_RIGHT && (right_in + 2.0) / (told_in + 6.0) >= LEAST_RIGHT_OF_DOCUMENTS
    };
    TOLD_FROM.into_iter().find(|&from| is_right(from)).unwrap_or(3.0)
}

/// What rules find alone, and with what is told beside them from each of the odds.
fn curve(judged: &[Judged], kinds: &[String]) -> String {
    let line = TOLD_FROM.map(|from| format!("{from:.2}: {}", scored(judged, kinds, |_| from)));
    format!("{} documents; rules {}; {}", judged.len(), scored(judged, kinds, |_| f32::MAX), line.join("; "))
}

/// F1, precision and recall, micro-averaged over documents and readers.
fn scored(judged: &[Judged], kinds: &[String], told_from: impl Fn(usize) -> f32) -> String {
    let (mut right, mut told, mut wanted) = (0, 0, 0);
    for (document, sums) in judged {
        let is_told = |kind: usize| sums[kind] >= told_from(kind) || document.found.contains(&kinds[kind]);
        let kinds: BTreeSet<&String> =
            (0..kinds.len()).filter(|&kind| is_told(kind)).map(|kind| &kinds[kind]).collect();
        for labels in &document.readers {
            right += labels.iter().filter(|kind| kinds.contains(kind)).count();
            told += kinds.len();
            wanted += labels.len();
        }
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (told + wanted).max(1) as f64;
    format!("{f1:.3} ({:.2}, {:.2})", share(told), share(wanted))
}
