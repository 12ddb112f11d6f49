//! How much of an answer is taken: bytes of body and headers, and how long a host may make us wait.

use chrono::{DateTime, Utc};
use http::HeaderMap;

/// Longest wait that a host can ask for.
const RETRY_AFTER_MAX_SECONDS: u64 = 24 * 60 * 60;
/// All header names and values together; browsers and servers stop between 8 and 64 KiB.
pub(crate) const HEADER_MAX_BYTES: usize = 64 * 1024;

/// Why a body was not taken whole.
#[derive(Debug)]
pub(crate) enum BodyFault {
    TooLarge,
    Broken(reqwest::Error),
}

/// What to do with a body that is longer than the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// It is a fault.
    Refuse,
    /// The first bytes will do.
    CutOff,
}

/// Reads a body piece by piece, counting *decoded* bytes, so that a few compressed kilobytes cannot
/// fill the memory. Stops at once when the limit is passed.
pub(crate) async fn read_body(
    mut response: reqwest::Response,
    limit: u64,
    excess: Excess,
) -> Result<Vec<u8>, BodyFault> {
    if excess == Excess::Refuse && response.content_length().is_some_and(|length| length > limit) {
        return Err(BodyFault::TooLarge);
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(BodyFault::Broken)? {
        let room = limit - body.len();
        if piece.len() <= room {
            body.extend_from_slice(&piece);
        } else if excess == Excess::CutOff {
            body.extend_from_slice(piece.get(..room).unwrap_or_default());
            return Ok(body);
        } else {
            return Err(BodyFault::TooLarge);
        }
    }
    Ok(body)
}

pub(crate) fn header_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// `Retry-After` (RFC 9110, section 10.2.3) in seconds: a number, or a moment seen from `now`; at most a day.
pub(crate) fn retry_after_seconds(value: &str, now: DateTime<Utc>) -> Option<u64> {
    let value = value.trim();
    let seconds = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        value.parse().unwrap_or(u64::MAX)
    } else {
        let moment = DateTime::parse_from_rfc2822(value).ok()?.with_timezone(&Utc);
        u64::try_from((moment - now).num_seconds()).unwrap_or(0)
    };
    Some(seconds.min(RETRY_AFTER_MAX_SECONDS))
}

#[cfg(test)]
mod tests;
