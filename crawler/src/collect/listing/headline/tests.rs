use super::*;

#[test]
fn words_that_only_lead_on_are_no_headline() {
    let telling = |text: &str, is_heading| Headline { text: text.to_owned(), is_heading }.is_telling();
    for text in ["Read more", "READ MORE →", "Learn more »", "Weiterlesen …", "阅读更多", "Home", "About us", "", "…"]
    {
        assert!(!telling(text, false), "{text}");
        assert!(!telling(text, true) || text.chars().count() >= 8, "{text}");
    }
    assert!(telling("The agency opens an inquiry", false));
    assert!(telling("Introducing Fixture", true));
    assert!(!telling("Introducing Fixture", false));
}

#[test]
fn a_date_at_either_end_is_no_part_of_a_headline() {
    let cases = [
        ("July 3, 2026 – Model withdrawn", "Model withdrawn"),
        ("Model withdrawn (3 July 2026)", "Model withdrawn"),
        ("Report of 3 July 2026 on the outage", "Report of 3 July 2026 on the outage"),
        ("No date here", "No date here"),
    ];
    for (text, expected) in cases {
        assert_eq!(without_date(text), expected);
    }
}
