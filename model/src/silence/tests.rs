use super::judge;

#[test]
fn a_week_far_below_the_four_before_it_is_silence() {
    let silence = judge(&[40, 38, 44, 42, 3]).unwrap();
    assert_eq!(silence.this_week, 3);
    assert!((silence.usual - 41.0).abs() < 1e-9 && silence.least > 30.0 && silence.least < 32.0, "{silence:?}");
    assert_eq!(judge(&[40, 38, 44, 42, 33]), None);
}

#[test]
fn an_empty_week_of_a_source_that_lists_three_a_week_is_silence() {
    assert!(judge(&[3, 3, 3, 3, 0]).is_some());
    assert_eq!(judge(&[3, 3, 3, 3, 1]), None, "one fewer or two is chance");
}

#[test]
fn a_source_of_bursts_may_pause() {
    assert_eq!(judge(&[0, 12, 0, 0, 0]), None);
}

#[test]
fn too_short_a_history_or_too_few_entries_say_nothing() {
    assert_eq!(judge(&[]), None);
    assert_eq!(judge(&[50, 50, 50, 0]), None);
    assert_eq!(judge(&[2, 2, 3, 3, 0]), None);
}

#[test]
fn only_the_four_weeks_before_are_the_measure() {
    assert_eq!(judge(&[900, 900, 1, 1, 1, 1, 0]), None);
    assert!(judge(&[0, 0, 20, 20, 20, 20, 0]).is_some());
}
