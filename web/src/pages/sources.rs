//! `/sources`: where everything comes from, and how each source is doing.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use watchline_store::SourceView;

use crate::pages::{Page, render};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::when::{When, grouped, plural, span};

#[derive(Template)]
#[template(path = "sources.html")]
struct Sources {
    frame: Frame,
    total: String,
    failing: String,
    any_failing: bool,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    url: String,
    tier: &'static str,
    kind: &'static str,
    sentence: String,
    failing: bool,
    last: Option<When>,
    next: Option<When>,
    documents: String,
    relevant: String,
    search: String,
}

pub(crate) async fn sources(State(state): State<WebState>) -> Page {
    let now = state.now();
    let mut views = state.store.list_sources().await?;
    views.retain(|view| view.configured || view.health.documents > 0);
    views.sort_by(|a, b| a.source.tier.cmp(&b.source.tier).then_with(|| a.source.name.cmp(&b.source.name)));
    let rows: Vec<Row> = views.iter().map(|view| row(view, now)).collect();
    let failing = rows.iter().filter(|row| row.failing).count() as u64;
    render(&Sources {
        frame: Frame::new(&state, Section::Sources, "Sources", "/sources"),
        total: plural(rows.len() as u64, "source"),
        failing: plural(failing, "source"),
        any_failing: failing > 0,
        rows,
    })
}

fn row(view: &SourceView, now: DateTime<Utc>) -> Row {
    let (source, health) = (&view.source, &view.health);
    Row {
        name: source.name.clone(),
        url: source.url.clone(),
        tier: source.tier.as_str(),
        kind: source.kind.as_str(),
        sentence: sentence(view, now),
        failing: health.consecutive_failures > 0,
        last: health.last_fetch.map(When::moment),
        next: health.next_due.filter(|_| source.enabled && view.configured).map(When::moment),
        documents: grouped(health.documents),
        relevant: grouped(health.relevant),
        search: crate::params::address("/search", &[("q", &format!("source:{}", source.id))]),
    }
}

/// How it is doing, as one would say it.
fn sentence(view: &SourceView, now: DateTime<Utc>) -> String {
    let health = &view.health;
    if !view.configured {
        return "No longer watched; its documents are kept.".to_owned();
    }
    if !view.source.enabled {
        return "Switched off.".to_owned();
    }
    let ago = |at: DateTime<Utc>| span((now - at).num_seconds());
    if health.consecutive_failures > 0 {
        let since = health
            .last_success
            .map_or_else(|| "It has never answered".to_owned(), |at| format!("It last answered {} ago", ago(at)));
        let why = health.last_error.as_deref().unwrap_or("no reason was noted");
        let tries = plural(u64::from(health.consecutive_failures), "time");
        return format!("Failed {tries} in a row: {why}. {since}.");
    }
    match (health.last_success, health.last_new_entry) {
        (None, _) => "Not fetched yet.".to_owned(),
        (Some(_), None) => "Answers, but has listed nothing yet.".to_owned(),
        (Some(_), Some(new)) => format!("Works; last listed something new {} ago.", ago(new)),
    }
}
