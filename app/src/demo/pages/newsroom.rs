//! A company's or an authority's newsroom: a statement, a press contact, the words that every release ends with.

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let title = markup::escape(&page.document.title);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} | {name}</title>\n\
         <link rel=\"canonical\" href=\"{url}\">\n<meta name=\"date\" content=\"{iso}\">\n\
         <meta property=\"og:site_name\" content=\"{name}\">\n</head>\n<body>\n\
         <header><a href=\"/\">{name}</a>{nav}</header>\n<main class=\"newsroom\">\n<p class=\"eyebrow\">{tagline}</p>\n\
         <h1>{title}</h1>\n<p class=\"release-date\">{date} {byline}</p>\n<div class=\"release-body\">\n{text}\n</div>\n\
         <div class=\"press-contact\">{clutter}</div>\n</main>\n<section class=\"more-releases\"><h2>{related}</h2>\
         <ul>{links}</ul></section>\n{newsletter}\n<footer><p>{notice}</p></footer>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        url = page.url,
        iso = dates::rfc3339(page.document.published),
        nav = parts::navigation(site),
        tagline = markup::escape(&site.tagline),
        date = page.date,
        byline = markup::escape(&page.byline),
        text = markup::html(page.text),
        clutter = parts::clutter(site, "p"),
        related = parts::labels(site).related,
        links = parts::link_list(site, &page.related),
        newsletter = parts::newsletter(site),
        notice = parts::notice(page),
    )
}
