use super::*;

#[test]
fn most_places_decide_between_spellings() {
    let seen = "Helper leaks keys—again";
    assert_eq!(
        spelled(seen, &[seen, "Helper leaks keys--again | Outlet", "Helper leaks keys--again"]),
        "Helper leaks keys--again"
    );
    assert_eq!(spelled(seen, &[seen, "Helper leaks keys--again | Outlet"]), seen);
    assert_eq!(spelled(seen, &[seen, "Another headline", "Another headline"]), seen);
}

#[test]
fn capitals_and_torn_words_give_way() {
    assert_eq!(spelled("HELPER LEAKS KEYS", &["HELPER LEAKS KEYS", "Helper leaks keys | Outlet"]), "Helper leaks keys");
    assert_eq!(spelled("Helper l eaks keys", &["Helper l eaks keys", "Helper leaks keys"]), "Helper leaks keys");
    assert_eq!(spelled("OWASP", &["OWASP", "Owasp"]), "OWASP");
}

#[test]
fn the_marks_that_end_a_headline_stay() {
    assert_eq!(spelled("WHO READS THE KEYS", &["Who reads the keys? | Outlet"]), "Who reads the keys?");
    assert_eq!(spelled("THE KEYS OF IT", &["The keys of it: what we know"]), "The keys of it");
    assert_eq!(spelled("THE KEYS OF IT", &["The keys of italy"]), "THE KEYS OF IT");
}

#[test]
fn capitals_that_only_machines_are_told_change_no_headline() {
    let places = ["Where keys go to rest", "Where Keys Go To Rest | Outlet", "Where Keys Go To Rest"];
    assert_eq!(spelled("Where keys go to rest", &places), "Where keys go to rest");
    let places = ["where keys go to rest", "Where keys go to rest | Outlet", "Where keys go to rest"];
    assert_eq!(spelled("where keys go to rest", &places), "Where keys go to rest");
}
