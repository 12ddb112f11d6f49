//! Clutter that several families share: navigation, boxes of links, prompts, the footer's line.

use super::super::content::{Document, Site};
use super::super::markup::escape;
use super::Page;

/// Words of the page that are not the author's, by language.
pub(super) struct Labels {
    pub(super) related: &'static str,
    pub(super) most_read: &'static str,
    pub(super) comment: &'static str,
    pub(super) send: &'static str,
    pub(super) subscribe: &'static str,
    pub(super) share: &'static str,
    made_up: &'static str,
    retold: &'static str,
}

const ENGLISH: Labels = Labels {
    related: "Related stories",
    most_read: "Most read",
    comment: "Leave a comment",
    send: "Send",
    subscribe: "Subscribe",
    share: "Share this",
    made_up: "Made-up demo page: all names are invented",
    retold: "Demo page: retells a reported event of July 2026 in our own words",
};

const CHINESE: Labels = Labels {
    related: "相关阅读",
    most_read: "热门文章",
    comment: "发表评论",
    send: "提交",
    subscribe: "订阅",
    share: "分享",
    made_up: "虚构的演示页面：所有名称均为杜撰",
    retold: "演示页面：以我们自己的话转述2026年7月报道的事件",
};

pub(super) fn labels(site: &Site) -> &'static Labels {
    if site.language == "zh" { &CHINESE } else { &ENGLISH }
}

/// The line that says that a site is made up.
pub(super) fn made_up(site: &Site) -> &'static str {
    labels(site).made_up
}

/// The line for a document's own footer: made up, or retold.
pub(super) fn notice(page: &Page) -> &'static str {
    if page.document.retells { labels(page.site).retold } else { made_up(page.site) }
}

pub(super) fn navigation(site: &Site) -> String {
    let items: String = site
        .nav
        .iter()
        .enumerate()
        .map(|(index, item)| format!("<li><a href=\"/section/{}\">{}</a></li>", index + 1, escape(item)))
        .collect();
    format!("<nav class=\"site-nav\"><ul>{items}</ul></nav>")
}

/// `<li>` for each document, with a link.
pub(super) fn link_list(site: &Site, documents: &[&Document]) -> String {
    documents
        .iter()
        .map(|document| format!("<li><a href=\"{}\">{}</a></li>\n", site.path_of(document), escape(&document.title)))
        .collect()
}

/// The site's own lines of clutter, each wrapped in `element`.
pub(super) fn clutter(site: &Site, element: &str) -> String {
    site.clutter.iter().map(|line| format!("<{element}>{}</{element}>\n", escape(line))).collect()
}

pub(super) fn newsletter(site: &Site) -> String {
    if site.newsletter.is_empty() {
        return String::new();
    }
    format!(
        "<aside class=\"newsletter\"><form action=\"/newsletter\" method=\"post\"><p>{}</p>\
         <input type=\"email\" name=\"email\" placeholder=\"you@subscriber.example\"><button>{}</button></form></aside>",
        escape(&site.newsletter),
        labels(site).subscribe,
    )
}

pub(super) fn comment_form(site: &Site) -> String {
    let labels = labels(site);
    format!(
        "<section id=\"comments\"><h3>{}</h3><form action=\"/comments\" method=\"post\"><textarea name=\"comment\">\
         </textarea><button>{}</button></form></section>",
        labels.comment, labels.send,
    )
}
