//! Headline, authors, dates, site and canonical address, each from the most trustworthy place that has
//! it; the order of places stands in each function. Pure.

use scraper::ElementRef;
use watchline_model::{Dated, Reading};

use crate::read::blocks::PageNode;
use crate::read::json_ld::JsonLd;
use crate::read::survey::{Survey, words};
use crate::read::{ReadHints, authors, collapse, dates, dates_text};
use crate::url::{absolute, canonical_url, site};

/// How many characters after the headline can hold the byline.
const NEAR_HEADLINE_CHARS: usize = 600;
/// An element with more text than this is not one line.
const LINE_MAX_BYTES: usize = 200;

/// Everything but text, links and language.
pub(crate) fn read(survey: &Survey<'_>, ld: &JsonLd, url: &str, hints: &ReadHints<'_>) -> Reading {
    let site_name = site_name(survey, ld);
    let title = title(survey, ld, site_name.as_deref(), hints);
    let near = near_headline(survey, &title);
    Reading {
        canonical_url: address(survey, url),
        authors: people(survey, ld, &near),
        published: published(survey, ld, url, &near),
        modified: modified(survey, ld, &near),
        title,
        site_name,
        ..Reading::default()
    }
}

/// JSON-LD headline, `og:title`, the one `h1`, `<title>`; each without the site's name.
fn title(survey: &Survey<'_>, ld: &JsonLd, site_name: Option<&str>, hints: &ReadHints<'_>) -> String {
    let headings: Vec<String> = survey.headings.iter().map(|h1| words(*h1)).filter(|text| !text.is_empty()).collect();
    let page_title = survey.title.as_deref().map(|title| without_site(&crate::read::plain_text(title), site_name));
    let og = survey.meta(&["og:title", "twitter:title", "dc.title", "citation_title"]);
    let og = og.map(|title| without_site(&crate::read::plain_text(title), site_name));
    let ld = ld.headline.as_deref().map(collapse).map(|title| without_site(&title, site_name));
    let candidates: Vec<String> =
        [ld, og, page_title].into_iter().flatten().filter(|title| !title.is_empty()).collect();
    // What the page's reader sees as the headline decides between spellings.
    let seen = headings.iter().find(|heading| candidates.iter().any(|title| is_like(title, heading)));
    if let Some(seen) = seen {
        return seen.clone();
    }
    if let Some(title) = candidates.first() {
        return title.clone();
    }
    headings.into_iter().next().or_else(|| hints.title.map(collapse)).unwrap_or_default()
}

/// The same headline in other words: half of the shorter one's words stand in the other.
fn is_like(title: &str, heading: &str) -> bool {
    // Chinese and Japanese have no blanks to divide words by.
    if heading.chars().count() >= 6 && title.starts_with(heading) {
        return true;
    }
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (title, heading) = (words(title), words(heading));
    let (shorter, longer) = if title.len() < heading.len() { (title, heading) } else { (heading, title) };
    let shared = shorter.iter().filter(|word| longer.contains(word)).count();
    let is_long_enough = shorter.len() >= 3 || shorter.len() * 2 > longer.len();
    !shorter.is_empty() && is_long_enough && shared * 2 >= shorter.len()
}

/// "Headline | Example News" without the site: by its name, or a short last part after a bar.
fn without_site(title: &str, site_name: Option<&str>) -> String {
    let title = collapse(title);
    for divider in [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", "_", "｜", " / "] {
        let Some((head, tail)) = title.rsplit_once(divider) else { continue };
        let is_site = site_name.is_some_and(|name| {
            let (tail, name) = (tail.to_lowercase(), name.to_lowercase());
            tail.trim() == name
                || (tail.len() > 3 && name.contains(tail.trim()))
                || (name.len() > 3 && tail.contains(&name))
        });
        let is_bar = matches!(divider.trim(), "|" | "_" | "｜" | "»" | "::" | "·");
        let tail_words = tail.split_whitespace().count();
        let is_short = is_bar && tail_words <= 4 && head.split_whitespace().count() > tail_words;
        if (is_site || is_short) && !head.trim().is_empty() {
            return without_site(head.trim(), site_name);
        }
    }
    title
}

