use crate::fixture::{index, now};
use crate::{Candidate, Completion};

fn complete(query: &str) -> Completion {
    index().complete(query, query.len(), 8, now()).unwrap()
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let found: Vec<String> = complete(query).candidates.into_iter().map(|candidate| candidate.query).collect();
    assert_eq!(found, expected, "candidates for `{query}`");
}

#[test]
fn names_of_fields_are_completed_at_any_word() {
    check("ven", &["vendor:"]);
    check("ban se", &["ban severity:"]);
    check("-kin", &["-kind:"]);
}

#[test]
fn values_are_completed_with_how_many_documents_have_them() {
    let found = complete("ban vendor:orch");
    let expected = Candidate {
        text: "vendor:orchid".to_owned(),
        label: "Orchid AI".to_owned(),
        count: Some(2),
        query: "ban vendor:orchid".to_owned(),
    };
    assert_eq!((found.from, found.to, found.candidates), (4, 15, vec![expected]));
    check("product:\"fern c", &["product:fern-code"]);
    check("vendor:竹", &["vendor:zhulin"]);
    check("status:al", &["status:alleged"]);
    check("event:data", &["event:data_exposure"]);
    check("country:chi", &["country:cn"]);
    check("lang:ger", &["lang:de"]);
    check("severity>=c", &["severity>=critical"]);
    check("sort:o", &["sort:oldest"]);
    check("cve:cve-2026", &["cve:CVE-2026-1234"]);
    check("incident:inc-2026-0042", &["incident:INC-2026-0042"]);
    check("incident:inc", &["incident:INC-2026-0042", "incident:INC-2026-0043"]);
    check(
        "after:2026-0",
        &[
            "after:2026-08",
            "after:2026-07",
            "after:2026-06",
            "after:2026-05",
            "after:2026-04",
            "after:2026-03",
            "after:2026-02",
            "after:2026-01",
        ],
    );
}

#[test]
fn sources_come_from_the_index() {
    check("source:orchid", &["source:orchid-newsroom"]);
    check("source:news", &["source:orchid-newsroom"]);
}

#[test]
fn the_last_value_of_a_list_is_completed() {
    check("vendor:orchid,blu", &["vendor:orchid,bluefin"]);
}

#[test]
fn values_that_many_have_come_first() {
    let found = complete("vendor:");
    let counts: Vec<Option<u64>> = found.candidates.iter().map(|candidate| candidate.count).collect();
    assert_eq!(counts, [Some(2), Some(2), Some(1)]);
}

#[test]
fn words_of_the_index_and_names_are_completed() {
    check("harb", &["harbour", "entity:harbour-bank"]);
    check("reef", &["product:reef-chat"]);
}

#[test]
fn nothing_is_completed_after_a_blank_in_a_phrase_or_at_an_unknown_field() {
    for query in ["", "ban ", "\"system pro", "(", "nosuch:va", "product:\"fern code\""] {
        check(query, &[]);
    }
}

#[test]
fn a_cursor_in_the_middle_keeps_what_stands_behind_it() {
    let found = index().complete("vendor:orc ban", 10, 5, now()).unwrap();
    assert_eq!(found.candidates[0].query, "vendor:orchid ban");
    for cursor in 0..20 {
        index().complete("vendor:竹林 é", cursor, 5, now()).unwrap();
    }
}
