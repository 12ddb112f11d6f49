//! A made-up web on the loopback network, for measuring crawlers: many hosts, each with a feed and pages,
//! slow and faulty in ways that a seed decides. `benches/crawl.sh` runs it.
//!
//! `cargo run --release -p watchline-crawler --example loopback_web -- --hosts 300 --pages 100`
//! Host number n is the address 127.0.1.1 and onwards, all on one port. `/__report` of any address says, as
//! JSON, what was asked and how politely; `/__next` moves every host on: new items, changed pages.
//! Only loopback addresses are served.

mod ledger;
mod server;
mod site;
mod words;

use std::error::Error;
use std::sync::Arc;

use crate::ledger::Ledger;
use crate::site::Web;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut options = Options { hosts: 300, pages: 100, port: 18_080, seed: 7, faults: true };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        if name == "--calm" {
            options.faults = false;
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("{name} needs a number"))?;
        match name.as_str() {
            "--hosts" => options.hosts = value.parse()?,
            "--pages" => options.pages = value.parse()?,
            "--port" => options.port = value.parse()?,
            "--seed" => options.seed = value.parse()?,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    let web = Web::new(&options);
    eprintln!("{} hosts with {} pages each on port {}", options.hosts, options.pages, options.port);
    server::serve(options.port, Arc::new(web), Arc::new(Ledger::default())).await?;
    Ok(())
}

/// What the command line says.
pub(crate) struct Options {
    pub(crate) hosts: u32,
    pub(crate) pages: u32,
    pub(crate) port: u16,
    pub(crate) seed: u64,
    /// 429, 5xx, hangs, bodies cut short.
    pub(crate) faults: bool,
}
