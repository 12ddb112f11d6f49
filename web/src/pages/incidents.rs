//! `/incidents`: all of them, by the day of the last report.

use askama::Template;
use axum::extract::State;

use crate::error::WebError;
use crate::pages::home::{Day, days, older, place};
use crate::pages::{Page, render};
use crate::params::Params;
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::when::plural;

const SHOWN: u32 = 40;

#[derive(Template)]
#[template(path = "incidents.html")]
struct Incidents {
    frame: Frame,
    total: String,
    days: Vec<Day>,
    more: Option<String>,
    later: bool,
}

pub(crate) async fn incidents(State(state): State<WebState>, params: Params) -> Page {
    let before = params.get("before").map(|text| {
        place(text).ok_or_else(|| WebError::bad("before", "is not a place in this list; begin at /incidents"))
    });
    let before = before.transpose()?;
    let recent = state.store.recent_incidents(SHOWN, before).await?;
    render(&Incidents {
        frame: Frame::new(&state, Section::Incidents, "Incidents", "/incidents").with_feed("/feed.atom"),
        total: plural(state.store.counts().await?.incidents, "incident"),
        days: days(&state, &recent).await?,
        more: older(&recent, SHOWN),
        later: before.is_some(),
    })
}
