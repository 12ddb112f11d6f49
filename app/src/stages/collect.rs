//! Fetch what is due: sources first, then the entries that they list.
//!
//! Hosts are visited side by side, a host's own requests one after the other (the client keeps its gap).

mod entries;
mod sources;

use std::collections::BTreeMap;

use futures::StreamExt;
use indicatif::ProgressBar;
use tokio_util::sync::CancellationToken;
use watchline_model::SourceId;

use crate::context::Context;
use crate::progress::Progress;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Collected {
    pub sources: u64,
    pub source_failures: u64,
    pub pages: u64,
    pub page_failures: u64,
}

/// Fetches until nothing is due.
pub async fn collect(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<Collected> {
    let mut collected = Collected::default();
    sources::collect(context, progress, stop, &mut collected).await?;
    entries::collect(context, progress, stop, &mut collected).await?;
    Ok(collected)
}

/// Makes these sources due now, whatever their schedule.
pub async fn make_due(context: &Context, sources: &[SourceId]) -> anyhow::Result<()> {
    for source in sources {
        context.store.make_source_due(source, context.clock.now()).await?;
    }
    Ok(())
}

/// How a fetch went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fetched {
    Well,
    Badly,
}

/// Fetches (`work`) all that is due, hosts side by side, a host's own in order; answers how many went well and badly.
async fn visit<T>(
    context: &Context,
    due: Vec<T>,
    url: impl Fn(&T) -> &str,
    bar: &ProgressBar,
    stop: &CancellationToken,
    work: impl AsyncFn(&Context, &T) -> anyhow::Result<Fetched>,
) -> anyhow::Result<(u64, u64)> {
    let concurrency = usize::try_from(context.config.settings.crawler.concurrency).unwrap_or(1);
    let work = &work;
    let visit_host = async |due: Vec<T>| -> anyhow::Result<(u64, u64)> {
        let (mut well, mut badly) = (0, 0);
        for due in due {
            if stop.is_cancelled() {
                break;
            }
            match work(context, &due).await? {
                Fetched::Well => well += 1,
                Fetched::Badly => badly += 1,
            }
            bar.inc(1);
        }
        Ok((well, badly))
    };
    let mut hosts = futures::stream::iter(by_host(due, url)).map(visit_host).buffer_unordered(concurrency);
    let (mut well, mut badly) = (0, 0);
    while let Some(host) = hosts.next().await {
        let (more_well, more_badly) = host?;
        well += more_well;
        badly += more_badly;
    }
    Ok((well, badly))
}

/// Splits work by host, keeping the order within a host.
fn by_host<T>(work: Vec<T>, url: impl Fn(&T) -> &str) -> Vec<Vec<T>> {
    let mut hosts: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for item in work {
        let host =
            url::Url::parse(url(&item)).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        hosts.entry(host).or_default().push(item);
    }
    hosts.into_values().collect()
}
