//! One person's pages: hardly any markup, the date under the heading, a blogroll.

use super::super::markup;
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let title = markup::escape(&page.document.title);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
         <p><a href=\"/\">{name}</a> - {tagline}</p>\n<h1>{title}</h1>\n<p class=\"posted\">{date} {byline}</p>\n\
         <div class=\"post\">\n{text}\n</div>\n<hr>\n<p>Earlier:</p>\n<ul>{links}</ul>\n{clutter}\n<p><small>{notice}\
         </small></p>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        tagline = markup::escape(&site.tagline),
        date = page.date,
        byline = markup::escape(&page.byline),
        text = markup::html(page.text),
        links = parts::link_list(site, &page.related),
        clutter = parts::clutter(site, "p"),
        notice = parts::notice(page),
    )
}
