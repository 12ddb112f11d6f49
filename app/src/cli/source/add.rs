//! `watchline source add`: shows what would be collected, then appends the source to the configuration file.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use watchline_model::{SourceId, Tier};

use super::test::probe;
use crate::cli::{Global, Usage};

pub(super) async fn run(global: &Global, url: &str, id: Option<&str>, tier: &str) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let tier: Tier = tier.parse().map_err(|error| Usage(format!("--tier: {error}")))?;
    if let Some(known) = config.sources.iter().find(|known| known.url == url) {
        return Err(Usage(format!("{url} is already watched as `{}`", known.id)).into());
    }
    let mut probed = probe(&config, url, Some(tier)).await?;
    if let Some(id) = id {
        probed.source.id = SourceId::from(id);
    }
    if config.sources.iter().any(|known| known.id == probed.source.id) {
        let message = format!("a source with the id `{}` exists; choose another with --id", probed.source.id);
        return Err(Usage(message).into());
    }
    eprint!("{}", probed.report);
    let file = global.config.clone().unwrap_or_else(|| PathBuf::from("watchline.toml"));
    let block = watchline_config::source_toml(&probed.source);
    let mut out = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .with_context(|| format!("failed to open {}", file.display()))?;
    write!(out, "\n{block}").with_context(|| format!("failed to write {}", file.display()))?;
    // What was written is read back, so that a mistake shows now and not at the next start.
    global.load().with_context(|| format!("{} no longer reads after the source was added", file.display()))?;
    eprintln!("added to {}:", file.display());
    print!("{block}");
    Ok(ExitCode::SUCCESS)
}
