//! `/feed.json?q=` (JSON Feed 1.1).

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::api::{Problem, dto};
use crate::params::{Params, address};
use crate::state::WebState;

pub(crate) async fn feed(State(state): State<WebState>, params: Params) -> Result<Response, Problem> {
    let (q, incidents) = super::incidents(&state, &params).await?;
    let items = incidents.iter().map(|incident| {
        let own = state.address(&format!("/incidents/{}", incident.id));
        let severity = incident.severity.map(|severity| severity.as_str());
        let tags: Vec<&str> = [incident.status.as_str()].into_iter().chain(severity).collect();
        json!({
            "id": own,
            "url": own,
            "title": incident.title,
            "content_text": format!("{} {}", super::standing(incident), dto::summary(incident)).trim(),
            "date_published": dto::Moment(incident.first_reported.unwrap_or(incident.opened_at)),
            "date_modified": dto::Moment(incident.changed_at),
            "tags": tags,
        })
    });
    let body = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": super::title(&q),
        "home_page_url": state.address(&address("/search", &[("q", &q), ("type", "incidents")])),
        "feed_url": state.address(&address("/feed.json", &[("q", &q)])),
        "language": "en",
        "authors": [{"name": "Watchline", "url": state.address("/about")}],
        "items": items.collect::<Vec<_>>(),
    });
    Ok(([(CONTENT_TYPE, "application/feed+json")], body.to_string()).into_response())
}
