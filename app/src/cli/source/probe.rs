//! What an address is and would yield: asked once, nothing saved.

use std::collections::VecDeque;

use anyhow::Context as _;
use watchline_config::Config;
use watchline_crawler::{
    Answer, Ask, Client, Discovered, ListedItem, ReadHints, discover, guesses, looks_like_feed, read_entry,
};
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;
use watchline_model::{Clock, Source, SourceKind, SystemClock, Tier};

use super::suggest::{kind_of, suggest};

/// Items shown.
const SHOWN: usize = 10;
/// Requests made to see what a source would yield; a real round may make more.
const REQUESTS: usize = 6;

/// What an address turned out to be.
pub(super) struct Probed {
    pub source: Source,
    /// For people.
    pub report: String,
}

/// Asks `url` and finds the best way to watch it: as the source that the address itself says it is, as a feed, as the
/// feed, status page or advisories behind a page, as a listing, or as one page watched for changes.
pub(super) async fn probe(config: &Config, url: &str, tier: Option<Tier>) -> anyhow::Result<Probed> {
    let client = Client::new(crate::context::client_settings(config, Vec::new()))?;
    if let Some(kind) = kind_of(url) {
        return probe_source(&client, suggest(url, None, kind, tier)).await;
    }
    let page = fetch(&client, url).await?;
    if looks_like_feed(&page.body, page.header("content-type")) {
        return probe_source(&client, suggest(url, None, SourceKind::Feed, tier)).await;
    }
    let found = discover(&page.body, page.header("content-type"), &page.final_url);
    let mut probed = best_of(&client, url, &page, &found, tier).await;
    probed.report.push_str(&others(&found, &probed.source));
    Ok(probed)
}

/// A configured source, as it would be collected.
pub(super) async fn probe_configured(config: &Config, source: &Source) -> anyhow::Result<Probed> {
    let client = Client::new(crate::context::client_settings(config, Vec::new()))?;
    if source.kind == SourceKind::Page {
        let page = fetch(&client, &source.url).await?;
        return Ok(watched(&page, source.clone()));
    }
    probe_source(&client, source.clone()).await
}

/// The first way to watch a page that yields something.
async fn best_of(client: &Client, url: &str, page: &FetchedPage, found: &Discovered, tier: Option<Tier>) -> Probed {
    let declared = found.feeds.iter().map(|(feed, _)| (SourceKind::Feed, feed.clone()));
    let status = found.statuspage.iter().map(|page| (SourceKind::Statuspage, page.clone()));
    let csaf = found.csaf.iter().map(|provider| (SourceKind::Csaf, provider.clone()));
    let guessed = guesses(&page.final_url).into_iter().map(|feed| (SourceKind::Feed, feed));
    let listing = std::iter::once((SourceKind::Listing, url.to_owned()));
    let candidates = status.chain(declared.take(4)).chain(csaf).chain(guessed.take(4)).chain(listing);
    for (kind, address) in candidates {
        let source = suggest(&address, found.title.clone(), kind, tier);
        match probe_source(client, source).await {
            Ok(probed) => return probed,
            Err(error) => tracing::debug!("{address}: not a {kind}: {error:#}"),
        }
    }
    watched(page, suggest(url, found.title.clone(), SourceKind::Page, tier))
}

