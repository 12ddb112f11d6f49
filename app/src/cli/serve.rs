//! `watchline serve`: pages and API, and beside them the crawler, until a signal says stop.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::Global;
use crate::context::{Context, Surroundings};
use crate::progress::Progress;
use crate::stages::collect::{self, Until};
use crate::stages::{index, propose, retag};
use crate::{pipeline, schedule, shutdown, telemetry};

/// Before collecting is tried again, after the store failed.
const AFTER_FAILURE: Duration = Duration::from_secs(5);
/// Between two looks for something that a model is to be asked about.
const BETWEEN_PROPOSALS: Duration = Duration::from_secs(15);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What this process does
    #[arg(long, value_enum, default_value_t = Role::All)]
    role: Role,
    /// Address to listen on (overrides the configuration)
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<std::net::SocketAddr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    All,
    Web,
    Crawler,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let listen = arguments.listen.unwrap_or(config.settings.server.listen);
    let metrics = telemetry::start_metrics();
    // Beside a crawler on the same folder the index is the crawler's, and this process only reads it.
    let (surroundings, work) = match arguments.role {
        Role::Web => (Surroundings::looking(), Work::Follow),
        Role::All | Role::Crawler => (Surroundings::default(), Work::Everything),
    };
    let context = Context::open(config, surroundings).await?;
    retag::warn_if_due(&context).await?;
    let stop = shutdown::on_signal();
    let working = tokio::spawn(watch(context.clone(), work, stop.clone()));
    if arguments.role == Role::Crawler {
        stop.cancelled().await;
    } else {
        let listener = TcpListener::bind(listen).await.with_context(|| {
            format!("failed to listen on {listen}; choose another address with --listen or server.listen")
        })?;
        eprintln!("watchline: serving http://{}", listener.local_addr()?);
        let router = watchline_web::router(context.web_state(false, metrics));
        watchline_web::serve(listener, router, stop.clone().cancelled_owned()).await?;
    }
    stop.cancel();
    working.await.context("failed to stop the crawler")??;
    context.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// What is done at a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// The whole pipeline.
    Everything,
    /// Only the index follows what another process collects.
    Follow,
}

/// Works until told to stop. Collecting goes on by itself, and what it brings is understood beside it, so that neither a
/// slow host nor a long analysis keeps the other waiting.
pub(super) async fn watch(context: Context, work: Work, stop: CancellationToken) -> anyhow::Result<()> {
    let ticks = Arc::new(Notify::new());
    let mut scheduler = schedule::start_ticking(Arc::clone(&ticks)).await?;
    ticks.notify_one();
    let collecting = async {
        while work == Work::Everything && !stop.is_cancelled() {
            let collected = collect::collect(&context, Progress::Hidden, &stop, Until::Stopped, &ticks).await;
            if let Err(error) = collected {
                tracing::error!("collecting failed, tried again in {} s: {error:#}", AFTER_FAILURE.as_secs());
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(AFTER_FAILURE) => {}
                }
            }
        }
    };
    let understanding = async {
        while !stop.is_cancelled() {
            tokio::select! {
                () = stop.cancelled() => break,
                () = ticks.notified() => {}
            }
            follow(&context, work, &stop).await;
        }
    };
    // Beside the line: a slow model keeps nothing waiting.
    let proposing = async {
        while work == Work::Everything && context.model.is_some() && !stop.is_cancelled() {
            match propose::propose(&context, &stop).await {
                Ok(proposed) if proposed.admitted > 0 => ticks.notify_one(),
                Ok(_) => {}
                Err(error) => tracing::error!("asking the model failed, tried again: {error:#}"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(BETWEEN_PROPOSALS) => {}
            }
        }
    };
    tokio::join!(collecting, understanding, proposing);
    scheduler.shutdown().await.context("failed to stop the scheduler")
}

/// One round of all that follows from what has come in; a failed round is logged and the next tick tries again.
async fn follow(context: &Context, work: Work, stop: &CancellationToken) {
    let mut summary = pipeline::Summary::default();
    let round = match work {
        Work::Everything => pipeline::understand(context, Progress::Hidden, stop, &mut summary).await,
        Work::Follow => index::follow(context, Progress::Hidden, stop).await.map(|_| ()),
    };
    match round {
        Ok(()) if summary != pipeline::Summary::default() => tracing::info!(?summary, "round done"),
        Ok(()) => {}
        Err(error) => tracing::error!("round failed, tried again at the next tick: {error:#}"),
    }
}
