//! `/timeline?q=`: what a search found, as a timeline.

pub(crate) mod found;

use askama::Template;
use axum::extract::State;

use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::happenings::Timeline;
use crate::view::histogram::Histogram;
use crate::view::lanes::ask::{Ask, Place};
use found::Lines;

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelinePage {
    frame: Frame,
    q: String,
    /// "16 happenings in 3 incidents".
    total: String,
    /// Where not all that is found is shown.
    cut: Option<String>,
    overview: Option<Histogram>,
    notes: Vec<(String, String)>,
    timeline: Timeline,
    search: String,
    alert: String,
    /// What is asked of the timeline beside the query, for the form.
    kept: Vec<(&'static str, String)>,
}

pub(crate) async fn timeline(State(state): State<WebState>, params: Params) -> Page {
    let ask = Ask::read(&params)?;
    let q = crate::finding::SearchParams::read(&params)?.q;
    let lines = Lines::find(&state, &q, &ask).await?;
    let kept = if q.is_empty() { Vec::new() } else { vec![("q", q.clone())] };
    let place = Place { path: "/timeline".to_owned(), kept, is_full: true };
    let title = if q.is_empty() { "Timeline of everything".to_owned() } else { format!("Timeline of “{q}”") };
    let kept = Ask { after: None, before: None, ..ask }.pairs();
    render(&TimelinePage {
        frame: Frame::new(&state, Section::Search, title, &address("/timeline", &[("q", &q)])),
        total: lines.total(),
        cut: lines.cut(),
        overview: lines.overview.clone(),
        notes: lines.notes.iter().map(|note| (note.token.clone(), plain(&note.message))).collect(),
        timeline: lines.timeline(&state, &ask, &place),
        search: address("/search", &[("q", &q), ("type", "events")]),
        alert: address("/alerts/new", &[("q", &q)]),
        kept,
        q,
    })
}

/// What a message says, with quotation marks where it has marks of code.
fn plain(message: &str) -> String {
    let mut parts = message.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        text.push(if place % 2 == 0 { '“' } else { '”' });
        text.push_str(part);
    }
    text
}
