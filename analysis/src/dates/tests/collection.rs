//! A public collection of English date expressions, where it lies beside the project: how many begin where they should. The
//! whole comparison is `examples/measure_dates.rs`.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

use crate::dates::DateFinder;

#[test]
fn expressions_of_the_collection_begin_right_above_the_floor() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/dates/english.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let finder = DateFinder::new();
    for (spec, floor) in [("DateParser", 0.78), ("DatePeriodParser", 0.78)] {
        let (mut asked, mut right) = (0, 0);
        for case in cases.iter().filter(|case| case["spec"] == spec) {
            let Some((reference, wanted)) = question(case) else { continue };
            let found = finder.expressions(case["Input"].as_str().unwrap(), Some(reference), Some("en"));
            asked += 1;
            right += usize::from(found.iter().any(|found| wanted.contains(&found.first.date())));
        }
        let share = right as f64 / asked as f64;
        println!("{spec}: {right} of {asked}");
        assert!(asked > 70 && share >= floor, "{spec}: {share:.3} is below its floor {floor}");
    }
}

/// The reference and the days of which one is right; `None` where the collection leaves the value open.
fn question(case: &Value) -> Option<(NaiveDateTime, Vec<NaiveDate>)> {
    let reference = NaiveDateTime::parse_from_str(case["Context"]["ReferenceDateTime"].as_str()?, "%Y-%m-%dT%H:%M:%S");
    let value = &case["Results"][0]["Value"];
    let day = |side: &str| {
        let side = &value[side];
        let text = side["date"].as_str().or_else(|| side["startDate"].as_str())?;
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
    };
    let wanted: Vec<NaiveDate> = ["PastResolution", "FutureResolution"].into_iter().filter_map(day).collect();
    (!wanted.is_empty()).then_some((reference.ok()?, wanted))
}
