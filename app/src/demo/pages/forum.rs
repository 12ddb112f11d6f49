//! A forum's thread: the opening post, badges and buttons around it, a box to answer in.

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let title = markup::escape(&page.document.title);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{title} - {name}</title>\n\
         <link rel=\"canonical\" href=\"{url}\"></head>\n<body>\n<div class=\"bar\"><a href=\"/\">{name}</a> {nav}\
         <a href=\"/login\">Log in</a></div>\n<h1 class=\"topic-title\">{title}</h1>\n\
         <div class=\"post-stream\"><div class=\"post first\"><div class=\"poster\">{byline} \
         <time datetime=\"{iso}\">{date}</time></div>\n<div class=\"post-body\">\n{text}\n</div>\n\
         <div class=\"post-buttons\"><button>Like</button> <button>Reply</button> <button>Flag</button></div></div></div>\n\
         <div class=\"suggested\"><h3>Suggested topics</h3><ul>{links}</ul></div>\n{comments}\n{clutter}\
         <div class=\"foot\">{notice}</div>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        url = page.url,
        nav = parts::navigation(site),
        byline = markup::escape(&page.byline),
        iso = dates::rfc3339(page.document.published),
        date = page.date,
        text = markup::html(page.text),
        links = parts::link_list(site, &page.related),
        comments = parts::comment_form(site),
        clutter = parts::clutter(site, "p"),
        notice = parts::notice(page),
    )
}
