//! `extract`, `tag` and `cluster` work on what they are given: no store, no index. This maps JSON Lines in
//! to JSON Lines out, in order, on all processors.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

use super::{input, output};

/// Lines in hand at a time: enough to keep every processor busy, little enough for memory.
const BATCH: usize = 256;

/// Each line of `path` through `work`, which answers the record for stdout; a bad line yields `{id, error}`.
pub(super) async fn map_lines(
    path: &Path,
    work: impl Fn(&str) -> Result<Value, (Value, String)> + Send + Sync + Clone + 'static,
) -> anyhow::Result<()> {
    let mut lines = input::lines(input::open(path)?);
    loop {
        let batch: Vec<input::Line> = lines.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let work = work.clone();
        let answers = crate::stages::in_parallel(batch, move |line| {
            let answer = match &line.text {
                Ok(text) => work(text),
                Err(error) => Err((Value::Null, error.clone())),
            };
            answer.unwrap_or_else(|(id, error)| output::refused(&id, line.number, &error))
        });
        let answers = answers.await?;
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for answer in &answers {
            output::line(&mut out, answer)?;
        }
        out.flush()?;
    }
}

/// The `id` of a line that could not be used otherwise, so that its error can be matched to it.
pub(super) fn id_of(text: &str) -> Value {
    serde_json::from_str::<Value>(text).ok().and_then(|value| value.get("id").cloned()).unwrap_or(Value::Null)
}
