//! `watchline config`: check, print or describe the configuration.

use std::io::Write;
use std::process::ExitCode;

use clap::Subcommand;

use super::{Global, output};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say whether the configuration is right, and if not where, and what to do
    Check,
    /// Print the effective configuration as TOML, every option with its comment
    Print,
    /// Print the JSON Schema of the configuration file
    Schema,
}

pub(super) fn run(global: &Global, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Check => {
            let config = global.load()?;
            let file =
                config.file.as_ref().map_or_else(|| "built-in defaults".to_owned(), |file| file.display().to_string());
            let enabled = config.sources.iter().filter(|source| source.enabled).count();
            let (entities, kinds) = (config.taxonomy.entities.len(), config.taxonomy.events.len());
            eprintln!("{file}: all right ({enabled} sources, {entities} entities, {kinds} event kinds)");
        }
        Command::Print => {
            let config = global.load()?;
            std::io::stdout().write_all(watchline_config::print(&config).as_bytes())?;
        }
        Command::Schema => output::pretty(&watchline_config::schema())?,
    }
    Ok(ExitCode::SUCCESS)
}
