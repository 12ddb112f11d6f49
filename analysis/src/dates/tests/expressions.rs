//! A public collection of English date expressions, where it lies beside the project: how many come out right.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value;
use watchline_model::Precision;

use crate::dates::DateFinder;
use crate::input::Input;
use crate::text::Text;

/// Days and spans of days; the words of every kind that is resolved here.
const SPECS: [&str; 2] = ["DateParser", "DatePeriodParser"];

#[derive(Debug, Default)]
struct Count {
    asked: usize,
    resolved: usize,
    right: usize,
}

#[test]
fn date_expressions_come_out_right_above_the_floor() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/dates/english.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let finder = DateFinder::new();
    for (spec, floor, precision_floor) in [(SPECS[0], 0.64, 0.80), (SPECS[1], 0.39, 0.76)] {
        let mut count = Count::default();
        for case in cases.iter().filter(|case| case["spec"] == spec) {
            run(&finder, case, &mut count);
        }
        let share = count.right as f64 / count.asked as f64;
        let precision = count.right as f64 / count.resolved.max(1) as f64;
        println!("{spec}: {count:?}; right {share:.3}, of the resolved {precision:.3}");
        assert!(share >= floor && precision >= precision_floor, "{spec}: {share:.3}, {precision:.3}");
    }
}

fn run(finder: &DateFinder, case: &Value, count: &mut Count) {
    let reference = case["Context"]["ReferenceDateTime"].as_str().and_then(day);
    let (Some(reference), Some(results)) = (reference, case["Results"].as_array()) else { return };
    let [result] = results.as_slice() else { return };
    let value = &result["Value"];
    let days = |resolution: &str| {
        let resolution = &value[resolution];
        resolution["date"].as_str().or_else(|| resolution["startDate"].as_str()).and_then(day)
    };
    let wanted: Vec<NaiveDate> = [days("PastResolution"), days("FutureResolution")].into_iter().flatten().collect();
    if wanted.is_empty() {
        return;
    }
    count.asked += 1;
    let body = case["Input"].as_str().unwrap_or_default();
    let text = Text::new(&Input { body, ..Input::default() });
    let found = text.sentences.iter().flat_map(|sentence| finder.find(&text, sentence, Some(reference))).next();
    let Some(found) = found else {
        println!("missed: {body:?}, {wanted:?}");
        return;
    };
    count.resolved += 1;
    // A coarser date is right if it holds the day asked for, a day only if it is that day.
    let span = found.dated.value.date_naive()..found.dated.end().date_naive();
    let right = match found.dated.precision {
        Precision::Day | Precision::Time => wanted.contains(&found.dated.value.date_naive()),
        Precision::Month | Precision::Year => wanted.iter().any(|day| span.contains(day)),
    };
    if right {
        count.right += 1;
    } else {
        println!("wrong: {body:?}: {}, not {wanted:?}", found.dated.value_text());
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}
