//! A modern newspaper: `<article>`, JSON-LD, a canonical link, boxes on all sides.

use serde_json::json;

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let labels = parts::labels(site);
    let authors: Vec<_> = page.document.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.document.title,
        "datePublished": dates::rfc3339(page.document.published),
        "dateModified": dates::rfc3339(page.document.modified.unwrap_or(page.document.published)),
        "author": authors,
        "publisher": { "@type": "Organization", "name": site.name },
        "mainEntityOfPage": page.url,
        "inLanguage": site.language,
    });
    let title = markup::escape(&page.document.title);
    let name = markup::escape(&site.name);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} | {name}</title>\n\
         <link rel=\"canonical\" href=\"{url}\">\n<meta name=\"description\" content=\"{description}\">\n\
         <script type=\"application/ld+json\">{data}</script>\n</head>\n<body>\n\
         <header class=\"masthead\"><a href=\"/\">{name}</a><p>{tagline}</p>{nav}</header>\n<main>\n<article>\n\
         <header><h1>{title}</h1>\n<p class=\"byline\">{byline}</p>\n<p class=\"dateline\">{date}</p></header>\n\
         <div class=\"share\">{share}: <a href=\"#\">Mail</a> <a href=\"#\">Link</a></div>\n\
         <div class=\"article-body\">\n{text}\n</div>\n</article>\n\
         <aside class=\"related\"><h3>{related}</h3><ul>{related_links}</ul></aside>\n</main>\n\
         <aside class=\"sidebar\"><h3>{most_read}</h3><ol>{most_read_links}</ol>{clutter}</aside>\n\
         {newsletter}\n{comments}\n<footer><p>{notice}</p></footer>\n</body>\n</html>\n",
        lang = site.language,
        url = page.url,
        description = markup::escape(&markup::summary(page.text)),
        tagline = markup::escape(&site.tagline),
        nav = parts::navigation(site),
        byline = markup::escape(&page.byline),
        date = page.date,
        share = labels.share,
        text = markup::html(page.text),
        related = labels.related,
        related_links = parts::link_list(site, &page.related),
        most_read = labels.most_read,
        most_read_links = parts::link_list(site, &page.most_read),
        clutter = parts::clutter(site, "p"),
        newsletter = parts::newsletter(site),
        comments = parts::comment_form(site),
        notice = parts::notice(page),
    )
}
