use super::{FIGURES, KindEvidence};

/// Two kinds, the second seen by a rule; a headline and two sentences.
fn evidence() -> KindEvidence {
    let mut evidence = KindEvidence::new(2, 3, std::iter::once(1));
    evidence.add(0, true, &[-1.0, 0.5], std::iter::empty());
    evidence.add(1, false, &[2.0, -0.5], std::iter::once(1));
    evidence.add(2, false, &[0.0, -3.0], std::iter::empty());
    evidence
}

#[test]
fn the_best_sentences_come_first() {
    let best: Vec<usize> = evidence().best(0).map(|(_, number)| number).collect();
    assert_eq!(best, [1, 2, 0]);
    assert!((evidence().most(1) - 0.5).abs() < f32::EPSILON);
}

#[test]
fn what_rules_have_seen_is_a_figure_of_its_own() {
    let (without, with) = (evidence().figures(0), evidence().figures(1));
    assert!(without[7].abs() < f32::EPSILON && (with[7] - 1.0).abs() < f32::EPSILON);
    assert!((with[11] + 0.5).abs() < f32::EPSILON, "the sum of the sentence that a rule has seen");
    assert!(evidence().is_ruled(1) && !evidence().is_ruled(0));
}

#[test]
fn the_foremost_kind_is_told_from_the_next() {
    let (first, next) = (evidence().figures(0), evidence().figures(1));
    assert!((first[17] - 1.0).abs() < f32::EPSILON && next[17].abs() < f32::EPSILON);
    assert!(next[16] > first[16]);
}

#[test]
fn a_kind_that_is_not_there_has_no_figures() {
    assert_eq!(evidence().figures(9), [0.0; FIGURES]);
    assert_eq!(KindEvidence::default().best(0).count(), 0);
}
