//! `/healthz`, `/readyz`, `/metrics`, `/robots.txt`: for machines that watch this one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::blocking;
use crate::error::WebError;
use crate::state::WebState;

/// The process runs.
pub(crate) async fn healthz() -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], "ok\n")
}

/// Store and index answer.
pub(crate) async fn readyz(State(state): State<WebState>) -> Response {
    let index = state.index.clone();
    let cursor = blocking::run(move || index.cursor()).await;
    match (state.store.last_change().await, cursor) {
        (Ok(last), Ok(cursor)) => {
            let behind = (last.0 - cursor.0).max(0);
            ([(CACHE_CONTROL, "no-store")], format!("ok\nchanges not indexed yet: {behind}\n")).into_response()
        }
        (Err(error), _) => {
            tracing::error!(%error, "not ready: the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n").into_response()
        }
        (_, Err(_)) => (StatusCode::SERVICE_UNAVAILABLE, "the index does not answer\n").into_response(),
    }
}

/// What the process measures, then how much the archive holds (Prometheus text format).
pub(crate) async fn metrics(State(state): State<WebState>) -> Result<Response, WebError> {
    let counts = state.store.counts().await?;
    let mut text = state.metrics.as_ref().map_or_else(String::new, |handle| handle.render());
    for (name, value) in [
        ("sources", counts.sources),
        ("pages", counts.pages),
        ("documents", counts.documents),
        ("versions", counts.versions),
        ("incidents", counts.incidents),
        ("events", counts.events),
        ("claims", counts.claims),
        ("subscriptions", counts.subscriptions),
        ("alerts_delivered", counts.alerts),
        ("pages_pending", counts.pending_pages),
        ("entries_pending", counts.pending_entries),
    ] {
        text.push_str(&format!("# TYPE watchline_archive_{name} gauge\nwatchline_archive_{name} {value}\n"));
    }
    let headers = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    Ok((headers, text).into_response())
}

/// Crawlers may read all but what is endless (searches) or private (subscriptions).
pub(crate) async fn robots(State(state): State<WebState>) -> impl IntoResponse {
    let text = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /alerts/\nDisallow: /review\nDisallow: /login\nDisallow: /export.\nDisallow: /api/\n\nSitemap: {}\n# Feeds for programs: {}\n",
        state.address("/sitemap.xml"),
        state.address("/feed.atom")
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text)
}
