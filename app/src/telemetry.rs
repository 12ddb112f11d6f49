//! Logs on stderr, as text or JSON; metrics for `/metrics`.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use watchline_config::{Log, LogFormat};

/// Starts logging; the first call in a process wins.
pub(crate) fn start_log(log: &Log) {
    let filter = EnvFilter::try_new(&log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = match log.format {
        LogFormat::Json => builder.json().try_init(),
        LogFormat::Text => builder.compact().with_target(false).try_init(),
    };
}

/// Starts counting; `None` if another recorder is already installed in this process.
pub(crate) fn start_metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}
