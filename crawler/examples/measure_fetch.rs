//! What fetching alone costs, without reading, archive and store, for BENCHMARKS.md: all that the hosts of
//! `loopback_web` list, a task for each host.
//! `cargo run --release -p watchline-crawler --example measure_fetch -- --hosts 300 --port 18080 --gap-ms 20`
//!
//! Prints pages a second, processor time a page (user and system, of this process) and peak memory.

use std::collections::VecDeque;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use watchline_crawler::{Answer, Client, ClientSettings, FetchError, Outcome};
use watchline_model::source::Validators;
use watchline_model::{AddressRule, Clock as _, SystemClock};

const ATTEMPTS: u32 = 8;

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    pages: u64,
    failures: u64,
    bytes: u64,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (mut hosts, mut port, mut gap_ms) = (300_u32, 18_080_u16, 20_u64);
    let mut arguments = std::env::args().skip(1);
    while let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
        match name.as_str() {
            "--hosts" => hosts = value.parse()?,
            "--port" => port = value.parse()?,
            "--gap-ms" => gap_ms = value.parse()?,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    let client = Client::new(ClientSettings {
        addresses: AddressRule::new(vec!["127.0.0.0/8".parse()?]),
        host_gap: Duration::from_millis(gap_ms),
        idle_timeout: Duration::from_secs(3),
        ..ClientSettings::new("measure@watchline.example")
    })?;
    let (start, cpu) = (Instant::now(), cpu_ms()?);
    let crawls: Vec<_> = (0..hosts)
        .map(|host| format!("http://127.0.{}.{}:{port}", 1 + host / 250, 1 + host % 250))
        .map(|site| tokio::spawn(crawl(client.clone(), site)))
        .collect();
    let mut tally = Tally::default();
    for crawl in crawls {
        let one = crawl.await?;
        tally.pages += one.pages;
        tally.failures += one.failures;
        tally.bytes += one.bytes;
    }
    let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_ms()? - cpu);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let pages = tally.pages as f64;
    println!(
        "{} pages, {} failed, {} MB, {seconds:.1} s, {:.0} pages/s, {:.3} CPU-ms a page, peak {} MiB",
        tally.pages,
        tally.failures,
        tally.bytes / 1_000_000,
        pages / seconds,
        cpu / pages,
        status_kib("VmHWM")? / 1024
    );
    Ok(())
}

async fn crawl(client: Client, site: String) -> Tally {
    let mut tally = Tally::default();
    let Some(feed) = get(&client, &format!("{site}/feed.xml")).await else {
        return Tally { failures: 1, ..tally };
    };
    let feed = String::from_utf8_lossy(&feed).into_owned();
    let links = feed.split("<link>/").skip(1).filter_map(|rest| rest.split('<').next());
    let mut due: VecDeque<(u32, Arc<str>)> = links.map(|path| (0, format!("{site}/{path}").into())).collect();
    // A page that fails goes to the end of the queue.
    while let Some((attempt, url)) = due.pop_front() {
        match ask(&client, &url).await {
            Ok(body) => {
                tally.pages += 1;
                tally.bytes += body.len() as u64;
            }
            Err(FetchError::Resting { until, .. }) => {
                let rest = until - SystemClock.now();
                tokio::time::sleep(rest.to_std().unwrap_or_default()).await;
                due.push_front((attempt, url));
            }
            Err(error) if error.remedy_kind() == Outcome::Retry && attempt < ATTEMPTS => {
                due.push_back((attempt + 1, url));
            }
            Err(_) => tally.failures += 1,
        }
    }
    tally
}

async fn get(client: &Client, url: &str) -> Option<Vec<u8>> {
    for _ in 0..ATTEMPTS {
        match ask(client, url).await {
            Ok(body) => return Some(body),
            Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    }
    None
}

async fn ask(client: &Client, url: &str) -> Result<Vec<u8>, FetchError> {
    match client.fetch(url, &Validators::default(), &SystemClock).await? {
        Answer::Page(page) | Answer::NotModified(page) => Ok(page.body),
    }
}

/// User and system time of this process so far, by Linux's /proc (hundredths of a second).
fn cpu_ms() -> Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok(10.0 * (ticks(11) + ticks(12)))
}

fn status_kib(name: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    Ok(line.split_whitespace().nth(1).unwrap_or("0").parse()?)
}
