//! A site's sitemaps: an index, which leads to a packed list of all pages and to one of the news of the last days.

use super::content::{Document, Site, SitemapIndex};
use super::dates;
use super::markup::escape;

/// Documents with this tag are news.
const NEWS: &str = "news";

/// What stands at a path.
pub(super) struct Sitemap {
    pub xml: String,
    /// It is a file of its own packing, not an answer packed on the way.
    pub packed: bool,
}

/// `None` where no sitemap stands.
pub(super) fn at(site: &Site, index: &SitemapIndex, path: &str) -> Option<Sitemap> {
    let (pages, news) = addresses(index);
    let is_news = |document: &&Document| document.tags.iter().any(|tag| tag == NEWS);
    if path == index.path {
        return Some(Sitemap { xml: index_xml(site, [&pages, &news]), packed: false });
    }
    if path == pages {
        let entries: String = site.documents.iter().map(|document| page_entry(site, document)).collect();
        return Some(Sitemap { xml: set(&entries), packed: true });
    }
    if path == news {
        let entries: String =
            site.documents.iter().filter(is_news).map(|document| news_entry(site, document)).collect();
        return Some(Sitemap { xml: set(&entries), packed: false });
    }
    None
}

fn addresses(index: &SitemapIndex) -> (String, String) {
    let folder = index.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    (format!("{folder}/sitemaps/pages.xml.gz"), format!("{folder}/sitemaps/news.xml"))
}

fn index_xml(site: &Site, paths: [&String; 2]) -> String {
    let newest = site.documents.iter().map(changed).max().map(dates::rfc3339).unwrap_or_default();
    let entries: String = paths
        .into_iter()
        .map(|path| format!("<sitemap><loc>http://{}{path}</loc><lastmod>{newest}</lastmod></sitemap>\n", site.host))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex \
         xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</sitemapindex>\n"
    )
}

fn set(entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n{entries}</urlset>\n"
    )
}

fn page_entry(site: &Site, document: &Document) -> String {
    let url = escape(&site.url_of(document));
    format!("<url><loc>{url}</loc><lastmod>{}</lastmod></url>\n", dates::rfc3339(changed(document)))
}

fn news_entry(site: &Site, document: &Document) -> String {
    format!(
        "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name><news:language>{}</news:language>\
         </news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title></news:news></url>\n",
        escape(&site.url_of(document)),
        escape(&site.name),
        site.language,
        dates::rfc3339(document.published),
        escape(&document.title),
    )
}

fn changed(document: &Document) -> chrono::DateTime<chrono::FixedOffset> {
    document.modified.unwrap_or(document.published)
}
