//! `watchline source test`: ask once, save nothing, show what would be collected and the TOML to paste.

use std::process::ExitCode;

use super::probe::{probe, probe_configured};
use crate::cli::{Global, Usage};

pub(super) async fn run(global: &Global, source: &str) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let known = config.sources.iter().find(|known| known.id.as_str() == source);
    let probed = match known {
        Some(known) => probe_configured(&config, known).await?,
        None if source.contains("://") => probe(&config, source, None).await?,
        None => {
            let message =
                format!("`{source}` is neither an address nor a source id; `watchline source list` shows the ids");
            return Err(Usage(message).into());
        }
    };
    print!("{}", probed.report);
    print!("\n{}", watchline_config::source_toml(known.unwrap_or(&probed.source)));
    Ok(ExitCode::SUCCESS)
}
