//! Conditional requests (RFC 9110, section 13): an answer that the reader already has is not sent again.
//!
//! The tag is a hash of the body, so it is right whatever the page was made from; it saves the line, not the work.

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use sha2::{Digest, Sha256};

use crate::error::WebError;

/// Longer bodies (exports) pass untagged.
const LONGEST_BODY_BYTES: u64 = 4 << 20;

/// Tags every 200 to a GET, and answers 304 where the reader has it.
pub(crate) async fn tag(request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let asked = request.headers().clone();
    let response = next.run(request).await;
    let size = response.body().size_hint().exact();
    if response.status() != StatusCode::OK || size.is_none_or(|size| size > LONGEST_BODY_BYTES) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return WebError::Broken("a body could not be gathered".to_owned()).into_response();
    };
    let hash: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    // Weak, since compression below changes the bytes but not what they say.
    let etag = format!("W/\"{hash}\"");
    if let Ok(value) = HeaderValue::from_str(&etag) {
        parts.headers.insert(ETAG, value);
    }
    parts.headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if is_known(&asked, &hash, parts.headers.get(LAST_MODIFIED)) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// `If-None-Match` wins over `If-Modified-Since`, as the RFC asks.
fn is_known(asked: &HeaderMap, hash: &str, modified: Option<&HeaderValue>) -> bool {
    if let Some(tags) = asked.get(IF_NONE_MATCH) {
        let tags = tags.to_str().unwrap_or_default();
        let wanted = format!("\"{hash}\"");
        return tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == wanted);
    }
    let moment = |value: &HeaderValue| DateTime::parse_from_rfc2822(value.to_str().ok()?).ok();
    match (asked.get(IF_MODIFIED_SINCE).and_then(moment), modified.and_then(moment)) {
        (Some(since), Some(modified)) => modified <= since,
        _ => false,
    }
}
