//! A subscription at the hub that a feed announces (WebSub, W3C Recommendation of 2018): the hub then tells us at once.

use chrono::{DateTime, Utc};

use crate::ids::SourceId;
use crate::word::words;

words! {
    /// How far a subscription at a hub has come.
    HubState {
        /// Asked for; the hub has not called back yet.
        Requested = "requested",
        /// The hub tells us until the lease ends.
        Active = "active",
        /// The hub will not.
        Denied = "denied",
    }
}

/// One source's subscription at its hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubSubscription {
    pub source: SourceId,
    pub hub: String,
    pub topic: String,
    /// Part of the address that the hub calls; unique and unguessable.
    pub token: String,
    pub state: HubState,
    /// `None` until it is active.
    pub lease_until: Option<DateTime<Utc>>,
    /// When we last asked the hub, or it last answered.
    pub asked_at: DateTime<Utc>,
}
