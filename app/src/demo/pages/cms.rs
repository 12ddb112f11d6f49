//! A content management system's default theme: `<time>`, classes in abundance, widgets around the text.

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let labels = parts::labels(site);
    let title = markup::escape(&page.document.title);
    let tags: String = page
        .document
        .tags
        .iter()
        .map(|tag| format!("<a rel=\"tag\" href=\"/tag/{tag}\">{tag}</a> ", tag = markup::escape(tag)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} &#8211; {name}</title>\n\
         <meta name=\"generator\" content=\"PressMill 6.1\">\n<link rel=\"canonical\" href=\"{url}\">\n</head>\n\
         <body class=\"single single-post\">\n<div id=\"page\">\n<header id=\"masthead\"><p class=\"site-title\">\
         <a href=\"/\">{name}</a></p>{nav}</header>\n<div id=\"primary\" class=\"content-area\">\n\
         <article class=\"post type-post\">\n<header class=\"entry-header\"><h1 class=\"entry-title\">{title}</h1>\n\
         <div class=\"entry-meta\"><time class=\"entry-date published\" datetime=\"{iso}\">{date}</time> \
         <span class=\"author vcard\">{byline}</span></div></header>\n<div class=\"entry-content\">\n{text}\n</div>\n\
         <footer class=\"entry-footer\">{tags}</footer>\n</article>\n{comments}\n</div>\n\
         <div id=\"secondary\" class=\"widget-area\"><section class=\"widget\"><h2>{most_read}</h2><ul>{popular}</ul>\
         </section><section class=\"widget\"><h2>{related}</h2><ul>{links}</ul></section>\
         <section class=\"widget\">{clutter}</section>{newsletter}</div>\n\
         <footer id=\"colophon\"><p>{notice}</p></footer>\n</div>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        url = page.url,
        nav = parts::navigation(site),
        iso = dates::rfc3339(page.document.published),
        date = page.date,
        byline = markup::escape(&page.byline),
        text = markup::html(page.text),
        comments = parts::comment_form(site),
        most_read = labels.most_read,
        popular = parts::link_list(site, &page.most_read),
        related = labels.related,
        links = parts::link_list(site, &page.related),
        clutter = parts::clutter(site, "p"),
        newsletter = parts::newsletter(site),
        notice = parts::notice(page),
    )
}
