//! Labelled expressions of the press, our own: `fixtures/dates/*.tsv`, each file with its floor.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime};

use crate::dates::DateFinder;

/// One labelled sentence.
pub(super) struct Case {
    pub(super) language: String,
    pub(super) reference: NaiveDate,
    pub(super) text: String,
    /// Characters of the marked expressions.
    pub(super) spans: Vec<(usize, usize)>,
    pub(super) wanted: Vec<String>,
}

pub(super) fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dates").join(file);
    let lines = std::fs::read_to_string(&path).unwrap();
    lines.lines().filter(|line| !line.starts_with('#')).map(case).collect()
}

fn case(line: &str) -> Case {
    let columns: Vec<&str> = line.split('\t').collect();
    let [language, reference, marked, wanted] = columns[..] else { panic!("four columns in {line:?}") };
    let (mut text, mut spans, mut opened) = (String::new(), Vec::new(), None);
    let mut rest = marked;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("[[") {
            opened = Some(text.chars().count());
            rest = after;
        } else if let (Some(after), Some(start)) = (rest.strip_prefix("]]"), opened) {
            spans.push((start, text.chars().count()));
            opened = None;
            rest = after;
        } else {
            text.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    let wanted = if wanted == "-" { Vec::new() } else { wanted.split(" ; ").map(str::to_owned).collect::<Vec<_>>() };
    assert_eq!(spans.len(), wanted.len(), "one value an expression in {line:?}");
    Case { language: language.to_owned(), reference: reference.parse().unwrap(), text, spans, wanted }
}

/// What is found in the text: right where the values are those of the marked expressions, in order, and nothing else is found.
pub(super) fn found(finder: &DateFinder, case: &Case) -> Vec<(usize, usize, String)> {
    finder
        .expressions(&case.text, Some(case.reference.and_time(NaiveTime::MIN)), None)
        .iter()
        .map(|found| (found.start, found.end, found.value_text()))
        .collect()
}

fn share(file: &str, show_misses: bool) -> f64 {
    let finder = DateFinder::new();
    let cases = cases(file);
    let mut right = 0;
    for case in &cases {
        let found = found(&finder, case);
        let values = found.iter().map(|(_, _, value)| value.clone()).collect::<Vec<_>>();
        let overlaps = found.iter().zip(&case.spans).all(|(found, span)| found.0 < span.1 && span.0 < found.1);
        if values == case.wanted && overlaps {
            right += 1;
        } else if show_misses {
            println!("{} {:?}: {found:?}, not {:?}", case.language, case.text, case.wanted);
        }
    }
    println!("{file}: {right} of {}", cases.len());
    f64::from(right) / cases.len() as f64
}

#[test]
fn tuned_expressions_come_out_right_above_their_floor() {
    assert!(share("english-tune.tsv", true) >= 0.97);
    assert!(share("languages-tune.tsv", true) >= 0.97);
}

/// Misses of these are not shown, so that nothing is tuned to them.
#[test]
fn unseen_expressions_come_out_right_above_their_floor() {
    assert!(share("english-test.tsv", false) >= 0.94);
    assert!(share("languages-test.tsv", false) >= 0.96);
}
