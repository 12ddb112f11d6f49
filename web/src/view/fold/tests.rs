use super::*;

fn fold(query: &str) -> Fold {
    let params = Params::read(query);
    let kept = vec![("by", "2026-07-03".to_owned())];
    let place = Place { path: "/incidents/INC-2026-0001".to_owned(), kept, is_full: false };
    Fold::new(&params, &place, &Ask::read(&params).expect("is understood"))
}

#[test]
fn what_fits_is_whole_and_what_does_not_is_shared_alike() {
    assert_eq!(share(&[4, 1, 5], 10), usize::MAX);
    assert_eq!(share(&[40, 1, 5], 10), 4);
    assert_eq!(share(&[9, 9, 9], 2), 1, "something of each");
    assert_eq!(share(&[], 10), usize::MAX);
}

#[test]
fn a_link_opens_one_more_and_keeps_what_was_asked() {
    let fold = fold("axis=known&all=claims&all=claims");
    assert!(fold.is_open("claims") && !fold.is_open("documents"));
    let rest = fold.rest("documents", 60, 1842, "documents").expect("some are missing");
    assert_eq!(rest.said, "Shown are 60 of 1,842 documents");
    let path = "/incidents/INC-2026-0001?by=2026-07-03&all=claims&all=documents&axis=known#documents";
    assert_eq!(rest.address, path);
    assert_eq!(fold.rest("documents", 5, 5, "documents"), None);
}

#[test]
fn only_what_a_page_has_is_listened_to() {
    let fold = fold("all=everything&all=happening-12-0&all=happening-x&all=%22%3E&all=happening--1");
    assert_eq!(fold.pairs(), [("all", "happening-12-0".to_owned())]);
}
