use std::collections::BTreeSet;

use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

/// The actors of the admission that is told, if any.
fn admits(body: &str) -> BTreeSet<String> {
    let analysis = analyzer().analyze(&Input { body, ..Input::default() });
    let admissions = analysis.events.iter().filter(|event| event.kind.as_str() == "acknowledgement");
    admissions.flat_map(|event| &event.actors).map(ToString::to_string).collect()
}

const ACCUSED: &str = "Users alleged that Corvid Code secretly tracks developers.";

#[test]
fn telling_of_ones_own_test_admits_it() {
    let both = BTreeSet::from(["corvid-labs".to_owned(), "ada-beispiel".to_owned()]);
    for words in [
        "Ada Beispiel, an engineer at Corvid Labs, wrote in a post that the company had started a trial in May.",
        "Ada Beispiel, who works on Corvid Code at Corvid Labs, told a reporter that it had been running a test since May.",
    ] {
        assert_eq!(admits(&format!("{ACCUSED} {words}")), both, "{words}");
    }
    let own = BTreeSet::from(["corvid-labs".to_owned()]);
    assert_eq!(admits(&format!("{ACCUSED} Corvid Labs said it had added the markers in early May.")), own);
}

#[test]
fn a_cure_a_denial_or_a_vendor_not_accused_admits_nothing() {
    for words in [
        "Corvid Labs said it had started a test of new safeguards in May.",
        "Corvid Labs said it had never run a test.",
        "Meadow AI said it had launched a trial in May.",
    ] {
        assert_eq!(admits(&format!("{ACCUSED} {words}")), BTreeSet::new(), "{words}");
    }
    assert_eq!(admits("Corvid Labs said it had launched a test of Corvid in May."), BTreeSet::new());
}
