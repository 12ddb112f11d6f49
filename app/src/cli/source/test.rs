//! `watchline source test`: fetch once, save nothing, show what would be collected and the TOML to paste.

use std::process::ExitCode;

use anyhow::Context as _;
use watchline_config::Config;
use watchline_crawler::{
    Answer, Client, FeedReading, ReadHints, discover_feeds, looks_like_feed, read_feed, read_page,
};
use watchline_model::source::Validators;
use watchline_model::{Schedule, Source, SourceId, SourceKind, SystemClock, Tier};

use crate::cli::{Global, Usage};

/// Items shown of a feed.
const SHOWN: usize = 10;

pub(super) async fn run(global: &Global, source: &str) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let known = config.sources.iter().find(|known| known.id.as_str() == source);
    let url = match known {
        Some(known) => known.url.clone(),
        None if source.contains("://") => source.to_owned(),
        None => {
            let message =
                format!("`{source}` is neither an address nor a source id; `watchline source list` shows the ids");
            return Err(Usage(message).into());
        }
    };
    let probed = probe(&config, &url, None).await?;
    print!("{}", probed.report);
    print!("\n{}", watchline_config::source_toml(known.unwrap_or(&probed.source)));
    Ok(ExitCode::SUCCESS)
}

/// What an address turned out to be.
pub(super) struct Probed {
    pub source: Source,
    /// For people.
    pub report: String,
}

/// Fetches `url`; a page with a feed behind it is followed to the feed.
pub(super) async fn probe(config: &Config, url: &str, tier: Option<Tier>) -> anyhow::Result<Probed> {
    let client = Client::new(crate::context::client_settings(config, Vec::new()))?;
    let page = fetch(&client, url).await?;
    let content_type = page.header("content-type").map(str::to_owned);
    if looks_like_feed(&page.body, content_type.as_deref()) {
        let feed = read_feed(&page.body, content_type.as_deref(), &page.final_url)
            .with_context(|| format!("failed to read the feed {url}"))?;
        return Ok(feed_found(url, &feed, tier));
    }
    let discovered = discover_feeds(&page.body, content_type.as_deref(), &page.final_url);
    if let Some((feed_url, _)) = discovered.feeds.first() {
        let answer = fetch(&client, feed_url).await?;
        if let Ok(feed) = read_feed(&answer.body, answer.header("content-type"), &answer.final_url) {
            let mut probed = feed_found(feed_url, &feed, tier);
            let others: String = discovered.feeds.iter().map(|(url, title)| format!("  {url}  {title}\n")).collect();
            probed.report = format!("{url}: a page that names these feeds\n{others}{}", probed.report);
            return Ok(probed);
        }
    }
    let reading = read_page(&page.body, content_type.as_deref(), &page.final_url, &ReadHints::default());
    let words = reading.text.split_whitespace().count();
    let report =
        format!("{url}: a page without a feed; it would be watched for changes\n  {} ({words} words)\n", reading.title);
    Ok(Probed { source: suggest(url, Some(reading.title), SourceKind::Page, tier), report })
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<watchline_model::page::FetchedPage> {
    match client.fetch(url, &Validators::default(), &SystemClock).await? {
        Answer::Page(page) => Ok(page),
        Answer::NotModified => anyhow::bail!("{url}: answered 304 to an unconditional request"),
    }
}

fn feed_found(url: &str, feed: &FeedReading, tier: Option<Tier>) -> Probed {
    let mut report = format!("{url}: a feed, {} items", feed.items.len());
    if let Some(title) = &feed.title {
        report.push_str(&format!(", \"{title}\""));
    }
    report.push('\n');
    for item in feed.items.iter().take(SHOWN) {
        let date = item
            .published
            .or(item.updated)
            .map_or_else(|| "undated".to_owned(), |date| date.format("%Y-%m-%d").to_string());
        report.push_str(&format!(
            "  {date:10}  {}\n              {}\n",
            item.title.as_deref().unwrap_or("(untitled)"),
            item.url
        ));
    }
    for warning in &feed.warnings {
        report.push_str(&format!("  warning: {warning}\n"));
    }
    Probed { source: suggest(url, feed.title.clone(), SourceKind::Feed, tier), report }
}

fn suggest(url: &str, title: Option<String>, kind: SourceKind, tier: Option<Tier>) -> Source {
    let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let host = host.trim_start_matches("www.").to_owned();
    let id: String = host.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
    let name = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| host.clone());
    Source {
        id: SourceId(id.trim_matches('-').to_owned()),
        publisher: name.clone(),
        name,
        tier: tier.unwrap_or(Tier::Press),
        kind,
        url: url.to_owned(),
        language: None,
        country: None,
        vendor: None,
        schedule: Schedule::Adaptive,
        enabled: true,
        document_kind: None,
        article_selector: None,
        note: None,
    }
}
