use super::*;

const FOREST: &str = "length links\n0:10:0.5 =-1 1:0.5:1 =2 =-2\n=0.25\nnonsense\n0:1:0 =1\n";

#[test]
fn a_walk_ends_in_its_leaf() {
    let forest = Forest::read(FOREST);
    assert_eq!(forest.features(), ["length", "links"]);
    let rows = [vec![10.0, 0.0], vec![11.0, 0.5], vec![11.0, 0.6]];
    for ((row, odds), expected) in rows.iter().zip(forest.odds_of_all(&rows)).zip([-0.75_f32, 2.25, -1.75]) {
        assert!((odds - expected).abs() < 1e-4, "{row:?}");
    }
}

#[test]
fn what_is_no_tree_is_left_out() {
    assert_eq!(Forest::read(FOREST).roots.len(), 2);
    assert!(Forest::read("").is_empty() && Forest::read("").odds_of_all(&[Vec::new()]) == [0.0]);
}

#[test]
fn contributions_say_which_feature_decided() {
    let moved = Forest::read(FOREST).contributions(&[11.0, 0.6]);
    assert_eq!(moved, [0.5, -3.0]);
}
