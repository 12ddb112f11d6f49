//! What a page says of itself in JSON-LD (schema.org), read leniently. Pure: it gathers, and leaves it to
//! `metadata` which of several articles is the page's own and what of it is believed.

mod parse;

use serde_json::Value;

use crate::read::{collapse, plain_text};

/// A page's JSON-LD: the first article's words, and everything that may be needed to judge them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct JsonLd {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    /// Articles, in order.
    pub(crate) articles: Vec<Described>,
    /// Web pages, which most systems describe beside the article or instead of it.
    pub(crate) pages: Vec<Described>,
    /// Names of sites and organizations: never an author, and not part of a headline.
    pub(crate) organizations: Vec<String>,
    /// Names of people, which can be a site's name too.
    pub(crate) people: Vec<String>,
}

/// One article or web page as it describes itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Described {
    pub(crate) headline: Option<String>,
    /// As written, organizations left out.
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) publisher: Option<String>,
    /// Its own addresses.
    pub(crate) urls: Vec<String>,
    pub(crate) section: Option<String>,
    pub(crate) tags: Vec<String>,
    /// `isAccessibleForFree`.
    pub(crate) is_free: Option<bool>,
    /// A video, a review: more often something on the page than the page.
    pub(crate) is_part: bool,
}

const ARTICLES: &[&str] = &[
    "Article",
    "Posting",
    "Report",
    "Review",
    "Recipe",
    "HowTo",
    "CreativeWork",
    "Statement",
    "LearningResource",
    "VideoObject",
    "PodcastEpisode",
    "Blog",
];
/// Those of them that are more often something on the page than the page.
const PARTS: &[&str] = &["Review", "VideoObject", "PodcastEpisode", "Blog"];
const PAGES: &[&str] = &["WebPage", "FAQPage", "AboutPage", "ItemPage", "CollectionPage", "QAPage"];
const ORGANIZATIONS: &[&str] = &["Organization", "Corporation", "WebSite", "Business", "Service", "Brand", "Newspaper"];
/// Nodes nested deeper are not looked at.
const DEPTH_MAX: usize = 6;
/// A page that describes more things than this lists them.
const NODES_MAX: usize = 400;
const TAGS_MAX: usize = 30;

/// Reads the texts of all `application/ld+json` scripts.
pub(crate) fn read(scripts: &[String]) -> JsonLd {
    let roots: Vec<Value> = scripts.iter().flat_map(|script| parse::parse(script)).collect();
    let mut nodes = Vec::new();
    for root in &roots {
        gather(root, 0, &mut nodes);
    }
    let described = |kinds: &[&str]| -> Vec<Described> {
        nodes.iter().filter(|node| is_kind(node, kinds)).map(|node| describe(node, &nodes)).collect()
    };
    let articles = described(ARTICLES);
    let pages = described(PAGES);
    let named = |kinds: &[&str]| -> Vec<String> {
        let nodes = nodes.iter().filter(|node| is_kind(node, kinds));
        nodes.filter_map(|node| node.get("name").and_then(text_of)).collect()
    };
    let mut found = JsonLd { organizations: named(ORGANIZATIONS), people: named(&["Person"]), ..JsonLd::default() };
    for (one, is_article) in articles.iter().map(|one| (one, true)).chain(pages.iter().map(|one| (one, false))) {
        let first = |known: Option<String>, value: &Option<String>| known.or_else(|| value.clone());
        found.published = first(found.published, &one.published);
        found.modified = first(found.modified, &one.modified);
        if found.authors.is_empty() {
            found.authors = one.authors.iter().flat_map(|name| crate::read::authors::split(name)).collect();
        }
        if is_article {
            found.headline = first(found.headline, &one.headline);
            found.body = first(found.body, &one.body);
            found.publisher = first(found.publisher, &one.publisher);
            found.url = found.url.or_else(|| one.urls.first().cloned());
        }
    }
    found.articles = articles;
    found.pages = pages;
    found
}

fn describe(node: &Value, nodes: &[&Value]) -> Described {
    let text = |key: &str| node.get(key).and_then(text_of).filter(|text| !text.is_empty());
    let mut authors = node.get("author").map(|author| people(author, nodes)).unwrap_or_default();
    if authors.is_empty() {
        authors = node.get("creator").map(|author| people(author, nodes)).unwrap_or_default();
    }
    Described {
        headline: text("headline").or_else(|| text("name")),
        authors,
        published: text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("uploadDate")),
        modified: text("dateModified"),
        body: body(node),
        publisher: node.get("publisher").and_then(|node| name_of(node, nodes)),
        urls: ["url", "mainEntityOfPage", "@id"].iter().filter_map(|key| text(key)).collect(),
        section: text("articleSection"),
        tags: node.get("keywords").map(tags).unwrap_or_default(),
        is_free: node.get("isAccessibleForFree").and_then(truth),
        is_part: is_kind(node, PARTS),
    }
}

fn gather<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Value>) {
    if depth > DEPTH_MAX || nodes.len() >= NODES_MAX {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth + 1, nodes)),
        Value::Object(fields) => {
            nodes.push(value);
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "author",
                "publisher",
                "isPartOf",
                "itemListElement",
                "item",
            ] {
                if let Some(inner) = fields.get(key) {
                    gather(inner, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn is_kind(node: &Value, kinds: &[&str]) -> bool {
    // "NewsArticle", "newsarticle", "http://schema.org/NewsArticle".
    let is = |kind: &str| kinds.iter().any(|known| ends_with(kind, known));
    match node.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn ends_with(kind: &str, end: &str) -> bool {
    kind.len().checked_sub(end.len()).and_then(|start| kind.get(start..)).is_some_and(|of| of.eq_ignore_ascii_case(end))
}

/// A string, the first of a list, or what an object holds as `@value`, `@id` or `url`.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(plain_text(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find_map(text_of),
        Value::Object(fields) => ["@value", "@id", "url"].iter().find_map(|key| fields.get(*key).and_then(text_of)),
        _ => None,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    }
}

/// A list of words, or words divided by commas.
fn tags(value: &Value) -> Vec<String> {
    let all: Vec<String> = match value {
        Value::String(text) => text.split(',').map(plain_text).collect(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(plain_text).collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|tag| !tag.is_empty()).take(TAGS_MAX).collect()
}

fn body(node: &Value) -> Option<String> {
    let text = node.get("articleBody").or_else(|| node.get("text"))?.as_str()?;
    Some(text.to_owned()).filter(|text| !collapse(text).is_empty())
}

/// Names of people as written; an organization is none, also where it is only referred to.
fn people(value: &Value, nodes: &[&Value]) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| people(value, nodes)).collect(),
        Value::String(name) => vec![plain_text(name)],
        Value::Object(_) => {
            let named = resolved(value, nodes);
            if is_kind(named, ORGANIZATIONS) { Vec::new() } else { named.get("name").map(names).unwrap_or_default() }
        }
        _ => Vec::new(),
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        _ => text_of(value).into_iter().collect(),
    }
}

fn name_of(node: &Value, nodes: &[&Value]) -> Option<String> {
    match node {
        Value::String(name) => Some(plain_text(name)),
        _ => resolved(node, nodes).get("name").and_then(text_of),
    }
}

/// The node itself, or the one that it refers to by `@id`.
fn resolved<'a>(node: &'a Value, nodes: &[&'a Value]) -> &'a Value {
    if node.get("name").is_some() {
        return node;
    }
    let Some(id) = node.get("@id") else { return node };
    nodes.iter().find(|other| other.get("@id") == Some(id) && other.get("name").is_some()).copied().unwrap_or(node)
}

#[cfg(test)]
mod tests;
