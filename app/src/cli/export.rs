//! `watchline export`: what a query finds, in the formats of others; `warc` is the archive itself.

mod warc;

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use watchline_web::export::{ExportFormat, export};

use super::{Global, Usage};
use crate::context::{Context, Surroundings};
use crate::progress::Progress;
use crate::shutdown;
use crate::stages::index;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// In the query language; left out: everything
    #[arg(value_name = "QUERY", num_args = 0.., allow_hyphen_values = true)]
    query: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
    Stix,
    Bibtex,
    Csl,
    /// Every archived page, as WARC 1.1; takes no query
    Warc,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let context = Context::open(config, Surroundings::looking()).await?;
    index::catch_up(&context, Progress::Terminal, &shutdown::on_signal()).await?;
    let state = context.web_state(false, None);
    let query = arguments.query.join(" ");
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let format = match arguments.format {
        Format::Warc if !query.trim().is_empty() => {
            return Err(Usage("the format warc exports the whole archive; leave the query out".to_owned()).into());
        }
        Format::Warc => {
            let written = warc::write(&context.store, context.clock.now(), &mut out).await?;
            out.flush()?;
            eprintln!("{written} pages exported");
            return Ok(ExitCode::SUCCESS);
        }
        Format::Jsonl => ExportFormat::Jsonl,
        Format::Csv => ExportFormat::Csv,
        Format::Stix => ExportFormat::Stix,
        Format::Bibtex => ExportFormat::Bibtex,
        Format::Csl => ExportFormat::Csl,
    };
    let written = export(&state, format, &query, &mut out).await?;
    out.flush()?;
    eprintln!("{written} exported");
    Ok(ExitCode::SUCCESS)
}
