//! How search bears documents coming in, and how soon they are found.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::corpus::Corpus;
use crate::http::Client;
use crate::measure::{figures, processor_time, share};
use crate::{QUERIES, ours, queries};

/// Documents that come in each second.
const PER_SECOND: u32 = 50;
/// How long they do.
const LASTS: Duration = Duration::from_secs(40);
/// Each so-manyth is looked for until it is found.
const LOOKED_FOR: u32 = 25;

pub(crate) fn run(port: u16, process: u32, count: i64) -> Result<(), Box<dyn std::error::Error>> {
    let over = Arc::new(AtomicBool::new(false));
    let (ended, before) = (over.clone(), processor_time(process));
    let feeding = std::thread::spawn(move || -> std::io::Result<Vec<f64>> {
        let waits = feed(port);
        ended.store(true, Ordering::Relaxed);
        waits
    });
    let asked: Vec<Value> = queries::queries(&Corpus::new(), count, QUERIES).iter().map(ours::wire).collect();
    let mut client = Client::connect(port)?;
    let mut times = Vec::new();
    'all: loop {
        for query in &asked {
            if over.load(Ordering::Relaxed) {
                break 'all;
            }
            let began = Instant::now();
            client.post("/search", query)?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let used = processor_time(process) - before;
    let mut waits = feeding.join().map_err(|_| "the feeder failed")??;
    waits.sort_by(f64::total_cmp);
    let searched = figures(times, used);
    println!(
        "{}",
        json!({
            "engine": "ours, 50 documents a second coming in",
            "figures": searched,
            "found_after_ms": {"p50": share(&waits, 0.5).round(), "max": share(&waits, 1.0).round(), "looked_for": waits.len()},
        })
    );
    Ok(())
}

/// Puts documents in; how many milliseconds it took until each of some was found.
fn feed(port: u16) -> std::io::Result<Vec<f64>> {
    let (mut client, began) = (Client::connect(port)?, Instant::now());
    let mut seekers = Vec::new();
    for number in 0.. {
        let due = Duration::from_secs(1) / PER_SECOND * number;
        if due > LASTS {
            break;
        }
        std::thread::sleep(due.saturating_sub(began.elapsed()));
        let title = format!("newcomer{}x{number}", std::process::id());
        client.post("/add", &json!({"number": number, "title": title}))?;
        if number % LOOKED_FOR == 0 {
            seekers.push(std::thread::spawn(move || seek(port, &title)));
        }
    }
    seekers.into_iter().map(|seeker| seeker.join().map_err(|_| std::io::Error::other("a seeker failed"))?).collect()
}

fn seek(port: u16, word: &str) -> std::io::Result<f64> {
    let (mut client, began) = (Client::connect(port)?, Instant::now());
    while began.elapsed() < Duration::from_secs(20) {
        let answer: Value = serde_json::from_slice(&client.post("/search", &json!({"text": word}))?)?;
        if answer["total"] == 1 {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}
