//! `watchline recluster`: all documents are placed anew by the present rules, after saying what that changes.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{Global, output};
use crate::context::{Context, Surroundings};
use crate::pipeline::{Summary, understand};
use crate::progress::Progress;
use crate::shutdown;
use crate::stages::recluster::{self, Applied, Plan};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// Apply it after saying what changes
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Apply without asking
    #[arg(long, requires = "apply")]
    yes: bool,
    /// Say what would change as JSON, on standard output
    #[arg(long)]
    json: bool,
    /// Examples of each change
    #[arg(long, value_name = "N", default_value_t = 3)]
    examples: usize,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let surroundings = if arguments.apply { Surroundings::default() } else { Surroundings::looking() };
    let context = Context::open(global.load()?, surroundings).await?;
    let stop = shutdown::on_signal();
    let Some(plan) = recluster::plan(&context, arguments.examples, Progress::Terminal, &stop).await? else {
        eprintln!("stopped before the end; nothing was changed");
        return Ok(ExitCode::FAILURE);
    };
    if !arguments.json {
        eprint!("{}", plan.report.table());
    }
    let is_wanted =
        arguments.apply && !stop.is_cancelled() && (arguments.yes || plan.report.is_empty() || confirm().await?);
    let applied = if is_wanted { Some(apply(&context, &plan, &stop).await?) } else { None };
    if arguments.json {
        output::pretty(&json!({ "report": plan.report, "applied": applied }))?;
    }
    if arguments.apply && !is_wanted {
        eprintln!("nothing was changed");
        return Ok(ExitCode::FAILURE);
    }
    if is_wanted && stop.is_cancelled() {
        eprintln!("stopped before the end; run it again to go on");
        return Ok(ExitCode::FAILURE);
    }
    if !arguments.apply && !arguments.dry_run && !plan.report.is_empty() {
        eprintln!("nothing was changed; `watchline recluster --apply` applies it");
    }
    Ok(ExitCode::SUCCESS)
}

async fn apply(context: &Context, plan: &Plan, stop: &CancellationToken) -> anyhow::Result<Applied> {
    let applied = recluster::apply(context, plan, Progress::Terminal, stop).await?;
    understand(context, Progress::Terminal, stop, &mut Summary::default()).await?;
    eprintln!("{} decisions made, {} left as they are", applied.decisions, applied.refused);
    Ok(applied)
}

/// Asks on a terminal; anywhere else `--yes` must say so.
async fn confirm() -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        eprintln!("add --yes to apply without a terminal");
        return Ok(false);
    }
    let answer = crate::blocking::run(|| {
        eprint!("Apply it? Every change can be undone. [y/N] ");
        std::io::stderr().flush()?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        std::io::Result::Ok(answer)
    });
    Ok(matches!(answer.await??.trim().to_lowercase().as_str(), "y" | "yes"))
}
