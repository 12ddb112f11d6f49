use super::*;

fn pieces(query: &str) -> Vec<String> {
    Parts::of(query).pieces().map(str::to_owned).collect()
}

#[test]
fn blanks_in_quotation_marks_and_brackets_part_nothing() {
    assert_eq!(
        pieces("product:\"claude code\" (status:alleged OR status:disputed) -leak"),
        ["product:\"claude code\"", "(status:alleged OR status:disputed)", "-leak"]
    );
    assert_eq!(pieces("fern NOT event:ban"), ["fern", "NOT event:ban"]);
    assert_eq!(pieces("  "), [""; 0]);
    assert_eq!(pieces("\"left open (and"), ["\"left open (and"]);
}

#[test]
fn without_a_piece_the_rest_stands_as_it_was_typed() {
    let parts = Parts::of("fern  vendor:orchid \"system prompt\"");
    assert_eq!(parts.without(1), "fern \"system prompt\"");
    assert!(parts.narrows());
    let any = Parts::of("fern OR vendor:orchid leak");
    assert_eq!(any.pieces().collect::<Vec<_>>(), ["fern", "vendor:orchid leak"]);
    assert_eq!(any.without(0), "vendor:orchid leak");
    assert!(!any.narrows());
}

#[test]
fn a_time_takes_the_place_of_the_one_before() {
    assert_eq!(
        Parts::of("fern after:2026 Before:2027").within("2026-07", "2026-08"),
        "fern after:2026-07 before:2026-08"
    );
    assert_eq!(Parts::of("").within("2026", "2027"), "after:2026 before:2027");
    assert_eq!(Parts::of("fern OR reef").within("2026", "2027"), "(fern OR reef) after:2026 before:2027");
}
