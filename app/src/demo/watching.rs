//! What the demo watches, whom it knows, who subscribes, and when it plays.

use chrono::{DateTime, Utc};
use watchline_model::{Rhythm, Schedule, Source, SourceKind};

use super::content::{Site, sites};

/// How often the demo's sources are due.
const EVERY_SECONDS: u64 = 3600;

/// The moment at which the demo's clock starts: 2026-08-03T09:00:00Z, the morning after the last story.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_785_747_600, 0).expect("it is within chrono's range")
}

/// Every feed, index, sitemap, interface and watched page of the made-up web, those that fail among them.
pub fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    for site in sites() {
        for feed in &site.feeds {
            sources.push(source(site, &feed.id, SourceKind::Feed, &feed.path));
        }
        for listing in &site.listings {
            let source = source(site, &listing.id, SourceKind::Listing, &listing.path);
            sources.push(Source { selectors: listing.selectors.clone(), ..source });
        }
        for sitemap in &site.sitemaps {
            sources.push(source(site, &sitemap.id, SourceKind::Sitemap, &sitemap.path));
        }
        for interface in &site.interfaces {
            let source = source(site, &interface.id, interface.kind, &interface.path);
            sources.push(Source { packages: interface.packages.clone(), ..source });
        }
        for watched in &site.watched {
            let Some(document) = site.documents.iter().find(|document| document.slug == watched.slug) else { continue };
            sources.push(source(site, &watched.id, SourceKind::Page, &site.path_of(document)));
        }
    }
    sources
}

fn source(site: &Site, id: &str, kind: SourceKind, path: &str) -> Source {
    Source {
        name: site.name.clone(),
        publisher: site.name.clone(),
        language: Some(site.language.clone()),
        country: site.country.clone(),
        vendor: site.vendor.clone(),
        schedule: Schedule::Every(EVERY_SECONDS),
        document_kind: site.document_kind,
        note: Some("a made-up publisher of the demo".to_owned()),
        ..Source::new(id, kind, site.tier, format!("http://{}{path}", site.host))
    }
}

/// The host at which nothing listens.
pub fn down_host() -> &'static str {
    sites().iter().find(|site| site.down).map_or("", |site| &site.host)
}

/// The made-up vendors, products, models, regulators and organizations, as a file of `taxonomy.files`.
pub fn entities_toml() -> &'static str {
    include_str!("../../demo/entities.toml")
}

/// Query, email address and rhythm of the demo's subscribers.
pub fn subscriptions() -> Vec<(String, String, Rhythm)> {
    [
        ("event:ban", "policy@subscriber.example", Rhythm::Immediate),
        ("vendor:quillmere", "desk@subscriber.example", Rhythm::Immediate),
        ("severity>=high", "duty@subscriber.example", Rhythm::Daily),
        ("event:statement_edited", "archive@subscriber.example", Rhythm::Immediate),
    ]
    .into_iter()
    .map(|(query, address, rhythm)| (query.to_owned(), address.to_owned(), rhythm))
    .collect()
}
