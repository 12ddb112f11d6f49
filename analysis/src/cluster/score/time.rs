//! When it happened and when it was told.

use super::subject::{NEAR_DAYS, Subject, of};
use super::{LINKS_TO, Meeting, ONE_IN, Rivals, Sheet};
use crate::cluster::chain;
use crate::cluster::values::Sort;

/// The first days of a happening bring most of its reports.
pub(in crate::cluster) const SAME_DAYS: i64 = 2;
pub(in crate::cluster) const SAME_WEEK: i64 = 7;
/// Doublings of [`NEAR_DAYS`] after which more days speak no louder.
const MOST_DOUBLINGS: f32 = 2.85;
/// The share of "days-apart" that is left where the document itself says that it goes back to something older: by a link,
/// by naming the day, or because it tells of a fine, a ruling, a settlement, a post-mortem.
const LEFT_OF_DAYS_APART: f32 = 0.4;
/// A day named so long after is looked back to.
const LONG_AGO_DAYS: i64 = 5;

pub(super) fn time(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    let shared = meeting.profile.shared(Sort::Date, &meeting.signature.dates, ONE_IN);
    if !shared.is_empty() {
        sheet.add("same-dates", 1.0, shared.join(", "));
    } else if days_of_events_differ(meeting) {
        sheet.add("other-dates", 1.0, "its events are dated to other days");
    }
    recalls_day(sheet, meeting, subject);
    let answers = subject.any && chain::answers(of(meeting.signature));
    let looks_back = answers || sheet.holds(&[LINKS_TO, "recalls-day"]);
    days(sheet, meeting.rivals, subject, looks_back);
}

/// Months may hold any day: only days count.
fn days_of_events_differ(meeting: &Meeting<'_>) -> bool {
    let is_day = |date: &&String| date.len() == "2026-07-10".len();
    let own: Vec<&String> = meeting.signature.dates.iter().filter(is_day).collect();
    let known =
        |day: &&String| meeting.profile.contains(Sort::Date, day) || meeting.profile.contains(Sort::NamedDay, day);
    !own.is_empty() && !meeting.profile.knows_no(Sort::Date) && !own.iter().any(known)
}

/// Nearness in time speaks for one happening only where the subject is the same; distance speaks against it always, but
/// less against a document that looks back. Of a subject that much is told of in those days nearness says less.
fn days(sheet: &mut Sheet, rivals: &Rivals, subject: &Subject, looks_back: bool) {
    let Some(days) = subject.days else { return };
    let detail = format!("{days} days from the incident's nearest document");
    if days > NEAR_DAYS {
        let doublings = (days as f32 / NEAR_DAYS as f32).log2().min(MOST_DOUBLINGS);
        sheet.add("days-apart", doublings * if looks_back { LEFT_OF_DAYS_APART } else { 1.0 }, detail);
        return;
    }
    match days {
        0..=SAME_DAYS if subject.any => sheet.add("same-days", 1.0 / rivals.of_the_day.max(1) as f32, detail),
        ..=SAME_WEEK if subject.any => sheet.add("same-week", 1.0 / rivals.of_the_week.max(1) as f32, detail),
        _ => {}
    }
}

/// "The exposure of 10 February": a day long before the report, which the incident knows too.
fn recalls_day(sheet: &mut Sheet, meeting: &Meeting<'_>, subject: &Subject) {
    let Some(published) = meeting.signature.published.filter(|_| subject.any) else { return };
    let latest = (published - chrono::Duration::days(LONG_AGO_DAYS)).format("%Y-%m-%d").to_string();
    let mut named = meeting.signature.named_days.range(..latest);
    if let Some(day) = named.find(|day| meeting.profile.contains(Sort::NamedDay, day)) {
        sheet.add("recalls-day", 1.0, day.clone());
    }
}
