//! A trade site that lives on being shared: Open Graph and article metadata, a cookie banner, prompts within the text.

use super::super::{dates, markup};
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let labels = parts::labels(site);
    let title = markup::escape(&page.document.title);
    let authors: String = page
        .document
        .authors
        .iter()
        .map(|author| format!("<meta name=\"author\" content=\"{}\">\n", markup::escape(author)))
        .collect();
    let tags: String = page
        .document
        .tags
        .iter()
        .map(|tag| format!("<meta property=\"article:tag\" content=\"{}\">\n", markup::escape(tag)))
        .collect();
    let modified = page.document.modified.map_or_else(String::new, |moment| {
        format!("<meta property=\"article:modified_time\" content=\"{}\">\n", dates::rfc3339(moment))
    });
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" prefix=\"og: https://ogp.me/ns#\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title} - {name}</title>\n<meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:site_name\" content=\"{name}\">\n\
         <meta property=\"og:url\" content=\"{url}\">\n<meta property=\"og:description\" content=\"{description}\">\n\
         <meta property=\"article:published_time\" content=\"{published}\">\n{modified}{authors}{tags}</head>\n<body>\n\
         <div id=\"cookie-banner\" role=\"dialog\"><p>We and our 214 partners value your privacy. We use cookies to \
         measure audiences and to show advertisements.</p><button>Accept all</button><button>Settings</button></div>\n\
         <div class=\"topbar\"><a href=\"/\">{name}</a> {nav}</div>\n<div class=\"hero\"><h1 class=\"headline\">{title}\
         </h1><div class=\"meta-line\"><span class=\"author\">{byline}</span> <span class=\"date\">{date}</span>\
         <span class=\"reading-time\">3 min read</span></div></div>\n<div class=\"content entry-content\">\n{text}\n\
         </div>\n{newsletter}\n<div class=\"promo\">{clutter}</div>\n<div class=\"read-next\"><h3>{related}</h3><ul>{links}\
         </ul></div>\n<div class=\"trending\"><h3>{most_read}</h3><ul>{trending}</ul></div>\n{comments}\n\
         <div class=\"footer\"><p>{notice}</p><p>About - Contact - Privacy - Terms</p></div>\n</body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        url = page.url,
        description = markup::escape(&markup::summary(page.text)),
        published = dates::rfc3339(page.document.published),
        nav = parts::navigation(site),
        byline = markup::escape(&page.byline),
        date = page.date,
        text = markup::html(page.text),
        newsletter = parts::newsletter(site),
        clutter = parts::clutter(site, "p"),
        related = labels.related,
        links = parts::link_list(site, &page.related),
        most_read = labels.most_read,
        trending = parts::link_list(site, &page.most_read),
        comments = parts::comment_form(site),
        notice = parts::notice(page),
    )
}
