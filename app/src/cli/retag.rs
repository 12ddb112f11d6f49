//! `watchline retag`: a new analysis or an edited taxonomy is applied to all that is stored, after saying what it changes.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{Global, output};
use crate::context::{Context, Surroundings};
use crate::pipeline::{Summary, understand};
use crate::progress::Progress;
use crate::shutdown;
use crate::stages::retag::{self, Report, Scope};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// Apply at once, without looking first at what would change
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Apply without asking, also where something would be lost
    #[arg(long)]
    yes: bool,
    /// Tag everything anew, not only what another analysis or taxonomy has tagged
    #[arg(long)]
    all: bool,
    /// Say what would change as JSON, on standard output
    #[arg(long)]
    json: bool,
    /// Examples of each change
    #[arg(long, value_name = "N", default_value_t = 2)]
    examples: usize,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let surroundings = if arguments.dry_run { Surroundings::looking() } else { Surroundings::default() };
    let context = Context::open(global.load()?, surroundings).await?;
    let stop = shutdown::on_signal();
    let scope = if arguments.all { Scope::All } else { Scope::Stale };
    let count = retag::count(&context, scope).await?;
    if count.versions == 0 {
        eprintln!("nothing to do: everything is tagged with {}", context.tagged_with);
    }
    let report = if arguments.apply {
        None
    } else {
        Some(retag::report(&context, scope, arguments.examples, Progress::Terminal, &stop).await?)
    };
    if let Some(report) = report.as_ref().filter(|_| count.versions > 0 && !arguments.json) {
        eprint!("{}", report.table());
    }
    let is_wanted = !arguments.dry_run
        && !stop.is_cancelled()
        && (arguments.yes || report.as_ref().is_none_or(|report| !report.loses()) || confirm().await?);
    let applied = if is_wanted { Some(apply(&context, scope, &stop).await?) } else { None };
    if arguments.json {
        output::pretty(&machine(report.as_ref(), applied))?;
    }
    if !is_wanted && !arguments.dry_run {
        eprintln!("nothing was changed");
        return Ok(ExitCode::FAILURE);
    }
    let is_cut_short = stop.is_cancelled() && applied.is_some_and(|summary| summary.tagged < count.versions);
    if is_cut_short {
        eprintln!("stopped before the end; run it again to go on");
    }
    Ok(if is_cut_short { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Also where nothing is to be tagged: a run that was killed may have left the rest of the line undone.
async fn apply(context: &Context, scope: Scope, stop: &CancellationToken) -> anyhow::Result<Summary> {
    let mut summary =
        Summary { tagged: retag::apply(context, scope, Progress::Terminal, stop).await?, ..Summary::default() };
    understand(context, Progress::Terminal, stop, &mut summary).await?;
    eprintln!("{} versions tagged anew, {} documents placed", summary.tagged, summary.placed);
    Ok(summary)
}

/// Asks on a terminal; anywhere else whoever called has decided.
async fn confirm() -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(true);
    }
    let answer = crate::blocking::run(|| {
        eprint!("Some of what is known would be lost (see above). Apply it? [y/N] ");
        std::io::stderr().flush()?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        std::io::Result::Ok(answer)
    });
    Ok(matches!(answer.await??.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn machine(report: Option<&Report>, applied: Option<Summary>) -> Value {
    let applied = applied.map(|summary| json!({ "versions": summary.tagged, "documents_placed": summary.placed }));
    json!({ "report": report, "applied": applied })
}
