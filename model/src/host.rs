//! A host that is left alone for a while.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Asked too often, or in trouble: nothing is asked of `host` before `until`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostRest {
    pub host: String,
    pub until: DateTime<Utc>,
    /// In a row, so far.
    pub failures: u32,
}
