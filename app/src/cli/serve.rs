//! `watchline serve`: pages and API, and beside them the crawler, until a signal says stop.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::Global;
use crate::context::{Context, Surroundings};
use crate::progress::Progress;
use crate::stages::index;
use crate::{pipeline, schedule, shutdown, telemetry};

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

/// Works at every tick, one round at a time; a failed round is logged and the next tick tries again.
pub(super) async fn watch(context: Context, work: Work, stop: CancellationToken) -> anyhow::Result<()> {
    let ticks = Arc::new(Notify::new());
    let mut scheduler = schedule::start_ticking(Arc::clone(&ticks)).await?;
    ticks.notify_one();
    while !stop.is_cancelled() {
        tokio::select! {
            () = stop.cancelled() => break,
            () = ticks.notified() => {}
        }
        let round = match work {
            Work::Everything => pipeline::run(&context, Progress::Hidden, &stop).await,
            Work::Follow => {
                index::follow(&context, Progress::Hidden, &stop).await.map(|_| pipeline::Summary::default())
            }
        };
        match round {
            Ok(summary) if summary != pipeline::Summary::default() => tracing::info!(?summary, "round done"),
            Ok(_) => {}
            Err(error) => tracing::error!("round failed, tried again at the next tick: {error:#}"),
        }
    }
    scheduler.shutdown().await.context("failed to stop the scheduler")
}
