//! `/sitemap.xml`: what search engines may list (sitemaps.org, protocol 0.9). Searches and subscriptions are not in it.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use chrono::{DateTime, SecondsFormat, Utc};

use crate::error::WebError;
use crate::state::WebState;

/// Incidents listed, the latest first: the protocol allows 50,000 addresses in one file.
const MOST: u32 = 40_000;

const PAGES: [&str; 5] = ["/", "/incidents", "/entities", "/sources", "/about"];

pub(crate) async fn sitemap(State(state): State<WebState>) -> Result<impl IntoResponse, WebError> {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in PAGES {
        text.push_str(&line(&state.address(path), None));
    }
    for incident in state.store.recent_incidents(MOST, None).await? {
        text.push_str(&line(&state.address(&format!("/incidents/{}", incident.id)), Some(incident.changed_at)));
    }
    text.push_str("</urlset>\n");
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], text))
}

fn line(address: &str, changed: Option<DateTime<Utc>>) -> String {
    let address = address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let changed = changed
        .map_or_else(String::new, |at| format!("<lastmod>{}</lastmod>", at.to_rfc3339_opts(SecondsFormat::Secs, true)));
    format!("<url><loc>{address}</loc>{changed}</url>\n")
}
