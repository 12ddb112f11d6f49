//! The form for a new subscription: as filled in, and as read.

use uuid::Uuid;
use watchline_model::{Channel, Rhythm};

use crate::params::Params;

/// What stands in the fields.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filled {
    pub(crate) q: String,
    pub(crate) channel: String,
    pub(crate) email: String,
    pub(crate) url: String,
    pub(crate) rhythm: String,
}

/// A field that is not understood, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) field: &'static str,
    pub(crate) message: &'static str,
}

impl Filled {
    pub(crate) fn new(q: String, params: &Params) -> Self {
        let or = |name: &str, default: &str| params.get(name).unwrap_or(default).to_owned();
        Self {
            q,
            channel: or("channel", "email"),
            email: params.text("email"),
            url: params.text("url"),
            rhythm: or("rhythm", "immediate"),
        }
    }

    pub(crate) fn is_webhook(&self) -> bool {
        self.channel == "webhook"
    }

    pub(crate) fn has_rhythm(&self, word: &str) -> bool {
        self.rhythm == word
    }

    /// # Errors
    /// Everything that is wrong, not only the first.
    pub(crate) fn read(&self) -> Result<(Channel, Rhythm), Vec<Wrong>> {
        let mut wrong = Vec::new();
        if self.q.is_empty() {
            wrong.push(Wrong { field: "q", message: "Write a search; an alert on everything would be noise." });
        }
        let channel = match self.channel.as_str() {
            "email" if is_email(&self.email) => Some(Channel::Email(self.email.clone())),
            "email" => {
                wrong.push(Wrong { field: "email", message: "Write one email address, such as ada@example.org." });
                None
            }
            "webhook" if is_web_address(&self.url) => {
                Some(Channel::Webhook { url: self.url.clone(), secret: secret() })
            }
            "webhook" => {
                wrong.push(Wrong { field: "url", message: "Write an address that begins with https:// or http://." });
                None
            }
            _ => {
                wrong.push(Wrong { field: "channel", message: "Choose email or webhook." });
                None
            }
        };
        let rhythm: Option<Rhythm> = self.rhythm.parse().ok();
        if rhythm.is_none() {
            wrong.push(Wrong { field: "rhythm", message: "Choose at once, daily or weekly." });
        }
        match (channel, rhythm) {
            (Some(channel), Some(rhythm)) if wrong.is_empty() => Ok((channel, rhythm)),
            _ => Err(wrong),
        }
    }
}

/// Enough to refuse slips; whether it exists is what the confirmation finds out.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"()[]\\".contains(c))
    };
    text.len() <= 254
        && plain(name)
        && !name.contains('@')
        && plain(host)
        && !host.starts_with('.')
        && !host.ends_with('.')
}

fn is_web_address(text: &str) -> bool {
    let url = url::Url::parse(text);
    text.len() <= 2_000 && url.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())
}

/// A secret as Standard Webhooks has it: `whsec_` and base64 of 24 random bytes.
fn secret() -> String {
    let (a, b) = (Uuid::new_v4(), Uuid::new_v4());
    let mut bytes = a.as_bytes().to_vec();
    bytes.extend(&b.as_bytes()[..8]);
    format!("whsec_{}", base64(&bytes))
}

/// Standard alphabet (RFC 4648, section 4); the length is a multiple of three, so there is no padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks_exact(3) {
        let bits = u32::from(group[0]) << 16 | u32::from(group[1]) << 8 | u32::from(group[2]);
        for shift in [18, 12, 6, 0] {
            text.push(char::from(ALPHABET[(bits >> shift & 63) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests;
