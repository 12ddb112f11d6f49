use super::cell;

#[test]
fn cells_are_quoted_and_never_formulas() {
    assert_eq!(cell("plain"), "plain");
    assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    assert_eq!(cell("@sum,1"), "\"'@sum,1\"");
}
