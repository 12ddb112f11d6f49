//! `watchline search`: what the search page finds, on the terminal.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;
use watchline_model::RecordKind;
use watchline_web::api::{self, SearchParams};

use super::{Global, output};
use crate::context::{Context, Surroundings};
use crate::progress::Progress;
use crate::shutdown;
use crate::stages::index;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// In the query language: vendor:anthropic event:ban after:2026-06 "exact phrase"
    #[arg(value_name = "QUERY", num_args = 0.., allow_hyphen_values = true)]
    query: Vec<String>,
    /// Print what /api/v1/documents answers
    #[arg(long)]
    json: bool,
    /// How many to show, 1 to 100
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u8).range(1..=100))]
    limit: u8,
}

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let context = Context::open(config, Surroundings::looking()).await?;
    index::catch_up(&context, Progress::Terminal, &shutdown::on_signal()).await?;
    let state = context.web_state(false, None);
    let params =
        SearchParams { q: arguments.query.join(" "), limit: usize::from(arguments.limit), ..SearchParams::default() };
    let found = api::search(&state, RecordKind::Document, &params).await?;
    if arguments.json {
        output::pretty(&found)?;
    } else {
        print(&found)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(found: &Value) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    for note in found.get("notes").and_then(Value::as_array).into_iter().flatten() {
        let meant = Some(text(note, "suggestion")).filter(|meant| !meant.is_empty());
        let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
        eprintln!("watchline: {}: {}{meant}", text(note, "token"), text(note, "message"));
    }
    for item in found.get("items").and_then(Value::as_array).into_iter().flatten() {
        let published = item.get("published").and_then(|date| date.get("value").or(Some(date))).and_then(Value::as_str);
        let day: String = published.unwrap_or("undated").chars().take(10).collect();
        writeln!(out, "{day:10}  {}\n            {}", text(item, "title"), text(item, "url"))?;
    }
    let total = found.get("total").and_then(Value::as_u64).unwrap_or(0);
    eprintln!("{total} documents");
    Ok(())
}
