//! What changed meets what is subscribed: matching changes become messages in the outbox, and the position in
//! the change log moves in the same transaction.

mod digest;

use std::collections::{BTreeMap, BTreeSet};

use watchline_alerts::{MatchedChange, Message, plan as plan_messages};
use watchline_model::{Change, DocumentId, Incident, IncidentId, Rhythm, Subject, Subscription};
use watchline_store::{DocumentView, NewDelivery};

use super::records::incident_key;
use crate::context::Context;

/// How far the alerts have followed the change log.
const CURSOR: &str = "alerts";
const BATCH: u32 = 1000;

/// Plans messages for everything new in the log, then the digests whose period is over; answers how many are new.
pub async fn plan(context: &Context) -> anyhow::Result<u64> {
    let subscriptions = context.store.list_subscriptions().await?;
    let mut planned = 0;
    loop {
        let cursor = context.store.cursor(CURSOR).await?;
        let changes = context.store.changes_after(cursor, BATCH).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { break };
        let news = News::gather(context, changes).await?;
        let mut deliveries = Vec::new();
        for subscription in subscriptions.iter().filter(|subscription| subscription.rhythm == Rhythm::Immediate) {
            deliveries.extend(news.for_subscription(context, subscription).await?);
        }
        let new = context.store.enqueue_deliveries(&deliveries, Some((CURSOR, last)), context.clock.now()).await?;
        planned += u64::from(new);
    }
    for subscription in subscriptions.iter().filter(|subscription| subscription.rhythm != Rhythm::Immediate) {
        planned += digest::plan(context, subscription).await?;
    }
    Ok(planned)
}

/// Alerting changes with what is needed to tell of them.
struct News {
    changes: Vec<Change>,
    incidents: BTreeMap<IncidentId, Incident>,
    /// The incident by which each is found: of one that was merged away, the one that its address leads to.
    standing: BTreeMap<IncidentId, IncidentId>,
    /// The documents whose words are quoted.
    quoted: BTreeMap<DocumentId, DocumentView>,
}

impl News {
    async fn gather(context: &Context, changes: Vec<Change>) -> anyhow::Result<Self> {
        let changes: Vec<Change> = changes.into_iter().filter(|change| change.kind.is_alerting()).collect();
        let ids: BTreeSet<IncidentId> = changes.iter().filter_map(incident_of).collect();
        let ids: Vec<IncidentId> = ids.into_iter().collect();
        let incidents = context.store.list_incidents(&ids).await?;
        let mut standing = BTreeMap::new();
        for incident in &incidents {
            let found_as = match incident.merged_into {
                None => incident.id,
                Some(into) => context.store.resolve_incident(into).await?.unwrap_or(into),
            };
            standing.insert(incident.id, found_as);
        }
        let last_step = |incident: &Incident| incident.status_path.last().map(|step| step.document);
        let quoted: Vec<DocumentId> = incidents.iter().filter_map(last_step).collect();
        let quoted = context.store.list_documents(&quoted).await?;
        Ok(Self {
            changes,
            standing,
            incidents: incidents.into_iter().map(|incident| (incident.id, incident)).collect(),
            quoted: quoted.into_iter().map(|view| (view.document.id, view)).collect(),
        })
    }

    /// The messages for one subscriber; nothing is told of an incident that the query does not find.
    async fn for_subscription(
        &self,
        context: &Context,
        subscription: &Subscription,
    ) -> anyhow::Result<Vec<NewDelivery>> {
        let found = self.found_by(context, &subscription.query).await?;
        let matched: Vec<MatchedChange> = self
            .changes
            .iter()
            .filter_map(|change| {
                let incident = self.incidents.get(&incident_of(change)?)?;
                let found_as = self.standing.get(&incident.id)?;
                found.contains(&incident_key(*found_as)).then(|| self.matched(change, incident))
            })
            .collect();
        let messages = plan_messages(&matched, subscription, &context.policy(), context.clock.now());
        Ok(messages.into_iter().map(|message| delivery(subscription, message)).collect())
    }

    async fn found_by(&self, context: &Context, query: &str) -> anyhow::Result<BTreeSet<String>> {
        let keys: Vec<String> = self.standing.values().map(|id| incident_key(*id)).collect();
        let (index, query, now) = (context.index.clone(), query.to_owned(), context.clock.now());
        let found = crate::blocking::run(move || {
            let parsed = index.parse(&query, now);
            index.matches(&parsed, &keys)
        });
        Ok(found.await??.into_iter().collect())
    }

    fn matched<'a>(&'a self, change: &'a Change, incident: &'a Incident) -> MatchedChange<'a> {
        let quoted = incident.status_path.last().and_then(|step| self.quoted.get(&step.document));
        MatchedChange {
            change,
            incident,
            document_url: quoted.map(|view| view.document.url.as_str()),
            publisher: quoted.map(|view| view.source.publisher.as_str()),
        }
    }
}

fn incident_of(change: &Change) -> Option<IncidentId> {
    match change.subject {
        Subject::Incident(id) => Some(id),
        Subject::Document(_) | Subject::Source(_) => None,
    }
}

fn delivery(subscription: &Subscription, message: Message) -> NewDelivery {
    NewDelivery {
        subscription: subscription.id,
        key: message.key,
        subject: message.subject,
        body_text: message.body_text,
        body_json: message.body_json,
        due: message.due,
    }
}
