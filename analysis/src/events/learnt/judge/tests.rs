use super::super::evidence::KindEvidence;
use super::{FIGURES, OWN, read, shipped};

#[test]
fn the_weights_are_there_for_every_kind() {
    let kinds = super::super::weights::shipped().columns.iter().map(|column| column.kind.as_str());
    for kind in kinds {
        assert!(shipped().kinds.contains_key(kind), "{kind} has no weights");
    }
    assert!(shipped().shared.iter().any(|weight| weight.abs() > 0.0));
}

#[test]
fn more_in_a_sentence_makes_a_kind_likelier() {
    let odds = |sum: f32| {
        let mut evidence = KindEvidence::new(2, 12, std::iter::empty());
        evidence.add(0, false, &[sum, -4.0], std::iter::empty());
        shipped().odds(&evidence, "data_exposure", 0).unwrap()
    };
    assert!(odds(2.0) > odds(-1.0) + 1.0);
}

#[test]
fn a_text_of_another_format_is_not_read() {
    let shared = vec!["0.5"; FIGURES].join(" ");
    let own = vec!["1"; OWN.len()].join(" ");
    let judge = read(&format!("# remark\nshared {shared}\noutage -2 {own}\n")).unwrap();
    assert_eq!(judge.kinds.len(), 1);
    assert!(read("shared 1 2").is_none());
    assert!(read("outage -2 much").is_none());
}

#[test]
fn of_an_unknown_kind_nothing_is_judged() {
    assert_eq!(shipped().odds(&KindEvidence::default(), "picnic", 0), None);
}
