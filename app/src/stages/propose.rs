//! A model, where one is configured, is asked what it sees in documents that may matter; what of it counts joins their tags.
//!
//! Beside the line and never in it: every document is tagged, placed and told of by the rules before a model is asked, and
//! an endpoint that is slow, broken or gone keeps nothing waiting. What is asked, answered and put off stands in the
//! store, so a kill loses nothing and pays for no answer twice.

mod prompt;
mod reply;
mod setback;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;
use watchline_analysis::proposals::{Proposals, is_proposed};
use watchline_crawler::ModelEndpoint;
use watchline_store::{StoredProposals, UnaskedVersion};

use crate::context::Context;
use setback::{Rest, Setback};

/// What asking came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proposed {
    /// Documents that were asked about and answered.
    pub answered: u64,
    /// Events and claims that count.
    pub admitted: u64,
}

/// Asks about one document after the other, until none is due, the hour's limit is reached, the endpoint fails, or `stop`
/// is told.
pub async fn propose(context: &Context, stop: &CancellationToken) -> anyhow::Result<Proposed> {
    let mut proposed = Proposed::default();
    let Some(model) = &context.model else { return Ok(proposed) };
    let settings = &context.config.settings.analysis.model;
    while !stop.is_cancelled() && !Rest::load(&context.store).await?.lasts(context.clock.now()) {
        let now = context.clock.now();
        let Some(unasked) = context.store.unasked_versions(context.tagged_with, now, 1).await?.pop() else { break };
        let version = unasked.version.version.id;
        if !context.store.begin_request(version, settings.max_documents_per_hour, now).await? {
            break;
        }
        let answered = tokio::select! {
            () = stop.cancelled() => break,
            answered = ask(context, model, &unasked) => answered,
        };
        match answered {
            Ok(proposals) => {
                proposed.answered += 1;
                proposed.admitted += keep(context, &unasked, proposals).await?;
                Rest::end(&context.store).await?;
            }
            Err(setback) => put_off(context, &unasked, &setback).await?,
        }
    }
    Ok(proposed)
}

async fn ask(context: &Context, model: &ModelEndpoint, unasked: &UnaskedVersion) -> Result<Proposals, Setback> {
    let settings = &context.config.settings.analysis.model;
    let question =
        prompt::question(&settings.model, settings.max_text_chars, &context.taxonomy, &unasked.version.version.reading);
    let body = model.ask(question, &*context.clock).await.map_err(Setback::from)?;
    reply::read(&body)
        .map_err(|reason| Setback::of_the_question(format!("the model's answer cannot be used: {reason}")))
}

/// Keeps the answer with what of it counts; answers how much that is.
async fn keep(context: &Context, unasked: &UnaskedVersion, proposals: Proposals) -> anyhow::Result<u64> {
    let settings = &context.config.settings.analysis.model;
    let (version, document) = (unasked.version.version.id, unasked.version.document.id);
    let answer = serde_json::to_string(&proposals).expect("proposals are texts in lists");
    let stored = StoredProposals { version, model: settings.model.clone(), answer };
    let (tagger, untagged) = (context.tagger.clone(), unasked.version.clone());
    let weighed = crate::blocking::run(move || (tagger.tag_and_weigh(&untagged, Some(&stored)), stored));
    let ((tagged, rejected), stored) = weighed.await?;
    let events = tagged.events.iter().filter(|event| is_proposed(&event.rule)).count();
    let claims = tagged.claims.iter().filter(|claim| is_proposed(&claim.rule)).count();
    let now = context.clock.now();
    context.store.record_proposals(&stored.model, &stored.answer, &tagged, context.tagged_with, now).await?;
    tracing::info!(document.id = %document, events, claims, rejected = rejected.len(), "a model proposed");
    for rejected in rejected {
        tracing::debug!(document.id = %document, what = rejected.what, "a proposal does not count: {}", rejected.reason);
    }
    Ok((events + claims) as u64)
}

async fn put_off(context: &Context, unasked: &UnaskedVersion, setback: &Setback) -> anyhow::Result<()> {
    let now: DateTime<Utc> = context.clock.now();
    let (version, document) = (unasked.version.version.id, unasked.version.document.id);
    let rest = Rest::load(&context.store).await?.after(setback, now);
    if let Some(rest) = &rest {
        rest.save(&context.store).await?;
    }
    let until = rest.map(|rest| rest.until());
    let failed = setback.failed_ask(unasked.failures, until, now);
    match failed.next_due {
        Some(_) => {
            tracing::warn!(document.id = %document, "asking the model failed, tried again later: {}", failed.reason)
        }
        None => tracing::warn!(document.id = %document, "the model is not asked again about this: {}", failed.reason),
    }
    let model = &context.config.settings.analysis.model.model;
    Ok(context.store.record_failed_ask(version, model, &failed, now).await?)
}
