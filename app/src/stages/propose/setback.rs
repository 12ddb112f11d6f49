//! What follows when a model gives no answer that can be used: who waits, and how long. Decided purely.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use watchline_crawler::EndpointError;
use watchline_store::{FailedAsk, Store};

use crate::schedule::retry_wait;

/// After so many unusable answers about one document it is not asked about again.
const MOST_FAILURES: u32 = 4;
/// The endpoint's longest rest, unless it asks for more.
const LONGEST_REST: TimeDelta = TimeDelta::hours(1);
/// Under which the store keeps the endpoint's rest.
const KEY: &str = "model.rest";

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setback {
    reason: String,
    /// The document's own fault: asking about another may work.
    of_the_question: bool,
    /// The endpoint's fault: nothing is asked for a while.
    of_the_endpoint: bool,
    asked_to_wait: Option<TimeDelta>,
}

impl Setback {
    pub(super) fn of_the_question(reason: String) -> Self {
        Self { reason, of_the_question: true, of_the_endpoint: false, asked_to_wait: None }
    }

    /// What becomes of the document. While only the endpoint fails, it is never given up; it goes behind all others.
    pub(super) fn failed_ask(&self, failures: u32, rest_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> FailedAsk {
        let counts = self.of_the_question;
        let failures = failures + u32::from(counts);
        let own = now + retry_wait(failures);
        let next_due = rest_until.map_or(own, |until| until.max(own));
        let is_over = counts && failures >= MOST_FAILURES;
        FailedAsk { reason: self.reason.clone(), next_due: (!is_over).then_some(next_due), counts }
    }
}

impl From<EndpointError> for Setback {
    fn from(error: EndpointError) -> Self {
        // A question that runs out of time may be too long, or the endpoint too busy: both wait.
        let is_slow = matches!(error, EndpointError::Timeout { .. });
        Self {
            reason: error.to_string(),
            of_the_question: error.is_of_the_question(),
            of_the_endpoint: is_slow || !error.is_of_the_question(),
            asked_to_wait: error.retry_after().and_then(|wait| TimeDelta::from_std(wait).ok()),
        }
    }
}

/// Until when nothing is asked, after so many failures of the endpoint in a row; kept in the store.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Rest {
    /// Seconds since 1970.
    until: i64,
    failures: u32,
}

impl Rest {
    pub(super) async fn load(store: &Store) -> anyhow::Result<Self> {
        let kept = store.value(KEY).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    pub(super) async fn save(&self, store: &Store) -> anyhow::Result<()> {
        Ok(store.set_value(KEY, &serde_json::to_string(self)?).await?)
    }

    /// The endpoint answered.
    pub(super) async fn end(store: &Store) -> anyhow::Result<()> {
        if Self::load(store).await? != Self::default() {
            Self::default().save(store).await?;
        }
        Ok(())
    }

    pub(super) fn lasts(&self, now: DateTime<Utc>) -> bool {
        now.timestamp() < self.until
    }

    pub(super) fn until(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.until, 0).unwrap_or_default()
    }

    /// The rest after one more setback; `None` if it is none of the endpoint's.
    pub(super) fn after(&self, setback: &Setback, now: DateTime<Utc>) -> Option<Self> {
        if !setback.of_the_endpoint {
            return None;
        }
        let usual = retry_wait(self.failures).min(LONGEST_REST);
        let wait = setback.asked_to_wait.map_or(usual, |asked| asked.max(TimeDelta::seconds(1)));
        // Full seconds, rounded up.
        Some(Self { until: (now + wait).timestamp() + 1, failures: self.failures.saturating_add(1) })
    }
}

#[cfg(test)]
mod tests;
