//! Which number stands first in a date of numbers alone (03/07/2026), for one page. Pure.
//!
//! Witnesses, in order: a day that the page also tells to machines, where only one reading of a date of numbers is
//! that day; the page's other dates of numbers, where all that can be read in one way only are read in the same;
//! the page's language or its host's country; the moment at which the page was fetched, where a date beside the headline
//! read the other way would be later. Without a witness such a date stays unread.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::read::ReadHints;
use crate::read::dates;
use crate::read::dates_text::Order;
use crate::read::metadata::layout::Layout;
use crate::read::metadata::metas;
use crate::read::survey::{Survey, words};

/// Elements marked as dates that are looked at.
const ELEMENTS_MAX: usize = 60;
/// A date further from the headline may be that of an event to come.
const NEAR_LINES: usize = 5;

static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d/.\-])(\d{1,2})[/\-](\d{1,2})[/\-]((?:19|20)?\d{2})(?:[^\d/.\-]|$)").expect("a valid pattern")
});

pub(super) fn order(survey: &Survey<'_>, url: &str, hints: &ReadHints<'_>, layout: &Layout<'_>) -> Order {
    let written: Vec<[u32; 3]> = layout.texts().flat_map(numbers).collect();
    let declared = || {
        let tags = [survey.language.as_deref(), survey.meta(&["og:locale", "content-language"]), hints.language];
        let orders = tags.into_iter().flatten().map(Order::of_language);
        orders.chain([Order::of_host(&crate::url::site(url))]).find(|order| *order != Order::Unknown)
    };
    let own = if written.is_empty() { None } else { by_machine_dates(survey, &written).or_else(|| by_shape(&written)) };
    let near = || hints.fetched.and_then(|fetched| by_fetch(layout, fetched.date_naive()));
    own.or_else(declared).or_else(near).unwrap_or_default()
}

/// Numbers written as a date: first, second, year.
fn numbers(text: &str) -> Vec<[u32; 3]> {
    let number = |part: Option<regex::Match<'_>>| part.and_then(|part| part.as_str().parse::<u32>().ok());
    let all = NUMBERS.captures_iter(text);
    all.filter_map(|found| {
        let year = number(found.get(3))?;
        Some([number(found.get(1))?, number(found.get(2))?, if year < 100 { 2000 + year } else { year }])
    })
    .collect()
}

fn by_machine_dates(survey: &Survey<'_>, written: &[[u32; 3]]) -> Option<Order> {
    let told = metas::dates(survey).into_iter().map(|(.., text)| text.to_owned());
    let marked = survey.times.iter().chain(&survey.dates).take(ELEMENTS_MAX);
    let marked =
        marked.flat_map(|element| [element.attr("datetime").map(str::to_owned), Some(words(*element))]).flatten();
    let days: Vec<NaiveDate> = told
        .chain(marked)
        .filter_map(|text| dates::parse_stamp(&text, Order::Unknown))
        .map(|stamp| stamp.local_day())
        .collect();
    let is_told = |day: Option<NaiveDate>| day.is_some_and(|day| days.contains(&day));
    let mut found = None;
    for [first, second, year] in written.iter().filter(|[first, second, _]| first != second) {
        let year = i32::try_from(*year).ok()?;
        let day_first = is_told(NaiveDate::from_ymd_opt(year, *second, *first));
        let month_first = is_told(NaiveDate::from_ymd_opt(year, *first, *second));
        let order = match (day_first, month_first) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            _ => continue,
        };
        if found.is_some_and(|known| known != order) {
            return None;
        }
        found = Some(order);
    }
    found
}

/// A page that is read was published before. Zones differ: its day can be the next one here.
fn by_fetch(layout: &Layout<'_>, fetched: NaiveDate) -> Option<Order> {
    let latest = fetched.succ_opt()?;
    let lines = layout.near().filter(|(line, distance)| !line.is_paragraph && *distance <= NEAR_LINES);
    let [first, second, year] = lines.flat_map(|(line, _)| numbers(&line.text)).next()?;
    let year = i32::try_from(year).ok()?;
    let has_been = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).is_some_and(|day| day <= latest);
    match (has_been(second, first), has_been(first, second)) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    }
}

fn by_shape(written: &[[u32; 3]]) -> Option<Order> {
    let is_day_first = written.iter().any(|[first, second, _]| (13..=31).contains(first) && (1..=12).contains(second));
    let is_month_first =
        written.iter().any(|[first, second, _]| (13..=31).contains(second) && (1..=12).contains(first));
    match (is_day_first, is_month_first) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
