//! The slowest inputs of each reader, in CPU milliseconds per megabyte: fuzz targets' corpora, or any other folders.
//!
//! `cargo run --release -p watchline-crawler --example measure_corpus -- <target>=<folder> …`. Every input is read by the
//! target's check as in fuzzing, which reads it two to four times and compares; the fastest of three runs counts. Small
//! inputs are counted as 4 KiB, or the fixed cost of any reading would be all that shows.

use std::path::Path;
use std::time::Duration;

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, dead_code, reason = "the fuzz targets use it as a crate")]
mod claims;

const SMALLEST_BYTES: usize = 4096;
/// An input is read again until this much time has gone: the system counts it in ticks of some milliseconds.
const ENOUGH: Duration = Duration::from_millis(60);
const RUNS: usize = 3;

fn main() {
    println!("target    inputs  bytes  mean ms/MB  worst ms/MB  its bytes  its name");
    for argument in std::env::args().skip(1) {
        let (target, folder) = argument.split_once('=').expect("<target>=<folder>");
        measure(target, Path::new(folder));
    }
}

fn measure(target: &str, folder: &Path) {
    let (mut inputs, mut bytes, mut total) = (0, 0, Duration::ZERO);
    let mut worst = (0.0, 0, String::new());
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let input = std::fs::read(&path).expect("an input");
        let runs = (0..RUNS).map(|_| {
            let (start, mut readings) = (cpu_time(), 0);
            loop {
                claims::check(target, &input);
                readings += 1;
                let spent = cpu_time().saturating_sub(start);
                if spent >= ENOUGH {
                    break spent / readings;
                }
            }
        });
        let fastest = runs.min().unwrap_or_default();
        let rate = milliseconds_per_mb(fastest, input.len().max(SMALLEST_BYTES));
        if rate > worst.0 {
            worst = (rate, input.len(), path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
        (inputs, bytes, total) = (inputs + 1, bytes + input.len(), total + fastest);
    }
    let mean = milliseconds_per_mb(total, bytes.max(1));
    println!("{target:9} {inputs:6} {bytes:9} {mean:8.0} {:10.0} {:10} {}", worst.0, worst.1, worst.2);
}

fn milliseconds_per_mb(time: Duration, bytes: usize) -> f64 {
    time.as_secs_f64() * 1e3 / (bytes as f64 / 1e6)
}

/// CPU time of this thread so far (Linux: `/proc/thread-self/schedstat`, nanoseconds).
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    Duration::from_nanos(text.split(' ').next().and_then(|first| first.parse().ok()).expect("a number"))
}
