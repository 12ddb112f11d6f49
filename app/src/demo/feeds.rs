//! A site's feeds: RSS 2.0 (dated, undated, broken), Atom 1.0 and JSON Feed 1.1.

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use super::content::{Feed, FeedFormat, Site};
use super::dates;
use super::markup::{escape, summary};

struct Item<'a> {
    title: &'a str,
    url: String,
    authors: &'a [String],
    published: DateTime<FixedOffset>,
    modified: DateTime<FixedOffset>,
    summary: String,
}

/// The content type and the body.
pub(super) fn render(site: &Site, feed: &Feed) -> (&'static str, String) {
    let items = items(site, feed);
    match feed.format {
        FeedFormat::Rss | FeedFormat::RssUndated => ("application/rss+xml; charset=utf-8", rss(site, feed, &items)),
        FeedFormat::RssBroken => ("text/xml; charset=utf-8", broken(&rss(site, feed, &items))),
        FeedFormat::Atom => ("application/atom+xml; charset=utf-8", atom(site, feed, &items)),
        FeedFormat::Json => ("application/feed+json; charset=utf-8", json_feed(site, feed, &items)),
    }
}

/// Newest first, without the pages that are watched by themselves. Summaries are those of the first edition: a silent edit does not show in the feed.
fn items<'a>(site: &'a Site, feed: &'a Feed) -> Vec<Item<'a>> {
    let wanted = |tags: &[String]| feed.tag.as_ref().is_none_or(|tag| tags.contains(tag));
    let watched = |slug: &str| site.watched.iter().any(|watched| watched.slug == slug);
    let listed = site.documents.iter().filter(|document| wanted(&document.tags) && !watched(&document.slug));
    let alive = listed.map(|document| Item {
        title: &document.title,
        url: site.url_of(document),
        authors: &document.authors,
        published: document.published,
        modified: document.modified.unwrap_or(document.published),
        summary: summary(&document.text),
    });
    let dead = feed.dead.iter().map(|entry| Item {
        title: &entry.title,
        url: format!("http://{}{}", site.host, entry.path),
        authors: &[],
        published: entry.published,
        modified: entry.published,
        summary: String::new(),
    });
    let mut items: Vec<Item> = alive.chain(dead).collect();
    items.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.url.cmp(&b.url)));
    items
}

fn rss(site: &Site, feed: &Feed, items: &[Item]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>{}</title>\n\
         <link>http://{}/</link>\n<description>{}</description>\n<language>{}</language>\n",
        escape(&site.name),
        site.host,
        escape(&site.tagline),
        site.language
    );
    for item in items {
        out.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{}</link>\n<guid isPermaLink=\"true\">{}</guid>\n",
            escape(item.title),
            escape(&item.url),
            escape(&item.url)
        ));
        for author in item.authors {
            out.push_str(&format!("<dc:creator>{}</dc:creator>\n", escape(author)));
        }
        if feed.format != FeedFormat::RssUndated {
            out.push_str(&format!("<pubDate>{}</pubDate>\n", dates::rss(item.published)));
        }
        out.push_str(&format!("<description>{}</description>\n</item>\n", escape(&item.summary)));
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

/// Cut off within an item, after an end tag that was never opened and an ampersand that stands alone.
fn broken(well_formed: &str) -> String {
    let cut = well_formed.find("<description>").map_or(well_formed.len(), |start| start + "<description>".len());
    let head = well_formed.get(..cut).unwrap_or(well_formed);
    format!("{head}Fish & chips</strong></channel><item><title>Harbour dredging to st")
}

fn atom(site: &Site, feed: &Feed, items: &[Item]) -> String {
    let updated = items.iter().map(|item| item.modified).max().map(dates::rfc3339).unwrap_or_default();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<subtitle>{}</subtitle>\n<id>http://{host}/</id>\n<updated>{updated}</updated>\n\
         <link rel=\"alternate\" href=\"http://{host}/\"/>\n<link rel=\"self\" href=\"http://{host}{}\"/>\n",
        site.language,
        escape(&site.name),
        escape(&site.tagline),
        feed.path,
        host = site.host,
    );
    for item in items {
        let url = escape(&item.url);
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n\
             <published>{}</published>\n<updated>{}</updated>\n",
            escape(item.title),
            dates::rfc3339(item.published),
            dates::rfc3339(item.modified),
        ));
        for author in item.authors {
            out.push_str(&format!("<author><name>{}</name></author>\n", escape(author)));
        }
        out.push_str(&format!("<summary>{}</summary>\n</entry>\n", escape(&item.summary)));
    }
    out.push_str("</feed>\n");
    out
}

fn json_feed(site: &Site, feed: &Feed, items: &[Item]) -> String {
    let items: Vec<serde_json::Value> = items
        .iter()
        .map(|item| {
            let authors: Vec<_> = item.authors.iter().map(|name| json!({ "name": name })).collect();
            json!({
                "id": item.url,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "content_text": item.summary,
                "date_published": dates::rfc3339(item.published),
                "date_modified": dates::rfc3339(item.modified),
                "authors": authors,
            })
        })
        .collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": format!("http://{}/", site.host),
        "feed_url": format!("http://{}{}", site.host, feed.path),
        "language": site.language,
        "items": items,
    })
    .to_string()
}
