use crate::fixture::{now, taxonomy};
use crate::query::{Names, Parsed, Sort, parse};

mod fuzz;

fn read(text: &str) -> Parsed {
    parse(text, &Names::new(&taxonomy()), now())
}

/// The normal form, and no notes.
#[track_caller]
fn check(text: &str, normal: &str) {
    let parsed = read(text);
    assert_eq!(parsed.notes, [], "notes on `{text}`");
    assert_eq!(parsed.text, normal, "normal form of `{text}`");
}

/// The normal form of what is left, and what is suggested instead of the rest.
#[track_caller]
fn check_note(text: &str, normal: &str, token: &str, suggestion: Option<&str>) {
    let parsed = read(text);
    assert_eq!(parsed.text, normal, "normal form of `{text}`");
    assert_eq!(parsed.notes.len(), 1, "{:?}", parsed.notes);
    assert_eq!(parsed.notes[0].token, token);
    assert_eq!(parsed.notes[0].suggestion.as_deref(), suggestion, "{}", parsed.notes[0].message);
}

#[test]
fn a_value_that_looks_like_a_comparison_or_an_address_is_quoted() {
    check("source: <x", "source:\"<x\"");
    check("source:a,>=b", "source:a OR source:\">=b\"");
    check("source:\"//x\" y", "source:\"//x\" y");
    for text in ["source:\"<x\"", "source:\">=b\"", "source:\"//x\""] {
        check(text, text);
    }
}

#[test]
fn a_query_is_brought_into_normal_form() {
    check("vendor:\"Orchid Labs\" ban", "vendor:orchid ban");
    check("  VENDOR:orchid   AND  \"Exact  Phrase\" ", "vendor:orchid \"Exact  Phrase\"");
    check("a b OR c", "(a b) OR c");
    check("a (b OR (c OR d))", "a (b OR c OR d)");
    check("((a)) ()", "a");
    check("NOT -a", "a");
    check("-(a b)", "-(a b)");
    check("severity=high", "severity:high");
    check("language:German cve:2026-1234", "lang:de cve:CVE-2026-1234");
    check("happened:2026-3..2026/05", "happened:2026-03..2026-05");
    check("vendor: orchid", "vendor:orchid");
    check("https://a.example/b?c=d 12:30", "https://a.example/b?c=d 12:30");
    check("", "");
}

#[test]
fn the_whole_language_is_understood() {
    check(
        "vendor:orchid product:\"fern code\" event:ban status:alleged severity>=high kind:statement tier:vendor \
         source:orchid-newsroom lang:en country:cn cve:CVE-2026-1234 incident:INC-2026-0042 after:2026-06 \
         before:2026-07-15 happened:2026-03 known:2026-07 by:2026-07-03 \"exact phrase\" word -word (a OR b) sort:oldest",
        "vendor:orchid product:fern-code event:ban status:alleged severity>=high kind:statement tier:vendor \
         source:orchid-newsroom lang:en country:cn cve:CVE-2026-1234 incident:INC-2026-0042 after:2026-06 \
         before:2026-07-15 happened:2026-03 known:2026-07 by:2026-07-03 \"exact phrase\" word -word (a OR b) sort:oldest",
    );
}

#[test]
fn sort_is_read_wherever_it_stands_and_the_last_one_counts() {
    assert_eq!(read("sort:newest a sort:relevance").sort, Some(Sort::Relevance));
    assert_eq!(read("(a sort:Oldest) OR b").sort, Some(Sort::Oldest));
    assert_eq!(read("(a sort:Oldest) OR b").text, "(a OR b) sort:oldest");
    check_note("sort:newst a", "a", "sort:newst", Some("sort:newest"));
    check_note("-sort:newest a", "a", "sort:newest", None);
}

#[test]
fn unknown_fields_and_values_suggest_the_nearest() {
    check_note("vendr:orchid ban", "ban", "vendr:orchid", Some("vendor:orchid"));
    check_note("vendor:orchd ban", "ban", "vendor:orchd", Some("vendor:orchid"));
    check_note("product:\"reef chta\"", "", "product:\"reef chta\"", Some("product:\"Reef Chat\""));
    check_note("event:bann", "", "event:bann", Some("event:ban"));
    check_note("status:aleged ban", "ban", "status:aleged", Some("status:alleged"));
    check_note("severity>=medium", "", "severity>=medium", Some("severity>=moderate"));
    check_note("kind:artcle", "", "kind:artcle", Some("kind:article"));
    check_note("tier:presss", "", "tier:presss", Some("tier:press"));
    check_note("country:chnia", "", "country:chnia", Some("country:China"));
    check_note("lang:germna", "", "lang:germna", Some("lang:German"));
    check_note("zzqx:1 ban", "ban", "zzqx:1", None);
    check_note("vendor:qqqqqqqq ban", "ban", "vendor:qqqqqqqq", None);
    check_note("entity:- ban", "ban", "entity:-", None);
}

