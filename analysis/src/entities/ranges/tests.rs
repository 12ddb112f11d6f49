use super::super::EntityFinder;
use super::super::tests::small_taxonomy;
use crate::input::Input;
use crate::text::Text;

fn check(body: &str, expected: &[&str]) {
    let finder = EntityFinder::new(&small_taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { body, ..Input::default() });
    let found = finder.find(&text, None);
    let ranges: Vec<&str> = found
        .mentions
        .iter()
        .filter(|mention| mention.rule == "version-range")
        .map(|mention| mention.text.as_str())
        .collect();
    assert_eq!(ranges, expected, "in {body:?}");
}

#[test]
fn versions_are_mentions_of_the_product_before_them() {
    check("Corvid versions prior to 1.2.3 leak.", &["versions prior to 1.2.3"]);
    check("Corvid from 0.2 through 0.9.1 leaks.", &["from 0.2 through 0.9.1"]);
    check("Corvid 1.4.0 and earlier leak.", &["1.4.0 and earlier"]);
}

#[test]
fn a_version_of_nothing_known_is_no_mention() {
    check("They sang before 1.2.3 of them left.", &[]);
}
