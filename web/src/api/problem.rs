//! Errors of the API as problem+json (RFC 9457).

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::dto::value_of;
use crate::error::WebError;

/// A [`WebError`] on its way to a program.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) WebError);

impl<E: Into<WebError>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.0.status();
        if status.is_server_error() {
            tracing::error!(error = %self.0, "request failed");
        }
        let parameter = match &self.0 {
            WebError::Bad { parameter, .. } => Some(parameter.as_str()),
            _ => None,
        };
        let mut response = problem(status, &self.0.told(), parameter);
        if matches!(self.0, WebError::Busy) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// What is the matter, as RFC 9457 words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct Told {
    r#type: &'static str,
    /// The status in words.
    title: &'static str,
    status: u16,
    /// What is the matter with this request, and the remedy.
    detail: String,
    /// The parameter at fault, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
}

impl Told {
    fn new(status: StatusCode, detail: &str, parameter: Option<&str>) -> Self {
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.to_owned(),
            parameter: parameter.map(str::to_owned),
        }
    }

    pub(super) fn example() -> serde_json::Value {
        let detail = "`limit` is not a number from 1 to 100: `0`";
        value_of(&Self::new(StatusCode::BAD_REQUEST, detail, Some("limit")))
    }
}

/// `{type, title, status, detail, parameter?}`.
pub(crate) fn problem(status: StatusCode, detail: &str, parameter: Option<&str>) -> Response {
    let mut response = (status, Json(Told::new(status, detail, parameter))).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