#[test]
fn a_name_of_several_words_is_taken_without_quotation_marks_where_it_is_none_without_them() {
    check("product:reef chat outage", "product:reef-chat outage");
    check("organization:harbour bank", "entity:harbour-bank");
    check("country:united states ban", "country:us ban");
    check("event:data exposure -ban", "event:data_exposure -ban");
    // `orchid` is a vendor already.
    let parsed = read("vendor:orchid labs ban");
    assert_eq!(parsed.text, "vendor:orchid labs ban");
    assert_eq!(parsed.notes[0].suggestion.as_deref(), Some("vendor:\"orchid labs\""));
    assert_eq!(parsed.notes[0].token, "vendor:orchid labs");
}

#[test]
fn the_whole_language_is_understood_in_one_query() {
    let text = "vendor:orchid product:\"fern code\" event:ban status:alleged severity>=high kind:statement tier:vendor \
        source:bluefin-status lang:de country:cn cve:CVE-2026-1234 incident:INC-2026-0042 after:2026-06 before:2026-07-15 \
        happened:2026-03 known:2026-07 by:2026-07-03 \"exact phrase\" word -word (a OR b) sort:relevance";
    let parsed = read(text);
    assert_eq!(parsed.notes, []);
    assert_eq!(parsed.sort, Some(Sort::Relevance));
    assert_eq!(parsed.text, text.replace("\"fern code\"", "fern-code"));
}

#[test]
fn an_entity_that_is_near_a_known_one_only_as_an_id_is_not_looked_for() {
    // Folded it is `orchid-x`, which is near `orchid`.
    assert_eq!(read("entity:orchid~~~~~~x").text, "");
    assert_eq!(read("entity:somebody~else").text, "entity:somebody-else");
}

#[test]
fn a_star_is_said_to_stand_for_nothing() {
    check_note("leak* ban", "leak ban", "leak*", Some("leak"));
    check_note("* ban", "ban", "*", None);
}

#[test]
fn suggestions_are_understood() {
    for text in
        ["vendr:\"orchid ai\"", "vendor:orchd", "country:chnia", "severity<=medium", "happened:2026-05..2026-03"]
    {
        let suggestion = read(text).notes.remove(0).suggestion.unwrap();
        assert_eq!(read(&suggestion).notes, [], "{suggestion}");
        assert_ne!(read(&suggestion).text, "");
    }
}

#[test]
fn impossible_dates_are_noted() {
    check_note("after:2026-13 ban", "ban", "after:2026-13", Some("after:2026-01"));
    check_note("after:2026-02-30 ban", "ban", "after:2026-02-30", Some("after:2026-02-03"));
    check_note("before:soon ban", "ban", "before:soon", None);
    check_note("happened:.. ban", "ban", "happened:..", None);
    check_note("cve:nonsense", "", "cve:nonsense", None);
    check_note("incident:42", "", "incident:42", None);
    check_note("after>2026 ban", "ban", "after>2026", None);
    check_note("severity>critical ban", "ban", "severity>critical", None);
}

#[test]
fn a_list_keeps_the_values_that_are_known() {
    check("vendor:orchid,bluefin", "vendor:orchid OR vendor:bluefin");
    let parsed = read("vendor:orchid,nobodyatall ban");
    assert_eq!(parsed.text, "vendor:orchid ban");
    assert_eq!(parsed.notes.len(), 1);
}

#[test]
fn what_is_never_closed_ends_with_the_query() {
    check("(a OR (b", "a OR b");
    check("\"a b", "\"a b\"");
    check("a) b)", "a b");
    check("OR a OR OR b OR", "a OR b");
    check("a - b", "a b");
    check("vendor:(orchid", "vendor:orchid");
}

#[test]
fn punctuation_alone_is_noted() {
    check_note("a !!! b", "a b", "!!!", None);
    check_note("a \"\" b", "a b", "\"\"", None);
}

#[test]
fn long_and_deep_input_is_bounded() {
    let deep = format!("{}a{}", "(".repeat(2000), ")".repeat(2000));
    assert_eq!(read(&deep).text, "a");
    let nots = format!("{}a", "NOT ".repeat(900));
    assert_eq!(read(&nots).text, "a");
    let many = "word ".repeat(800);
    let parsed = read(&many);
    assert_eq!(parsed.text.split(' ').count(), 100);
    assert!(parsed.notes[0].message.contains("100"));
    let lists = "vendor:orchid,bluefin ".repeat(90);
    assert_eq!(read(&read(&lists).text).text, read(&lists).text);
    let long = format!("a {}", "ü".repeat(100_000));
    assert!(read(&long).text.chars().count() <= 4096);
    assert!(read(&"x:y ".repeat(500)).notes.len() <= 20);
}

#[test]
fn the_examples_use_known_fields_only() {
    for (query, meaning) in crate::query_examples() {
        let parsed = read(query);
        assert!(!meaning.is_empty());
        // Names of the shipped taxonomy are not in the made-up one.
        assert!(parsed.notes.iter().all(|note| note.message.contains("of the name")), "{:?}", parsed.notes);
    }
}
