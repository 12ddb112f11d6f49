//! What goes into planning, and what comes out.

use chrono::{DateTime, Utc};
use watchline_model::{Change, Incident};

/// A change of an incident that a subscription's query matches.
#[derive(Debug, Clone, Copy)]
pub struct MatchedChange<'a> {
    pub change: &'a Change,
    /// As it stands now.
    pub incident: &'a Incident,
    /// Address and publisher of the document whose words are quoted (the last step of the status path).
    pub document_url: Option<&'a str>,
    pub publisher: Option<&'a str>,
}

/// What the operator has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// An incident whose last report is older opens no alert.
    pub max_age_days: u32,
    /// Without a slash at its end.
    pub public_url: String,
    pub mail_from: String,
}

/// What the outbox keeps. `key` makes it unique: told once, not four times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub key: String,
    pub subject: String,
    /// Plain text without the lines on managing and unsubscribing, which are added when it is sent.
    pub body_text: String,
    /// Standard Webhooks payload: `{type, timestamp, data}`.
    pub body_json: String,
    pub due: DateTime<Utc>,
}
