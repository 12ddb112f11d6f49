//! A status page's incident: updates under their times, components, a subscribe box.

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let title = markup::escape(&page.document.title);
    let past: String = page
        .related
        .iter()
        .map(|other| format!("<li><a href=\"{}\">{}</a></li>", site.path_of(other), markup::escape(&other.title)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{name} - {title}</title></head>\n\
         <body class=\"status\">\n<div class=\"masthead\"><a href=\"/\">{name}</a>\
         <button>Subscribe to updates</button></div>\n\
         <div class=\"incident\"><h1 class=\"incident-name\">{title}</h1>\n<div class=\"subheader\">Incident report for \
         {name}, <time datetime=\"{iso}\">{date}</time></div>\n<div class=\"incident-updates\">\n{text}\n</div></div>\n\
         <div class=\"components\">{clutter}</div>\n<div class=\"history\"><h3>Past incidents</h3><ul>{past}</ul></div>\n\
         <div class=\"page-footer\">{notice}</div>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        iso = dates::rfc3339(page.document.published),
        date = page.date,
        text = markup::html(page.text),
        clutter = parts::clutter(site, "span"),
        notice = parts::notice(page),
    )
}
