use super::*;

#[test]
fn an_unknown_parameter_is_named() {
    let error = Params::read("q=a&vendr=b").only(&["q", "sort"]).expect_err("vendr is unknown");
    assert!(error.to_string().contains("`vendr`"), "{error}");
    assert!(error.to_string().contains("q, sort"), "{error}");
}

#[test]
fn bytes_that_are_no_text_are_read_all_the_same() {
    assert_eq!(Params::read("q=%FF%zz").get("q"), Some("\u{fffd}%zz"));
}

#[test]
fn an_address_holds_only_what_is_said() {
    assert_eq!(address("/search", &[("q", "a b"), ("sort", "")]), "/search?q=a+b");
    assert_eq!(address("/search", &[("q", "")]), "/search");
}
