use super::*;

#[test]
fn a_line_is_a_sign_with_its_weight() {
    let weights = read("# from somewhere\nbefore -1.5\n0000002a 0.25 arrested\nnonsense\n");
    assert!((weights.before + 1.5).abs() < 1e-6);
    assert!((weights.of(42) - 0.25).abs() < 1e-6);
    assert!(weights.of(43).abs() < 1e-6);
}

#[test]
fn the_shipped_weights_are_there() {
    for weights in [of_relevance(), of_parts()] {
        assert!(weights.signs.len() > 500, "{} signs", weights.signs.len());
    }
}
