use super::read;

#[test]
fn a_line_gives_a_sign_its_weight() {
    let weights = read("# from somewhere\nbefore -0.5\n0000000a 1.25 how=alias\nno line\n");
    assert_eq!(weights.before, -0.5);
    assert_eq!(weights.of(10), 1.25);
    assert_eq!(weights.of(11), 0.0);
}
