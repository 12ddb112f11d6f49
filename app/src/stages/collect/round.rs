//! One source: its round of requests, each answer archived with what it lists.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use watchline_crawler::{Answer, Archive, Ask, FetchError, Listed, ListedItem, Need, Request, canonical_url};
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;
use watchline_model::{Source, SourceKind};
use watchline_store::{DueSource, Keep, NewEntry, Round, RoundOutcome, SourceAnswer};

use super::entries::is_full_request;
use super::hubs;
use crate::context::Context;
use crate::schedule::{next_due, next_due_after_failure, rhythm_seconds};

/// Records of a bulk download that are written down in one transaction.
const RECORDS_AT_ONCE: usize = 1000;

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    Well {
        new_entries: u32,
    },
    Badly,
    /// Its host rests; nothing was asked.
    Postponed,
}

/// Collects the source and writes down all that came of it.
pub(super) async fn run(context: &Context, due: &DueSource) -> anyhow::Result<Done> {
    let mut round = Asked::new(context, due);
    match round.ask_all().await? {
        None => round.finish().await,
        Some(failure) => {
            if let (Some(until), 0) = (failure.resting_until, round.answers) {
                context.store.postpone_source(&due.source.id, until).await?;
                return Ok(Done::Postponed);
            }
            let now = context.clock.now();
            let next = failure.next_due(&due.source, due, now);
            tracing::warn!(source.id = %due.source.id, "source not collected: {}", failure.message);
            let (id, message, answer) = (&due.source.id, &failure.message, failure.answer.as_ref());
            context.store.record_source_failure(id, message, answer, next, now).await?;
            metrics::counter!("watchline_sources_fetched_total", "outcome" => "failed").increment(1);
            Ok(Done::Badly)
        }
    }
}

/// A round under way.
struct Asked<'a> {
    context: &'a Context,
    due: &'a DueSource,
    requests: VecDeque<Request>,
    answers: u32,
    /// What will be remembered. Answers are read by what was remembered before: a round must not take what its own first
    /// page noted for the end of what is known.
    memory: watchline_crawler::Memory,
    /// Of the answer to the source's own address.
    validators: Option<Validators>,
    outcome: RoundOutcome,
    new_entries: u32,
    /// How often it may be asked, by its own word.
    every_seconds: Option<u64>,
    published: Vec<DateTime<Utc>>,
    /// A required request failed, so what the round would remember is not remembered.
    incomplete: Option<String>,
}

impl<'a> Asked<'a> {
    fn new(context: &'a Context, due: &'a DueSource) -> Self {
        let requests = watchline_crawler::first_requests(&due.source, &due.memory, context.clock.now());
        Self {
            context,
            due,
            requests: requests.into(),
            answers: 0,
            memory: due.memory.clone(),
            validators: None,
            outcome: RoundOutcome::Unchanged,
            new_entries: 0,
            every_seconds: None,
            published: Vec::new(),
            incomplete: None,
        }
    }

    /// Asks until nothing is left to ask; answers the failure that ended the round, if one did.
    async fn ask_all(&mut self) -> anyhow::Result<Option<Failure>> {
        if self.due.source.kind == SourceKind::Page {
            // The page itself is the entry: it is fetched, read and watched like any other.
            let url = canonical_url(&self.due.source.url).unwrap_or_else(|| self.due.source.url.clone());
            let is_new = self.context.store.make_page_due(&self.due.source.id, &url, self.context.clock.now()).await?;
            self.new_entries = u32::from(is_new);
            return Ok(None);
        }
        let most = self.context.config.settings.crawler.max_requests_per_round;
        let (mut asked, mut first_failure) = (0, None);
        let mut known: HashSet<(String, Option<String>)> = HashSet::new();
        while let Some(request) = self.requests.pop_front() {
            // Two places may lead to one list.
            if !known.insert((request.url.clone(), request.json_body.clone())) {
                continue;
            }
            if asked == most {
                let left = self.requests.len() + 1;
                tracing::warn!(source.id = %self.due.source.id, "round stopped after {most} requests, {left} left; raise crawler.max_requests_per_round");
                self.incomplete.get_or_insert_with(|| format!("{left} requests were left over"));
                break;
            }
            asked += 1;
            match self.ask(&request).await? {
                Ok(()) => self.answers += 1,
                Err(failure) if request.need == Need::Optional => {
                    tracing::debug!(source.id = %self.due.source.id, "went on without: {}", failure.message);
                    first_failure.get_or_insert(failure);
                }
                // The first requests are the source itself; what they lead to may be missing here and there.
                Err(failure) if self.answers == 0 && self.requests.is_empty() => return Ok(Some(failure)),
                Err(failure) => {
                    tracing::info!(source.id = %self.due.source.id, "round incomplete: {}", failure.message);
                    self.incomplete.get_or_insert_with(|| failure.message.clone());
                    first_failure.get_or_insert(failure);
                }
            }
        }
        Ok(first_failure.filter(|_| self.answers == 0))
    }

