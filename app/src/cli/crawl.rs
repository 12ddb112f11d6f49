//! `watchline crawl`: one round of what is due, or of the named sources.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use watchline_model::SourceId;

use super::{Global, Usage, output};
use crate::context::{Context, Surroundings};
use crate::pipeline::{self, Extent, Stages};
use crate::progress::Progress;
use crate::stages::collect;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Fetch this source now, due or not; may be given several times
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Go on while pages that failed are to be tried again within so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    patience: u64,
    /// Only fetch and archive; what was fetched is read at the next run
    #[arg(long)]
    collect_only: bool,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let context = Context::open(config, Surroundings::default()).await?;
    let sources: Vec<SourceId> = arguments.source.iter().map(|id| SourceId::from(id.as_str())).collect();
    for source in &sources {
        if !context.config.sources.iter().any(|known| known.id == *source && known.enabled) {
            return Err(
                Usage(format!("no enabled source has the id `{source}`; `watchline source list` shows them")).into()
            );
        }
    }
    collect::make_due(&context, &sources).await?;
    let stop = crate::shutdown::on_signal();
    let start = Instant::now();
    let stages = if arguments.collect_only { Stages::Collect } else { Stages::All };
    let extent = Extent { due_within: Duration::from_secs(arguments.patience), stages };
    let summary = pipeline::run(&context, Progress::Terminal, &stop, extent).await?;
    let header = ["sources", "failed", "pages", "failed", "documents", "versions", "placed", "alerts", "seconds"];
    let mut row: Vec<String> = [
        summary.sources,
        summary.source_failures,
        summary.pages,
        summary.page_failures,
        summary.documents,
        summary.versions,
        summary.placed,
        summary.alerts,
    ]
    .iter()
    .map(u64::to_string)
    .collect();
    row.push(format!("{:.1}", start.elapsed().as_secs_f64()));
    eprint!("{}", output::table(&header, &[row]));
    Ok(ExitCode::SUCCESS)
}
