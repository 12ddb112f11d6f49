use watchline_model::{DocumentKind, Status};

use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

#[track_caller]
fn check(kind: Option<DocumentKind>, title: &str, body: &str, expected: Status) {
    let analysis = analyzer().analyze(&Input { title, body, kind, ..Input::default() });
    assert_eq!(analysis.status, Some(expected), "{title} | {body}: {:#?}", analysis.claims);
}

#[test]
fn a_document_stands_where_its_furthest_step_stands() {
    let leak = "Corvid leaked private chats of users.";
    check(None, "", leak, Status::Reported);
    check(None, "", &format!("{leak} Corvid Labs denied that private chats were leaked."), Status::Disputed);
    check(None, "", &format!("{leak} Corvid Labs acknowledged the data leak."), Status::Acknowledged);
    check(None, "", &format!("{leak} Corvid Labs has since disabled the sharing feature."), Status::Mitigated);
}

#[test]
fn allegedly_in_the_headline_leaves_it_at_that() {
    check(None, "Corvid allegedly leaked chats", "Corvid leaked private chats of users.", Status::Alleged);
}

#[test]
fn an_advisory_is_confirmed_and_with_a_fixed_version_resolved() {
    let flaw = "A path traversal vulnerability in Corvid Code allows attackers to read files.";
    let advisory = Some(DocumentKind::Advisory);
    check(advisory, "", flaw, Status::Confirmed);
    check(advisory, "", &format!("{flaw} It is fixed in version 2.1.4."), Status::Resolved);
}