fn site_name(survey: &Survey<'_>, ld: &JsonLd) -> Option<String> {
    let named = survey.meta(&["og:site_name", "application-name", "al:android:app_name"]).map(str::to_owned);
    named.or_else(|| ld.publisher.clone()).map(|name| collapse(&name)).filter(|name| !name.is_empty())
}

/// `link rel=canonical` or `og:url` of the same site, if it names more than the front page.
fn address(survey: &Survey<'_>, url: &str) -> Option<String> {
    let own = canonical_url(url);
    let declared = survey.canonical.as_deref().into_iter().chain(survey.meta(&["og:url"]));
    for candidate in declared {
        let Some(address) = absolute(survey.base.as_ref(), candidate) else { continue };
        let is_front =
            |address: &str| url::Url::parse(address).is_ok_and(|url| url.path() == "/" && url.query().is_none());
        let Some(own) = own.as_deref() else { return Some(address) };
        if site(&address) == site(own) && (!is_front(&address) || is_front(own)) {
            return Some(address);
        }
    }
    own
}

/// JSON-LD persons, `meta` names, elements marked as author, a "By …" line near the headline.
fn people(survey: &Survey<'_>, ld: &JsonLd, near: &[String]) -> Vec<String> {
    if !ld.authors.is_empty() {
        return each_once(ld.authors.clone());
    }
    let names = [
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "cxenseparse:author",
    ];
    for name in names {
        let all = survey.metas.iter().filter(|(key, _)| key == name);
        let found: Vec<String> = all.flat_map(|(_, content)| authors::split(content)).collect();
        if !found.is_empty() {
            return each_once(found);
        }
    }
    for element in &survey.authors {
        let text = words(*element);
        let found = authors::split(&text);
        // A box about the author is longer than a name.
        if !found.is_empty() && text.chars().count() <= 80 {
            return each_once(found);
        }
    }
    near.iter().find(|line| authors::is_byline(line)).map(|line| authors::split(line)).unwrap_or_default()
}

fn each_once(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            kept.push(name);
        }
    }
    kept
}

/// JSON-LD, `meta`, `itemprop`, `<time>`, the address, words near the headline.
fn published(survey: &Survey<'_>, ld: &JsonLd, url: &str, near: &[String]) -> Option<Dated> {
    let metas = [
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "published_time",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.created",
        "dcterms.issued",
        "article.published",
        "article:published",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "citation_date",
        "cxenseparse:recs:publishtime",
        "article_date_original",
        "og:published_time",
        "release_date",
        "originalpublicationdate",
        "datecreated",
        "pub_date",
    ];
    ld.published
        .as_deref()
        .and_then(dates::parse)
        .or_else(|| metas.iter().find_map(|name| survey.meta(&[name]).and_then(dates::parse)))
        .or_else(|| survey.dates.iter().filter(|element| is_published(element)).find_map(|element| date_of(*element)))
        .or_else(
            || if is_status_page(url) { near.iter().filter_map(|line| dates_text::find(line)).min() } else { None },
        )
        .or_else(|| time_of_article(survey))
        .or_else(|| dates::in_address(url))
        .or_else(|| survey.dates.iter().find_map(|element| date_of(*element)))
        .or_else(|| near.iter().filter(|line| !says_updated(line)).find_map(|line| dates_text::find(line)))
}

/// Status pages tell the newest first; an incident is as old as its oldest line.
fn is_status_page(url: &str) -> bool {
    site(url).starts_with("status.") || url.contains("/incidents/")
}

