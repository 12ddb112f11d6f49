use super::*;

fn reading(text: &str) -> Reading {
    Reading { title: "A notice".to_owned(), text: text.to_owned(), ..Reading::default() }
}

#[test]
fn an_edit_is_an_event_whose_quote_is_the_changed_paragraph() {
    let at = DateTime::from_timestamp(1_785_000_000, 0).expect("a moment");
    let (old, new) = (reading("First.\n\nNo data left us."), reading("First.\n\nSome data left us."));
    let event = edited(&old, &new, Some("lumenforge".into()), at).expect("an event");
    assert_eq!(event.evidence.quote, "Some data left us.");
    assert!(event.evidence.stands_in(&new.full_text()));
    assert_eq!(event.kind.as_str(), "statement_edited");
}

#[test]
fn white_space_alone_is_no_edit() {
    let at = DateTime::from_timestamp(1_785_000_000, 0).expect("a moment");
    assert_eq!(edited(&reading("First.\n\nSecond."), &reading("First.\n\nSecond. "), None, at), None);
}
