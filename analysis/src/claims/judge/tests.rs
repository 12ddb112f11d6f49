use watchline_model::Stance;

use super::{COLUMNS, judge, read};
use crate::claims::signs::Signs;

#[test]
fn the_weights_are_there_and_name_known_columns() {
    let text = include_str!("../../../learnt/claims.weights");
    assert!(read(text).len() > 300, "{} signs", read(text).len());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        for part in line.split(' ').skip(1) {
            let (column, weight) = part.split_once(':').unwrap();
            assert!(column.parse::<usize>().unwrap() < COLUMNS.len(), "{line}");
            assert!(weight.parse::<f32>().unwrap().is_finite(), "{line}");
        }
    }
}

#[test]
fn a_line_that_is_no_weight_is_left_out() {
    let weights = read("verb=said 1:0.5 nonsense 99:1 2:x\n\n# a remark 1:3\n");
    assert_eq!(weights.len(), 1);
    let row = weights.values().next().unwrap();
    assert!((row[1] - 0.5).abs() < f32::EPSILON && row[2].abs() < f32::EPSILON);
}

#[test]
fn without_signs_there_is_no_claim() {
    assert_eq!(judge(&Signs::new(false)), None);
    assert_eq!(COLUMNS.iter().flatten().count(), Stance::all().len(), "every stance has its column");
}
