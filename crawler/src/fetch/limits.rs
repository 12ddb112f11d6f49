//! How much of an answer is taken: bytes of body and headers, and how long a host may make us wait.

use chrono::{DateTime, Utc};
use http::HeaderMap;

use crate::fetch::http_date::http_date;
use crate::fetch::rest::ASKED_MAX;

/// Room that is made at once for a body of announced length.
const ANNOUNCED_MAX_BYTES: usize = 256 * 1024;
/// Of the body of an answer that is no page: enough to show what was said.
const REFUSAL_MAX_BYTES: usize = 64 * 1024;
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
    // What is announced is believed only so far: the memory is taken when the bytes come.
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
    let mut body = Vec::with_capacity(announced.unwrap_or_default().min(limit).min(ANNOUNCED_MAX_BYTES));
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

/// What can be had of the body of a refusal. It is evidence of the refusal, not a page: one that is cut
/// short or breaks off does as well.
pub(crate) async fn read_refusal(mut response: reqwest::Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(piece)) = response.chunk().await {
        let room = REFUSAL_MAX_BYTES - body.len();
        body.extend_from_slice(piece.get(..room).unwrap_or(&piece));
        if body.len() == REFUSAL_MAX_BYTES {
            break;
        }
    }
    body
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
        u64::try_from((http_date(value)? - now).num_seconds()).unwrap_or(0)
    };
    Some(seconds.min(ASKED_MAX.as_secs()))
}

#[cfg(test)]
mod tests;
