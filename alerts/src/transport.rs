//! How a message leaves: as mail, by SMTP or into a folder, or as a signed POST.
//!
//! Variation is an enum: the operator chooses how mail leaves, the subscription chooses between mail and webhook. An error
//! says what the outbox does next: try again, or give up.

mod file;
mod guard;
mod mail;
mod smtp;
mod webhook;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use watchline_model::{AddressRule, Channel, Clock, Delivery, Subscription, SystemClock};

use crate::links::Links;

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transport {
    /// Each mail becomes an .eml file in this folder, which is made if it is not there.
    File { folder: PathBuf },
    /// The operator's own mail server, which may stand on a private network.
    Smtp { host: String, port: u16, username: Option<String>, password: Option<String>, tls: SmtpTls },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// In the clear first, then TLS; refused if the server does not offer it.
    Starttls,
    /// TLS from the first byte.
    Tls,
    None,
}

#[derive(Debug, Clone)]
pub struct SenderSettings {
    pub transport: Transport,
    /// `Name <address>` or an address.
    pub from: String,
    /// Which addresses a webhook may reach.
    pub addresses: AddressRule,
    /// Of one attempt.
    pub timeout: Duration,
}

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It may work later.
    #[error("failed to deliver to {address}: {reason}")]
    Retry { address: String, reason: String },
    /// It will never work.
    #[error("gave up delivering to {address}: {reason}")]
    GiveUp { address: String, reason: String },
}

impl SendError {
    fn retry(address: &str, reason: impl ToString) -> Self {
        Self::Retry { address: address.to_owned(), reason: reason.to_string() }
    }

    fn give_up(address: &str, reason: impl ToString) -> Self {
        Self::GiveUp { address: address.to_owned(), reason: reason.to_string() }
    }
}

/// Sends deliveries one at a time; cheap to share.
pub struct Sender {
    from: String,
    mail: MailRoute,
    webhook: webhook::Webhooks,
    clock: Arc<dyn Clock>,
}

enum MailRoute {
    File(PathBuf),
    Smtp(Result<smtp::Server, String>),
}

impl Sender {
    /// Opens no connection yet; a setting that cannot work is told by each [`Self::send`].
    pub fn new(settings: SenderSettings) -> Self {
        let mail = match &settings.transport {
            Transport::File { folder } => MailRoute::File(folder.clone()),
            Transport::Smtp { .. } => MailRoute::Smtp(smtp::Server::new(&settings.transport, settings.timeout)),
        };
        let webhook = webhook::Webhooks::new(settings.addresses, settings.timeout);
        // A receiver compares a signature's time with its own clock: the true time, even where the product lives in a
        // made-up one.
        Self { from: settings.from, mail, webhook, clock: Arc::new(SystemClock) }
    }

    /// Takes the time of signatures from another clock.
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// One attempt. Sending the same delivery twice is recognised by the receiver: mail has the same Message-ID, a webhook
    /// the same `webhook-id`.
    pub async fn send(&self, delivery: &Delivery, subscription: &Subscription, links: &Links) -> Result<(), SendError> {
        match &subscription.channel {
            Channel::Email(address) => {
                let mail = mail::compose(&self.from, address, delivery, links)?;
                match &self.mail {
                    MailRoute::File(folder) => file::write(folder, delivery, address, &mail.formatted()).await,
                    MailRoute::Smtp(Ok(server)) => server.send(address, mail).await,
                    MailRoute::Smtp(Err(reason)) => Err(SendError::retry(address, reason)),
                }
            }
            Channel::Webhook { url, secret } => self.webhook.post(url, secret, delivery, self.clock.now()).await,
        }
    }
}

#[cfg(test)]
mod tests;
