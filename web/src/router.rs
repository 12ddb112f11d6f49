//! Every address, on one page.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use axum::{Extension, Router};
use governor::clock::DefaultClock;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::limit::{self, Limiter};
use crate::pages::{
    about, alerts, audit, difference, document, edit, entities, failure, history, home, hub, incident, incidents,
};
use crate::pages::{login, probes, review, search, sitemap, sources, subscription, timeline, undo, version};
use crate::state::WebState;
use crate::{api, assets, conditional, cors, guard};

/// No answer takes longer; exports of a large archive are the longest.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Forms are short.
const LONGEST_BODY_BYTES: usize = 64 << 10;

/// The whole site.
pub fn router(state: WebState) -> Router {
    let limiter = Limiter::new(&state.limits, DefaultClock::default()).map(Arc::new);
    let shared = api::routes(&state).layer(cors::layer());
    #[cfg(feature = "mcp")]
    let shared = shared.merge(crate::mcp::routes(&state));
    Router::new()
        .merge(pages())
        .merge(forms(&state))
        .merge(editors(&state))
        .merge(shared)
        // One click of a mail program comes from elsewhere, by its nature; the signature is its proof.
        .route("/alerts/unsubscribe/{id}", get(subscription::ask).post(subscription::end))
        .route("/hub/{token}", get(hub::verify).post(hub::announce))
        .route("/static/{name}", get(assets::serve))
        .route("/favicon.svg", get(assets::favicon))
        .route("/favicon.ico", get(assets::favicon))
        .fallback(failure::unknown)
        .method_not_allowed_fallback(failure::method)
        .layer(middleware::from_fn(conditional::tag))
        // Live figures: never tagged.
        .route("/healthz", get(probes::healthz))
        .route("/readyz", get(probes::readyz))
        .route("/metrics", get(probes::metrics))
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn(guard::headers))
                .layer(middleware::from_fn_with_state(limiter, limit::admit))
                .layer(CompressionLayer::new())
                .layer(CatchPanicLayer::custom(guard::panicked))
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
                .layer(DefaultBodyLimit::max(LONGEST_BODY_BYTES)),
        )
        .with_state(state)
}

fn pages() -> Router<WebState> {
    Router::new()
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/incidents", get(incidents::incidents))
        .route("/incidents/{id}", get(incident::incident))
        .route("/documents/{id}", get(document::document))
        .route("/documents/{id}/versions/{number}", get(version::version))
        .route("/documents/{id}/diff/{pair}", get(difference::difference))
        .route("/timeline", get(timeline::timeline))
        .route("/entities", get(entities::entities))
        .route("/entities/{slug}", get(entities::one::entity))
        .route("/sources", get(sources::sources))
        .route("/sources/{id}", get(sources::source))
        .route("/about", get(about::about))
        .route("/api/v1/docs", get(api::reference_page))
        .route("/robots.txt", get(probes::robots))
        .route("/sitemap.xml", get(sitemap::sitemap))
}

/// What only editors see and do, and the history that shows them more.
fn editors(state: &WebState) -> Router<WebState> {
    Router::new()
        .route("/review", get(review::queue).post(review::answer_many))
        .route("/review/undo", post(undo::undo))
        .route("/review/audit", get(audit::audit))
        .route("/review/audit.csv", get(audit::csv))
        .route("/review/audit.jsonl", get(audit::jsonl))
        .route("/review/{key}", get(review::item).post(review::answer))
        .route("/incidents/{id}/history", get(history::history))
        .route("/incidents/{id}/edit", get(edit::incident::ask).post(edit::incident::change))
        .route("/incidents/{id}/merge", get(edit::merge::ask).post(edit::merge::merge))
        .route("/documents/{id}/edit", get(edit::document::ask).post(edit::document::change))
        .layer(csrf(state))
        .layer(middleware::from_fn(guard::editors))
}

/// What is sent by forms: refused where it comes from another site (Origin, Sec-Fetch-Site).
fn forms(state: &WebState) -> Router<WebState> {
    Router::new()
        .route("/alerts", get(alerts::new).post(alerts::create))
        .route("/alerts/new", get(alerts::new).post(alerts::create))
        .route("/alerts/confirm/{id}", get(subscription::confirm))
        .route("/alerts/{id}", get(subscription::manage))
        .route("/login", get(login::ask).post(login::enter))
        .route("/logout", post(login::leave))
        .layer(Extension(Arc::new(alerts::ConfirmationLimit::default())))
        .layer(csrf(state))
}

fn csrf(state: &WebState) -> CsrfLayer {
    // Behind a proxy the Host header may be the inner one; the public address is trusted by name.
    let origin = url::Url::parse(&state.public_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    let csrf = CsrfLayer::new();
    csrf.clone().add_trusted_origin(&origin).unwrap_or(csrf)
}

#[cfg(test)]
mod tests;
