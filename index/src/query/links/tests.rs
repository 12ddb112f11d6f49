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
fn a_second_status_takes_the_place_of_the_first() {
    assert_eq!(narrow("status:alleged ban", "status", "denied"), "ban status:denied");
    assert_eq!(narrow("vendor:a ban", "vendor", "b"), "vendor:a ban vendor:b");
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
    for query in ["-vendor:a", "(vendor:a OR b)", "vendor:ab", "severity>=high", "\"vendor:a\""] {
        assert_eq!(widen(query, "vendor", "a"), query);
    }
    assert_eq!(widen("severity>=high", "severity", "high"), "severity>=high");
}

#[test]
fn widening_undoes_narrowing() {
    for query in ["", "ban", "\"system prompt\" -x", "a (b OR c)"] {
        assert_eq!(widen(&narrow(query, "vendor", "two words"), "vendor", "two words"), query);
    }
}
