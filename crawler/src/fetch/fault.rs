//! Why no answer came, told from the HTTP library's error.

use std::error::Error as _;

use crate::fetch::client::HasBegun;
use crate::fetch::error::FetchError;
use crate::fetch::guard::RefusedName;
use crate::fetch::limits::HEADER_MAX_BYTES;
use crate::fetch::rest::Trouble;

pub(crate) fn fault(url: &str, error: &reqwest::Error) -> FetchError {
    let url = url.to_owned();
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(refused) = inner.downcast_ref::<RefusedName>() {
            return FetchError::RefusedAddress { url, reason: refused.to_string() };
        }
        cause = inner.source();
    }
    if error.is_timeout() {
        return FetchError::Timeout { url };
    }
    let cause = innermost(error);
    // The library has a limit of its own, and no other name for it.
    if cause == "message head is too large" {
        return FetchError::TooLarge { url, what: "the header", limit_bytes: HEADER_MAX_BYTES as u64 };
    }
    FetchError::Connection { url, cause }
}

/// What a fault before or within an answer says of its host; `None` if it is not the host's.
pub(crate) fn trouble(fault: &FetchError, has_begun: HasBegun) -> Option<Trouble> {
    match fault {
        FetchError::Connection { .. } if has_begun == HasBegun::Yes => Some(Trouble::Broken),
        FetchError::Connection { .. } | FetchError::Timeout { .. } => Some(Trouble::Unavailable),
        _ => None,
    }
}

/// The innermost cause, which says most: "connection refused", "certificate has expired".
pub(crate) fn innermost(error: &reqwest::Error) -> String {
    let mut last = error.source();
    let mut text = error.to_string();
    while let Some(inner) = last {
        text = inner.to_string();
        last = inner.source();
    }
    text
}