    async fn ask(&mut self, request: &Request) -> anyhow::Result<Result<(), Failure>> {
        let source = &self.due.source;
        let is_main = request.json_body.is_none() && request.url == source.url;
        let unconditional = Validators::default();
        let validators = if is_main && !self.asks_without_conditions() { &self.due.validators } else { &unconditional };
        let ask = Ask {
            json_body: request.json_body.as_deref(),
            accept: request.accept,
            size: request.purpose.size(),
            ..Ask::get(&request.url, validators)
        };
        let page = match self.context.client.ask(&ask, &*self.context.clock).await {
            Ok(Answer::Page(page)) => page,
            Ok(Answer::NotModified(page)) => {
                let answer = SourceAnswer { page: &page, keep: Keep::Answer, entries: &[] };
                self.context.store.record_answer(&source.id, &answer, self.context.clock.now()).await?;
                self.every_seconds = self.every_seconds.max(seconds(watchline_crawler::freshness(&page)));
                return Ok(Ok(()));
            }
            Err(error) => return Ok(Err(Failure::from(error))),
        };
        let (page, listed) = match read_off_thread(source, request, page, &self.due.memory).await {
            Ok(read) => read,
            Err(failure) => return Ok(Err(failure)),
        };
        self.take(is_main, &page, listed).await?;
        Ok(Ok(()))
    }

    fn asks_without_conditions(&self) -> bool {
        self.due.distrusts_validators || is_full_request(self.context, self.due.unchanged_in_a_row)
    }

    /// Archives an answer and notes what follows from it.
    async fn take(&mut self, is_main: bool, page: &FetchedPage, listed: Listed) -> anyhow::Result<()> {
        let source = &self.due.source;
        for warning in &listed.warnings {
            tracing::debug!(source.id = %source.id, "{}: {warning}", page.final_url);
        }
        let entries: Vec<NewEntry> = listed.items.iter().filter_map(|item| new_entry(source, item)).collect();
        let keep = match listed.archive {
            Archive::Answer => Keep::Answer,
            Archive::Records => Keep::RecordsOnly,
        };
        // A bulk download goes in by parts, so that others can write in between; it is listed whole at the next round
        // if this one breaks off.
        let part = if keep == Keep::Answer { entries.len().max(1) } else { RECORDS_AT_ONCE };
        let parts = if entries.is_empty() { vec![entries.as_slice()] } else { entries.chunks(part).collect() };
        for entries in parts {
            let answer = SourceAnswer { page, keep, entries };
            let listing = self.context.store.record_answer(&source.id, &answer, self.context.clock.now()).await?;
            self.new_entries += listing.new_entries;
        }
        if is_main {
            let validators = watchline_crawler::validators(page);
            self.outcome = judge(&self.due.validators, &validators);
            self.validators = Some(validators);
        } else {
            self.outcome = RoundOutcome::Changed;
        }
        self.every_seconds =
            self.every_seconds.max(listed.every_seconds).max(seconds(watchline_crawler::freshness(page)));
        self.published.extend(listed.items.iter().filter_map(|item| item.published.or(item.updated)));
        self.memory.extend(listed.memory);
        self.requests.extend(listed.requests);
        if let Some(hub) = &listed.hub {
            hubs::notice(self.context, &source.id, hub).await?;
        }
        Ok(())
    }

