//! `watchline demo`: a made-up web on loopback, crawled for real, and what came of it in a browser.
//!
//! Two rounds, a made-up day apart: between them one vendor silently edits a statement. How far the demo
//! has come is kept in its store, so that a demo that was killed goes on where it was.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use anyhow::Context as _;
use chrono::TimeDelta;
use clap::Args;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use watchline_config::{Config, LoadOptions};
use watchline_model::clock::ShiftedClock;
use watchline_model::{Channel, Clock};
use watchline_store::{NewSubscription, Store};

use super::{Global, Usage, output, serve};
use crate::context::{Context, Surroundings};
use crate::demo::{self, DemoWeb};
use crate::progress::Progress;
use crate::{pipeline, shutdown, telemetry};

/// Where the store keeps how many rounds are done, and how often the demo was started.
const ROUND_KEY: &str = "demo.round";
const STARTS_KEY: &str = "demo.starts";
/// Each start of a demo that was killed begins so much later than the one before: its clock must never stand
/// before a moment that its store has seen, or what was due then would not be due yet.
const BETWEEN_STARTS: TimeDelta = TimeDelta::minutes(5);
const ROUNDS: i32 = 2;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Address to serve the result on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Print a summary table and stop
    #[arg(long)]
    once: bool,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let folder = Folder::choose(global.data.as_deref())?;
    let listener = if arguments.once { None } else { Some(listen(arguments.listen).await?) };
    let address = listener.as_ref().and_then(|listener| listener.local_addr().ok()).unwrap_or(arguments.listen);
    let config = demo_config(folder.path(), address)?;
    telemetry::start_log(&config.settings.log);
    let metrics = telemetry::start_metrics();

    let edition = Arc::new(AtomicU32::new(1));
    let web = DemoWeb::start(Arc::clone(&edition)).await?;
    let clock = Arc::new(ShiftedClock::starting_at(demo::now()));
    let surroundings = Surroundings { clock: clock.clone(), resolve: web.addresses(), ..Surroundings::default() };
    let context = Context::open(config, surroundings).await?;
    let stop = shutdown::on_signal();
    let serving = listener.map(|listener| {
        let router = watchline_web::router(context.web_state(true, metrics));
        eprintln!("watchline: collecting a made-up press; watch it come in at http://{address}");
        tokio::spawn(watchline_web::serve(listener, router, stop.clone().cancelled_owned()))
    });

    clock.advance(BETWEEN_STARTS * count_start(&context.store).await?);
    subscribe(&context.store, &*clock).await?;
    crawl(&context, &clock, &edition, &stop).await?;
    print_summary(&context, start).await?;
    if let Some(serving) = serving {
        eprintln!(
            "watchline: ready at http://{address} (Ctrl-C stops; mail is in {})",
            context.config.settings.alerts.folder.display()
        );
        let watching = tokio::spawn(serve::watch(context.clone(), serve::Work::Everything, stop.clone()));
        serving.await.context("failed to serve")??;
        stop.cancel();
        watching.await.context("failed to stop the crawler")??;
    }
    web.stop().await;
    context.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        Usage(format!("failed to listen on {address}: {error}; choose another address with --listen")).into()
    })
}

/// The demo's data: in a folder that was named (and stays), or in one that goes when the demo ends.
enum Folder {
    Named(PathBuf),
    Passing(tempfile::TempDir),
}

impl Folder {
    fn choose(data: Option<&Path>) -> anyhow::Result<Self> {
        match data {
            Some(folder) => Ok(Self::Named(folder.to_owned())),
            None => Ok(Self::Passing(
                tempfile::tempdir().context("failed to make a folder for the demo; name one with --data")?,
            )),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Named(path) => path,
            Self::Passing(folder) => folder.path(),
        }
    }
}

/// Built-in defaults, the made-up names and sources, and loopback opened: as files in the demo's folder, so that other
/// commands understand what the demo has left there (`watchline search --config DIR/demo.toml --data DIR …`).
fn demo_config(folder: &Path, address: SocketAddr) -> anyhow::Result<Config> {
    std::fs::create_dir_all(folder).with_context(|| format!("failed to make {}", folder.display()))?;
    let mut text = format!(
        "# Written by `watchline demo`.\n[server]\npublic_url = \"http://{address}\"\n\n[sources]\nshipped = false\n\n\
         [taxonomy]\nfiles = [\"demo-entities.toml\"]\n\n[log]\nlevel = \"error\"\n\n[alerts]\nmax_age_days = 60\n\n\
         [crawler]\nuser_agent_contact = \"demo@watchline.example\"\nallowed_private_networks = [\"127.0.0.0/8\"]\n\
         host_gap_ms = 10\n",
    );
    for source in demo::sources() {
        text.push('\n');
        text.push_str(&watchline_config::source_toml(&source));
    }
    let file = folder.join("demo.toml");
    for (path, text) in [(&folder.join("demo-entities.toml"), demo::entities_toml()), (&file, &text)] {
        std::fs::write(path, text).with_context(|| format!("failed to write {}", path.display()))?;
    }
    let options = LoadOptions { config: Some(file), data: Some(folder.to_owned()), environment: Vec::new() };
    Ok(watchline_config::load(&options).map_err(|problems| Usage(problems.to_string()))?)
}

/// How often this demo was started before.
async fn count_start(store: &Store) -> anyhow::Result<i32> {
    let before = number(store.value(STARTS_KEY).await?);
    store.set_value(STARTS_KEY, &(before + 1).to_string()).await?;
    Ok(before)
}

fn number(kept: Option<String>) -> i32 {
    kept.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The demo's subscribers, each once, however often the demo is started.
async fn subscribe(store: &Store, clock: &dyn Clock) -> anyhow::Result<()> {
    let known = store.list_subscriptions().await?;
    for (query, address, rhythm) in demo::subscriptions() {
        let channel = Channel::Email(address);
        if known.iter().any(|known| known.query == query && known.channel == channel) {
            continue;
        }
        let subscription = NewSubscription { query, channel, rhythm, confirmed: true };
        store.add_subscription(&subscription, clock.now()).await?;
    }
    Ok(())
}

async fn crawl(
    context: &Context,
    clock: &ShiftedClock,
    edition: &AtomicU32,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let done = number(context.store.value(ROUND_KEY).await?);
    for round in 1..=ROUNDS {
        if round > 1 {
            clock.advance(TimeDelta::days(1));
        }
        edition.store(round.unsigned_abs(), Ordering::SeqCst);
        if round > done && !stop.is_cancelled() {
            pipeline::run(context, Progress::Terminal, stop, pipeline::Extent::default()).await?;
            if stop.is_cancelled() {
                return Ok(());
            }
            context.store.set_value(ROUND_KEY, &round.to_string()).await?;
        }
    }
    Ok(())
}

async fn print_summary(context: &Context, start: Instant) -> anyhow::Result<()> {
    let counts = context.store.counts().await?;
    let header = ["sources", "pages", "documents", "relevant", "incidents", "events", "alerts", "seconds"];
    let mut row: Vec<String> = [
        counts.sources,
        counts.pages,
        counts.documents,
        counts.relevant,
        counts.incidents,
        counts.events,
        counts.alerts,
    ]
    .iter()
    .map(u64::to_string)
    .collect();
    row.push(format!("{:.1}", start.elapsed().as_secs_f64()));
    print!("{}", output::table(&header, &[row]));
    Ok(())
}
