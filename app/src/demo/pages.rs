//! The pages of the made-up web: one family of markup a file, each with the clutter that a reader must strip.

mod advisory;
mod blog;
mod cms;
mod forum;
pub(super) mod listing;
mod meta;
mod newsroom;
mod parts;
mod semantic;
mod status;
mod table;

use super::content::{Document, Family, FeedFormat, Site};
use super::markup::escape;

/// What a family's template is made from.
struct Page<'a> {
    site: &'a Site,
    document: &'a Document,
    /// The words of the edition that is served, in the little markup.
    text: &'a str,
    url: String,
    /// Date as the site writes it.
    date: String,
    /// As the site writes it; empty where it names nobody.
    byline: String,
    /// Neighbours on the same site: the "related" and "most read" boxes.
    related: Vec<&'a Document>,
    most_read: Vec<&'a Document>,
}

/// The page of a document in an edition, as HTML.
pub(super) fn document(site: &Site, document: &Document, edition: u32) -> String {
    let position = site.documents.iter().position(|other| other.slug == document.slug).unwrap_or_default();
    let around = |skip: usize, count: usize| {
        let others = site.documents.iter().cycle().skip(position + skip);
        others.take(count).filter(|other| other.slug != document.slug).collect::<Vec<_>>()
    };
    let byline = if document.authors.is_empty() {
        String::new()
    } else {
        site.byline.replace("{authors}", &document.authors.join(", "))
    };
    let page = Page {
        site,
        document,
        text: document.text_in(edition),
        url: site.url_of(document),
        date: super::dates::shown(document.published, &site.date_style),
        byline,
        related: around(1, 3),
        most_read: around(4, 4),
    };
    match site.family {
        Family::Semantic => semantic::render(&page),
        Family::Table => table::render(&page),
        Family::Meta => meta::render(&page),
        Family::Blog => blog::render(&page),
        Family::Newsroom => newsroom::render(&page),
        Family::Status => status::render(&page),
        Family::Advisory => advisory::render(&page),
        Family::Cms => cms::render(&page),
        Family::Forum => forum::render(&page),
    }
}

/// The front page: links to everything, and to the feeds.
pub(super) fn home(site: &Site) -> String {
    let mut feeds = String::new();
    for feed in &site.feeds {
        let kind = match feed.format {
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
            FeedFormat::Rss | FeedFormat::RssUndated | FeedFormat::RssBroken => "application/rss+xml",
        };
        feeds.push_str(&format!(
            "<link rel=\"alternate\" type=\"{kind}\" title=\"{}\" href=\"{}\">\n",
            escape(&site.name),
            feed.path
        ));
    }
    let mut documents: Vec<&Document> = site.documents.iter().collect();
    documents.sort_by_key(|document| std::cmp::Reverse(document.published));
    let list: String = documents
        .into_iter()
        .map(|document| format!("<li><a href=\"{}\">{}</a></li>\n", site.path_of(document), escape(&document.title)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{name}</title>\n{feeds}</head>\n\
         <body>\n{}\n<h1>{name}</h1>\n<p>{}</p>\n<ul>\n{list}</ul>\n<footer>{}</footer>\n</body></html>\n",
        site.language,
        parts::navigation(site),
        escape(&site.tagline),
        parts::made_up(site),
        name = escape(&site.name),
    )
}

/// What stands at a path that nothing else answers.
pub(super) fn not_found(site: &Site) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>404 - {name}</title></head>\n\
         <body>\n{}\n<h1>404</h1>\n<p>There is nothing here. Try <a href=\"/\">the front page</a>.</p>\n\
         <footer>{}</footer>\n</body></html>\n",
        site.language,
        parts::navigation(site),
        parts::made_up(site),
        name = escape(&site.name),
    )
}