    async fn finish(self) -> anyhow::Result<Done> {
        let (source, now) = (&self.due.source, self.context.clock.now());
        let rhythm = match self.outcome {
            _ if source.kind == SourceKind::Page => Some(self.context.config.settings.crawler.watch_every_seconds),
            RoundOutcome::Unchanged if self.published.is_empty() => self.due.interval_seconds,
            _ => rhythm_seconds(&self.published, now),
        };
        let next = next_due(source, rhythm, self.every_seconds, now);
        let mut memory = if self.incomplete.is_some() { self.due.memory.clone() } else { self.memory };
        // What a kind no longer wants to remember, it remembers as nothing.
        memory.retain(|_, value| !value.is_empty());
        let round = Round {
            next_due: next,
            interval_seconds: u64::try_from((next - now).num_seconds()).ok(),
            memory,
            validators: self.validators.filter(|_| self.incomplete.is_none()),
            outcome: self.outcome,
            new_entries: self.new_entries,
        };
        self.context.store.finish_round(&source.id, &round, now).await?;
        metrics::counter!("watchline_sources_fetched_total", "outcome" => "ok").increment(1);
        tracing::debug!(source.id = %source.id, new_entries = self.new_entries, "source collected");
        Ok(Done::Well { new_entries: self.new_entries })
    }
}

/// Whether the source's own address said something new; a body that changed under the same ETag or date shows that
/// conditions are not to be trusted there.
fn judge(before: &Validators, after: &Validators) -> RoundOutcome {
    if before.body_sha256 == after.body_sha256 {
        return RoundOutcome::Unchanged;
    }
    let same_etag = before.etag.is_some() && before.etag == after.etag;
    let same_date =
        before.etag.is_none() && before.last_modified.is_some() && before.last_modified == after.last_modified;
    if before.body_sha256.is_some() && (same_etag || same_date) {
        return RoundOutcome::ValidatorsLied;
    }
    RoundOutcome::Changed
}

fn seconds(wait: Option<Duration>) -> Option<u64> {
    wait.map(|wait| wait.as_secs())
}

async fn read_off_thread(
    source: &Source,
    request: &Request,
    page: FetchedPage,
    memory: &watchline_crawler::Memory,
) -> Result<(FetchedPage, Listed), Failure> {
    let (source, request, memory) = (source.clone(), request.clone(), memory.clone());
    let read = crate::blocking::run(move || {
        let listed = watchline_crawler::read_answer(&source, &request, &page, &memory);
        (page, listed)
    });
    let (page, listed) = match read.await {
        Ok(read) => read,
        Err(error) => return Err(Failure { message: format!("{error:#}"), ..Failure::default() }),
    };
    match listed {
        Ok(listed) => Ok((page, listed)),
        Err(error) => Err(Failure { message: error.to_string(), answer: Some(page), ..Failure::default() }),
    }
}

/// Why a source could not be collected.
#[derive(Debug, Default)]
struct Failure {
    message: String,
    retry_after: Option<Duration>,
    resting_until: Option<DateTime<Utc>>,
    answer: Option<FetchedPage>,
}

impl Failure {
    fn next_due(&self, source: &Source, due: &DueSource, now: DateTime<Utc>) -> DateTime<Utc> {
        let next = next_due_after_failure(source, due.consecutive_failures, now);
        let asked = self.retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()).map(|wait| now + wait);
        asked.map_or(next, |asked| asked.max(next))
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        let resting_until = match &error {
            FetchError::Resting { until, .. } => Some(*until),
            _ => None,
        };
        Self {
            message: error.to_string(),
            retry_after: error.retry_after(),
            resting_until,
            answer: error.answer().cloned(),
        }
    }
}

fn new_entry(source: &Source, item: &ListedItem) -> Option<NewEntry> {
    Some(NewEntry {
        url: canonical_url(&item.url)?,
        title: item.title.clone(),
        authors: item.authors.clone(),
        published: item.published.or(item.updated),
        updated: item.updated,
        summary: item.summary.clone(),
        watched: source.speaks_for_itself() && !source.kind.gives_records(),
        revision: item.revision.clone(),
        hash_url: item.hash_url.clone(),
        record: item.record.clone(),
    })
}

#[cfg(test)]
mod tests;
