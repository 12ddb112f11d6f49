//! Watched pages that are gone: once that is certain enough, their removal is an event.
//!
//! A failed fetch is never evidence of removal, and neither is a single "not found": the page must have been missed
//! several times in a row, over a day or more, by answers of its own host that say so. What may then be said is when it
//! was last seen and since when it is absent; nobody knows when in between it was taken away.

use chrono::{DateTime, TimeDelta, Utc};
use watchline_model::{Basis, Dated, Event, EventKind, Evidence, Modality};
use watchline_store::AbsentDocument;

use crate::context::Context;

/// Notes the removals that have become certain; answers how many.
pub async fn watch(context: &Context) -> anyhow::Result<u64> {
    let crawler = &context.config.settings.crawler;
    let hours = i64::try_from(crawler.absent_hours).ok().and_then(TimeDelta::try_hours).unwrap_or(TimeDelta::days(1));
    let since = context.clock.now() - hours;
    let mut noticed = 0;
    for absent in context.store.absent_documents(crawler.absent_confirmations, since).await? {
        let event = removed(&absent);
        let new = context.store.record_observation(absent.document.id, &event, context.clock.now()).await?;
        tracing::info!(document = %absent.url, "statement removed: last seen {}, absent since {}", absent.last_seen, absent.absent_since);
        noticed += u64::from(new);
    }
    Ok(noticed)
}

/// "The statement is no longer there": its evidence is the headline of its last version.
fn removed(absent: &AbsentDocument) -> Event {
    let text = absent.version.reading.full_text();
    let headline = text.split("\n\n").next().unwrap_or_default().chars().count();
    let mut evidence = Evidence::cut(&text, 0, headline);
    evidence.version = Some(absent.version.id);
    Event {
        kind: EventKind::from("statement_removed"),
        actors: absent.source.vendor.iter().cloned().collect(),
        targets: Vec::new(),
        date: Some(when(absent.last_seen, absent.absent_since)),
        modality: Modality::Stated,
        evidence,
        rule: "page-absent".to_owned(),
        participants: Vec::new(),
    }
}

/// As exactly as it is known: the day on which it went, if it was seen on the day on which it was missed; else only
/// when its absence was noticed.
fn when(last_seen: DateTime<Utc>, absent_since: DateTime<Utc>) -> Dated {
    if last_seen.date_naive() == absent_since.date_naive() {
        Dated::day(absent_since.date_naive(), Basis::Occurred)
    } else {
        Dated::time(absent_since, Basis::FirstReported)
    }
}

#[cfg(test)]
mod tests;
