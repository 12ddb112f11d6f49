//! Conditional requests (RFC 9110, section 13): ask only for what changed.

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use sha2::{Digest as _, Sha256};
use watchline_model::source::Validators;
use watchline_model::{Digest, page::FetchedPage};

/// `If-None-Match` and `If-Modified-Since`, as far as the last answer gave what they need.
pub(crate) fn headers(validators: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &Option<String>| {
        if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    };
    set(IF_NONE_MATCH, &validators.etag);
    set(IF_MODIFIED_SINCE, &validators.last_modified);
    headers
}

/// What the next request for the same address needs.
pub fn validators(page: &FetchedPage) -> Validators {
    let header = |name| page.header(name).map(str::to_owned);
    Validators {
        etag: header("etag"),
        last_modified: header("last-modified"),
        body_sha256: Some(Digest(Sha256::digest(&page.body).into()).hex()),
    }
}
