use crate::fingerprint::{Term, extract_terms};

#[test]
fn a_term_is_read_as_it_was_written() {
    let terms = extract_terms("Ferry of Mossel sinks", "A ferry sank near Mossel, 310 people say. Ferries sink.");
    let written = serde_json::to_string(&terms).expect("terms are written");
    assert_eq!(serde_json::from_str::<Vec<Term>>(&written).expect("terms are read"), terms);
}

#[test]
fn what_an_older_version_wrote_is_read() {
    let term: Term = serde_json::from_str(r#"["mossel",1.5,"N"]"#).expect("a term");
    assert!(term.lead && !term.headline && !term.small);
}
