//! `/alerts/confirm/{id}`, `/alerts/{id}`, `/alerts/unsubscribe/{id}`: who has the signed link needs no account.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use watchline_alerts::{check, sign};
use watchline_model::{Subscription, SubscriptionId};

use crate::error::WebError;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::when::When;

#[derive(Template)]
#[template(path = "subscription.html")]
struct Manage {
    frame: Frame,
    heading: &'static str,
    sentence: &'static str,
    q: String,
    search: String,
    channel: &'static str,
    address: String,
    rhythm: &'static str,
    created: When,
    confirmed: Option<When>,
    ended: Option<When>,
    deliveries: Vec<(When, String, &'static str)>,
    /// Where the button to end it leads.
    end: Option<String>,
}

async fn find(state: &WebState, id: &str, action: &str, params: &Params) -> Result<Subscription, WebError> {
    let refused = || WebError::Refused("it may have been cut short; open it from the message again".to_owned());
    let id: SubscriptionId = id.parse().map_err(|_| refused())?;
    if !check(&state.secret, action, id, params.get("s").unwrap_or_default()) {
        return Err(refused());
    }
    state.store.find_subscription(id).await?.ok_or_else(|| WebError::missing("such subscription"))
}

/// Opening the link confirms; doing so twice changes nothing.
pub(crate) async fn confirm(State(state): State<WebState>, Path(id): Path<String>, params: Params) -> Page {
    let subscription = find(&state, &id, "confirm", &params).await?;
    if subscription.ended_at.is_some() {
        return show(&state, subscription, "This subscription has ended", "To have it again, make a new one.").await;
    }
    if subscription.confirmed_at.is_none() {
        state.store.confirm_subscription(subscription.id, state.now()).await?;
    }
    let subscription = state.store.find_subscription(subscription.id).await?.unwrap_or(subscription);
    show(&state, subscription, "Confirmed", "From now on you are told when a matching incident opens or changes.").await
}

pub(crate) async fn manage(State(state): State<WebState>, Path(id): Path<String>, params: Params) -> Page {
    let subscription = find(&state, &id, "manage", &params).await?;
    show(&state, subscription, "Your subscription", "This page is yours alone: its address is the key to it.").await
}

async fn show(state: &WebState, of: Subscription, heading: &'static str, sentence: &'static str) -> Page {
    let deliveries = state.store.list_deliveries(of.id).await?;
    let told = deliveries
        .into_iter()
        .rev()
        .take(20)
        .map(|one| (When::moment(one.delivered_at.unwrap_or(one.created_at)), one.subject, one.state.as_str()));
    let end = format!("/alerts/unsubscribe/{}?s={}", of.id, sign(&state.secret, "unsubscribe", of.id));
    render(&Manage {
        frame: Frame::new(state, Section::Alerts, heading, "/alerts").unlisted(),
        heading,
        sentence,
        search: address("/search", &[("q", &of.query), ("type", "incidents")]),
        channel: of.channel.kind(),
        address: of.channel.address().to_owned(),
        rhythm: rhythm(of.rhythm),
        created: When::moment(of.created_at),
        confirmed: of.confirmed_at.map(When::moment),
        ended: of.ended_at.map(When::moment),
        deliveries: told.collect(),
        end: of.ended_at.is_none().then_some(end),
        q: of.query,
    })
}

fn rhythm(rhythm: watchline_model::Rhythm) -> &'static str {
    match rhythm {
        watchline_model::Rhythm::Immediate => "at once",
        watchline_model::Rhythm::Daily => "once a day",
        watchline_model::Rhythm::Weekly => "once a week",
    }
}

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct Unsubscribe {
    frame: Frame,
    q: String,
    address: String,
    action: String,
    ended: bool,
    again: String,
}

/// A page with a button: mail scanners open links, so a GET ends nothing.
pub(crate) async fn ask(State(state): State<WebState>, Path(id): Path<String>, params: Params) -> Page {
    let subscription = find(&state, &id, "unsubscribe", &params).await?;
    let ended = subscription.ended_at.is_some();
    leave(&state, &subscription, ended)
}

/// The button, and the one-click POST of mail programs (RFC 8058).
pub(crate) async fn end(State(state): State<WebState>, Path(id): Path<String>, params: Params) -> Page {
    let subscription = find(&state, &id, "unsubscribe", &params).await?;
    if subscription.ended_at.is_none() {
        state.store.end_subscription(subscription.id, state.now()).await?;
    }
    leave(&state, &subscription, true)
}

fn leave(state: &WebState, of: &Subscription, ended: bool) -> Result<Html<String>, WebError> {
    let heading = if ended { "You will hear no more of this" } else { "End this subscription?" };
    render(&Unsubscribe {
        frame: Frame::new(state, Section::Alerts, heading, "/alerts").unlisted(),
        address: of.channel.address().to_owned(),
        action: format!("/alerts/unsubscribe/{}?s={}", of.id, sign(&state.secret, "unsubscribe", of.id)),
        ended,
        again: address("/alerts/new", &[("q", &of.query)]),
        q: of.query.clone(),
    })
}
