use super::*;

#[test]
fn names_are_sorted_and_found() {
    assert!(NAMES.is_sorted_by(|(before, _), (after, _)| before < after));
    assert_eq!((character("eacute"), character("Eacute"), character("hellip")), (Some('é'), Some('É'), Some('…')));
    assert_eq!(character("acme"), None);
}
