//! The first mail to a new subscriber: nothing else is sent until its link has been opened.

use watchline_model::{Rhythm, Subscription};

use crate::links::Links;
use crate::message::{Message, Policy};

/// Asks whether the address wants this subscription. Due at once, from the moment it was made.
pub fn confirmation(subscription: &Subscription, links: &Links, policy: &Policy) -> Message {
    let rhythm = match subscription.rhythm {
        Rhythm::Immediate => "as soon as something changes",
        Rhythm::Daily => "once a day, if something has changed",
        Rhythm::Weekly => "once a week, if something has changed",
    };
    let query = &subscription.query;
    let body_text = format!(
        "Somebody asked {} to send alerts to this address,\n{rhythm}, for incidents that match\n\n    {query}\n\n\
         If that was you, open this link to start:\n{}\n\nIf not, do nothing: without it you hear no more of this.\n",
        policy.public_url, links.confirm
    );
    let body_json = serde_json::json!({
        "type": "subscription.confirm",
        "timestamp": subscription.created_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "data": { "subscription": { "id": subscription.id.0, "query": query }, "confirm_url": links.confirm },
    });
    Message {
        key: format!("{}:confirm", subscription.id),
        subject: "Confirm your Watchline alerts".to_owned(),
        body_text,
        body_json: body_json.to_string(),
        due: subscription.created_at,
    }
}

#[cfg(test)]
mod tests;
