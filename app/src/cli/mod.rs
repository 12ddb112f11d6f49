//! The commands: what each takes, and which file does it. Machine output goes to stdout, people's output and
//! logs to stderr; exit codes: 0 done, 1 failed, 2 wrong usage or configuration.

mod alone;
mod cluster;
mod config;
mod crawl;
mod demo;
mod export;
mod extract;
mod import;
mod input;
mod maintain;
mod output;
mod recluster;
mod retag;
mod search;
mod serve;
mod source;
mod tag;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use watchline_config::{Config, LoadOptions};

/// Watches the press, AI vendors, regulators and advisory databases for security incidents involving AI tools.
#[derive(Debug, Parser)]
#[command(name = "watchline", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Configuration file [default: watchline.toml in the working directory, else built-in defaults]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Data directory: database, index, outbox (overrides the configuration)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a made-up press on loopback, crawl it for real and show the result
    Demo(demo::Arguments),
    /// Watch: pages, API, crawler and alerts, until stopped
    Serve(serve::Arguments),
    /// Fetch what is due (or the named sources) once, understand it, and stop
    Crawl(crawl::Arguments),
    /// List, test or add sources
    #[command(subcommand)]
    Source(source::Command),
    /// Read the article of a page: title, authors, dates, text, links, as JSON
    Extract(extract::Arguments),
    /// Tag a document: relevance, entities, events, claims, as JSON
    Tag(tag::Arguments),
    /// Cluster documents (JSON Lines, in order of arrival) into incidents
    Cluster(cluster::Arguments),
    /// Import documents (JSON Lines: url, title, text, published, …) into the store
    Import(import::Arguments),
    /// Search documents with the query language
    Search(search::Arguments),
    /// Export what a query finds
    Export(export::Arguments),
    /// Delete the index and build it anew from the store
    Reindex,
    /// Tag anew what another taxonomy or older rules have tagged, after saying what would change
    Retag(retag::Arguments),
    /// Place all documents anew by the present rules, after saying what would change
    Recluster(recluster::Arguments),
    /// Walk the hash chain of the archive and name the first broken link
    Verify,
    /// Check configuration, store, index, sources and outbox, and say what to do
    Doctor,
    /// Copy the store into a new folder
    Backup(maintain::BackupArguments),
    /// Bring a backup back as the store
    Restore(maintain::RestoreArguments),
    /// Check, print or describe the configuration
    #[command(subcommand)]
    Config(config::Command),
    /// Add, list, change or remove editors' accounts
    #[command(subcommand)]
    User(user::Command),
}

/// Failures that are the caller's: exit code 2.
#[derive(Debug)]
pub struct Usage(pub String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Reads the arguments, does the command, answers the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("watchline: failed to start the runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    let result = runtime.block_on(run(cli));
    // Blocking work that is still under way (a page being read) is abandoned: the store has not seen it.
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    match result {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("watchline: {error:#}");
            if error.is::<Usage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

/// The reader of stdout has gone (`watchline search … | head`): that is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let global = &cli.global;
    match cli.command {
        Command::Demo(arguments) => demo::run(global, arguments).await,
        Command::Serve(arguments) => serve::run(global, arguments).await,
        Command::Crawl(arguments) => crawl::run(global, arguments).await,
        Command::Source(command) => source::run(global, command).await,
        Command::Extract(arguments) => extract::run(global, arguments).await,
        Command::Tag(arguments) => tag::run(global, arguments).await,
        Command::Cluster(arguments) => cluster::run(global, arguments).await,
        Command::Import(arguments) => import::run(global, arguments).await,
        Command::Search(arguments) => search::run(global, arguments).await,
        Command::Export(arguments) => export::run(global, arguments).await,
        Command::Reindex => maintain::reindex(global).await,
        Command::Retag(arguments) => retag::run(global, arguments).await,
        Command::Recluster(arguments) => recluster::run(global, arguments).await,
        Command::Verify => maintain::verify(global).await,
        Command::Doctor => maintain::doctor(global).await,
        Command::Backup(arguments) => maintain::backup(global, arguments).await,
        Command::Restore(arguments) => maintain::restore(global, arguments).await,
        Command::Config(command) => config::run(global, command),
        Command::User(command) => user::run(global, command).await,
    }
}

impl Global {
    fn options(&self) -> LoadOptions {
        LoadOptions {
            config: self.config.clone(),
            data: self.data.clone(),
            environment: watchline_config::environment(),
        }
    }

    /// The configuration; every problem in it becomes one line of a usage error.
    pub fn load(&self) -> anyhow::Result<Config> {
        let config = watchline_config::load(&self.options()).map_err(|problems| Usage(problems.to_string()))?;
        crate::telemetry::start_log(&config.settings.log);
        Ok(config)
    }
}

#[cfg(test)]
mod tests;
