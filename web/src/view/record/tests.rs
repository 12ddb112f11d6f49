use super::*;

fn score(scheme: &str, value: Option<f32>, rating: &str) -> Score {
    Score {
        scheme: scheme.to_owned(),
        vector: None,
        score: value,
        rating: Some(rating.to_owned()),
        rated_by: Some("Watchfix Database".to_owned()),
    }
}

fn view(scores: &[Score], affected: Vec<(String, String)>, more: Option<String>) -> String {
    let scores = scores.iter().map(score_line).collect();
    RecordView { id: "WATCHFIX-1".to_owned(), aliases: Vec::new(), scores, affected, more }.render().unwrap()
}

#[test]
fn a_score_is_shown_with_its_scheme_and_who_gave_it() {
    let page = view(&[score("CVSS:3.1", Some(7.5), "HIGH"), score("severity", None, "moderate")], Vec::new(), None);
    for words in ["CVSS 3.1", "7.5 high", "severity", "moderate", "Watchfix Database"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("What is affected"));
}

#[test]
fn what_is_affected_is_shown_and_what_is_left_out_is_counted() {
    let page = view(&[], vec![("PyPI/tally<b>".to_owned(), String::new())], Some("12".to_owned()));
    assert!(
        page.contains("PyPI/tally&#60;b&#62;") && page.contains("not said") && page.contains("And 12 more"),
        "{page}"
    );
    assert!(!page.contains("none is converted"));
}

#[test]
fn the_words_of_a_withdrawal_are_found_at_the_end() {
    let text = "Tally\n\nWithdrawn words are no withdrawal, says ä.\n\nWithdrawn on 2026-05-09.";
    let found = paragraph(text, "Withdrawn").unwrap();
    assert_eq!(found.quote, "Withdrawn on 2026-05-09.");
    assert!(found.stands_in(text));
    assert_eq!(paragraph(text, "Disputed:"), None);
}
