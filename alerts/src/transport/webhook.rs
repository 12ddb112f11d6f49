//! Signed POST requests (Standard Webhooks 1.0: headers webhook-id, webhook-timestamp, webhook-signature).

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::{Client, Response, StatusCode, redirect};
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook};
use url::Url;
use watchline_model::{AddressRule, Delivery};

use super::SendError;
use super::guard::{GuardedResolver, RefusedAddress, check_literal};

pub(super) struct Webhooks {
    rule: AddressRule,
    client: Result<Client, String>,
}

impl Webhooks {
    pub(super) fn new(rule: AddressRule, timeout: Duration) -> Self {
        // reqwest is built without a provider of its own; an error only says that one is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .dns_resolver(std::sync::Arc::new(GuardedResolver::new(rule.clone())))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(timeout)
            .user_agent(concat!("Watchline/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| error.to_string());
        Self { rule, client }
    }

    /// 2xx: delivered. 410: the receiver wants no more. Everything else is tried again: by the standard, only these two
    /// answers are final.
    pub(super) async fn post(
        &self,
        url: &str,
        secret: &str,
        delivery: &Delivery,
        now: DateTime<Utc>,
    ) -> Result<(), SendError> {
        let target = Url::parse(url).map_err(|error| SendError::give_up(url, format!("no address ({error})")))?;
        check_literal(&target, &self.rule).map_err(|refused| SendError::give_up(url, refused))?;
        let client = self.client.as_ref().map_err(|reason| SendError::retry(url, reason))?;
        let (id, timestamp) = (message_id(delivery), now.timestamp());
        let signature = Webhook::new(secret)
            .and_then(|webhook| webhook.sign(&id, timestamp, delivery.body_json.as_bytes()))
            .map_err(|error| SendError::give_up(url, format!("its secret is not `whsec_` and base64 ({error})")))?;
        let request = client
            .post(target)
            .header("content-type", "application/json")
            .header(HEADER_WEBHOOK_ID, id)
            .header(HEADER_WEBHOOK_TIMESTAMP, timestamp.to_string())
            .header(HEADER_WEBHOOK_SIGNATURE, signature)
            .body(delivery.body_json.clone());
        // The answer's body is not read: a receiver cannot keep us busy with it.
        let response = request.send().await.map_err(|error| connection_error(url, &error))?;
        judge(url, &response)
    }
}

/// The same for every attempt at one delivery, so that the receiver can drop the second.
fn message_id(delivery: &Delivery) -> String {
    format!("msg_{}", delivery.id)
}

fn judge(url: &str, response: &Response) -> Result<(), SendError> {
    let status = response.status();
    if status.is_success() {
        return Ok(());
    }
    if status == StatusCode::GONE {
        return Err(SendError::give_up(url, "the receiver answered 410 Gone"));
    }
    let reason = if status.is_redirection() {
        format!("answered {status}; redirects are not followed, subscribe with the final address")
    } else {
        format!("answered {status}")
    };
    Err(SendError::retry(url, reason))
}

fn connection_error(url: &str, error: &reqwest::Error) -> SendError {
    let mut deepest: &dyn std::error::Error = error;
    loop {
        if let Some(refused) = deepest.downcast_ref::<RefusedAddress>() {
            return SendError::give_up(url, refused);
        }
        match deepest.source() {
            Some(cause) => deepest = cause,
            None => break,
        }
    }
    if error.is_timeout() {
        return SendError::retry(url, "no answer in time");
    }
    SendError::retry(url, deepest)
}
