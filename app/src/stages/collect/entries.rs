//! One entry: its page is fetched, and what that means for it is decided.

use chrono::{DateTime, TimeDelta, Utc};
use watchline_crawler::{Answer, Ask, FetchError, HashCheck, Outcome, matches_hash};
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;
use watchline_model::{EntryState, SourceKind};
use watchline_store::{DueEntry, EntryOutcome, Fetched, pack_page};

use crate::context::Context;
use crate::schedule::retry_wait;

/// Longest pause between two looks at a watched page that never changes.
const LONGEST_WATCH: TimeDelta = TimeDelta::days(7);
/// So many looks without a change double the pause.
const PATIENCE: u32 = 8;
/// Advisories are looked at again even if no listing says so: republished ones can keep their old dates.
const RECORDS_EVERY: TimeDelta = TimeDelta::days(7);

/// What came of an entry.
pub(super) enum Came {
    /// To be written down.
    Outcome(EntryOutcome),
    /// A host rests (the entry's own, or one that it leads to), so nothing was asked.
    Rests { host: String, until: DateTime<Utc> },
}

/// Fetches what is due and says what to write down.
pub(super) async fn fetch(context: &Context, due: &DueEntry) -> Came {
    let unconditional = Validators::default();
    let validators = if asks_without_conditions(context, due) { &unconditional } else { &due.validators };
    let answer = context.client.ask(&Ask::get(&due.entry.url, validators), &*context.clock).await;
    let now = context.clock.now();
    let (next_due, what) = match answer {
        Ok(Answer::Page(page)) => match check_hash(context, due, &page).await {
            Ok(()) => of_page(context, due, page, now).await,
            Err(error) => failed(due, error, EntryState::Pending, None, now),
        },
        Ok(Answer::NotModified(page)) => {
            (next_watch(context, due, due.unchanged_in_a_row + 1, now), Fetched::Unchanged(page))
        }
        Err(FetchError::Resting { until, host, .. }) => return Came::Rests { host, until },
        Err(error) => of_failure(context, due, &error, now),
    };
    Came::Outcome(EntryOutcome { entry: due.entry.id, next_due, what })
}

/// Now and then a watched page is asked for as if nothing were known, since some servers repeat an ETag although
/// the page has changed.
fn asks_without_conditions(context: &Context, due: &DueEntry) -> bool {
    due.distrusts_validators || is_full_request(context, due.unchanged_in_a_row)
}

/// Whether the request after so many that brought nothing new is made without conditions.
pub(super) fn is_full_request(context: &Context, unchanged_in_a_row: u32) -> bool {
    let every = context.config.settings.crawler.full_request_every;
    every > 0 && (unchanged_in_a_row + 1).is_multiple_of(every)
}

async fn of_page(
    context: &Context,
    due: &DueEntry,
    page: FetchedPage,
    now: DateTime<Utc>,
) -> (Option<DateTime<Utc>>, Fetched) {
    match crate::blocking::run(move || pack_page(page)).await {
        Ok(packed) => {
            let same = Some(packed.sha256().hex()) == due.validators.body_sha256;
            let unchanged = if same { due.unchanged_in_a_row + 1 } else { 0 };
            (next_watch(context, due, unchanged, now), Fetched::Page(packed))
        }
        Err(error) => failed(due, error.to_string(), EntryState::Pending, None, now),
    }
}

/// Vendors' and regulators' pages, and records of databases, are looked at again and again; the longer they stay as
/// they are, the more rarely.
fn next_watch(context: &Context, due: &DueEntry, unchanged: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let every = i64::try_from(context.config.settings.crawler.watch_every_seconds).unwrap_or(i64::MAX);
    let every = TimeDelta::try_seconds(every).unwrap_or(LONGEST_WATCH);
    if due.source.kind == SourceKind::Csaf {
        return Some(now + RECORDS_EVERY);
    }
    // A source of kind `page` makes its page due itself.
    let watched = due.entry.watched && due.source.kind != SourceKind::Page;
    watched.then(|| now + watch_wait(every, unchanged))
}

