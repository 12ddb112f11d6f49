use super::*;

#[test]
fn what_is_offered_can_be_typed_as_it_stands() {
    let values = vec![("claude-code".to_owned(), "Claude Code".to_owned(), 1_200)];
    let offered = Completions::new(&[Facet { name: "product", values }], "event:ban");
    assert!(offered.words.contains(&("product:claude-code".to_owned(), "Claude Code, 1,200".to_owned())));
    assert_eq!(offered.whole, [("event:ban product:claude-code".to_owned(), "Claude Code, 1,200".to_owned())]);
    let page = offered.render().expect("renders");
    assert!(page.contains("<option value=\"severity&#62;=\""), "{page}");
}
