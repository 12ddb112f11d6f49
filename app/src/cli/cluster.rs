//! `watchline cluster`: documents in order of arrival, each with the incident it falls into and why.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::Datelike;
use clap::Args;
use serde_json::{Value, json};
use watchline_analysis::cluster::{Clusterer, PlacementDecision, Signature, signature};
use watchline_analysis::{Analyzer, Input};
use watchline_model::{Clock, IncidentId, Link, Reason, SystemClock};

use super::input::Record;
use super::{Global, alone, input, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// JSON Lines: {id, url?, title, text, published} a line; - for standard input
    #[arg(value_name = "FILE|-")]
    input: PathBuf,
    /// Accepted for likeness with `extract` and `tag`; the input is always JSON Lines
    #[arg(long)]
    jsonl: bool,
}

/// A line that was understood, or its error.
type Understood = Result<Box<(Value, i32, Signature)>, Value>;

pub(super) async fn run(global: &Global, arguments: Arguments) -> anyhow::Result<std::process::ExitCode> {
    let config = global.load()?;
    let analyzer = crate::context::build_analyzer(&Arc::new(config.taxonomy)).await?;
    let this_year = SystemClock.now().year();
    let mut placing = Placing::default();
    let mut lines = input::lines(input::open(&arguments.input)?);
    loop {
        let batch: Vec<input::Line> = lines.by_ref().take(256).collect();
        if batch.is_empty() {
            return Ok(std::process::ExitCode::SUCCESS);
        }
        let analyzer = Arc::clone(&analyzer);
        let understood = crate::stages::in_parallel(batch, move |line| understand(&analyzer, &line, this_year)).await?;
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for line in understood {
            let answer = match line {
                Ok(document) => placing.place(&document),
                Err(refused) => refused,
            };
            output::line(&mut out, &answer)?;
        }
        out.flush()?;
    }
}

fn understand(analyzer: &Analyzer, line: &input::Line, this_year: i32) -> Understood {
    let text = line.text.as_ref().map_err(|error| output::refused(&Value::Null, line.number, error))?;
    let refuse = |error: String| output::refused(&alone::id_of(text), line.number, &error);
    let record = Record::parse(text).map_err(refuse)?;
    let published = record.published().map_err(refuse)?;
    let input = Input {
        title: record.title(),
        body: record.text(),
        url: record.url.as_deref(),
        published,
        tier: None,
        kind: None,
        language: record.language.as_deref(),
        voice: None,
    };
    let analysis = analyzer.analyze(&input);
    let no_links: [Link; 0] = [];
    let signature = signature(&input, &analysis, &no_links);
    let year = published.map_or(this_year, |date| date.value.year());
    Ok(Box::new((record.id, year, signature)))
}

/// The run's memory: clusters, and the year in which each was opened (it stays in the incident's id).
#[derive(Default)]
struct Placing {
    clusterer: Clusterer,
    documents: u64,
    years: HashMap<u64, i32>,
}

impl Placing {
    fn place(&mut self, document: &(Value, i32, Signature)) -> Value {
        let (id, year, signature) = document;
        self.documents += 1;
        let placement = self.clusterer.place(self.documents, signature);
        // The home first.
        let mut incidents: Vec<String> = Vec::new();
        for cluster in &placement.clusters {
            let incident = self.incident(*cluster, *year);
            if !incidents.contains(&incident) {
                incidents.push(incident);
            }
        }
        let decision = match placement.decision {
            PlacementDecision::Open => "open",
            PlacementDecision::Join => "join",
            PlacementDecision::Review => "review",
        };
        let also: Vec<Value> = placement
            .also
            .iter()
            .map(|also| json!({ "incident": self.incident(also.cluster, *year), "reasons": told(&also.reasons) }))
            .collect();
        let mut answer =
            json!({ "id": id, "incidents": incidents, "decision": decision, "reasons": told(&placement.reasons) });
        if !also.is_empty() {
            answer["also"] = Value::from(also);
        }
        if !placement.merges.is_empty() {
            let merges = placement.merges.iter();
            let merges: Vec<Value> = merges
                .map(|merge| json!({ "from": self.incident(merge.from, *year), "into": self.incident(merge.into, *year) }))
                .collect();
            answer["merges"] = Value::from(merges);
        }
        answer
    }

    /// The year is that of the cluster's first document.
    fn incident(&mut self, cluster: u64, year: i32) -> String {
        let year = *self.years.entry(cluster).or_insert(year);
        IncidentId { year, number: u32::try_from(cluster).unwrap_or(u32::MAX) }.to_string()
    }
}

fn told(reasons: &[Reason]) -> Vec<Value> {
    let tell = |reason: &Reason| json!({ "rule": reason.rule, "weight": reason.weight, "detail": reason.detail });
    reasons.iter().map(tell).collect()
}
