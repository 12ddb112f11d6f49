//! Times and processor times, as they are printed.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::http::Client;

/// Processor time of a process so far, of all its threads, by the kernel's account (`proc(5)`, `schedstat`).
pub(crate) fn processor_time(process: u32) -> Duration {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let nanoseconds = threads.filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanoseconds.sum())
}

/// Bytes of all files in a folder.
pub(crate) fn size(folder: &std::path::Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
}

/// The value below which this share of sorted times lies.
pub(crate) fn share(sorted: &[f64], share: f64) -> f64 {
    let place = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
    sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// Asks each query `rounds` times through HTTP; the first round warms up and is not counted. Answers the figures and
/// what each query found.
pub(crate) fn ask(port: u16, process: u32, queries: &[Value], rounds: usize) -> std::io::Result<(Value, Vec<Value>)> {
    let mut client = Client::connect(port)?;
    let mut totals = Vec::new();
    for query in queries {
        let answer: Value = serde_json::from_slice(&client.post("/search", query)?)?;
        if let Some(error) = answer.get("error") {
            return Err(std::io::Error::other(format!("{query}: {error}")));
        }
        totals.push(answer["total"].clone());
    }
    let mut times = Vec::new();
    let before = processor_time(process);
    for _ in 0..rounds {
        for query in queries {
            let began = Instant::now();
            client.post("/search", query)?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let used = processor_time(process) - before;
    Ok((figures(times, used), totals))
}

pub(crate) fn figures(mut times: Vec<f64>, used: Duration) -> Value {
    times.sort_by(f64::total_cmp);
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    json!({
        "queries": times.len(),
        "p50_ms": rounded(share(&times, 0.5)),
        "p95_ms": rounded(share(&times, 0.95)),
        "p99_ms": rounded(share(&times, 0.99)),
        "max_ms": rounded(share(&times, 1.0)),
        "cpu_ms": rounded(used.as_secs_f64() * 1000.0 / times.len().max(1) as f64),
    })
}
