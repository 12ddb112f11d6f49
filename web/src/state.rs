//! What every handler is given: the store, the index and how this server is named.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use metrics_exporter_prometheus::PrometheusHandle;
use watchline_index::Index;
use watchline_model::{Clock, Taxonomy};
use watchline_store::Store;

use crate::limit::RequestLimits;

/// Built once by the application; clones share everything.
#[derive(Clone)]
pub struct WebState {
    pub store: Store,
    pub index: Index,
    pub taxonomy: Arc<Taxonomy>,
    pub clock: Arc<dyn Clock>,
    /// Without a slash at its end; what permanent links, feeds and mails begin with.
    pub public_url: String,
    /// Signs the links of subscriptions.
    pub secret: String,
    /// A banner says that all names are made up.
    pub demo: bool,
    pub version: &'static str,
    pub limits: RequestLimits,
    /// What `/metrics` prints; `None` where nothing is measured.
    pub metrics: Option<PrometheusHandle>,
}

impl WebState {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The address of `path` (which begins with a slash) as seen from outside.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.trim_end_matches('/'))
    }
}