fn modified(survey: &Survey<'_>, ld: &JsonLd, near: &[String]) -> Option<Dated> {
    let metas = [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
        "lastmod",
        "article.updated",
    ];
    let marked = || {
        let mut elements = survey.dates.iter().chain(&survey.times);
        elements.find(|element| element.attr("itemprop") == Some("dateModified")).and_then(|element| date_of(*element))
    };
    ld.modified
        .as_deref()
        .and_then(dates::parse)
        .or_else(|| metas.iter().find_map(|name| survey.meta(&[name]).and_then(dates::parse)))
        .or_else(marked)
        .or_else(|| near.iter().find_map(|line| said_updated(line)))
}

/// "Updated July 8, 2026", also after the date of publication.
fn said_updated(line: &str) -> Option<Dated> {
    let lower = line.to_ascii_lowercase();
    let at = ["updated", "last modified"].iter().find_map(|word| lower.find(word))?;
    dates_text::find(line.get(at..)?)
}

fn is_published(element: &ElementRef<'_>) -> bool {
    element.attr("itemprop") == Some("datePublished")
}

/// The first `<time>` that is neither an update nor within a list of other articles.
fn time_of_article(survey: &Survey<'_>) -> Option<Dated> {
    let own = survey.times.iter().filter(|time| !is_update(time) && !is_elsewhere(time));
    own.clone()
        .find(|time| time.attr("pubdate").is_some())
        .or_else(|| own.clone().next())
        .and_then(|time| date_of(*time))
}

fn is_update(time: &ElementRef<'_>) -> bool {
    let class = time.attr("class").unwrap_or_default().to_ascii_lowercase();
    let around = time.parent().and_then(ElementRef::wrap).map(words).unwrap_or_default();
    class.contains("updated") && !class.contains("published")
        || class.contains("modified")
        || (around.len() < 80 && says_updated(&around))
}

fn is_elsewhere(time: &ElementRef<'_>) -> bool {
    time.ancestors().filter_map(ElementRef::wrap).any(|ancestor| {
        let name = ancestor.value().name();
        let class = ancestor.attr("class").unwrap_or_default().to_ascii_lowercase();
        matches!(name, "aside" | "nav" | "footer")
            || ["related", "sidebar", "comment", "recent", "popular", "more-"].iter().any(|word| class.contains(word))
                && name != "body"
    })
}

fn date_of(element: ElementRef<'_>) -> Option<Dated> {
    let attributes = ["datetime", "content", "title"].iter().filter_map(|name| element.attr(name));
    let words = words(element);
    if words.chars().count() > 200 {
        return attributes.filter_map(dates::parse).next();
    }
    let said = if says_updated(&words) { None } else { dates_text::find(&words) };
    attributes.filter_map(dates::parse).next().or(said)
}

fn says_updated(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    ["updated", "last updated", "last modified", "modified", "last reviewed", "copyright", "©"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// The lines that stand right before and after the headline.
fn near_headline(survey: &Survey<'_>, title: &str) -> Vec<String> {
    let headline = survey.headings.iter().find(|h1| is_like(&words(**h1), title)).or(survey.headings.first());
    let Some(headline) = headline else { return Vec::new() };
    let mut lines = Vec::new();
    let mut chars = 0;
    let mut cursor = following(**headline);
    while let Some(node) = cursor {
        if chars >= NEAR_HEADLINE_CHARS || lines.len() >= 40 {
            break;
        }
        let line = match node.value().as_text() {
            Some(text) => Some(collapse(text)),
            None => ElementRef::wrap(node).map_or(Some(String::new()), line),
        };
        cursor = match &line {
            Some(_) => following(node),
            None => node.first_child().or_else(|| following(node)),
        };
        if let Some(line) = line.filter(|line| !line.is_empty()) {
            chars += line.chars().count();
            lines.push(line);
        }
    }
    lines
}

/// The element's words if they are few enough for one line.
fn line(element: ElementRef<'_>) -> Option<String> {
    let length: usize = element.text().map(str::len).take(60).sum();
    (length <= LINE_MAX_BYTES).then(|| words(element))
}

/// What comes next in the document, after the node's own content.
fn following(mut node: PageNode<'_>) -> Option<PageNode<'_>> {
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
    }
}

#[cfg(test)]
mod tests;
