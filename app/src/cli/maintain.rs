//! Commands that keep the house: reindex, verify, doctor, backup, restore.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Global;
use crate::context::{Context, Surroundings};
use crate::progress::Progress;
use crate::stages::index;
use crate::{doctor as checks, shutdown};

#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// A folder that does not exist yet
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// A folder that `watchline backup` wrote
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

async fn open(global: &Global, surroundings: Surroundings) -> anyhow::Result<Context> {
    Context::open(global.load()?, surroundings).await
}

pub(super) async fn reindex(global: &Global) -> anyhow::Result<ExitCode> {
    let context = open(global, Surroundings::default()).await?;
    let changes = index::rebuild(&context, Progress::Terminal, &shutdown::on_signal()).await?;
    eprintln!("index built anew from {changes} changes");
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn verify(global: &Global) -> anyhow::Result<ExitCode> {
    let context = open(global, Surroundings::looking()).await?;
    let verified = context.store.verify().await?;
    eprintln!(
        "{} pages, {} versions, {} observations, {} decisions, {} changes, {} bodies and {} quotes checked",
        verified.pages,
        verified.versions,
        verified.observations,
        verified.decisions,
        verified.changes,
        verified.bodies,
        verified.quotes
    );
    let Some(broken) = verified.broken else {
        eprintln!("the chain is whole");
        return Ok(ExitCode::SUCCESS);
    };
    eprintln!("watchline: the archive is not what was written: {broken}");
    for other in verified.findings.iter().filter(|finding| **finding != broken) {
        eprintln!("watchline: besides: {other}");
    }
    Ok(ExitCode::FAILURE)
}

pub(super) async fn doctor(global: &Global) -> anyhow::Result<ExitCode> {
    let context = open(global, Surroundings::looking()).await?;
    let findings = checks::examine(&context).await?;
    let mut code = ExitCode::SUCCESS;
    for finding in findings {
        println!("{finding}");
        if finding.is_bad() {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

pub(super) async fn backup(global: &Global, arguments: BackupArguments) -> anyhow::Result<ExitCode> {
    let context = open(global, Surroundings::looking()).await?;
    context.store.backup(&arguments.folder).await?;
    eprintln!("backed up to {}", arguments.folder.display());
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(global: &Global, arguments: RestoreArguments) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    watchline_store::restore(&arguments.folder, &config.settings.store.url).await?;
    eprintln!("restored from {}; the index follows at the next start", arguments.folder.display());
    Ok(ExitCode::SUCCESS)
}
