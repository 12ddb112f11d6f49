//! `watchline source add`: shows what would be collected, then appends the source to the configuration file.

use std::process::ExitCode;

use watchline_model::{SourceId, Tier};

use super::opml;
use super::probe::probe;
use crate::cli::{Global, Usage};

pub(super) async fn run(global: &Global, url: &str, id: Option<&str>, tier: Option<&str>) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let tier: Option<Tier> = tier.map(str::parse).transpose().map_err(|error| Usage(format!("--tier: {error}")))?;
    let known =
        |url: &str| opml::find(&config.sources, url).map(|id| Usage(format!("{url} is already watched as `{id}`")));
    if let Some(known) = known(url) {
        return Err(known.into());
    }
    let mut probed = probe(&config, url, tier).await?;
    if let Some(known) = known(&probed.source.url) {
        return Err(known.into());
    }
    if let Some(id) = id {
        probed.source.id = SourceId::from(id);
    }
    if config.sources.iter().any(|known| known.id == probed.source.id) {
        let message = format!("a source with the id `{}` exists; choose another with --id", probed.source.id);
        return Err(Usage(message).into());
    }
    eprint!("{}", probed.report);
    let file = opml::append(global, std::slice::from_ref(&probed.source))?;
    eprintln!("added to {}:", file.display());
    print!("{}", watchline_config::source_toml(&probed.source));
    Ok(ExitCode::SUCCESS)
}
