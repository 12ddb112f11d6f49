//! The index of a newsroom without a feed, in two shapes: cards that only selectors tell apart, and rows that tell themselves.

use super::super::content::{Document, Listing, ListingShape, Site};
use super::super::{dates, markup};
use super::parts;

/// Newest first.
pub(crate) fn render(site: &Site, listing: &Listing) -> String {
    let mut documents: Vec<&Document> = site.documents.iter().collect();
    documents.sort_by_key(|document| std::cmp::Reverse(document.published));
    let items: String = documents
        .into_iter()
        .map(|document| match listing.shape {
            ListingShape::Cards => card(site, document),
            ListingShape::Rows => row(site, document),
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{name}</title></head>\n<body>\n\
         <header><a href=\"/\">{name}</a>{nav}</header>\n<main>\n<h1>{tagline}</h1>\n<div class=\"index\">\n{items}</div>\n\
         </main>\n<section class=\"box\"><h2>{share}</h2>{clutter}</section>\n{newsletter}\n<footer><p>{notice}</p></footer>\n\
         </body>\n</html>\n",
        lang = site.language,
        name = markup::escape(&site.name),
        nav = parts::navigation(site),
        tagline = markup::escape(&site.tagline),
        share = parts::labels(site).share,
        clutter = parts::clutter(site, "p"),
        newsletter = parts::newsletter(site),
        notice = parts::made_up(site),
    )
}

/// The whole card leads to the page, its headline is no link, and its date has no markup of its own.
fn card(site: &Site, document: &Document) -> String {
    format!(
        "<div class=\"tile\"><span class=\"tile-day\">{}</span><b class=\"tile-head\">{}</b><i>{}</i>\
         <a class=\"tile-more\" href=\"{}\">Read on</a></div>\n",
        dates::shown(document.published, &site.date_style),
        markup::escape(&document.title),
        markup::escape(&markup::summary(&document.text)),
        site.path_of(document),
    )
}

fn row(site: &Site, document: &Document) -> String {
    format!(
        "<article class=\"release\"><time datetime=\"{}\">{}</time><h2><a href=\"{}\">{}</a></h2></article>\n",
        dates::rfc3339(document.published),
        dates::shown(document.published, &site.date_style),
        site.path_of(document),
        markup::escape(&document.title),
    )
}
