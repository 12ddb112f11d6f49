//! Who may read from a page of elsewhere: anyone what is public here; nothing can be written from there.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_DISPOSITION, ETAG, HeaderName, LAST_MODIFIED,
    RETRY_AFTER,
};
use axum::http::{HeaderMap, HeaderValue, Method};
use tower_http::cors::{Any, CorsLayer};

/// Headers that a script of elsewhere may see, beside those that it always may.
const EXPOSED: [HeaderName; 4] = [ETAG, LAST_MODIFIED, RETRY_AFTER, CONTENT_DISPOSITION];

pub(crate) fn layer() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers(Any)
        .expose_headers(EXPOSED)
}

/// The same for an answer that never comes to the layer: a script must be able to read that it is to wait, and how long.
pub(crate) fn open(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Ok(exposed) = HeaderValue::from_str(&EXPOSED.each_ref().map(HeaderName::as_str).join(",")) {
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
}
