use super::weights::{WEIGHTS, weight};

#[test]
fn every_part_has_a_weight_and_stands_once() {
    let mut names: Vec<&str> = WEIGHTS.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    let before = names.len();
    names.dedup();
    assert_eq!(names.len(), before);
    for source in [
        include_str!("links.rs"),
        include_str!("subject.rs"),
        include_str!("time.rs"),
        include_str!("words.rs"),
        include_str!("../score.rs"),
    ] {
        for part in source.split("sheet.add(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(weight(part) != 0.0, "{part}");
        }
    }
}
