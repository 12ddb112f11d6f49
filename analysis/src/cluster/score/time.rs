//! When it happened and when it was told.

use chrono::NaiveDate;

use super::clue::Clue;
use super::subject::{Subject, of};
use super::{Meeting, ONE_IN, Rivals, Sheet};
use crate::cluster::chain;
use crate::cluster::values::Sort;

/// The first days of a happening bring most of its reports.
pub(in crate::cluster) const SAME_DAYS: i64 = 2;
pub(in crate::cluster) const SAME_WEEK: i64 = 7;
/// The share of "days-apart" that is left where the document itself says that it goes back to something older: by a link,
/// by naming the day, by names that only the incident holds, or because it tells of a fine, a ruling, a settlement, a post-mortem.
const LEFT_OF_DAYS_APART: f32 = 0.4;
const TELLING_NAMES: f32 = 3.0;
/// A day named so long after is looked back to.
const LONG_AGO_DAYS: i64 = 5;
/// More days speak no louder.
const MOST_DAYS: f32 = 720.0;
/// A day in the lead so long after the incident was first told is a newer one.
const NEWER_DAYS: i64 = 2;

pub(super) fn time(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    let shared = meeting.profile.shared(Sort::Date, &meeting.signature().dates, ONE_IN);
    if !shared.is_empty() {
        sheet.add(Clue::SameDates, 1.0, || shared.join(", "));
    } else if days_of_events_differ(meeting) {
        sheet.add(Clue::OtherDates, 1.0, || "its events are dated to other days".to_owned());
    }
    recalls_day(sheet, meeting, subject);
    newer_day(sheet, meeting);
    let answers = subject.any && (chain::answers(of(meeting.signature())) || sheet.holds(Clue::LeadAnswers));
    let names = sheet.value(Clue::OnlyNames);
    let looks_back = answers || sheet.holds(Clue::LinksTo) || sheet.holds(Clue::RecallsDay) || names >= TELLING_NAMES;
    days(sheet, meeting.rivals, subject, looks_back);
    periods(sheet, meeting);
}

/// Where one of them is dated only to a month or a year, so many days must lie between them at least.
fn periods(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let signature = meeting.signature();
    let own = signature.published.map(|moment| (moment, moment)).or(signature.period);
    let exact = signature.published.is_some() && meeting.profile.span.is_some();
    if let Some(days) = meeting.profile.least_days_apart(own).filter(|days| !exact && *days > 0) {
        sheet.add(Clue::PeriodsApart, doublings(days), || format!("at least {days} days lie between the months told"));
    }
}

/// Of days, near enough their logarithm.
fn doublings(days: i64) -> f32 {
    (1.0 + (days.max(0) as f32).min(MOST_DAYS)).log2()
}

/// Months may hold any day: only days count.
fn days_of_events_differ(meeting: &Meeting<'_>) -> bool {
    let is_day = |date: &&String| date.len() == "2026-07-10".len();
    let own: Vec<&String> = meeting.signature().dates.iter().filter(is_day).collect();
    let known =
        |day: &&String| meeting.profile.contains(Sort::Date, day) || meeting.profile.contains(Sort::NamedDay, day);
    !own.is_empty() && !meeting.profile.knows_no(Sort::Date) && !own.iter().any(known)
}

/// Its lead dates a trouble to a day on which the incident had long been told.
fn newer_day(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let Some((first, _)) = meeting.profile.span else { return };
    let lead = meeting.signature().lead();
    let day = |told: &String| NaiveDate::parse_from_str(told, "%Y-%m-%d").ok();
    let Some(latest) = lead.dates.iter().chain(&lead.named_days).filter_map(day).max() else { return };
    let days = (latest - first.date_naive()).num_days();
    if days >= NEWER_DAYS {
        sheet.add(Clue::NewDay, doublings(days), || format!("its lead tells of {latest}"));
    }
}

/// Nearness in time speaks for one happening only where the subject is the same; of a subject that much is told of in
/// those days nearness says less.
fn days(sheet: &mut Sheet, rivals: &Rivals, subject: &Subject, looks_back: bool) {
    // What is not known counts as a week.
    let apart = subject.days.unwrap_or(SAME_WEEK);
    let told = || {
        subject.days.map_or("not known".to_owned(), |days| format!("{days} days from the incident's nearest document"))
    };
    let left = if looks_back { LEFT_OF_DAYS_APART } else { 1.0 };
    sheet.add(Clue::DaysApart, doublings(apart) * left, told);
    match subject.days {
        Some(0..=SAME_DAYS) if subject.any => sheet.add(Clue::SameDays, 1.0 / rivals.of_the_day.max(1) as f32, told),
        Some(..=SAME_WEEK) if subject.any => sheet.add(Clue::SameWeek, 1.0 / rivals.of_the_week.max(1) as f32, told),
        _ => {}
    }
}

/// "The exposure of 10 February": a day long before the report, which the incident knows too.
fn recalls_day(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    let Some(published) = meeting.signature().published.filter(|_| subject.any) else { return };
    let latest = (published - chrono::Duration::days(LONG_AGO_DAYS)).format("%Y-%m-%d").to_string();
    let mut named = meeting.signature().named_days.range(..latest);
    if let Some(day) = named.find(|day| meeting.profile.contains(Sort::NamedDay, day)) {
        sheet.add(Clue::RecallsDay, 1.0, || day.clone());
    }
}