/// Collects a source once.
///
/// # Errors
/// Where nothing can be had, or nothing is listed.
async fn probe_source(client: &Client, mut source: Source) -> anyhow::Result<Probed> {
    let memory = watchline_crawler::Memory::new();
    let mut requests: VecDeque<_> = watchline_crawler::first_requests(&source, &memory, SystemClock.now()).into();
    let (mut items, mut warnings, mut title): (Vec<ListedItem>, Vec<String>, _) = (Vec::new(), Vec::new(), None);
    let (mut asked, mut failure) = (0, None);
    while let Some(request) = requests.pop_front() {
        if asked == REQUESTS || items.len() >= SHOWN {
            break;
        }
        asked += 1;
        let validators = Validators::default();
        let ask = Ask {
            json_body: request.json_body.as_deref(),
            accept: request.accept,
            size: request.purpose.size(),
            ..Ask::get(&request.url, &validators)
        };
        let listed = match client.ask(&ask, &SystemClock).await {
            Ok(Answer::Page(page)) => {
                watchline_crawler::read_answer(&source, &request, &page, &memory).map_err(anyhow::Error::from)
            }
            Ok(Answer::NotModified(_)) => continue,
            Err(error) => Err(error.into()),
        };
        match listed {
            Ok(listed) => {
                title = title.or(listed.title);
                items.extend(listed.items);
                warnings.extend(listed.warnings);
                requests.extend(listed.requests);
            }
            Err(error) => {
                failure.get_or_insert(error);
            }
        }
    }
    if let (true, Some(error)) = (items.is_empty(), failure) {
        return Err(error.context(format!("{} cannot be collected as a {}", source.url, source.kind)));
    }
    if let Some(title) = title.clone().filter(|title| !title.trim().is_empty() && source.name == source.publisher) {
        source.name.clone_from(&title);
        source.publisher = title;
    }
    Ok(Probed { report: describe(&source, title.as_deref(), &items, &warnings, requests.len()), source })
}

fn describe(source: &Source, title: Option<&str>, items: &[ListedItem], warnings: &[String], left: usize) -> String {
    let name = title.map_or_else(String::new, |title| format!(", \"{title}\""));
    let more = if left > 0 { format!(" so far, {left} more addresses to ask") } else { String::new() };
    let mut report = format!("{}: a {}, {} items{more}{name}\n", source.url, source.kind, items.len());
    for item in latest(items) {
        let date = item.published.or(item.updated);
        let date = date.map_or_else(|| "undated".to_owned(), |date| date.format("%Y-%m-%d").to_string());
        let title = item.title.as_deref().unwrap_or("(its page will say)");
        report.push_str(&format!("  {date:10}  {title}\n              {}\n", item.url));
    }
    for warning in warnings.iter().take(SHOWN) {
        report.push_str(&format!("  warning: {warning}\n"));
    }
    report
}

/// The last ones by date; a source without dates in its own order.
fn latest(items: &[ListedItem]) -> Vec<&ListedItem> {
    let mut items: Vec<&ListedItem> = items.iter().collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.published.or(item.updated)));
    items.truncate(SHOWN);
    items
}

/// One page, watched for changes.
fn watched(page: &FetchedPage, source: Source) -> Probed {
    let hints = ReadHints { selector: source.article_selector.as_deref(), ..ReadHints::default() };
    let content_type = page.header("content-type");
    let reading = read_entry(source.kind, &page.body, content_type, &page.final_url, &hints);
    let words = reading.text.split_whitespace().count();
    let mut report = format!(
        "{}: a page without feed or listing; it would be watched for changes\n  {} ({words} words)\n",
        source.url, reading.title
    );
    for warning in &reading.warnings {
        report.push_str(&format!("  warning: {warning}\n"));
    }
    Probed { source, report }
}

/// What else stands behind the page, so that a person can choose.
fn others(found: &Discovered, chosen: &Source) -> String {
    let feeds = found.feeds.iter().map(|(url, title)| ("feed", url, title.as_str()));
    let sitemaps = found.sitemaps.iter().map(|url| ("sitemap", url, ""));
    let status = found.statuspage.iter().map(|url| ("statuspage", url, ""));
    let csaf = found.csaf.iter().map(|url| ("csaf", url, ""));
    let all = feeds.chain(sitemaps).chain(status).chain(csaf).filter(|(_, url, _)| **url != chosen.url);
    let lines: String = all.map(|(kind, url, title)| format!("  {kind:10}  {url}  {title}\n")).collect();
    if lines.is_empty() { lines } else { format!("also found behind the page:\n{lines}") }
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<FetchedPage> {
    match client.fetch(url, &Validators::default(), &SystemClock).await? {
        Answer::Page(page) => Ok(page),
        Answer::NotModified(_) => Err(anyhow::anyhow!("answered 304 to an unconditional request"))
            .with_context(|| format!("failed to read {url}")),
    }
}
