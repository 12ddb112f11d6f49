//! Links that prove by their signature that we made them: who has one needs no account.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use watchline_model::SubscriptionId;

/// A subscription's signed addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    pub confirm: String,
    pub manage: String,
    pub unsubscribe: String,
}

/// HMAC-SHA256 (RFC 2104) over the action and the id, in lower-case hex.
pub fn sign(secret: &str, action: &str, id: SubscriptionId) -> String {
    keyed(secret, action, id).finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether `signature` was made by [`sign`] from the same secret, action and id; takes equally long however much of it
/// is right.
pub fn check(secret: &str, action: &str, id: SubscriptionId, signature: &str) -> bool {
    unhex(signature).is_some_and(|bytes| keyed(secret, action, id).verify_slice(&bytes).is_ok())
}

fn keyed(secret: &str, action: &str, id: SubscriptionId) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    // The id is digits only, so that no two pairs of action and id give the same bytes.
    mac.update(format!("{id}:{action}").as_bytes());
    mac
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|start| u8::from_str_radix(&text[start..start + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests;
