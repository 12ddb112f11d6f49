use super::{narrow, widen};

#[test]
fn narrowing_adds_a_condition_once_and_quotes_it() {
    assert_eq!(narrow("", "vendor", "orchid"), "vendor:orchid");
    assert_eq!(narrow("ban ", "product", "fern code"), "ban product:\"fern code\"");
    assert_eq!(narrow("product:\"Fern Code\"", "product", "fern-code"), "product:\"Fern Code\"");
    assert_eq!(narrow("ban", "language", "en"), "ban lang:en");
}

#[test]
fn narrowing_keeps_alternatives_together() {
    assert_eq!(narrow("ban OR outage", "tier", "press"), "(ban OR outage) tier:press");
    assert_eq!(narrow("(ban OR outage)", "tier", "press"), "(ban OR outage) tier:press");
}

#[test]
fn narrowing_first_closes_what_was_left_open() {
    assert_eq!(narrow("ban OR (outage", "tier", "press"), "(ban OR (outage)) tier:press");
    assert_eq!(narrow("\"system prompt", "tier", "press"), "\"system prompt\" tier:press");
    assert_eq!(narrow("ban) OR outage NOT", "tier", "press"), "(ban OR outage) tier:press");
    assert_eq!(narrow("NOT)", "tier", "press"), "tier:press");
}

#[test]
fn a_second_value_of_a_facet_is_an_alternative_to_the_first() {
    assert_eq!(narrow("status:alleged ban", "status", "denied"), "status:alleged,denied ban");
    assert_eq!(narrow("vendor:a ban", "vendor", "b"), "vendor:a,b ban");
    assert_eq!(narrow("vendor:a,b ban", "vendor", "c"), "vendor:a,b,c ban");
    assert_eq!(narrow("ban vendor:\"Orchid AI\"", "vendor", "b"), "ban vendor:(\"Orchid AI\" OR b)");
    assert_eq!(narrow("vendor:(\"Orchid AI\" OR b) x", "vendor", "c"), "vendor:(\"Orchid AI\" OR b OR c) x");
    assert_eq!(narrow("vendor: a ban", "vendor", "b"), "vendor:a,b ban");
    assert_eq!(narrow("severity>=high ban", "severity", "low"), "severity:high,critical,low ban");
}

#[test]
fn beside_conditions_that_all_must_hold_one_more_must() {
    assert_eq!(narrow("vendor:a vendor:b", "vendor", "c"), "vendor:a vendor:b vendor:c");
    assert_eq!(narrow("-vendor:a ban", "vendor", "b"), "-vendor:a ban vendor:b");
    assert_eq!(narrow("vendor:a OR ban", "vendor", "b"), "(vendor:a OR ban) vendor:b");
    assert_eq!(narrow("ban sort:oldest", "sort", "newest"), "ban sort:newest");
}

#[test]
fn widening_takes_a_condition_out_whatever_its_quoting() {
    assert_eq!(widen("ban product:\"fern code\" -x", "product", "fern-code"), "ban -x");
    assert_eq!(widen("ban language:en", "lang", "en"), "ban");
    assert_eq!(widen("vendor:a OR vendor:b", "vendor", "a"), "vendor:b");
    assert_eq!(widen("vendor:a OR vendor:b", "vendor", "b"), "vendor:a");
}

#[test]
fn widening_leaves_brackets_negations_and_other_values_alone() {
    for query in ["-vendor:a", "(vendor:a OR b)", "vendor:ab", "vendor:(a b)", "severity>=high", "\"vendor:a\""] {
        assert_eq!(widen(query, "vendor", "a"), query);
    }
    assert_eq!(widen("vendor:a,b x", "vendor", "a"), "vendor:b x");
    assert_eq!(widen("vendor:(a OR \"two words\") x", "vendor", "a"), "vendor:\"two words\" x");
    assert_eq!(widen("severity>=high", "severity", "high"), "severity:critical");
    assert_eq!(widen("vendor:a,A vendor:a", "vendor", "a"), "");
}

#[test]
fn widening_undoes_narrowing() {
    for query in ["", "ban", "\"system prompt\" -x", "a (b OR c)", "vendor:orchid", "vendor:a,b x"] {
        assert_eq!(widen(&narrow(query, "vendor", "two words"), "vendor", "two words"), query);
    }
}
