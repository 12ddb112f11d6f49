//! An advisory database's page: facts in a table, then the description.

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let title = markup::escape(&page.document.title);
    let facts: String = page
        .document
        .facts
        .iter()
        .map(|[label, value]| {
            format!("<tr><th>{}</th><td>{}</td></tr>\n", markup::escape(label), markup::escape(value))
        })
        .collect();
    let changed = page.document.modified.unwrap_or(page.document.published);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{title} - {name}</title>\n\
         <link rel=\"canonical\" href=\"{url}\"></head>\n<body>\n<header>{name} {nav}</header>\n\
         <main id=\"advisory\">\n<h1>{title}</h1>\n<p>Published <time datetime=\"{iso}\">{date}</time>, last updated \
         <time datetime=\"{changed_iso}\">{changed}</time></p>\n<table class=\"facts\">\n{facts}</table>\n\
         <section class=\"description\">\n{text}\n</section>\n</main>\n<aside><h3>Recent advisories</h3><ul>{links}</ul>\
         {clutter}</aside>\n<footer>{notice}</footer>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        url = page.url,
        nav = parts::navigation(site),
        iso = dates::rfc3339(page.document.published),
        date = page.date,
        changed_iso = dates::rfc3339(changed),
        changed = dates::shown(changed, &site.date_style),
        text = markup::html(page.text),
        links = parts::link_list(site, &page.related),
        clutter = parts::clutter(site, "p"),
        notice = parts::notice(page),
    )
}
