//! Who wants what, and each attempt to tell them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ChangeSeq, DeliveryId, SubscriptionId};
use crate::word::words;

words! {
    /// At once, or gathered.
    Rhythm { Immediate = "immediate", Daily = "daily", Weekly = "weekly" }
}

/// Where an alert goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// An email address; sent by SMTP, or as an .eml file into a folder, as the configuration says.
    Email(String),
    /// An address that gets signed POST requests (Standard Webhooks); `secret` as `whsec_…`.
    Webhook { url: String, secret: String },
}

impl Channel {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Webhook { .. } => "webhook",
        }
    }

    /// Where it goes, without secrets.
    pub fn address(&self) -> &str {
        match self {
            Self::Email(address) => address,
            Self::Webhook { url, .. } => url,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: SubscriptionId,
    /// In the query language.
    pub query: String,
    pub channel: Channel,
    pub rhythm: Rhythm,
    pub created_at: DateTime<Utc>,
    /// `None` until the recipient has confirmed by the signed link.
    pub confirmed_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Changes up to here are not its business: they were before it.
    pub since: ChangeSeq,
}

words! {
    DeliveryState {
        Pending = "pending",
        Delivered = "delivered",
        /// Given up after the last step of the retry ladder; kept with its reason.
        Failed = "failed",
    }
}

/// One message to one recipient, in the outbox. `key` makes it unique: told once, not four times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub subscription: SubscriptionId,
    /// `{subscription}:{incident}:{change seq}` or `{subscription}:digest:{day}`, `{subscription}:confirm`.
    pub key: String,
    pub subject: String,
    pub body_text: String,
    /// Webhook payload as JSON text, also kept for email so that a delivery can be shown.
    pub body_json: String,
    pub state: DeliveryState,
    pub attempts: u32,
    pub next_attempt: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}
