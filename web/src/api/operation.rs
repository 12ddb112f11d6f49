//! Every address of the API, of the feeds and of the exports, in one table: by it requests are routed and checked, and
//! by the same it is described, so that there is no address without a description and none described that does not
//! answer.

mod table;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::LAST_MODIFIED;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use schemars::{Schema, SchemaGenerator};

use super::fresh::Fresh;
use super::parameter::{self, Parameter};
use super::problem::Problem;
use crate::params::Params;
use crate::state::WebState;

pub(crate) use table::OPERATIONS;

/// One address and what it answers.
pub(crate) struct Operation {
    pub(crate) path: &'static str,
    pub(crate) id: &'static str,
    pub(crate) group: &'static str,
    pub(crate) summary: &'static str,
    /// More of it; may be empty.
    pub(crate) about: &'static str,
    pub(crate) parameters: &'static [Parameter],
    pub(crate) answer: Answer,
    /// What its answer depends on, beside the request.
    pub(crate) fresh: Fresh,
    /// Answers beside 200 and those that all have.
    pub(crate) others: &'static [u16],
    route: fn() -> MethodRouter<WebState>,
}

/// What it answers with.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    /// JSON of this schema.
    Json(fn(&mut SchemaGenerator) -> Schema),
    /// A file of this media type, whose form is described elsewhere.
    File(&'static str),
}

/// Every address of the table.
pub(crate) fn routes(state: &WebState) -> Router<WebState> {
    let mut router = Router::new();
    for operation in OPERATIONS {
        let state = state.clone();
        let admit = move |params: Params, request: Request, next: Next| {
            let state = state.clone();
            async move { admit(operation, &state, &params, request, next).await }
        };
        router = router.route(operation.path, (operation.route)().route_layer(middleware::from_fn(admit)));
    }
    router
}

/// Lets through what the table describes, and says of the answer since when it is so.
async fn admit(operation: &Operation, state: &WebState, params: &Params, request: Request, next: Next) -> Response {
    if let Err(refused) = parameter::check(operation.parameters, params) {
        return Problem(refused).into_response();
    }
    // Asked before the answer is made: what changes meanwhile makes the answer newer than it says, never older.
    let since = operation.fresh.since(state, params).await;
    let mut response = next.run(request).await;
    if let Some(since) = since.filter(|_| response.status() == StatusCode::OK) {
        response.headers_mut().insert(LAST_MODIFIED, since);
    }
    response
}
