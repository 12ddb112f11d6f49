//! `watchline source`: what is watched and how it is doing; what an address would yield; adding one, or a list of them.

mod add;
mod opml;
mod probe;
mod suggest;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use watchline_model::SourceId;
use watchline_model::silence::judge;

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
        /// vendor, regulator, database, press, researcher or community [default: by what it is, else press]
        #[arg(long)]
        tier: Option<String>,
    },
    /// Append the feeds of an OPML file to the configuration file
    Import {
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// vendor, regulator, database, press, researcher or community
        #[arg(long, default_value = "press")]
        tier: String,
    },
    /// Print the feeds that are watched as OPML
    Export,
}

pub(super) async fn run(global: &Global, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List => list(global).await,
        Command::Test { source } => test::run(global, &source).await,
        Command::Add { url, id, tier } => add::run(global, &url, id.as_deref(), tier.as_deref()).await,
        Command::Import { file, tier } => opml::import(global, &file, &tier),
        Command::Export => opml::export(global),
    }
}

async fn list(global: &Global) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let context = Context::open(config, Surroundings::looking()).await?;
    let header = ["id", "tier", "kind", "documents", "last success", "next", "health"];
    let time = |time: Option<chrono::DateTime<chrono::Utc>>| {
        time.map_or_else(|| "never".to_owned(), |time| time.format("%Y-%m-%d %H:%M").to_string())
    };
    let weekly = context.store.weekly_entries_of_all(5, context.clock.now()).await?;
    let is_silent = |id: &SourceId| weekly.get(id).is_some_and(|weekly| judge(weekly).is_some());
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
                (true, None) if is_silent(&view.source.id) => "silent: far less new than usual".to_owned(),
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
