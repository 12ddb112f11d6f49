//! Each operator of the query language against the fixture.

use crate::fixture::{check, find, index, now};

#[test]
fn an_empty_query_finds_everything() {
    assert_eq!(find(&index(), "").total, 27);
    assert_eq!(find(&index(), "  ( ) ").total, 27);
}

#[test]
fn vendor_and_product_take_any_alias() {
    let index = index();
    for query in ["vendor:orchid", "vendor:\"Orchid AI\"", "vendor:\"orchid labs\"", "vendor:ORCHID"] {
        check(&index, query, &["d1", "d2"]);
    }
    for query in ["product:\"fern code\"", "product:fern-code", "product:Fern", "product:\"Fern  CODE\""] {
        check(&index, query, &["d1", "d2"]);
    }
    check(&index, "vendor:竹林科技", &["d5"]);
    check(&index, "product:\"fern 4\"", &["d2"]);
    check(&index, "entity:\"Harbour Bank\"", &["d1"]);
    check(&index, "organization:\"harbour bank\"", &["d1"]);
}

#[test]
fn an_alias_of_another_kind_finds_that_with_a_note() {
    let index = index();
    assert_eq!(find(&index, "vendor:fern").total, 2);
    let parsed = index.parse("vendor:fern", now());
    assert_eq!(parsed.notes[0].suggestion.as_deref(), Some("product:fern-code"));
}

#[test]
fn event_takes_ids_labels_and_families() {
    let index = index();
    for query in ["event:data_exposure", "event:data-exposure", "event:\"Data exposure\"", "event:breach"] {
        check(&index, query, &["d2", "d4"]);
    }
    check(&index, "event:ban", &["d1"]);
    check(&index, "event:restriction", &["d1"]);
}

#[test]
fn closed_fields_select() {
    let index = index();
    check(&index, "status:alleged", &["d1"]);
    check(&index, "status:alleged,resolved", &["d1", "d3"]);
    check(&index, "kind:statement", &["d2"]);
    check(&index, "tier:vendor", &["d2", "d3"]);
    check(&index, "source:Orchid-Newsroom", &["d2"]);
    check(&index, "lang:de", &["d6"]);
    check(&index, "language:chinese", &["d5"]);
    check(&index, "country:cn", &["d1", "d5"]);
    check(&index, "country:china", &["d1", "d5"]);
    check(&index, "country:USA", &["d6"]);
}

#[test]
fn severities_compare() {
    let index = index();
    check(&index, "severity:high", &["d1"]);
    check(&index, "severity>=high", &["d1", "d4"]);
    check(&index, "severity>high", &["d4"]);
    check(&index, "severity<=moderate", &["d2", "d3"]);
    check(&index, "severity<moderate", &["d3"]);
    check(&index, "severity:>=high", &["d1", "d4"]);
    check(&index, "-severity>=low -filler", &["d5", "d6", "d7", "d8"]);
}

#[test]
fn vulnerabilities_and_incidents_are_found_by_number() {
    let index = index();
    for query in ["cve:CVE-2026-1234", "cve:cve-2026-1234", "cve:2026-1234", "CVE-2026-1234"] {
        check(&index, query, &["d4"]);
    }
    check(&index, "incident:INC-2026-0042", &["d1", "d2"]);
    check(&index, "inc-2026-42", &["d1", "d2"]);
}

#[test]
fn after_includes_its_day_and_before_does_not() {
    let index = index();
    check(&index, "after:2026-07", &["d1", "d2", "d5"]);
    check(&index, "after:2026-07-04", &["d2", "d5"]);
    check(&index, "before:2026-02-28", &["d8"]);
    check(&index, "before:2026-03", &["d6", "d8"]);
    check(&index, "after:2026-06 before:2026-07", &["d3", "d4"]);
    check(&index, "after:2026/07/05", &["d2"]);
    // The fixture's now is 15 August.
    check(&index, "after:41d", &["d2"]);
}

#[test]
fn happened_overlaps_spans_of_any_precision() {
    let index = index();
    check(&index, "happened:2026-03", &["d1", "d2"]);
    check(&index, "happened:2026-03-17", &["d1", "d2"]);
    check(&index, "happened:2026-07", &["d1"]);
    check(&index, "happened:2026-07-09", &[]);
    check(&index, "happened:2026-05-31..2026-06-02", &["d3"]);
    check(&index, "happened:2025-11", &["d4"]);
    check(&index, "happened:2026", &["d1", "d2", "d3"]);
    check(&index, "happened:..2026-03", &["d1", "d2", "d4"]);
    check(&index, "happened:2026-04..", &["d1", "d3"]);
}

#[test]
fn a_gap_between_two_spans_is_in_neither() {
    // d1 happened in March and on 10 July, not in May.
    check(&index(), "happened:2026-05", &["d3"]);
}

#[test]
fn known_falls_back_to_publication() {
    let index = index();
    check(&index, "known:2026-07-02", &["d1"]);
    check(&index, "known:2026-07-03", &[]);
    check(&index, "known:2026-07-04..2026-07-05", &["d2", "d5"]);
}

#[test]
fn by_means_on_or_before_that_day() {
    let index = index();
    check(&index, "by:2026-07-02 -filler", &["d1", "d3", "d4", "d6", "d8"]);
    check(&index, "by:2026-07-01 -filler", &["d3", "d4", "d6", "d8"]);
    check(&index, "by:2026-01", &["d8"]);
}

#[test]
fn words_match_inflections_and_phrases_do_not() {
    let index = index();
    check(&index, "banning", &["d1"]);
    check(&index, "\"takes effect\"", &["d1"]);
    check(&index, "\"take effect\"", &[]);
    check(&index, "\"system prompt\"", &["d2"]);
    check(&index, "system prompt", &["d2", "d3"]);
    check(&index, "\"prompt system\"", &[]);
    check(&index, "“system prompt”", &["d2"]);
}

#[test]
fn accents_and_scripts_do_not_hide_words() {
    let index = index();
    check(&index, "cafe muller", &["d6"]);
    check(&index, "RÉSUMÉ", &["d6"]);
    check(&index, "grossen", &["d6"]);
    check(&index, "uber", &["d6"]);
    check(&index, "停止使用", &["d5"]);
    check(&index, "停", &["d5"]);
    check(&index, "\"该产品\"", &["d5"]);
    check(&index, "使停", &[]);
}

#[test]
fn alternatives_brackets_and_negation_combine() {
    let index = index();
    check(&index, "(outage OR ban) vendor:orchid", &["d1"]);
    check(&index, "outage OR ban", &["d1", "d3"]);
    check(&index, "vendor:orchid -ban", &["d2"]);
    check(&index, "-vendor:orchid -filler", &["d3", "d4", "d5", "d6", "d7", "d8"]);
    check(&index, "-(filler OR vendor:orchid OR vendor:bluefin)", &["d5", "d6", "d7", "d8"]);
    check(&index, "NOT filler AND vendor:zhulin", &["d5"]);
    check(&index, "vendor:(orchid OR zhulin)", &["d1", "d2", "d5"]);
    check(&index, "vendor:orchid,zhulin", &["d1", "d2", "d5"]);
    check(&index, "outage OR -(filler OR vendor:orchid OR memo)", &["d3", "d4", "d5", "d6"]);
    check(&index, "-(-ban)", &["d1"]);
}

#[test]
fn what_is_not_understood_leaves_the_rest_running() {
    let index = index();
    assert_eq!(find(&index, "vendr:orchid event:ban").hits[0].key, "d1");
    assert_eq!(find(&index, "event:ban vendor:nobody (\"").total, 1);
}