/// `every`, doubled for each row of [`PATIENCE`] looks without a change, at most a week (or `every`, if that is longer).
fn watch_wait(every: TimeDelta, unchanged: u32) -> TimeDelta {
    let doublings = (unchanged / PATIENCE).min(10);
    (every * 2_i32.pow(doublings)).min(LONGEST_WATCH.max(every))
}

/// A fetch that may yet succeed is tried again, later each time; a watched page is never given up.
fn of_failure(
    context: &Context,
    due: &DueEntry,
    error: &FetchError,
    now: DateTime<Utc>,
) -> (Option<DateTime<Utc>>, Fetched) {
    let answer = error.answer().cloned();
    let is_absence = matches!(error, FetchError::NotFound { .. } | FetchError::Gone { .. });
    let answer = match answer {
        Some(answer) if is_absence && due.entry.watched => {
            return (Some(now + absence_wait(context)), Fetched::Absent(answer));
        }
        answer => answer,
    };
    let gives_up = match error.remedy_kind() {
        Outcome::Refused => Some(EntryState::Refused),
        Outcome::GiveUp => Some(EntryState::Failed),
        Outcome::Retry if due.entry.attempts + 1 >= context.config.settings.crawler.retry_attempts => {
            Some(EntryState::Failed)
        }
        Outcome::Retry => None,
    };
    let Some(state) = gives_up else {
        let (next_due, what) = failed(due, error.to_string(), EntryState::Pending, answer, now);
        let asked = error.retry_after().and_then(|wait| TimeDelta::from_std(wait).ok());
        return (next_due.max(asked.map(|wait| now + wait)), what);
    };
    let (_, what) = failed(due, error.to_string(), state, answer, now);
    (next_watch(context, due, 0, now), what)
}

/// Until a page that was not there is looked for again: so often that its removal is settled within the time set.
fn absence_wait(context: &Context) -> TimeDelta {
    let crawler = &context.config.settings.crawler;
    let looks = crawler.absent_confirmations.saturating_sub(1).max(1);
    let minutes = i64::try_from(crawler.absent_hours).unwrap_or(24).saturating_mul(60) / i64::from(looks);
    let every = TimeDelta::try_minutes(minutes);
    every.unwrap_or(TimeDelta::hours(12)).max(TimeDelta::minutes(1))
}

fn failed(
    due: &DueEntry,
    error: String,
    state: EntryState,
    answer: Option<FetchedPage>,
    now: DateTime<Utc>,
) -> (Option<DateTime<Utc>>, Fetched) {
    tracing::info!(entry.url = %due.entry.url, state = %state, "page not fetched: {error}");
    (Some(now + retry_wait(due.entry.attempts)), Fetched::Failed { error, state, answer })
}

/// Where the publisher gives a hash, the page must have it: a body that was cut or swapped on the way is not evidence.
async fn check_hash(context: &Context, due: &DueEntry, page: &FetchedPage) -> Result<(), String> {
    let Some(hash_url) = &due.hash_url else { return Ok(()) };
    // A directory publishes either hash, or none; what cannot be had cannot contradict.
    let other = hash_url.strip_suffix(".sha256").map(|stem| format!("{stem}.sha512"));
    for hash_url in std::iter::once(hash_url).chain(other.as_ref()) {
        let published = match context.client.fetch(hash_url, &Validators::default(), &*context.clock).await {
            Ok(Answer::Page(published)) => published,
            Ok(Answer::NotModified(_)) => return Ok(()),
            Err(error) => {
                tracing::debug!(entry.url = %due.entry.url, "no hash to check against: {error}");
                continue;
            }
        };
        return match matches_hash(&page.body, &published.body) {
            HashCheck::Matches | HashCheck::NotAHash => Ok(()),
            HashCheck::Differs => Err(format!("{}: its hash is not the one published at {hash_url}", due.entry.url)),
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests;
