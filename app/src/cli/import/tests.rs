use super::*;

fn line(text: &str) -> input::Line {
    input::Line { number: 7, text: Ok(text.to_owned()) }
}

#[test]
fn two_records_of_one_address_stay_two_documents() {
    let mut seen = HashSet::new();
    let url = |line: &input::Line, seen: &mut HashSet<String>| reading(line, seen).expect("a record").1.canonical_url;
    let first = url(&line(r#"{"id": "A-1", "url": "https://one.example/x", "title": "One"}"#), &mut seen);
    let second = url(&line(r#"{"id": "A-2", "url": "https://one.example/x", "title": "Two"}"#), &mut seen);
    assert_eq!(first.as_deref(), Some("https://one.example/x"));
    assert_eq!(second.as_deref(), Some("https://one.example/x#A-2"));
}

#[test]
fn a_record_without_an_address_is_refused_with_the_remedy() {
    let error = reading(&line(r#"{"title": "One"}"#), &mut HashSet::new()).expect_err("no url");
    assert!(error.contains("`url` is missing"), "{error}");
    let error = reading(&line(r#"{"title": "One", "url": "ftp://x"}"#), &mut HashSet::new()).expect_err("not http");
    assert!(error.contains("http or https"), "{error}");
}
