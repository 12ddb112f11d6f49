mod collection;
mod gold;
mod spans;

use watchline_model::Basis;

use super::*;
use crate::input::Input;

/// Friday, 3 July 2026.
fn reference() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 3).unwrap()
}

fn dates(body: &str, reference: Option<NaiveDate>) -> Vec<(String, Basis)> {
    let text = Text::new(&Input { body, ..Input::default() });
    let finder = DateFinder::new();
    text.sentences
        .iter()
        .flat_map(|sentence| finder.find(&text, sentence, reference))
        .map(|date| (date.dated.value_text(), date.dated.basis))
        .collect()
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let found: Vec<String> = dates(body, Some(reference())).into_iter().map(|(value, _)| value).collect();
    assert_eq!(found, [expected], "in {body:?}");
}

#[test]
fn whole_dates() {
    check("It ended on 2026-07-10.", "2026-07-10");
    check("It ended on July 10, 2026.", "2026-07-10");
    check("It ended on the 10th of July 2026.", "2026-07-10");
    check("It ended on 10 Jul 2026.", "2026-07-10");
    check("It was told in March 2025.", "2025-03");
}

#[test]
fn dates_without_a_year_are_the_nearest_past_unless_words_point_forward() {
    check("It broke on May 4.", "2026-05-04");
    check("It broke on 24 December.", "2025-12-24");
    check("They must stop from 24 December.", "2026-12-24");
    check("An experiment begun in March changed it.", "2026-03");
    check("It happened in September.", "2025-09");
    check("It will open in September.", "2026-09");
    check("It began in early June.", "2026-06");
    check("It ran between 3 and 9 May.", "2026-05-03");
    check("In force since last December.", "2025-12");
}

#[test]
fn effective_dates_are_told_by_the_word_before() {
    for body in [
        "Stop using it starting July 10.",
        "Stop using it from 10 July.",
        "Banned from Friday.",
        "It takes effect on July 10.",
        "Effective July 10, it is banned.",
    ] {
        assert_eq!(dates(body, Some(reference())), [("2026-07-10".to_owned(), Basis::Effective)], "in {body:?}");
    }
    assert_eq!(dates("Sent on July 1.", Some(reference())), [("2026-07-01".to_owned(), Basis::Occurred)]);
}

#[test]
fn relative_days() {
    check("He said on Wednesday that it was so.", "2026-07-01");
    check("He said so on Friday.", "2026-07-03");
    check("It broke last Friday.", "2026-06-26");
    check("It broke yesterday.", "2026-07-02");
    check("It broke three days ago.", "2026-06-30");
    check("It broke last week.", "2026-06");
    check("It broke two months ago.", "2026-05");
    check("It broke earlier this year.", "2026");
    check("It broke in 2024.", "2024");
}

#[test]
fn verbs_and_names_are_no_months() {
    assert_eq!(dates("They may march on. April smiled. He sat down; the sun set.", Some(reference())), []);
}

#[test]
fn without_a_day_of_publication_only_whole_dates_are_resolved() {
    assert_eq!(dates("On Friday, in March, last week.", None), []);
    assert_eq!(dates("On 3 March 2026.", None).len(), 1);
}

#[test]
fn chinese_dates() {
    assert_eq!(
        dates("公司要求员工自7月10日起停用。", Some(reference())),
        [("2026-07-10".to_owned(), Basis::Effective)]
    );
    check("实验始于2026年3月。", "2026-03");
    check("实验始于今年3月。", "2026-03");
    check("公司上周五回应。", "2026-06-26");
    check("他昨日回应。", "2026-07-02");
}

#[test]
fn who_did_it_by_is_no_deadline() {
    check("The firm was fined by the authority on Monday.", "2026-06-29");
    check("The firm must answer by Monday.", "2026-07-06");
}

#[test]
fn two_dates_of_a_sentence_each_keep_their_basis() {
    assert_eq!(
        dates("The firm announced on Monday that from 10 July staff may not use it.", Some(reference())),
        [("2026-06-29".to_owned(), Basis::Occurred), ("2026-07-10".to_owned(), Basis::Effective)]
    );
}

#[test]
fn a_time_without_a_zone_is_shown_as_its_day() {
    check("It broke on 2 July 2026 at 14:32 UTC.", "2026-07-02T14:32:00Z");
    check("It broke on 2 July 2026 at 14:32.", "2026-07-02");
}

#[test]
fn figures_that_may_be_read_both_ways_are_marked() {
    let finder = DateFinder::new();
    let ambiguous = |text: &str, language: &str| {
        let found = finder.expressions(text, None, Some(language));
        (found[0].is_ambiguous, found[0].value_text())
    };
    assert_eq!(ambiguous("It is of 03/04/2026.", "en"), (true, "2026-03-04".to_owned()));
    assert_eq!(ambiguous("Il est du 03/04/2026.", "fr"), (true, "2026-04-03".to_owned()));
    assert_eq!(ambiguous("It is of 13/04/2026.", "en"), (false, "2026-04-13".to_owned()));
}
