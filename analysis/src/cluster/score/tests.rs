use super::clue::{ALL, Clue};
use super::{Forest, Sheet};

#[test]
fn every_clue_has_a_name_of_its_own() {
    let mut names: Vec<&str> = ALL.iter().map(|clue| clue.name()).collect();
    names.sort_unstable();
    let before = names.len();
    names.dedup();
    assert_eq!(names.len(), before);
}

#[test]
fn what_the_clues_give_adds_up_to_the_score() {
    let forest = Forest::read(concat!(
        "0.1\nshared-names 0.5\n",
        "0.02;shared-rare-words;0.3;1;2 -0.06 0.1;days-apart;2;3;4 0.2 0\n",
    ))
    .expect("two trees");
    for (words, names, days) in [(0.1, 0.0, 1.0), (0.4, 0.2, 1.0), (0.4, 0.2, 3.0)] {
        let mut sheet = Sheet::new(true);
        sheet.add(Clue::SharedWords, words, || "invoice".to_owned());
        sheet.add(Clue::SharedNames, names, String::new);
        sheet.add(Clue::DaysApart, days, || format!("{days} days"));
        let sum: f32 = sheet.reasons(&forest).iter().map(|reason| reason.weight).sum();
        assert!((sum - sheet.total(&forest)).abs() < 1e-6);
        let leaf = if words < 0.3 {
            -0.06
        } else if days < 2.0 {
            0.2
        } else {
            0.0
        };
        assert!((sheet.total(&forest) - (0.1 + 0.5 * names + leaf)).abs() < 1e-6);
    }
}

#[test]
fn a_forest_that_leads_nowhere_is_refused() {
    for fault in
        ["0;no-such-clue;1;1;2 0 0", "0;days-apart;1;0;2 0 0", "0;days-apart;1;1;3 0 0", "0;days-apart;1;1", "x"]
    {
        assert!(Forest::read(fault).is_err(), "{fault}");
    }
}
