use super::{Value, parse};

#[test]
fn keys_and_list_items_know_their_lines() {
    let table = parse("f.toml", "a = 1\n\n[b]\nc = [\n  \"x\",\n  \"y\",\n]\n").unwrap();
    assert_eq!(table["a"].0, 1);
    let Value::Table(b) = &table["b"].1.value else { panic!("b is a table") };
    assert_eq!(b["c"].0, 4);
    let Value::List(items) = &b["c"].1.value else { panic!("c is a list") };
    assert_eq!(items.iter().map(|item| item.line).collect::<Vec<_>>(), [5, 6]);
}

#[test]
fn all_mistakes_in_spelling_are_told_at_once() {
    let problems = parse("f.toml", "a = \nb = 1\nc = [1,,2]\n").unwrap_err();
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert!(lines.contains(&Some(1)) && lines.contains(&Some(3)), "{problems:?}");
    assert!(problems[0].to_string().starts_with("f.toml:1: not valid TOML: "), "{}", problems[0]);
}

#[test]
fn a_number_beyond_64_bits_is_a_problem_and_no_panic() {
    let problems = parse("f.toml", "a = 99999999999999999999\n").unwrap_err();
    assert_eq!(problems[0].to_string(), "f.toml:1: `99999999999999999999` is too large a number");
}
