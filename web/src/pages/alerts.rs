//! `/alerts` and `/alerts/new`: a search becomes a subscription, after a dry run. Nothing is sent before the
//! recipient has opened the signed link of the confirmation.

mod form;
mod limit;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono::TimeDelta;
use watchline_alerts::{Links, Policy, confirmation, sign};
use watchline_index::query_examples;
use watchline_model::{Channel, Incident, IncidentId, RecordKind, SubscriptionId};
use watchline_store::{NewDelivery, NewSubscription};

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::when::{When, plural};
use form::{Filled, Wrong};
pub(crate) use limit::ConfirmationLimit;

/// How far back the dry run looks.
const DRY_RUN_DAYS: i64 = 30;
/// Incidents the dry run looks at.
const LOOKED_AT: usize = 100;
/// Of a dry run's alerts, those that are listed.
const LISTED: usize = 8;

#[derive(Template)]
#[template(path = "alerts_new.html")]
struct NewAlert {
    frame: Frame,
    filled: Filled,
    wrong: Vec<Wrong>,
    dry: Option<DryRun>,
    notes: Vec<String>,
    examples: Vec<(String, &'static str, &'static str)>,
    /// The same search without a subscription.
    feeds: Vec<(&'static str, String)>,
}

impl NewAlert {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

const FEEDS: [(&str, &str); 3] = [("Atom", "/feed.atom"), ("JSON Feed", "/feed.json"), ("Calendar", "/calendar.ics")];

/// What a subscription would have brought.
struct DryRun {
    times: String,
    none: bool,
    fired: Vec<Fired>,
    more: String,
}

struct Fired {
    at: When,
    what: String,
    address: String,
    title: String,
}

pub(crate) async fn new(State(state): State<WebState>, params: Params) -> Page {
    let asked = SearchParams::read(&params)?;
    render(&page(&state, Filled::new(asked.q, &params), Vec::new()).await?)
}

async fn page(state: &WebState, filled: Filled, wrong: Vec<Wrong>) -> Result<NewAlert, WebError> {
    let (dry, notes) = if filled.q.is_empty() { (None, Vec::new()) } else { dry_run(state, &filled.q).await? };
    let examples = query_examples().iter().take(3);
    Ok(NewAlert {
        frame: Frame::new(state, Section::Alerts, "Alerts", "/alerts/new"),
        feeds: FEEDS.map(|(label, path)| (label, address(path, &[("q", &filled.q)]))).to_vec(),
        filled,
        wrong,
        dry,
        notes,
        examples: examples.map(|(q, what)| (address("/alerts/new", &[("q", q)]), *q, *what)).collect(),
    })
}

/// The incidents that match and that opened or changed their status within the last month.
async fn dry_run(state: &WebState, q: &str) -> Result<(Option<DryRun>, Vec<String>), WebError> {
    let asked = SearchParams { limit: LOOKED_AT, ..SearchParams::of(q) };
    let finding = finding::find(state, RecordKind::Incident, &asked, Counting::HitsOnly).await?;
    let ids: Vec<IncidentId> = finding.found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    let since = state.now() - TimeDelta::days(DRY_RUN_DAYS);
    let mut fired: Vec<_> = incidents.iter().flat_map(|incident| fires(incident, since)).collect();
    fired.sort_by(|(a, _), (b, _)| b.cmp(a));
    let more = fired.len().saturating_sub(LISTED);
    let dry = DryRun {
        times: plural(fired.len() as u64, "time"),
        none: fired.is_empty(),
        more: if more > 0 { format!("and {more} more") } else { String::new() },
        fired: fired.into_iter().take(LISTED).map(|(_, fired)| fired).collect(),
    };
    let notes = finding.parsed.notes.iter().map(|note| format!("“{}” {}", note.token, note.message)).collect();
    Ok((Some(dry), notes))
}

fn fires(
    incident: &Incident,
    since: chrono::DateTime<chrono::Utc>,
) -> impl Iterator<Item = (chrono::DateTime<chrono::Utc>, Fired)> {
    let opened = incident.first_reported.unwrap_or(incident.opened_at);
    // The first step is the opening itself.
    let steps = incident.status_path.iter().skip(1).map(|step| (step.at, format!("became {}", step.status)));
    let all = std::iter::once((opened, "opened".to_owned())).chain(steps);
    all.filter(move |(at, _)| *at >= since).map(|(at, what)| {
        let fired = Fired {
            at: When::day(at),
            what,
            address: format!("/incidents/{}", incident.id),
            title: incident.title.clone(),
        };
        (at, fired)
    })
}

#[derive(Template)]
#[template(path = "alerts_made.html")]
struct Made {
    frame: Frame,
    q: String,
    address: String,
    webhook_secret: Option<String>,
}

/// Takes the form: an unconfirmed subscription and its confirmation in the outbox, or the form again.
pub(crate) async fn create(
    State(state): State<WebState>,
    Extension(limit): Extension<Arc<ConfirmationLimit>>,
    body: String,
) -> Result<Response, WebError> {
    let params = Params::read(&body);
    let asked = SearchParams::read(&params)?;
    let filled = Filled::new(asked.q, &params);
    let (channel, rhythm) = match filled.read() {
        Ok(read) => read,
        Err(wrong) => {
            let page = page(&state, filled, wrong).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
        }
    };
    let now = state.now();
    if !limit.admits(channel.address(), now) {
        return Err(WebError::TooMany(
            "too many confirmations were asked for; wait an hour, then try again".to_owned(),
        ));
    }
    let webhook_secret = match &channel {
        Channel::Webhook { secret, .. } => Some(secret.clone()),
        Channel::Email(_) => None,
    };
    let made = Made {
        frame: Frame::new(&state, Section::Alerts, "One more step", "/alerts/new"),
        q: filled.q.clone(),
        address: channel.address().to_owned(),
        webhook_secret,
    };
    let new = NewSubscription { query: filled.q, channel, rhythm, confirmed: false };
    let id = state.store.add_subscription(&new, now).await?;
    let subscription = state.store.find_subscription(id).await?;
    let subscription = subscription.ok_or_else(|| WebError::Broken(format!("subscription {id} vanished")))?;
    let policy = Policy { max_age_days: 30, public_url: state.public_url.clone(), mail_from: String::new() };
    let message = confirmation(&subscription, &links(&state, id), &policy);
    let delivery = NewDelivery {
        subscription: id,
        key: message.key,
        subject: message.subject,
        body_text: message.body_text,
        body_json: message.body_json,
        due: message.due,
    };
    state.store.enqueue_deliveries(&[delivery], None, now).await?;
    Ok((StatusCode::CREATED, Html(made.render()?)).into_response())
}

/// The signed addresses of a subscription.
pub(crate) fn links(state: &WebState, id: SubscriptionId) -> Links {
    let link = |path: &str, action: &str| state.address(&format!("{path}/{id}?s={}", sign(&state.secret, action, id)));
    Links {
        confirm: link("/alerts/confirm", "confirm"),
        manage: link("/alerts", "manage"),
        unsubscribe: link("/alerts/unsubscribe", "unsubscribe"),
    }
}
