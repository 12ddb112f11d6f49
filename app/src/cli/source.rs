//! `watchline source`: what is watched and how it is doing; what an address would yield; adding one.

mod add;
mod test;

use std::process::ExitCode;

use clap::Subcommand;

use super::{Global, output};
use crate::context::{Context, Surroundings};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// All sources with their health
    List,
    /// What an address (or a configured source) is, and the last ten items it would take
    Test {
        #[arg(value_name = "URL|ID")]
        source: String,
    },
    /// Test an address, then append it to the configuration file
    Add {
        #[arg(value_name = "URL")]
        url: String,
        /// Id of the new source [default: made from the host name]
        #[arg(long)]
        id: Option<String>,
        /// vendor, regulator, database, press, researcher or community
        #[arg(long, default_value = "press")]
        tier: String,
    },
}

pub(super) async fn run(global: &Global, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List => list(global).await,
        Command::Test { source } => test::run(global, &source).await,
        Command::Add { url, id, tier } => add::run(global, &url, id.as_deref(), &tier).await,
    }
}

async fn list(global: &Global) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let context = Context::open(config, Surroundings::looking()).await?;
    let header = ["id", "tier", "kind", "documents", "last success", "next", "health"];
    let time = |time: Option<chrono::DateTime<chrono::Utc>>| {
        time.map_or_else(|| "never".to_owned(), |time| time.format("%Y-%m-%d %H:%M").to_string())
    };
    let rows: Vec<Vec<String>> = context
        .store
        .list_sources()
        .await?
        .into_iter()
        .filter(|view| view.configured)
        .map(|view| {
            let health = match (&view.source.enabled, view.health.last_error) {
                (false, _) => "switched off".to_owned(),
                (true, Some(error)) => format!("{} failures: {error}", view.health.consecutive_failures),
                (true, None) if view.health.last_fetch.is_none() => "not fetched yet".to_owned(),
                (true, None) => "well".to_owned(),
            };
            vec![
                view.source.id.to_string(),
                view.source.tier.to_string(),
                view.source.kind.to_string(),
                view.health.documents.to_string(),
                time(view.health.last_success),
                time(view.health.next_due),
                health,
            ]
        })
        .collect();
    print!("{}", output::table(&header, &rows));
    Ok(ExitCode::SUCCESS)
}
