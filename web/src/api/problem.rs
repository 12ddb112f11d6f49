//! Errors of the API as problem+json (RFC 9457).

use axum::Json;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::WebError;

/// A [`WebError`] on its way to a program.
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
        problem(status, &self.0.told(), parameter)
    }
}

/// `{type, title, status, detail, parameter?}`.
pub(crate) fn problem(status: StatusCode, detail: &str, parameter: Option<&str>) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": detail,
    });
    if let Some(parameter) = parameter {
        body["parameter"] = json!(parameter);
    }
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
