use chrono::NaiveDate;

use super::Days;
use crate::dates::DateFinder;
use crate::input::Input;
use crate::text::Text;

/// The days of the sentence `number` of a text that was published on Wednesday, 11 June 2025.
fn days(body: &str, number: usize) -> Vec<String> {
    let text = Text::new(&Input { body, ..Input::default() });
    let finder = DateFinder::new();
    let mut days = Days::new(&text, &finder, NaiveDate::from_ymd_opt(2025, 6, 11));
    days.of(number).iter().map(|date| date.dated.value_text()).collect()
}

#[test]
fn a_step_is_counted_from_the_day_that_was_named_before() {
    assert_eq!(days("The leak was found on 2 June. Two days later the firm closed it.", 1), ["2025-06-04"]);
    assert_eq!(days("The leak was found on 2 June. The firm had been told the day before.", 1), ["2025-06-01"]);
    assert_eq!(days("The leak was found on 2 June. It was closed on the same day.", 1), ["2025-06-02"]);
    assert!(days("Somebody found a leak. Two years later the firm closed it.", 1).is_empty());
}

#[test]
fn a_time_of_day_is_shown_as_its_day() {
    assert_eq!(days("The service failed on 2 June 2025 at 14:20 UTC.", 0), ["2025-06-02"]);
}

#[test]
fn a_length_and_an_amount_are_no_day() {
    assert!(days("The toy kept the last six minutes of a talk.", 0).is_empty());
    assert!(days("La sanción es de 7,2 millones de euros.", 0).is_empty());
}

#[test]
fn a_rule_that_took_effect_on_a_weekday_did_so_before() {
    assert_eq!(days("The block took effect on Monday morning.", 0), ["2025-06-09"]);
}

#[test]
fn today_is_the_day_of_publication() {
    assert_eq!(days("From today the model is licensed to authorities only.", 0), ["2025-06-11"]);
    assert_eq!(days("The model is on offer as of this morning.", 0), ["2025-06-11"]);
}
