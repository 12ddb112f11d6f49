use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

/// The targets of the first event of the kind.
fn met(kind: &str, body: &str) -> Vec<String> {
    let analysis = analyzer().analyze(&Input { body, ..Input::default() });
    let event = analysis.events.iter().find(|event| event.kind.as_str() == kind);
    let event = event.unwrap_or_else(|| panic!("no {kind} in {body:?}: {:#?}", analysis.events));
    event.targets.iter().map(ToString::to_string).collect()
}

const LEAK: &str = "Corvid Labs left private chats open to strangers.";

#[test]
fn the_company_that_is_sued_is_the_one_named_before() {
    let suit = "In May, a class action was filed against the company in a county court.";
    assert_eq!(met("lawsuit_filed", &format!("{LEAK} {suit}")), ["corvid-labs"]);
    assert_eq!(met("fine", &format!("{LEAK} A judge fined the company two million euros.")), ["corvid-labs"]);
    let inquiry = "The data protection authority opened an investigation into the company.";
    assert_eq!(met("investigation_opened", &format!("{LEAK} {inquiry}")), ["corvid-labs"]);
}

#[test]
fn an_inquiry_without_an_object_meets_the_only_vendor_named() {
    let inquiry = "The data protection authority opened an investigation last week.";
    assert_eq!(met("investigation_opened", &format!("{LEAK} {inquiry}")), ["corvid-labs"]);
    let two = format!("{LEAK} Meadow AI took over its customers. {inquiry}");
    assert_eq!(met("investigation_opened", &two), Vec::<String>::new());
    let other = format!("{LEAK} The police opened an investigation into a burglary.");
    assert_eq!(met("investigation_opened", &other), Vec::<String>::new());
}

#[test]
fn who_was_sued_or_fined_is_no_actor() {
    let body = "Corvid Labs was sued by three writers over its training data.";
    assert_eq!(met("lawsuit_filed", body), ["corvid-labs"]);
    assert_eq!(met("fine", "Corvid Labs was fined three million euros by the CNIL."), ["corvid-labs"]);
}
